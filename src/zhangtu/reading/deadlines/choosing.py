"""Which of several times is the task's own."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from zhangtu.reading.model import NO_DEADLINE, Deadline, DeadlineKind, Duration, Recurrence

_WHOLLY: Final = re.compile(
    " *,?(?:要|须|力争)?(?:全面|全部|彻底|整体)(?:完成|建成|实现|消除|清零|达标|竣工|到位|投用|销号)"
)
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


def main_in_prose(found: Sequence[Deadline], folded: str = "") -> tuple[Deadline, tuple[Deadline, ...]]:
    """The main time among those of running text, and the others.

    The first firm one is the task's own, later ones are further steps; a mere habit (每天开放) gives way to
    a date. Of whole years one after the other (2025年…，2026年…) the last one ends the task, and so does
    the date by which it is wholly done (年底前全面完成).

    Args:
        found: The times in the order of the text.
        folded: The folded text they were found in, to see what is done by each.

    Returns:
        The main one (``NO_DEADLINE`` if there is none) and the rest in the order of the text.
    """
    if not found:
        return NO_DEADLINE, ()
    firm = [place for place, each in enumerate(found) if is_firm(each)]
    first = next((place for place, each in enumerate(found) if _rank(each) < 5), 0)
    if firm and not is_firm(found[first]) and _rank(found[firm[0]]) == 0:
        first = firm[0]
    years = [place for place, each in enumerate(found) if _is_year(each)]
    if len(years) > 1 and first == years[0]:
        first = years[-1]
    first = next((place for place in reversed(firm) if _ends_all(found[place], folded)), first)
    return found[first], (*found[:first], *found[first + 1 :])


def _ends_all(deadline: Deadline, folded: str) -> bool:
    place = deadline.place
    return place is not None and deadline.kind in _DATED and _WHOLLY.match(folded, place.end) is not None


def is_firm(deadline: Deadline) -> bool:
    """Whether a time says by when, not only how often: a date, a day of the month, a length of time.

    Args:
        deadline: The time.

    Returns:
        False for 每周, 持续推进, 立即 and a mere beginning; True for 每周五, 6月底前, 7日内.
    """
    rule = deadline.rule
    if isinstance(rule, Recurrence):
        return rule.day is not None or rule.month is not None or deadline.hour is not None
    return _rank(deadline) in (0, 2)


def _is_year(deadline: Deadline) -> bool:
    start, end = deadline.start, deadline.end
    return (
        start is not None
        and end is not None
        and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    )


def _end(deadline: Deadline) -> date:
    return date.min if deadline.end is None else deadline.end


def _rank(deadline: Deadline) -> int:
    kind, rule = deadline.kind, deadline.rule
    if kind in _DATED:
        return _rank_of_date(deadline)
    if kind is DeadlineKind.DURATION:
        return 4 if isinstance(rule, Duration) and not rule.count else 2
    return {DeadlineKind.RECURRING: 1, DeadlineKind.CONTINUOUS: 3}.get(kind, 6)


def _rank_of_date(deadline: Deadline) -> int:
    if deadline.end is not None or deadline.kind is DeadlineKind.INVALID or deadline.guessed_year:
        return 0
    # 汛期前 ends on no known day; a mere beginning ends never
    return 3 if deadline.start is None else 5
