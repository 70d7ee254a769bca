"""Who has what right where: a matrix of posts and rights, grants to single ledgers, and lock-outs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import moment_of, separator, titled, tongue
from zhangtu.desk.office.asking import Ask, Kind, Option, Subject, number_in
from zhangtu.desk.office.choosing import in_order
from zhangtu.desk.office.deeds import DAY, WHY, Deed, Given
from zhangtu.desk.office.room import admitted, show
from zhangtu.desk.office.words import day_of, names_of, right_name, role_name, span
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import definitions
from zhangtu.people import actions, policies, queries, rolls
from zhangtu.people.posts import PostState
from zhangtu.people.rules import roles
from zhangtu.people.scope import Right

#: So many posts stand on one page.
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A post in the matrix.

    Attributes:
        post: Its number.
        name: What it is called.
        unit: Its unit.
        below: How many units stand below that: how far its rights reach.
        role: What its role is called.
        guarded: Whether only the security administrator gives that role.
        holders: Who holds it.
        rights: For each right whether it has it.
        ledgers: How many ledgers it has a grant for.
    """

    post: int
    name: str
    unit: str
    below: int
    role: str
    guarded: bool
    holders: str
    rights: tuple[bool, ...]
    ledgers: int


@require_safe
def grants(request: HttpRequest) -> HttpResponse:
    """The matrix, the grants, the lock-outs."""
    return _page(request)


def _page(request: HttpRequest, refused: str = "", status: int = 200) -> HttpResponse:
    visit = admitted(request, Right.GRANT)
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "right", "role")}
    found = list(_chosen(visit, asked))
    after = number_in(request.GET.get("after", "")) or 0
    values = {
        "asked": asked,
        "rights": [(right.value, right_name(right)) for right in Right],
        "roles": [(role.name, role_name(role.name, visit.today)) for role in roles(visit.today).values()],
        "lines": list(_lines(found[after : after + SHOWN], visit)),
        "total": len(found),
        "next": after + SHOWN if len(found) > after + SHOWN else 0,
        "grants": list(_grants(visit)),
        "locked": list(_locked()),
        "refused": refused,
    }
    return show(request, "office/grants.html", values, status=status)


def _locked() -> Iterator[tuple[str, str, str, int, int]]:
    """Accounts locked out now: login name, person's name, until when, wrong attempts, person."""
    for one in rolls.locked_out():
        yield one.login, names_of([one.person]), moment_of(one.locked_until), one.failures, one.person


def _chosen(visit: Visit, asked: dict[str, str]) -> Iterator[PostState]:
    """The posts that fit what is asked, as the tree lists their units."""
    known = roles(visit.today)
    order = {unit: place for place, unit in enumerate(in_order(visit.today))}
    posts = sorted(rolls.posts_on(visit.today), key=lambda one: (order.get(one.unit, 0), one.post))
    people = set(rolls.people_like(asked["q"], 1000)) if asked["q"] else set()
    held = rolls.holders_on(visit.today, [one.post for one in posts]) if people else {}
    for one in posts:
        role = known.get(one.role)
        if asked["role"] and one.role != asked["role"]:
            continue
        if asked["right"] and (role is None or asked["right"] not in role.rights):
            continue
        words = f"{rolls.unit_named(one.unit, visit.today)} {one.name}"
        if not asked["q"] or asked["q"] in words or people.intersection(held.get(one.post, ())):
            yield one


def _lines(posts: list[PostState], visit: Visit) -> Iterator[Line]:
    known = roles(visit.today)
    held = rolls.holders_on(visit.today, [one.post for one in posts])
    granted: dict[int, int] = {}
    for grant in rolls.grants_on(visit.today):
        granted[grant.post] = granted.get(grant.post, 0) + 1
    for one in posts:
        role = known.get(one.role)
        has = role.rights if role is not None else frozenset[Right]()
        yield Line(
            one.post,
            one.name,
            rolls.unit_named(one.unit, visit.today),
            max(len(queries.below(one.unit, visit.today)) - 1, 0),
            role_name(one.role, visit.today),
            role is not None and role.by_grant,
            names_of(held.get(one.post, ())),
            tuple(right in has for right in Right),
            granted.get(one.post, 0),
        )


def _grants(visit: Visit) -> Iterator[tuple[int, int, str, str, str, str]]:
    """Grants to single ledgers: number, post, its name, ledger, rights, days."""
    for one in rolls.grants_on(visit.today):
        yield (
            one.number,
            one.post,
            rolls.post_named(one.post, visit.today),
            ledger_name(one.ledger),
            separator().join(right_name(right) for right in one.rights) or "—",
            span(one.begins, one.ends),
        )


def ledger_name(name: str) -> str:
    """What a ledger is called; its own word when it is no more."""
    return titled(definitions.in_force(name).ledger.title) if name in definitions.names() else name


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """End a grant."""
    visit = admitted(request, Right.GRANT)
    if all(one.number != number for one in rolls.grants_on(visit.today)):
        raise Http404
    day = day_of(request.POST.get("day", ""), visit.today)
    try:
        actions.withdraw_grant(number, actor=visit.actor, day=day, reason=request.POST.get("reason", ""))
    except RefusedError as error:
        return _page(request, error.say(tongue()), 403 if error.kind == "to_itself" else 422)
    return redirect("office_grants")


def _ledgers(subject: Subject) -> Iterable[Option]:
    del subject
    for name in definitions.names():
        title = titled(definitions.in_force(name).ledger.title)
        yield name, f"{title} *" if definitions.in_force(name).ledger.secret else title, ""


def _rights(subject: Subject) -> Iterable[Option]:
    del subject
    ledger_rights = (Right.READ, Right.ENTER, Right.AMEND, Right.WITHDRAW, Right.IMPORT, Right.EXPORT)
    for right in (*ledger_rights, Right.UNMASK, Right.REDACT, Right.DESIGN):
        yield right.value, right_name(right), ""


def _check(visit: Visit, post: int) -> None:
    del post
    policies.check_own(visit.actor, Right.GRANT)


def _grant(given: Given) -> None:
    actions.grant(given.number, given["ledger"], given["rights"], ends=given["ends"], **given.when)


GRANT = Deed(
    "grant",
    _("授予单本台账的权限"),
    (
        Ask("ledger", _("台账"), Kind.CHOICE, options=_ledgers, hint=_("带 * 的是保密台账，只能这样打开")),
        Ask("rights", _("可以做什么"), Kind.CHOICES, needed=False, options=_rights),
        DAY,
        Ask("ends", _("到哪天止"), Kind.DAY, needed=False, hint=_("不知道就留空")),
        WHY,
    ),
    _check,
    _grant,
    previews=False,
    note=_("在这本台账上，以这里定的为准，不再按角色；一项都不选就是连看也不行。"),
)
