"""Which units' rows count for a unit on a day: its own, those below, and those of units they took over."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from weakref import WeakKeyDictionary

from zhangtu.people import queries as people
from zhangtu.people.tree import Forest

#: Unit → the units whose rows count for it.
Members = Mapping[int, frozenset[int]]
#: What was worked out of a forest: the days on which anything changed, and the members between them.
_KNOWN: "WeakKeyDictionary[Forest, tuple[list[date], dict[int, Members]]]" = WeakKeyDictionary()


def members(day: date, forest: Forest | None = None) -> Members:
    """Whose rows count for each unit there is on a day.

    Args:
        day: The day.
        forest: All units; those there are if none is given.

    Returns:
        Unit → units, itself among them; the rule ``people.queries.scope`` sees rows by.
    """
    forest = people.forest() if forest is None else forest
    known = _KNOWN.get(forest)
    if known is None:
        days = {state.begins for own in forest.states.values() for state in own}
        days |= {state.ends for own in forest.states.values() for state in own if state.ends}
        known = _KNOWN[forest] = (sorted(days | {one.begins for one in forest.takeovers}), {})
    place = bisect_right(known[0], day)
    found = known[1].get(place)
    if found is None:
        found = known[1][place] = _members(forest, day)
    return found


def _members(forest: Forest, day: date) -> Members:
    there = forest.units(day)
    found: dict[int, set[int]] = {unit: set() for unit in there}
    heirs: dict[int, list[int]] = {}
    for one in forest.takeovers:
        if one.begins <= day and one.unit not in there:
            heirs.setdefault(one.unit, []).append(one.successor)
    for unit in forest.states.keys() | heirs.keys():
        for heir in _heirs(unit, there, heirs):
            at, seen = heir, set[int]()
            while at in there and at not in seen:
                seen.add(at)
                found[at].add(unit)
                at = there[at].parent
    return {unit: frozenset(one) for unit, one in found.items()}


def _heirs(unit: int, there: Collection[int], heirs: Mapping[int, Sequence[int]]) -> set[int]:
    """The unit itself when it is there; else those it has gone over into, through others that are not."""
    found, ahead, seen = set[int](), [unit], {unit}
    while ahead:
        one = ahead.pop()
        if one in there:
            found.add(one)
            continue
        further = [each for each in heirs.get(one, ()) if each not in seen]
        seen.update(further)
        ahead += further
    return found


def lines(units: Collection[int], days: Sequence[date]) -> tuple[tuple[int, int, int, int], ...]:
    """Whose rows count for some units, over several days.

    Args:
        units: The units.
        days: The days.

    Returns:
        Unit, one that it counts for, and the places of the first and last day in a row on which it does.
    """
    forest = people.forest()
    running: dict[tuple[int, int], list[int]] = {}
    found: list[tuple[int, int, int, int]] = []
    before: Members | None = None
    for place, day in enumerate(days):
        now = members(day, forest)
        if now is before:
            continue
        pairs = {(one, unit) for unit in units for one in now.get(unit, ())}
        found += [(*pair, running.pop(pair)[0], place - 1) for pair in running.keys() - pairs]
        for pair in pairs - running.keys():
            running[pair] = [place]
        before = now
    found += [(*pair, begun[0], len(days) - 1) for pair, begun in running.items()]
    return tuple(sorted(found))
