"""The saved looks somebody may open."""

from dataclasses import dataclass
from uuid import UUID

from zhangtu.ledgers import sql
from zhangtu.ledgers.looks.refusals import LookError
from zhangtu.ledgers.models import Look
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope


@dataclass(frozen=True, slots=True)
class LookView:
    """A saved look.

    Attributes:
        uid: Its name to the outside.
        ledger: The ledger's name.
        title: What it is called.
        query: What the address of the list asks, behind its question mark.
        shared: Whether others of a unit have it too.
        own: Whether it is the reader's.
        first: Whether the ledger opens with it for the reader.
        changes: Whether the reader may rename it, share it and take it away.
    """

    uid: UUID
    ledger: str
    title: str
    query: str
    shared: bool
    own: bool
    first: bool
    changes: bool


def looks(ledger: str, scope: Scope, unit: int | None = None) -> tuple[LookView, ...]:
    """The looks of a ledger somebody may open: their own, and those shared with their unit.

    Args:
        ledger: The ledger's name.
        scope: Whose; that the ledger may be read is known.
        unit: The unit of the post acted for, where it is known already; 0 for none.

    Returns:
        The looks: own ones first, in the order they were saved.
    """
    person, units = scope.actor.person, _above(scope) if unit is None else _with_above(unit)
    found = [
        (Look(id=number, uid=uid, ledger=ledger, title=title, query=query, person=owner, unit=shared), first)
        for number, uid, title, query, owner, shared, first in sql.looks(ledger, person)
        if owner == person or (shared and shared in units)
    ]
    return tuple(
        view(one, scope, first) for one, first in sorted(found, key=lambda it: it[0].person != person)
    )


def look(uid: UUID, scope: Scope) -> LookView:
    """One look.

    Args:
        uid: Its name.
        scope: Whose.

    Returns:
        The look.

    Raises:
        LookError: There is none of that name for this reader.
    """
    return view(stored(uid, scope), scope, 0)


def stored(uid: UUID, scope: Scope) -> Look:
    """A look as it is stored; see ``look``."""
    found = Look.objects.filter(uid=uid, gone=False).first()
    if found is None or not (found.person == scope.actor.person or found.unit in _above(scope)):
        raise LookError("no_look")
    return found


def _above(scope: Scope) -> frozenset[int]:
    """The reader's unit and all above it: what is shared there is shared with the reader."""
    state = people.post(scope.actor.post) if scope.actor.post else None
    return frozenset() if state is None else _with_above(state.unit)


def _with_above(unit: int) -> frozenset[int]:
    return frozenset((unit, *people.ancestors(unit))) if unit else frozenset()


def changes(one: Look, scope: Scope) -> bool:
    """Whether somebody may change a look: its owner, and who organises the unit it is shared with."""
    own = bool(scope.actor.person) and one.person == scope.actor.person
    return own or bool(one.unit and one.unit in scope.units and scope.may(Right.ORGANISE))


def view(one: Look, scope: Scope, first: int) -> LookView:
    """A look as a reader sees it."""
    own = one.person == scope.actor.person
    return LookView(
        uid=one.uid,
        ledger=one.ledger,
        title=one.title,
        query=one.query,
        shared=bool(one.unit),
        own=own,
        first=one.pk == first,
        changes=changes(one, scope),
    )
