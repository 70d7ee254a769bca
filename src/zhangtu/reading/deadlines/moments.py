"""Written dates on the calendar: which days a stamp means, in which year, and whether they exist."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhangtu.reading.deadlines.context import Years
from zhangtu.reading.deadlines.stamps import LAST, UNKNOWN, Grain, Stamp

_FIRST_YEAR: Final = 1000
_LEAP_YEAR: Final = 2000


@dataclass(frozen=True, slots=True)
class Moment:
    """The days a written date means.

    Attributes:
        first: Its first day; None when the year or month is not known, or the day does not exist.
        last: Its last day, likewise.
        bad: Why it can't be, for instance ``2021-02-30 does not exist``; empty when it can.
        guessed: Whether the year was taken from somewhere else.
    """

    first: date | None = None
    last: date | None = None
    bad: str = ""
    guessed: bool = False


def year_of(stamp: Stamp, years: Years, carried: int | None = None) -> int | None:
    """The year a stamp belongs to.

    Args:
        stamp: A written date.
        years: What is known of the document's years.
        carried: The year written last before it in the same stretch.

    Returns:
        The year, or None when it can't be known.
    """
    if stamp.year is not None:
        return stamp.year
    if stamp.shift is not None:
        # 今年 is the year of signing; only without it the year the document speaks of
        base = years.issued.year if years.issued is not None else years.default
        return None if base is None else base + stamp.shift
    return carried if carried is not None else _guess(stamp, years)


def _guess(stamp: Stamp, years: Years) -> int | None:
    year, issued = years.year, years.issued
    if year is None or issued is None or year != issued.year:
        return year
    # a plan signed in the last quarter that names a month of spring means the next spring
    return year + 1 if issued.month >= 10 and 1 <= stamp.closes[0] <= 6 else year


def moment_of(stamp: Stamp, year: int | None) -> Moment:
    """The days a stamp means in a year.

    Args:
        stamp: A written date.
        year: Its year; None if it can't be known.

    Returns:
        Its days; without days but with the reason when they do not exist.
    """
    guessed = stamp.year is None or stamp.grain is Grain.FEAST
    if stamp.closes[0] == UNKNOWN:
        return Moment()
    if year is not None and not _FIRST_YEAR <= year < 9999:
        return Moment(bad=f"year {year} does not exist", guessed=guessed)
    for month, day in (stamp.opens, stamp.closes):
        bad = _why_not(year, month, day)
        if bad:
            return Moment(bad=bad, guessed=guessed)
    if year is None:
        return Moment(guessed=guessed)
    return Moment(_day(year, *stamp.opens), _day(year, *stamp.closes), guessed=guessed)


def _why_not(year: int | None, month: int, day: int) -> str:
    said = f"{year:04d}" if year is not None else "-"
    if not 1 <= month <= 12:
        return f"{said}-{month:02d} does not exist"
    if day != LAST and not 1 <= day <= monthrange(_LEAP_YEAR if year is None else year, month)[1]:
        return f"{said}-{month:02d}-{day:02d} does not exist"
    return ""


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, monthrange(year, month)[1] if day == LAST else day)
