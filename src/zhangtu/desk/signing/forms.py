"""What the pages to sign in share: where to go next, and a refusal said above the form that caused it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.words import tongue
from zhangtu.kernel import clock
from zhangtu.people import signing
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.rules import signing as signing_rules
from zhangtu.people.signing import Stage

#: Kind of refusal → status, where it is not simply something wrong in the form.
_STATUS = {"locked": 429, "link_wrong": 410}


def ask(
    request: HttpRequest, template: str, values: dict[str, Any], refused: PeopleRefusedError | None = None
) -> HttpResponse:
    """Show a form, with what was refused of it above.

    Args:
        request: The request.
        template: The file, as ``signing/name.html``.
        values: What the template's first comment asks for, but ``problem`` and ``rules`` (of passwords).
        refused: Why it is shown again.

    Returns:
        The page.
    """
    status = 200 if refused is None else _STATUS.get(refused.kind, 422)
    said = "" if refused is None else refused.say(tongue())
    rules = signing_rules(clock.today())
    return show(request, template, {**values, "problem": said, "rules": rules}, status=status)


def next_of(request: HttpRequest) -> str:
    """The page somebody wanted before signing in; the first page if none or not ours."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    fine = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if fine else "/"


def onward(request: HttpRequest, stage: Stage) -> HttpResponseRedirect:
    """Go to what is still to be done, or to the page somebody wanted."""
    if "next" in request.POST:
        request.session["next"] = next_of(request)
    if stage is Stage.SECOND:
        return redirect("sign_second")
    if stage is Stage.PASSWORD:
        return redirect("sign_password")
    actor = signing.actor_of(request)
    if actor is not None and not actor.post:
        return redirect("sign_post")
    return HttpResponseRedirect(request.session.pop("next", "/"))
