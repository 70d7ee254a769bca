"""The day before a feast: 春节前, 国庆节前, “五一”前."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from zhangtu.kernel.calendar import bundled
from zhangtu.reading.deadlines.context import Years

#: Feasts on a fixed day; 元旦 is the one after the year in question.
_FIXED: Final = {
    "元旦": (12, 31),
    "五一": (4, 30),
    "劳动": (4, 30),
    "六一": (5, 31),
    "七一": (6, 30),
    "八一": (7, 31),
    "十一": (9, 30),
    "国庆": (9, 30),
}
#: Feasts that move; the table of holidays knows their days.
_MOVING: Final = {"春节": "春节", "清明": "清明节", "端午": "端午节", "中秋": "中秋节"}


def eve_of(name: str, said: int | None, shift: int | None, years: Years) -> date | None:
    """The last day before a feast, or before the free days around it.

    Args:
        name: The feast as written on folded text, without quotation marks.
        said: The year written before it, if any.
        shift: 今年 0, 明年 1; None if neither is said.
        years: What is known of the document's years.

    Returns:
        The day; None for seasons and events without a day (汛期, 两会, 开学), for feasts of years that are
        not arranged yet, and when the year can't be known.
    """
    year = years.year if said is None else said
    eve = _eve(name)
    if year is None or eve is None:
        return None
    if said is not None:
        return eve(said - name.startswith("元旦"))
    if shift is not None:
        return eve(year + (0 if name.startswith("元旦") else shift))
    day = eve(year)
    # a feast that was over when the document was signed is next year's
    return eve(year + 1) if day is not None and years.issued is not None and day < years.issued else day


def _eve(name: str) -> Callable[[int], date | None] | None:
    key = name[:2]
    if key in _FIXED:
        return lambda year: date(year, *_FIXED[key])
    return (lambda year: _before_days_off(_MOVING[key], year)) if key in _MOVING else None


def _before_days_off(name: str, year: int) -> date | None:
    free = bundled().named(name, year)
    return free[0] - timedelta(days=1) if free else None
