"""Reads the time a task is given from the fields of a form. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from zhangtu.plans.board import same_time
from zhangtu.plans.errors import PlanError, Refusal
from zhangtu.reading.model import Deadline, DeadlineKind, Duration, Period, Recurrence


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
    match kind:
        case DeadlineKind.DATE | DeadlineKind.PERIOD_END:
            return Deadline(kind, end=_day(form, "end"), hour=present.hour)
        case DeadlineKind.RANGE:
            start, end = _day(form, "start"), _day(form, "end")
            if end < start:
                raise PlanError(Refusal.BAD_DATE)
            return Deadline(kind, start=start, end=end)
        case DeadlineKind.RECURRING:
            return Deadline(kind, start=present.start, end=present.end, rule=_recurrence(form))
        case DeadlineKind.DURATION:
            return Deadline(kind, end=present.end, rule=_duration(form))
        case _:
            return Deadline(kind)


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


def _recurrence(form: Mapping[str, str]) -> Recurrence:
    word = form.get("period", "")
    if word not in {period.value for period in Period}:
        raise PlanError(Refusal.EMPTY)
    return Recurrence(
        Period(word),
        _number(form, "month", 12) or None,
        _number(form, "day", 31) or None,
        _number(form, "times", 999) or None,
    )


def _duration(form: Mapping[str, str]) -> Duration:
    count, unit = _number(form, "count", 9999), form.get("unit", "day")
    if count is None or count < 0:
        raise PlanError(Refusal.EMPTY)
    if unit not in {"hour", "day", "workday", "week", "month", "year"}:
        raise PlanError(Refusal.BAD_REQUEST)
    return Duration(count, unit, form.get("event", "").strip()[:200] or None)
