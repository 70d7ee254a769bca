"""What only people know: read as typed, kept as text, given to checks and texts as values."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from zhangtu.reports.refusals import ReportError
from zhangtu.reports.wording import TYPES
from zhangtu.schema.specs import Entered, Report

#: Between the name and the key of a row.
BAR: Final = "|"
_LONGEST: Final = 10_000
_YES: Final = {"是": "yes", "yes": "yes", "true": "yes", "否": "no", "no": "no", "false": "no"}


def read(typed: str, one: Entered) -> str:
    """What was typed, as it is kept.

    Args:
        typed: What was typed.
        one: What is asked for.

    Returns:
        The text; numbers and days as they are written once and for all; empty for nothing.

    Raises:
        ReportError: ``bad_value`` or ``too_long``.
    """
    text = unicodedata.normalize("NFC", typed.replace("\r\n", "\n")).strip()
    if len(text) > _LONGEST:
        raise ReportError("too_long", most=_LONGEST)
    if not text or one.type == "text":
        return text
    try:
        value = _value(unicodedata.normalize("NFKC", text), one.type)
    except (InvalidOperation, ValueError, KeyError) as problem:
        zh, en = TYPES[one.type]
        raise ReportError("bad_value", name=one.title.zh, wanted=zh, wanted_en=en) from problem
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _value(text: str, type_: str) -> Any:
    if type_ in ("number", "money"):
        value = Decimal(text.replace(",", "").replace("，", ""))
        if not value.is_finite():
            raise ValueError(text)
        return value
    if type_ == "date":
        return date.fromisoformat(text)
    return _YES[text.lower()] == "yes" if type_ == "yes_no" else text


def once(entered: Mapping[str, str], report: Report) -> dict[str, str]:
    """What was entered once: name → text."""
    return {one.name: entered[one.name] for one in report.enter if not one.each and entered.get(one.name)}


def each(entered: Mapping[str, str], report: Report, key: str) -> dict[str, str]:
    """What was entered for a row: name → text."""
    names = [one.name for one in report.enter if one.each]
    return {name: entered[f"{name}{BAR}{key}"] for name in names if entered.get(f"{name}{BAR}{key}")}


def values(texts: Mapping[str, str], report: Report) -> dict[str, Any]:
    """What was entered, as expressions see it."""
    types = {one.name: one.type for one in report.enter}
    return {name: _value(text, types[name]) for name, text in texts.items() if name in types}


def missing(entered: Mapping[str, str], report: Report, keys: tuple[str, ...]) -> list[Entered]:
    """What must be entered and is not.

    Args:
        entered: What was entered.
        report: The report.
        keys: The keys of its rows.
    """
    return [
        one
        for one in report.enter
        if one.required
        and any(
            not entered.get(name)
            for name in ([f"{one.name}{BAR}{key}" for key in keys] if one.each else [one.name])
        )
    ]
