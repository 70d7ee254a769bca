"""Reads the time a task is given from the fields of a form. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from zhangtu.plans.board import same_time
from zhangtu.plans.errors import PlanError, Refusal
from zhangtu.reading.model import Deadline, DeadlineKind, Duration, Period, Recurrence

#: How many months the longer steps have.
MONTHS = {Period.TWO_MONTHS: 2, Period.QUARTER: 3, Period.HALF_YEAR: 6, Period.YEAR: 12}
Rule = Recurrence | Duration | str | None


def deadline_from(form: Mapping[str, str], present: Deadline) -> Deadline:
    """The time a form asks for.

    Args:
        form: The form's fields; only those of the chosen kind are looked at.
        present: The time the task has now; its place is kept, its words only where nothing changes.

    Returns:
        The time.

    Raises:
        PlanError: A needed field is empty or makes no sense.
    """
    word = form.get("kind", present.kind.value)
    if word not in {kind.value for kind in DeadlineKind}:
        raise PlanError(Refusal.BAD_REQUEST)
    kind = DeadlineKind(word)
    if kind is present.kind and kind in {DeadlineKind.CONTINUOUS, DeadlineKind.NONE, DeadlineKind.INVALID}:
        return present
    made = replace(_of_kind(kind, form, present), place=present.place)
    # The document's words beside a time it does not state would be read as that time.
    return present if same_time(made, present) else made


def _of_kind(kind: DeadlineKind, form: Mapping[str, str], present: Deadline) -> Deadline:
    """The time asked for; what a form has no field for stays as long as the kind does."""
    known = replace(present, raw=None, guessed_year=False) if kind is present.kind else Deadline(kind)
    match kind:
        case DeadlineKind.DATE | DeadlineKind.PERIOD_END:
            return replace(known, end=_day(form, "end"))
        case DeadlineKind.RANGE:
            start, end = _day(form, "start"), _day(form, "end")
            if end < start:
                raise PlanError(Refusal.BAD_DATE)
            return replace(known, start=start, end=end)
        case DeadlineKind.RECURRING:
            return replace(known, rule=_recurrence(form, known.rule))
        case DeadlineKind.DURATION:
            return replace(known, rule=_duration(form))
        case _:
            return known


def _day(form: Mapping[str, str], name: str) -> date:
    text = form.get(name, "").strip()
    if not text:
        raise PlanError(Refusal.EMPTY)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PlanError(Refusal.BAD_DATE) from None


def _number(form: Mapping[str, str], name: str, most: int) -> int | None:
    text = form.get(name, "").strip()
    if not text:
        return None
    try:
        value = int(text)
    except ValueError:
        raise PlanError(Refusal.BAD_REQUEST) from None
    if not -1 <= value <= most:
        raise PlanError(Refusal.BAD_REQUEST)
    return value


def _recurrence(form: Mapping[str, str], known: Rule) -> Recurrence:
    """The rhythm asked for; only weeks, months and longer have a day to choose, only longer ones a month."""
    word = form.get("period", "")
    if word not in {period.value for period in Period}:
        raise PlanError(Refusal.EMPTY)
    period = Period(word)
    same = known if isinstance(known, Recurrence) and known.period is period else Recurrence(period)
    month, day = same.month, same.day
    if period is Period.WEEK:
        day = _number(form, "weekday", 7) or None
    elif period is Period.MONTH or period in MONTHS:
        day = _number(form, "day", 31) or None
    if period in MONTHS:
        month = _number(form, "month", 12) or None
        if month is not None and month > MONTHS[period]:
            raise PlanError(Refusal.NO_MONTH)
    return Recurrence(period, month, day, _number(form, "times", 999) or None)


def _duration(form: Mapping[str, str]) -> Duration:
    count, unit = _number(form, "count", 9999), form.get("unit", "day")
    if count is None or count < 0:
        raise PlanError(Refusal.EMPTY)
    if unit not in {"hour", "day", "workday", "week", "month", "year"}:
        raise PlanError(Refusal.BAD_REQUEST)
    return Duration(count, unit, form.get("event", "").strip()[:200] or None)
