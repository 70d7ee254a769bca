"""Handovers: what waits for one's signature, what is under way, and the page where one is gone through."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import moment_of, separator, tongue
from zhangtu.desk.office.room import show
from zhangtu.desk.office.words import has, why_not
from zhangtu.kernel.refusals import RefusedError
from zhangtu.people import queries, rolls, wording
from zhangtu.people.actions.taking_part import check_organiser, check_settled, readable
from zhangtu.people.handing import HandoverState, HandoverView, Item, ItemState, Outside, Side
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.scope import Right
from zhangtu.stamping import queries as printed


@dataclass(frozen=True, slots=True)
class Line:
    """A handover in a list.

    Attributes:
        number: Its number.
        code: What its printed form says.
        giver: Who hands over.
        receiver: Who takes over.
        posts: What goes over.
        begins: From when.
        state: How far it has come, said.
        word: The same as a word for looks.
        signed: How many have signed.
        items: How many things stand on its list.
    """

    number: int
    code: str
    giver: str
    receiver: str
    posts: str
    begins: str
    state: str
    word: str
    signed: int
    items: int


@dataclass(frozen=True, slots=True)
class Signer:
    """One of the three who sign.

    Attributes:
        side: Which.
        title: What that side is called.
        name: Who it is.
        signed: When, as words; empty before, or when the list changed since.
        mine: Whether the visitor signs here.
    """

    side: str
    title: str
    name: str
    signed: str
    mine: bool


@require_safe
def handovers(request: HttpRequest) -> HttpResponse:
    """What waits for one's signature, what one has a part in or looks after, and what is over."""
    visit = visit_of(request)
    seen = _seen(visit)
    waiting = {one.id for one in rolls.to_sign(visit.actor.person)} if visit.actor.person else set()
    under_way = [one for one in seen if one.state is HandoverState.PREPARED]
    values = {
        "waiting": [line(one) for one in under_way if one.id in waiting],
        "under_way": [line(one) for one in under_way if one.id not in waiting],
        "over": [line(one) for one in seen if one.state is not HandoverState.PREPARED],
    }
    return show(request, "office/handovers.html", values)


def _seen(visit: Visit) -> list[HandoverView]:
    """The handovers one signs, and those of posts one sets up."""
    own = rolls.handovers(visit.actor.person) if visit.actor.person else []
    if not has(visit, Right.ORGANISE):
        return own
    mine = {one.id for one in own}
    others = (one for one in rolls.handovers() if one.id not in mine)
    more = [one for one in others if not why_not(partial(check_organiser, visit.actor, one))]
    return sorted([*own, *more], key=lambda one: -one.id)


def line(seen: HandoverView) -> Line:
    """A handover for a list."""
    people = queries.persons([seen.giver, seen.receiver])
    return Line(
        seen.id,
        seen.code,
        people[seen.giver].name,
        people[seen.receiver].name,
        separator().join(rolls.post_named(post, seen.begins) for post in seen.posts),
        seen.begins.isoformat(),
        state_words(seen),
        seen.state.value,
        len(seen.signed),
        len(seen.items),
    )


def found(number: int, visit: Visit) -> HandoverView:
    """A handover the visitor has a part in or whose posts it sets up; not found when there is none."""
    try:
        return readable(number, visit.actor)
    except PeopleRefusedError as error:
        if error.kind == "gone":
            raise Http404 from error
        raise


def state_words(seen: HandoverView) -> str:
    """How far a handover has come."""
    if seen.state is HandoverState.IN_FORCE:
        return _("已生效")
    if seen.state is HandoverState.DROPPED:
        return _("已作废")
    if any(item.state is ItemState.OBJECTED for item in seen.items):
        return _("有异议")
    left = len(Side) - len(seen.signed)
    return _("待签字，还差 %(n)s 人") % {"n": left} if left else _("已签齐，待生效")


@require_safe
def handover(request: HttpRequest, number: int) -> HttpResponse:
    """A handover with its list."""
    return shown(request, number)


def shown(request: HttpRequest, number: int, refused: RefusedError | None = None) -> HttpResponse:
    """The page of a handover, with why something was not done.

    Args:
        request: The request.
        number: The handover.
        refused: Why; ``None`` when nothing was refused.

    Returns:
        The page.
    """
    visit = visit_of(request)
    seen = found(number, visit)
    people = queries.persons([seen.giver, seen.receiver, seen.witness, seen.proxy, seen.mentor])
    going = seen.state is HandoverState.PREPARED
    organises = not why_not(lambda: check_organiser(visit.actor, seen))
    values: dict[str, Any] = {
        "number": number,
        "seen": seen,
        "line": line(seen),
        "going": going,
        "names": {one: person.name for one, person in people.items()},
        "into": rolls.post_named(seen.into, seen.begins) if seen.into else "",
        "signers": list(_signers(seen, visit)),
        "items": [
            (item, kind_words(item), rolls.post_named(item.post, seen.begins) if item.post else "")
            for item in seen.items
        ],
        "receiver": visit.actor.person == seen.receiver,
        "organises": organises,
        "may_sign": why_not(lambda: check_settled(seen)),
        "may_force": _may_force(seen),
        "kinds": [(kind.value, wording.say(kind.value, tongue())) for kind in Outside],
        "forms": printed.of(("handover", str(seen.uid)), visit.scope),
        "refused": refused.say(tongue()) if refused is not None else "",
        "typed": request.POST,
    }
    return show(request, "office/handover.html", values, status=_status(refused))


def _status(refused: RefusedError | None) -> int:
    if refused is None:
        return 200
    forbidden = ("not_allowed", "not_signer", "to_itself", "no_head_watches")
    return 403 if refused.kind in forbidden else 422


def kind_words(item: Item) -> str:
    """What kind of thing an item is."""
    return wording.say(item.kind, tongue()) if wording.is_word(item.kind) else item.kind


def _signers(seen: HandoverView, visit: Visit) -> Iterator[Signer]:
    at = rolls.signed_at(seen.id)
    people = queries.persons([seen.signer(side) for side in Side])
    for side in Side:
        title = wording.say(side.value, tongue())
        if side is Side.GIVER and seen.proxy:
            title = _("单位负责人代签（移交人已离岗）")
        signed = moment_of(at[side.value]) if side in seen.signed else ""
        person = seen.signer(side)
        yield Signer(side.value, title, people[person].name, signed, visit.actor.person == person)


def _may_force(seen: HandoverView) -> str:
    """Why a handover cannot be put in force yet, as far as its list tells."""
    missing = [side for side in Side if side not in seen.signed]

    def check() -> None:
        check_settled(seen)
        if missing:
            raise PeopleRefusedError("unsigned", sides=wording.pair(missing))

    return why_not(check)
