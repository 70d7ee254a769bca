"""Messages in the pages: what is new, opening one, and where a unit can be reached outside."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from zhangtu.desk.collecting import words
from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.messages import actions, queries
from zhangtu.messages.channels import CHANNELS
from zhangtu.messages.refusals import MessageError
from zhangtu.messages.wording import say_channel
from zhangtu.people import queries as people
from zhangtu.people.scope import Right


@require_http_methods(["GET", "HEAD", "POST"])
def inbox(request: HttpRequest) -> HttpResponse:
    """All messages; a tap marks all of them as read."""
    visit = visit_of(request)
    found = queries.inbox(visit.scope, limit=queries.MOST)
    if request.method == "POST":
        actions.mark_read([one.uid for one in found if not one.read], actor=visit.actor)
        return redirect("messages")
    names = people.persons({one.person for one in found if one.person})
    values = {
        "messages": found,
        "names": {number: person.name for number, person in names.items()},
        "new": sum(1 for one in found if not one.read),
        "organises": Right.ORGANISE in visit.scope.rights,
    }
    return show(request, "collecting/messages.html", values)


@require_safe
def opened(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Open a message, and go on to the page it is about."""
    visit = visit_of(request)
    found = queries.message(uid, visit.scope)
    actions.mark_read([uid], actor=visit.actor)
    return redirect(
        # browsers read a backslash as a slash: two of either lead to another site
        found.link if found.link.startswith("/") and found.link[1:2] not in ("/", "\\") else "messages"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def channels(request: HttpRequest) -> HttpResponse:
    """Where the units one sets up are reached outside the pages."""
    visit = visit_of(request)
    if request.method != "POST":
        return _channels(request, visit)
    try:
        _change(request, visit)
    except MessageError as error:
        return _channels(request, visit, trouble=words.refusal(error), status=422)
    return redirect("message_channels")


def _change(request: HttpRequest, visit: Visit) -> None:
    given = request.POST
    if given.get("end"):
        try:
            uid = UUID(given["end"])
        except ValueError as error:
            raise MessageError("no_address") from error
        actions.end_address(uid, actor=visit.actor)
        return
    unit = given.get("unit", "")
    actions.set_address(
        int(unit) if unit.isdecimal() and len(unit) < 19 else 0,
        given.get("channel", ""),
        given.get("target", ""),
        actor=visit.actor,
        title=given.get("title", ""),
        secret=given.get("secret", ""),
    )


def _channels(request: HttpRequest, visit: Visit, *, trouble: str = "", status: int = 200) -> HttpResponse:
    if Right.ORGANISE not in visit.scope.rights:
        raise MessageError("not_allowed")
    there = people.units()
    units = {unit: there[unit].name for unit in sorted(visit.scope.units) if unit in there}
    values = {
        "addresses": queries.addresses(units),
        "units": units,
        "kinds": {name: say_channel(name, tongue()) for name in CHANNELS},
        "typed": request.POST,
        "trouble": trouble,
    }
    return show(request, "collecting/channels.html", values, status=status)
