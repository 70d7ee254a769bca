"""The tasks of a plan as events of a calendar."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256

from zhangtu.documents.values import Calendar, Event, Repeat, Step
from zhangtu.plans.papers.deadlines import deadline_words
from zhangtu.plans.papers.view import PlanView, form_language, title_of, units_words, words_of
from zhangtu.plans.papers.wording import phrase
from zhangtu.reading.model import Deadline, DeadlineKind, Item, Period, Recurrence

_DATED = {DeadlineKind.DATE, DeadlineKind.RANGE, DeadlineKind.PERIOD_END}
#: How many months a period has that is counted in months.
_MONTHS = {Period.MONTH: 1, Period.TWO_MONTHS: 2, Period.QUARTER: 3, Period.HALF_YEAR: 6, Period.YEAR: 12}
#: A week's work is due on its Friday when no day is named.
_FRIDAY = 5
#: The last day every month has; later ones are clipped to the month.
_SURE_DAY = 28
#: Calendars end here; an event needs the day after its last.
_LAST_YEAR = 9998


def calendar(view: PlanView, since: date, language: str | None = None) -> Calendar:
    """Make the calendar of a plan.

    Args:
        view: The plan.
        since: The day from which recurring tasks count when neither they nor the document say one.
        language: ``zh-hans``, ``zh-hant`` or ``en``; that of the official form if not given.

    Returns:
        The calendar; ``left_out`` counts the tasks none of whose times can be put on it.
    """
    tongue = language or form_language(view)
    start = view.issued or since
    seen: Counter[str] = Counter()
    events: list[Event] = []
    left_out = 0
    for item in view.items:
        own = list(_events(view, item, start, tongue))
        left_out += not own
        for event in own:
            seen[event.uid] += 1
            events.append(_named(event, seen[event.uid]))
    return Calendar(view.title, tuple(events), left_out, tongue)


def _named(event: Event, turn: int) -> Event:
    """Give an event its name for life; the same words at the same place are told apart by their turn."""
    name = sha256(f"{event.uid}\x1f{turn}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return Event(
        f"{name}@zhangtu",
        event.title,
        event.start,
        event.end,
        event.description,
        event.repeat,
        event.remind,
    )


def _events(view: PlanView, item: Item, since: date, language: str) -> Iterator[Event]:
    """Put each of a task's times on the calendar that can be put there."""
    # The document's own words, not the title: a person's correction of the title keeps the event's name.
    key = "\x1f".join((view.title, *item.path, item.label, words_of(view, item)[:40]))
    for deadline in (item.deadline, *item.other_deadlines):
        when = _when(deadline, since)
        if when is not None:
            first, last, repeat = when
            yield Event(
                uid=key,
                title=title_of(view, item),
                start=first,
                end=last,
                description=_description(view, item, deadline, language),
                repeat=repeat,
            )


def _description(view: PlanView, item: Item, deadline: Deadline, language: str) -> str:
    """Say until when, who, and where it is written."""
    lead, support = (units_words(item, role, language) for role in ("lead_units", "support_units"))
    lines = [phrase("event_deadline", language, words=deadline_words(deadline, language))]
    if lead:
        lines.append(phrase("event_lead", language, units=lead))
    if support:
        lines.append(phrase("event_support", language, units=support))
    lines.append(phrase("source", language, title=view.title))
    return "\n".join(lines)


def _when(deadline: Deadline, since: date) -> tuple[date, date, Repeat | None] | None:
    """Find first day, last day and repetition of a deadline; None when it has no place on a calendar."""
    end = deadline.end
    if deadline.kind in _DATED and end is not None and end.year <= _LAST_YEAR:
        begins = deadline.kind is DeadlineKind.RANGE and deadline.start is not None and deadline.start <= end
        return (deadline.start if begins and deadline.start else end), end, None
    if deadline.kind is DeadlineKind.RECURRING and isinstance(deadline.rule, Recurrence):
        repeat, first = _repeat(deadline.rule, deadline.start or since, end)
        return None if end is not None and first > end else (first, first, repeat)
    return None


def _repeat(rule: Recurrence, since: date, until: date | None) -> tuple[Repeat, date]:
    """Turn a rhythm into a repetition and the first day, not before ``since``, on which it falls."""
    if rule.period is Period.DAY:
        return Repeat(Step.DAILY, until=until), since
    if rule.period is Period.WEEK:
        weekday = rule.day if rule.day is not None and 1 <= rule.day <= 7 else _FRIDAY
        first = since + timedelta(days=(weekday - since.isoweekday()) % 7)
        return Repeat(Step.WEEKLY, weekday=weekday, until=until), first
    if rule.period in {Period.TEN_DAYS, Period.HALF_MONTH}:
        days = (10, 20, -1) if rule.period is Period.TEN_DAYS else (15, -1)
        return Repeat(Step.MONTHLY, days=days, until=until), _first_day(since, days)
    return _monthly(rule, since, until)


def _monthly(rule: Recurrence, since: date, until: date | None) -> tuple[Repeat, date]:
    """Turn a rhythm of whole months into a repetition; without a day, the period's last day counts."""
    length = _MONTHS[rule.period]
    month = rule.month if rule.month is not None and 1 <= rule.month <= length else length
    day = rule.day if rule.day is not None and 1 <= rule.day <= 31 else -1
    clipped = day > _SURE_DAY
    days = tuple(range(_SURE_DAY, day + 1)) if clipped else (day,)
    year, index = since.year, since.month
    while (index - month) % length or _in_month(year, index, day) < since:
        year, index = (year, index + 1) if index < 12 else (year + 1, 1)
    repeat = Repeat(Step.MONTHLY, length, days=days, last_of_days=clipped, until=until)
    return repeat, _in_month(year, index, day)


def _in_month(year: int, month: int, day: int) -> date:
    """Find a day of a month; -1 is its last, and a day it lacks counts as its last."""
    last = monthrange(year, month)[1]
    return date(year, month, last if day == -1 else min(day, last))


def _first_day(since: date, days: tuple[int, ...]) -> date:
    """Find the first of some days of the month that is not before ``since``."""
    return min(day for day in (_in_month(since.year, since.month, number) for number in days) if day >= since)
