"""What something is from a day to a day: a row of states without gaps, and the ways such a row may change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From a day to a day.

    Attributes:
        begins: The first day.
        ends: The first day it no longer holds; ``None`` while nobody knows.
        id: The number of the row it is stored in; 0 before it is.
    """

    begins: date
    ends: date | None = None
    id: int = 0

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.begins <= day and (self.ends is None or day < self.ends)


S = TypeVar("S", bound=Span)


class NotThereError(Exception):
    """The thing does not exist on the day from which it was to change."""


class LaterChangeError(Exception):
    """The thing was to end on a day behind which a change of it is already written down.

    Attributes:
        day: The day of that change.
    """

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(day.isoformat())


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans have a day in common."""
    return (other.ends is None or one.begins < other.ends) and (one.ends is None or other.begins < one.ends)


def on(states: Iterable[S], day: date) -> S | None:
    """The state that holds on a day.

    Args:
        states: The states of one thing.
        day: The day.

    Returns:
        The state; ``None`` before the first and after the last.
    """
    return next((state for state in states if state.holds(day)), None)


def changed(states: Sequence[S], day: date, **values: Any) -> list[S]:
    """Change something from a day on.

    A value stays changed until the day it was to change anyway: renaming something from the past does not
    undo a later rename, and does not forget a later move.

    Args:
        states: The states, rising, without gaps.
        day: The first day of the change.
        **values: What is different from then on.

    Returns:
        The states as they are to be; the one that begins on the day has ``id`` 0 if it is new.

    Raises:
        NotThereError: If no state holds on the day.
    """
    at = on(states, day)
    if at is None:
        raise NotThereError
    made = [state for state in states if state.begins < day and state is not at]
    if at.begins < day:
        made.append(replace(at, ends=day))
        at = replace(at, begins=day, id=0)
    running = {name: getattr(at, name) for name in values}
    for state in [at, *(state for state in states if state.begins > day)]:
        running = {name: old for name, old in running.items() if getattr(state, name) == old}
        made.append(replace(state, **{name: values[name] for name in running}))
    return made


def closed(states: Sequence[S], day: date) -> list[S]:
    """End something.

    Args:
        states: The states, rising, without gaps.
        day: The first day it is no longer there; its very first day makes as if it never had been.

    Returns:
        The states as they are to be.

    Raises:
        NotThereError: If it is not there the day before, nor begins on the day.
        LaterChangeError: If a change behind the day is written down.
    """
    at = on(states, day)
    if at is None:
        raise NotThereError
    later = next((state for state in states if state.begins > day), None)
    if later is not None:
        raise LaterChangeError(later.begins)
    return [replace(state, ends=day) if state is at else state for state in states]


def borders(states: Iterable[Span], day: date) -> list[date]:
    """The days from a day on when something begins or ends, that day included, rising."""
    days = {day}
    for state in states:
        days.update(one for one in (state.begins, state.ends) if one is not None and one > day)
    return sorted(days)
