"""Lengths of time of limits as people read them."""

from collections.abc import Mapping
from typing import Final

from zhangtu.kernel.scripts import in_language

#: Unit → what it is called behind a number: Simplified, English for one, English for several.
_UNITS: Final[Mapping[str, tuple[str, str, str]]] = {
    "hour": ("小时", "hour", "hours"),
    "day": ("日", "day", "days"),
    "workday": ("个工作日", "working day", "working days"),
    "week": ("周", "week", "weeks"),
    "month": ("个月", "month", "months"),
    "year": ("年", "year", "years"),
}


def length(budget: str, language: str) -> str:
    """A length of time in words.

    Args:
        budget: ``7 workdays``, ``24 hours``, ``same day``; ``asked`` for what is asked.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        The words; what is written otherwise as it is.
    """
    if budget == "same day":
        return in_language("当日", "the same day", language)
    if budget == "asked":
        return in_language("按申请", "as asked", language)
    if budget.startswith("until "):
        head, plus, more = budget.removeprefix("until ").partition(" + ")
        said = in_language(f"改定为{head}", f"fixed at {head}", language)
        return f"{said} + {length(more, language)}" if plus else said
    if " + " in budget:
        return " + ".join(length(one, language) for one in budget.split(" + "))
    count, _, unit = budget.partition(" ")
    found = _UNITS.get(unit.removesuffix("s"))
    if found is None or not count.replace("+", "").isdecimal():
        return budget
    zh, one, several = found
    return in_language(f"{count}{zh}", f"{count} {one if count == '1' else several}", language)
