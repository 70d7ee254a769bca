"""Pages for whoever is not in yet: password or code, second factor, an administrator's first link."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from zhangtu.desk.frame.words import tongue
from zhangtu.desk.signing.forms import ask, next_of, onward
from zhangtu.kernel.scripts import in_language
from zhangtu.people import actions, elsewhere, signing
from zhangtu.people.actions.first import invitation, invited_role
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.signing import Stage


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Login name with password or one-time code."""
    values = _values(request)
    if request.method == "GET":
        return ask(request, "signing/in.html", values)
    try:
        stage = signing.sign_in(request, request.POST.get("login", ""), request.POST.get("secret", ""))
    except PeopleRefusedError as refused:
        return ask(request, "signing/in.html", values, refused)
    return onward(request, stage)


def _values(request: HttpRequest) -> dict[str, object]:
    """What the page to sign in shows."""
    login = request.POST.get("login", "")[:60]
    return {"login": login, "next": next_of(request), "elsewhere": elsewhere.provider() is not None}


@require_GET
def elsewhere_begins(request: HttpRequest) -> HttpResponse:
    """Go to the identity provider the office names."""
    request.session["next"] = next_of(request)
    try:
        address = elsewhere.begin(request, request.build_absolute_uri(reverse("sign_back")))
    except PeopleRefusedError as refused:
        return ask(request, "signing/in.html", _values(request), refused)
    return HttpResponseRedirect(address)


@require_GET
def elsewhere_ends(request: HttpRequest) -> HttpResponse:
    """Come back from the identity provider."""
    wanted = request.session.get("next", "/")
    try:
        stage = signing.recognised(request, *elsewhere.finish(request, request.GET.dict()))
    except PeopleRefusedError as refused:
        return ask(request, "signing/in.html", _values(request), refused)
    request.session["next"] = wanted
    return onward(request, stage)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """The code of the second factor, or a recovery code."""
    visitor = signing.visitor_of(request)
    if visitor is None or visitor.stage is not Stage.SECOND:
        return redirect("sign_in")
    if request.method == "GET":
        return ask(request, "signing/second.html", {})
    try:
        stage = signing.give_second(request, request.POST.get("code", ""))
    except PeopleRefusedError as refused:
        return ask(request, "signing/second.html", {}, refused)
    return onward(request, stage)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def first(request: HttpRequest, secret: str) -> HttpResponse:
    """One of the three administrators comes in for the first time, by a link."""
    given = {name: request.POST.get(name, "")[:200] for name in ("name", "phone", "login")}
    try:
        role = in_language(*invited_role(invitation(secret)), tongue())
    except PeopleRefusedError as refused:
        return ask(request, "signing/first.html", {**given, "secret": "", "invited": ""}, refused)
    values = {**given, "secret": secret, "invited": role}
    if request.method == "GET":
        return ask(request, "signing/first.html", values)
    chosen = request.POST.get("password", "")
    try:
        if chosen != request.POST.get("again", ""):
            raise PeopleRefusedError("password_differs")  # noqa: TRY301  # said like any other refusal
        actions.accept_invitation(secret, given["name"], given["login"], chosen, phone=given["phone"])
        stage = signing.sign_in(request, given["login"], chosen)
    except PeopleRefusedError as refused:
        return ask(request, "signing/first.html", values, refused)
    return onward(request, stage)
