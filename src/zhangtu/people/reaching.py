"""Which units somebody answers for, and which he may ask: those below, or below the unit he acts for."""

from typing import Final

from zhangtu.people import queries as people
from zhangtu.people.scope import Scope

#: Kinds of units that act for the unit they stand under, and so may ask the others below it.
_ACTING: Final = frozenset({"office", "bureau"})


def reach(scope: Scope) -> frozenset[int]:
    """The units somebody may ask: those below the own unit; an office's, those below the unit it acts for.

    Args:
        scope: Whose.

    Returns:
        Numbers of units there are today.
    """
    there = people.units()
    if scope.everywhere:
        return frozenset(there)
    state = people.post(scope.actor.post) if scope.posts else None
    own = None if state is None else there.get(state.unit)
    if own is None:
        return frozenset()
    found = scope.units.intersection(there)
    if own.kind in _ACTING and own.parent:
        found |= people.below(own.parent)
    return found - {own.unit}


def own_units(scope: Scope) -> frozenset[int]:
    """The units somebody answers for first: that of the own post, and groups it is the office of."""
    state = people.post(scope.actor.post) if scope.posts else None
    if state is None:
        return frozenset()
    return frozenset({state.unit, *(one.unit for one in people.units().values() if one.office == state.unit)})
