"""Which times in running text are limits for doing the task, and which only look like one."""

from typing import Final

from zhangtu.reading.deadlines import clues
from zhangtu.reading.deadlines.dated import Stretch
from zhangtu.reading.deadlines.sightings import Sighting
from zhangtu.reading.deadlines.stamps import Grain
from zhangtu.reading.model import Deadline, DeadlineKind, Duration

_WINDOW: Final = 24
_LONGEST_NAME: Final = 80


def is_limit(stretch: Stretch, sighting: Sighting) -> bool:
    """Whether what was seen in running text is a limit for doing the task.

    Args:
        stretch: The running text.
        sighting: What was seen.

    Returns:
        True when a careful reader would enter it as the task's time.
    """
    if _quoted(stretch, sighting.start):
        return False
    before = stretch.folded[max(stretch.start, sighting.start - _WINDOW) : sighting.start].rstrip(" ")
    kind = sighting.deadline.kind
    if kind is DeadlineKind.CONTINUOUS or clues.LABEL.search(before):
        return True
    if kind is DeadlineKind.DURATION:
        return _duration_counts(stretch, sighting, before)
    if kind is DeadlineKind.RECURRING:
        return clues.RATE.match(stretch.folded, sighting.end, stretch.end) is None
    return _date_counts(stretch, sighting, before)


def _quoted(stretch: Stretch, at: int) -> bool:
    """Whether a place stands inside the title of a law or a document number."""
    low = max(stretch.start, at - _LONGEST_NAME)
    window = stretch.folded[low:at]
    return any(window.rfind(opening) > window.rfind(closing) for opening, closing in ("《》", "〔〕"))


def _duration_counts(stretch: Stretch, sighting: Sighting, before: str) -> bool:
    folded, rule = stretch.folded, sighting.deadline.rule
    if sighting.suffix not in clues.WITHIN:
        return before.endswith(("用", "利用", "为期")) and folded.startswith("时间", sighting.end - 2)
    if clues.NO_LENGTH.search(before) or clues.CONDITION.match(folded, sighting.end, stretch.end):
        return False
    if isinstance(rule, Duration) and rule.event is None and rule.unit == "year":
        return not before or before[-1] in clues.BOUNDARY or before.endswith(("在", "于", "争", "用"))
    return True


def _date_counts(stretch: Stretch, sighting: Sighting, before: str) -> bool:
    if sighting.suffix in clues.NO_LIMIT or clues.QUALIFIED.search(before):
        return False
    if sighting.grain is Grain.FEAST and sighting.deadline.end is None:
        return clues.READIES.match(stretch.folded, sighting.end, stretch.end) is not None
    if sighting.suffix or sighting.led or clues.LATEST.search(before):
        return clues.QUALIFIER.match(stretch.folded, sighting.end, stretch.end) is None
    return _bare_date_counts(stretch, sighting, before)


def _bare_date_counts(stretch: Stretch, sighting: Sighting, before: str) -> bool:
    """A date without 前 or 止: it must lie ahead, and something must be done on it."""
    folded, end = stretch.folded, stretch.end
    if is_past(stretch, sighting.deadline):
        return False
    if before.endswith("(") and folded.startswith(")", sighting.end):
        return sighting.grain is not Grain.YEAR or sighting.edge
    if clues.NOT_AFTER.match(folded, sighting.end, end) or clues.STATISTIC.match(folded, sighting.end, end):
        return False
    if sighting.two_ended:
        return sighting.grain is not Grain.YEAR
    return clues.PAST_LEAD.search(before) is None and _acts(stretch, sighting, before)


def _acts(stretch: Stretch, sighting: Sighting, before: str) -> bool:
    """By the word before it, or because it opens a clause that says what is done."""
    folded, end = stretch.folded, stretch.end
    prefixed = clues.PREFIX.search(before) is not None
    opens = not before or before[-1] in clues.BOUNDARY
    acts = clues.ACTS.match(folded, sighting.end, end) is not None
    if sighting.edge:
        return prefixed or ((acts or opens) and clues.COMPOUND.match(folded, sighting.end, end) is None)
    if sighting.grain is Grain.YEAR:
        led = before.endswith(("到", "至")) and acts
        return led or (opens and clues.FINISHES.match(folded, sighting.end, end) is not None)
    if sighting.grain is Grain.DAY:
        return prefixed or acts or opens
    return (prefixed or opens) and acts


def is_past(stretch: Stretch, deadline: Deadline) -> bool:
    """Whether a day lies before the document, so that it can only tell what has been.

    Args:
        stretch: Where the words stand, with what is known of the document's years.
        deadline: The time in question.

    Returns:
        True when its last day (or first, without a last) is before the signing day or the document's year.
    """
    day = deadline.end or deadline.start
    years = stretch.years
    if day is None:
        return False
    if years.issued is not None:
        return day < years.issued
    return years.default is not None and day.year < years.default
