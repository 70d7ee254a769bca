"""The list of a handover: what is open, what lies outside the system, objections and how they are settled."""

from datetime import date

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.people import handing, models, queries
from zhangtu.people.actions.taking_part import reason_given, taking_part
from zhangtu.people.handing import HandoverView, ItemState, Outside, Side
from zhangtu.people.naming import name_of, tidy
from zhangtu.people.recording import Register, add, amend
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.wording import pair


def renew_list(handover: int, *, actor: Actor) -> None:
    """Add what became open since the list was made.

    Raises:
        PeopleRefusedError: If it may not be, or the handover is over.
    """
    with act(actor=actor) as now:
        seen = taking_part(handover, actor)
        list_open(now, handover, seen.posts, seen.begins, _next(seen))


def add_outside(handover: int, kind: Outside | str, title: str, *, actor: Actor, note: str = "") -> int:
    """Add something outside the system: a seal, a key, a paper file, an account, a contact.

    Args:
        handover: The handover's number.
        kind: What kind of thing.
        title: What it is.
        actor: Who adds it: somebody with a part in the handover, or whoever sets up posts there.
        note: What else to know, for instance where it lies.

    Returns:
        Its number on the list.

    Raises:
        PeopleRefusedError: If it may not be, or the handover is over.
    """
    with act(actor=actor) as now:
        seen = taking_part(handover, actor)
        no = _next(seen)
        add(
            now,
            Register.HANDOVER_ITEM,
            models.HandoverItem,
            action="list",
            handover=handover,
            no=no,
            kind=_outside(kind),
            title=name_of(title, 400),
            note=tidy(note)[:400],
            state=ItemState.LISTED.value,
        )
        return no


def _outside(kind: Outside | str) -> str:
    try:
        return Outside(kind).value
    except ValueError as error:
        raise PeopleRefusedError("bad_kind", given=tidy(str(kind))[:40]) from error


def _next(seen: HandoverView) -> int:
    return max((item.no for item in seen.items), default=0) + 1


def amend_item(
    handover: int, no: int, *, actor: Actor, title: str | None = None, note: str | None = None
) -> None:
    """Correct an item, which also settles an objection to it; signatures given before no longer count.

    Raises:
        PeopleRefusedError: If it may not be, there is no such item, or the handover is over.
    """
    values: dict[str, str] = {"state": ItemState.LISTED.value, "reason": ""}
    if title is not None:
        values["title"] = name_of(title, 400)
    if note is not None:
        values["note"] = tidy(note)[:400]
    with act(actor=actor) as now:
        seen = taking_part(handover, actor)
        amend(now, Register.HANDOVER_ITEM, _item(seen, no), "amend", **values)


def object_item(handover: int, no: int, reason: str, *, actor: Actor) -> None:
    """Object to an item: only the receiver does; until it is settled nothing is put in force.

    Raises:
        PeopleRefusedError: If it may not be, or no reason is given.
    """
    with act(actor=actor) as now:
        seen = taking_part(handover, actor)
        if actor.person != seen.receiver and not queries.scope(actor).everywhere:
            raise PeopleRefusedError("not_signer", side=pair([Side.RECEIVER]))
        amend(
            now,
            Register.HANDOVER_ITEM,
            _item(seen, no),
            "object",
            state=ItemState.OBJECTED.value,
            reason=reason_given(reason),
        )


def remove_item(handover: int, no: int, reason: str, *, actor: Actor) -> None:
    """Take an item out, with a reason; it stays on the list as not handed over.

    Raises:
        PeopleRefusedError: If it may not be, or no reason is given.
    """
    with act(actor=actor) as now:
        seen = taking_part(handover, actor)
        amend(
            now,
            Register.HANDOVER_ITEM,
            _item(seen, no),
            "remove",
            state=ItemState.REMOVED.value,
            reason=reason_given(reason),
        )


def _item(seen: HandoverView, no: int) -> models.HandoverItem:
    found = models.HandoverItem.objects.filter(handover=seen.id, no=no).first()
    if found is None:
        raise PeopleRefusedError("no_item", no=no)
    return found


def list_open(now: Act, handover: int, posts: tuple[int, ...], day: date, first: int) -> None:
    """Add everything open that is not listed yet."""
    known = set(models.HandoverItem.objects.filter(handover=handover).values_list("post", "reference"))
    no = first
    for post, reference, thing in handing.collected(posts, day):
        if (post, reference) in known:
            continue
        add(
            now,
            Register.HANDOVER_ITEM,
            models.HandoverItem,
            action="list",
            handover=handover,
            no=no,
            kind=thing.kind,
            reference=reference,
            post=post,
            title=tidy(thing.title)[:400],
            note=tidy(thing.note)[:400],
            state=ItemState.LISTED.value,
        )
        no += 1
