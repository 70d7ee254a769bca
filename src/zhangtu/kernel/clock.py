"""The only place that asks what time it is; tests stop it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Final

#: China keeps one time, without summer time since 1991; a fixed offset needs no time zone files.
SHANGHAI: Final = timezone(timedelta(hours=8), "Asia/Shanghai")

_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)


def now(zone: tzinfo = SHANGHAI) -> datetime:
    """The present moment.

    Args:
        zone: The time zone to say it in.

    Returns:
        A moment that knows its zone.
    """
    stopped = _stopped.get()
    if stopped is not None:
        return stopped.astimezone(zone)
    return datetime.now(zone)  # noqa: TID251 - this is the clock


def today(zone: tzinfo = SHANGHAI) -> date:
    """The present day.

    Args:
        zone: The time zone whose midnight counts.

    Returns:
        The day.
    """
    return now(zone).date()


@contextmanager
def stopped_at(moment: datetime | date) -> Iterator[None]:
    """Stop the clock, for tests and for looking at the past.

    Args:
        moment: When it is; a moment without a zone, and the noon of a bare day, are Shanghai time.

    Yields:
        Nothing; the clock runs again afterwards.
    """
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, 12, tzinfo=SHANGHAI)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=SHANGHAI)
    token = _stopped.set(moment)
    try:
        yield
    finally:
        _stopped.reset(token)
