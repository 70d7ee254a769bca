"""Pages for whoever is in: choose a password, choose the post to act for, set up the second factor, go."""

import base64
import binascii

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhangtu.desk.frame import visit
from zhangtu.desk.signing.forms import ask, next_of, onward
from zhangtu.desk.signing.squares import squares
from zhangtu.people import actions, queries, second, signing
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.signing import Stage, Visitor


def _visitor(request: HttpRequest, *, whole: bool = True) -> Visitor | None:
    """Whoever is in; with ``whole``, only when nothing is left to be done."""
    visitor = signing.visitor_of(request)
    if visitor is None or visitor.stage is Stage.SECOND:
        return None
    return visitor if visitor.stage is Stage.IN or not whole else None


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Choose a password: after a one-time code, when the old one is too old, or because one wants to."""
    visitor = _visitor(request, whole=False)
    if visitor is None:
        return redirect("sign_in")
    values = {"coming_in": visitor.stage is Stage.PASSWORD, "login": visitor.login}
    if request.method == "GET":
        return ask(request, "signing/password.html", values)
    chosen = request.POST.get("password", "")
    try:
        if chosen != request.POST.get("again", ""):
            raise PeopleRefusedError("password_differs")  # noqa: TRY301  # said like any other refusal
        signing.choose_password(request, chosen, request.POST.get("old", ""))
    except PeopleRefusedError as refused:
        return ask(request, "signing/password.html", values, refused)
    return onward(request, Stage.IN)


@require_http_methods(["GET", "POST"])
def post(request: HttpRequest) -> HttpResponse:
    """Choose the post to act for: an own one, or one stood in for today."""
    visitor = _visitor(request)
    if visitor is None:
        return redirect("sign_in")
    own = queries.posts_held(visitor.person)
    posts = [
        {"state": state, "unit": queries.name_on(state.unit), "own": state.post in own}
        for state in queries.acting_posts(visitor.person)
    ]
    seen = visit.visitor(request)
    values = {
        "posts": posts,
        "present": visitor.post,
        "ended": seen.ended if seen is not None else "",
        "next": next_of(request) if "next" in request.GET else request.session.get("next", "/"),
    }
    if request.method == "GET":
        return ask(request, "signing/post.html", values)
    chosen = request.POST.get("post", "")
    try:
        signing.choose_post(request, int(chosen) if chosen.isascii() and chosen.isdigit() else 0)
    except PeopleRefusedError as refused:
        return ask(request, "signing/post.html", values, refused)
    return onward(request, Stage.IN)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def factor(request: HttpRequest) -> HttpResponse:
    """Set up the second factor: show the secret, see a code of it, print the recovery codes."""
    visitor = _visitor(request)
    actor = signing.actor_of(request)
    if visitor is None or actor is None:
        return redirect("sign_in")
    secret = _pending(request)
    address = second.address(secret, visitor.login, "Zhangtu")
    values = {
        "squares": squares(address),
        "typed": base64.b32encode(secret).decode(),
        "recovery": [],
    }
    if request.method == "GET":
        return ask(request, "signing/factor.html", values)
    try:
        code = request.POST.get("code", "")
        printed = actions.set_second(visitor.account, secret, code, actor=actor)
    except PeopleRefusedError as refused:
        return ask(request, "signing/factor.html", values, refused)
    del request.session["pending"]
    return ask(request, "signing/factor.html", {**values, "recovery": printed})


def _pending(request: HttpRequest) -> bytes:
    """The secret that is being shown; it lies in the session until a code proves that the app has it."""
    try:
        return base64.b64decode(request.session["pending"], validate=True)
    except (KeyError, binascii.Error):
        secret = second.new_secret()
        request.session["pending"] = base64.b64encode(secret).decode()
        return secret


@require_POST
def out(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    signing.sign_out(request)
    return redirect("sign_in")
