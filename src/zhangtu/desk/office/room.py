"""The tabs of the room: which of its pages somebody finds, and how much waits there."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zhangtu.desk.frame import page
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.people import policies, rolls
from zhangtu.people.scope import Right

#: Address, what it is called, what its pages begin with, the rights of which one is needed.
_TABS = (
    ("office", _("组织"), ("/office/units/", "/office/posts/"), frozenset[Right]()),
    ("office_handovers", pgettext_lazy("page", "交接"), ("/office/handovers/",), frozenset[Right]()),
    (
        "office_people",
        _("人员账号"),
        ("/office/people/", "/office/accounts/"),
        frozenset({Right.ORGANISE, Right.ACCOUNTS, Right.GRANT}),
    ),
    ("office_roster", _("名单导入"), ("/office/roster/",), frozenset({Right.ACCOUNTS})),
    ("office_grants", _("授权"), ("/office/grants/",), frozenset({Right.GRANT})),
    ("office_journal", _("变更记录"), ("/office/journal/",), frozenset({Right.AUDIT})),
    ("office_seals", _("核验存证"), ("/office/seals/",), frozenset({Right.AUDIT})),
    ("office_system", _("运行维护"), ("/office/system/",), frozenset({Right.OPERATE})),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of the room.

    Attributes:
        name: The name of its address.
        title: What it is called.
        here: Whether this page is it, or below it.
        waiting: How much waits there; 0 for nothing.
    """

    name: str
    title: str
    here: bool
    waiting: int


def show(
    request: HttpRequest, template: str, values: dict[str, Any], *, status: int = 200, say: str = ""
) -> HttpResponse:
    """Render a page of the room, with its tabs."""
    visit = visit_of(request)
    tabs = []
    for name, title, within, rights in _TABS:
        if not rights or not rights.isdisjoint(visit.scope.rights):
            here = request.path.startswith(within) or (name == "office" and request.path == "/office/")
            count = waiting(visit) if name == "office_handovers" else 0
            tabs.append(Tab(name, str(title), here, count))
    return page.show(request, template, {"tabs": tabs, **values}, status=status, say=say)


def waiting(visit: Visit) -> int:
    """How many handovers wait for somebody's signature."""
    return len(rolls.to_sign(visit.actor.person)) if visit.actor.person else 0


def admitted(request: HttpRequest, *rights: Right) -> Visit:
    """Whoever is in, if the post acted for has one of some rights.

    Raises:
        PeopleRefusedError: It has none; the sentence names the first.
    """
    visit = visit_of(request)
    if visit.scope.rights.isdisjoint(rights):
        policies.check_own(visit.actor, rights[0])
        raise PermissionDenied
    return visit
