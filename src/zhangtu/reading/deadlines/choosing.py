"""Which of several times is the task's own."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from zhangtu.reading.model import NO_DEADLINE, Deadline, DeadlineKind

_DATED: Final = frozenset({DeadlineKind.DATE, DeadlineKind.RANGE, DeadlineKind.PERIOD_END, DeadlineKind.INVALID})


def main_deadline(found: Sequence[Deadline], prose: Sequence[Deadline] = ()) -> tuple[Deadline, tuple[Deadline, ...]]:
    """The main time of a task, and the others.

    A labelled time beats running text. Among several, a date beats everything and the latest date beats
    earlier ones (they are stages on the way to it); without a date the first recurring time, then the first
    length of time, then what has no end, then a mere beginning.

    Args:
        found: The times from labels, brackets and cells of the task; or all of them, if there is no label.
        prose: The times from its running text.

    Returns:
        The main one (``NO_DEADLINE`` if there is none) and the rest in the order of the text.
    """
    candidates = found or prose
    if not candidates:
        return NO_DEADLINE, ()
    ranked = sorted(enumerate(candidates), key=lambda pair: (*_rank(pair[1]), pair[0]))
    dated = [pair for pair in ranked if _rank(pair[1])[0] == 0]
    chosen = max(dated, key=lambda pair: (pair[1].end or date.min, pair[0])) if dated else ranked[0]
    main = chosen[1]
    rest = [each for place, each in enumerate(candidates) if place != chosen[0]]
    return main, (*rest, *prose) if found else tuple(rest)


def _rank(deadline: Deadline) -> tuple[int]:
    kind = deadline.kind
    if kind in _DATED:
        begins_only = kind is DeadlineKind.RANGE and deadline.end is None and deadline.start is not None
        return (4,) if begins_only else (0,)
    order = {DeadlineKind.RECURRING: 1, DeadlineKind.DURATION: 2, DeadlineKind.CONTINUOUS: 3}
    return (order.get(kind, 5),)
