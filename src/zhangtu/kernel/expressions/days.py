"""Days moved by days, months and years; what would leave the years 1 to 9999 is empty."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

_FURTHEST: Final = (date.max - date.min).days


def add_days(day: date, count: int) -> date | None:
    """A day so many days later.

    Args:
        day: The day.
        count: How many days; below 0 for earlier.

    Returns:
        The day; ``None`` outside the years 1 to 9999.
    """
    if abs(count) > _FURTHEST or not date.min.toordinal() <= day.toordinal() + count <= date.max.toordinal():
        return None
    return day + timedelta(days=count)


def add_months(day: date, count: int) -> date | None:
    """The corresponding day so many months later, or that month's last day where it has none (民法典 202).

    Args:
        day: The day.
        count: How many months; below 0 for earlier.

    Returns:
        The day; ``None`` outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
