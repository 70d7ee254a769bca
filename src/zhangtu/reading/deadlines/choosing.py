"""Which of several times is the task's own."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from zhangtu.reading.model import NO_DEADLINE, Deadline, DeadlineKind, Duration

_DATED: Final = frozenset(
    {DeadlineKind.DATE, DeadlineKind.RANGE, DeadlineKind.PERIOD_END, DeadlineKind.INVALID}
)


def main_deadline(
    found: Sequence[Deadline], prose: Sequence[Deadline] = ()
) -> tuple[Deadline, tuple[Deadline, ...]]:
    """The main time of a task, and the others.

    A labelled time beats running text. Among several, a date beats everything and the latest date beats
    earlier ones (they are stages on the way to it); without a date the first recurring time, then the first
    length of time, then what has no end, then what is to be done at once, then a mere beginning.

    Args:
        found: The times from labels, brackets and cells of the task; or all of them, if there is no label.
        prose: The times from its running text.

    Returns:
        The main one (``NO_DEADLINE`` if there is none) and the rest in the order of the text.
    """
    candidates = [*(found or prose)]
    if not candidates:
        return NO_DEADLINE, ()
    first = min(map(_rank, candidates))
    best = [place for place, each in enumerate(candidates) if _rank(each) == first]
    chosen = max(best, key=lambda place: (_end(candidates[place]), place)) if first == 0 else best[0]
    main = candidates.pop(chosen)
    return main, (*candidates, *prose) if found else tuple(candidates)


def _end(deadline: Deadline) -> date:
    return date.min if deadline.end is None else deadline.end


def _rank(deadline: Deadline) -> int:
    kind, rule = deadline.kind, deadline.rule
    if kind in _DATED:
        begins_only = kind is DeadlineKind.RANGE and deadline.end is None and deadline.start is not None
        return 5 if begins_only else 0
    if kind is DeadlineKind.DURATION:
        return 4 if isinstance(rule, Duration) and not rule.count else 2
    return {DeadlineKind.RECURRING: 1, DeadlineKind.CONTINUOUS: 3}.get(kind, 6)
