"""Every change of saved looks: save, rename, share, open with, take away; each with its entry."""

from typing import Final
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.kernel.uids import new_uid
from zhangtu.ledgers import definitions, policies
from zhangtu.ledgers.looks.keeping import TABLES
from zhangtu.ledgers.looks.queries import LookView, changes, stored, view
from zhangtu.ledgers.looks.refusals import LookError
from zhangtu.ledgers.models import FirstLook, Look
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope

LONGEST_TITLE: Final = 40
LONGEST_QUERY: Final = 4_000
#: So many looks of one ledger somebody keeps.
MOST: Final = 40


def save(ledger: str, title: str, query: str, *, actor: Actor, shared: bool = False) -> LookView:
    """Save a way of looking at a ledger.

    Args:
        ledger: The ledger's name.
        title: What it is to be called.
        query: What the address of the list asks, behind its question mark.
        actor: Who saves it.
        shared: Whether the people of the actor's unit, and of all units below it, have it too.

    Returns:
        The look.

    Raises:
        LedgerError: There is no such ledger for the actor.
        LookError: It has no name or a taken one, is too long, or can't be shared.
    """
    scope = people.scope(actor)
    policies.check_may(scope, Right.READ, definitions.known().ledger(ledger))
    if not actor.person:
        raise LookError("no_person")
    if len(query) > LONGEST_QUERY:
        raise LookError("too_long")
    unit = _unit(actor) if shared else 0
    with act(actor=actor) as now:
        mine = Look.objects.filter(ledger=ledger, person=actor.person, gone=False)
        if mine.count() >= MOST:
            raise LookError("too_many", most=MOST)
        named = _named(title, ledger, actor.person)
        made = TABLES.add(
            now, Look, action="save", uid=new_uid(now.at), ledger=ledger, title=named, query=query,
            person=actor.person, unit=unit,
        )  # fmt: skip
        return view(made, scope, 0)


def _named(title: str, ledger: str, person: int, besides: int = 0) -> str:
    """A name nobody's other look of this ledger has."""
    named = " ".join(title.split())
    if not 0 < len(named) <= LONGEST_TITLE:
        raise LookError("no_title", most=LONGEST_TITLE)
    others = Look.objects.filter(ledger=ledger, person=person, title=named, gone=False).exclude(pk=besides)
    if others.exists():
        raise LookError("taken", title=named)
    return named


def _unit(actor: Actor) -> int:
    state = people.post(actor.post) if actor.post else None
    if state is None:
        raise LookError("no_unit")
    return state.unit


def amend(
    uid: UUID,
    *,
    actor: Actor,
    title: str | None = None,
    query: str | None = None,
    shared: bool | None = None,
) -> LookView:
    """Rename a look, save it anew, share it or share it no longer.

    Args:
        uid: The look.
        actor: Who changes it.
        title: What it is to be called; ``None`` leaves it.
        query: What it is to ask; ``None`` leaves it.
        shared: Whether the actor's unit has it too; ``None`` leaves it.

    Returns:
        The look.

    Raises:
        LookError: There is none, it is somebody else's, or the name is none or taken.
    """
    scope = people.scope(actor)
    with act(actor=actor) as now:
        one = _changed(uid, scope)
        values: dict[str, object] = {}
        if title is not None:
            values["title"] = _named(title, one.ledger, one.person, one.pk)
        if query is not None:
            if len(query) > LONGEST_QUERY:
                raise LookError("too_long")
            values["query"] = query
        if shared is not None and shared != bool(one.unit):
            values["unit"] = _unit(actor) if shared else 0
        TABLES.amend(now, one, "amend", **values)
        return view(one, scope, 0)


def remove(uid: UUID, *, actor: Actor) -> None:
    """Take a look away; its entries stay.

    Args:
        uid: The look.
        actor: Who takes it away.

    Raises:
        LookError: There is none, or it is somebody else's.
    """
    with act(actor=actor) as now:
        TABLES.amend(now, _changed(uid, people.scope(actor)), "remove", gone=True)


def open_with(ledger: str, uid: UUID | None, *, actor: Actor) -> None:
    """Say which look a ledger opens with for the actor.

    Args:
        ledger: The ledger's name.
        uid: The look; ``None`` for none.
        actor: Whom it concerns.

    Raises:
        LookError: There is no such look for the actor.
    """
    scope = people.scope(actor)
    with act(actor=actor) as now:
        look = 0 if uid is None else stored(uid, scope).pk
        there = FirstLook.objects.filter(ledger=ledger, person=actor.person).first()
        if there is not None:
            TABLES.amend(now, there, "choose", look=look)
        elif look:
            TABLES.add(now, FirstLook, action="choose", ledger=ledger, person=actor.person, look=look)


def _changed(uid: UUID, scope: Scope) -> Look:
    """A look somebody may change."""
    one = stored(uid, scope)
    if not changes(one, scope):
        raise LookError("not_yours")
    return one
