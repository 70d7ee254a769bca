"""What a person chose for this browser: language, looks, letter size and the name they correct under."""

from collections.abc import Callable
from urllib.parse import quote, unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from zhangtu.plans.record import plain_who

#: The cookie that holds the name, signed, and the salt it is signed with.
NAME_COOKIE = "zhangtu_name"
LANGUAGE_COOKIE = "zhangtu_language"
YEAR = 365 * 24 * 3600
#: The choices that change the looks, each a cookie, with what may be chosen; the first is the default.
LOOKS = {"theme": ("auto", "light", "dark"), "letters": ("normal", "large")}
Answer = Callable[[HttpRequest], HttpResponse]


class PersonLanguage:
    """Speaks the language the person chose, else the one the browser asks for, else Simplified Chinese."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the person's language."""
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
        if chosen not in dict(settings.LANGUAGES):
            chosen = _asked_for(request)
        with translation.override(chosen):
            response = self._answer(request)
        response.headers.setdefault("Content-Language", chosen)
        return response


def _asked_for(request: HttpRequest) -> str:
    """The language of the browser: Traditional where it says so, else Chinese unless English comes first."""
    first = request.headers.get("Accept-Language", "").split(",")[0].split(";")[0].strip().lower()
    if first.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo")):
        return "zh-hant"
    return "en" if first.startswith("en") else settings.LANGUAGE_CODE


def looks(request: HttpRequest) -> dict[str, str]:
    """How this person wants pages to look."""
    return {
        name: chosen if (chosen := request.COOKIES.get(f"zhangtu_{name}", "")) in options else options[0]
        for name, options in LOOKS.items()
    }


def name_of(request: HttpRequest) -> str:
    """The name the person gave in this browser; empty if none, or if the cookie is not ours."""
    return unquote(str(request.get_signed_cookie(NAME_COOKIE, default="", salt=NAME_COOKIE)))


def remember_name(response: HttpResponse, name: str) -> None:
    """Keep a person's name in the browser, signed."""
    # A cookie holds ASCII only, so the name travels percent-encoded.
    response.set_signed_cookie(
        NAME_COOKIE, quote(name), salt=NAME_COOKIE, max_age=YEAR, httponly=True, samesite="Lax"
    )


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep a choice and go back to the page it was made on."""
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(LANGUAGE_COOKIE, language, max_age=YEAR, httponly=True, samesite="Lax")
    for option, allowed in LOOKS.items():
        if request.POST.get(option, "") in allowed:
            response.set_cookie(
                f"zhangtu_{option}", request.POST[option], max_age=YEAR, httponly=True, samesite="Lax"
            )
    if request.POST.get("samples", "") in ("shown", "hidden"):
        response.set_cookie(
            "zhangtu_samples", request.POST["samples"], max_age=YEAR, httponly=True, samesite="Lax"
        )
    if "who" in request.POST:
        remember_name(response, plain_who(request.POST["who"]))
    return response
