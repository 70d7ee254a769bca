"""When figures are told for: the entry and day they are asked as of, and the moment of each period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhangtu.journal import queries as journal
from zhangtu.kernel.clock import today
from zhangtu.kernel.periods import Period
from zhangtu.ledgers.budgets import end_of, moment
from zhangtu.mirror.questions import Span

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AsOf:
    """What is known: everything up to an entry, on a day.

    Attributes:
        entry: The last entry that counts.
        today: What ``today()`` is for flows, and the last day a stock is taken on.
    """

    entry: int
    today: date


def as_of(day: date | None = None, entry: int | None = None) -> AsOf:
    """What was known on a day, or at an entry.

    Args:
        day: The day, at its end; today, as far as it has come, if none is given.
        entry: The last entry that counts; what there was on the day if none is given.

    Returns:
        The entry and the day.
    """
    if entry is None:
        past = day is not None and day < today()
        entry = journal.number_at(end_of(day) - 1) if past and day is not None else journal.last_number()
    return AsOf(entry, today() if day is None else day)


def day_of(period: Period, at: str, told: AsOf) -> date | None:
    """The day whose tree counts, and on which a stock is taken.

    Args:
        period: The period.
        at: ``period_start``, ``period_end``; empty for a flow.
        told: What is known.

    Returns:
        The day; ``None`` for a stock of a period that has not begun.
    """
    if at == "period_start":
        return period.begin if period.begin <= told.today else None
    if at and period.begin > told.today:
        return None
    return min(period.end, told.today)


def span(period: Period, at: str, told: AsOf) -> Span | None:
    """A period as the mirror is asked for it.

    Args:
        period: The period.
        at: ``period_start``, ``period_end``; empty for a flow.
        told: What is known.

    Returns:
        The span; ``None`` for a stock of a period that has not begun.
    """
    day = day_of(period, at, told)
    if day is None:
        return None
    last = day - _DAY if at == "period_start" else day
    taken = end_of(last) if at and last < told.today else 0
    return Span(period.begin.isoformat(), period.end.isoformat(), day.isoformat(), taken)


def begun(ledger: str) -> date | None:
    """The day on which somebody first wrote in a ledger; ``None`` if nobody did yet."""
    at = journal.begun(ledger)
    return None if at is None else moment(at).date()


def unknown(first: date | None, day: date, at: str, told: AsOf) -> bool:
    """Whether nobody wrote in a ledger yet when a stock was to be taken: nothing known is not none there.

    Args:
        first: The day on which somebody first wrote in it (``begun``).
        day: The day of the period (``day_of``).
        at: ``period_start`` or ``period_end``.
        told: What is known.

    Returns:
        Whether it is so; never of today.
    """
    last = day - _DAY if at == "period_start" else day
    return last < told.today and (first is None or first > last)


def provisional(period: Period, at: str, told: AsOf) -> bool:
    """Whether the figure of a period will still change because the period has not ended."""
    return period.end >= told.today if at != "period_start" else period.begin > told.today


def days_of(periods: Sequence[Period], at: str, told: AsOf) -> tuple[date | None, ...]:
    """The day of each period; see ``day_of``."""
    return tuple(day_of(one, at, told) for one in periods)
