"""Whose a step is: the posts of some kinds nearest to a unit, looked for from it upward."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from zhangtu.kernel.clock import today
from zhangtu.kernel.refusals import Words
from zhangtu.people import queries as people
from zhangtu.people.posts import PostState
from zhangtu.people.rules import acts_for_parent, post_kinds, roles

#: No unit stands deeper below the top; whatever a damaged tree says, the search ends.
_DEEPEST: Final = 30


def found(kinds: Iterable[str], unit: int, day: date | None = None) -> tuple[int, ...]:
    """The posts of some kinds nearest to a unit.

    A kind is that of the post, or the name of its role. The unit itself is looked at first, with the offices
    right below that act for it, then the unit above, and so on. Posts somebody holds go before vacant ones,
    even those of a unit further up.

    Args:
        kinds: Kinds of posts, or names of roles.
        unit: The number of the unit to begin with.
        day: The day; today if left out.

    Returns:
        The numbers of the posts, all of one unit and its offices; none if there is no such post.
    """
    wanted, on = frozenset(kinds), today() if day is None else day
    vacant: tuple[int, ...] = ()
    for one in (unit, *people.ancestors(unit, on)[:_DEEPEST]):
        there = [state for state in _posts(one, on) if wanted.intersection((state.kind, state.role))]
        held = tuple(sorted(state.post for state in there if people.holders(state.post, on)))
        if held:
            return held
        vacant = vacant or tuple(sorted(state.post for state in there))
    return vacant


def _posts(unit: int, day: date) -> list[PostState]:
    offices = [
        one.unit
        for one in people.units(day).values()
        if one.parent == unit and acts_for_parent(one.kind, day)
    ]
    return [state for each in (unit, *sorted(offices)) for state in people.posts(each, day)]


def called(kinds: Iterable[str]) -> Words:
    """What kinds of posts are called, as one list."""
    known, named = post_kinds(), roles(today())
    several = []
    for kind in kinds:
        if kind in known:
            several.append(Words(*known[kind]))
        elif kind in named:
            several.append(Words(named[kind].zh, named[kind].en))
        else:
            several.append(Words(kind, kind))
    return Words.joined(several)
