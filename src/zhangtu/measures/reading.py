"""Figures as people read them: shares in per cent, money, days, and what is counted, in three languages."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from zhangtu.measures.cells import Cell, Plain
from zhangtu.measures.wording import word
from zhangtu.schema.specs import Measure
from zhangtu.schema.types.choice import title_in

#: Digits behind the point that are usual.
_PLACES: Final = {"share": 1, "money": 2}
#: Of other numbers at most so many, without zeros at their end.
_MOST: Final = 2


def shown(value: Plain, spec: Measure, language: str, *, unit: bool = True) -> str:
    """A figure as people read it.

    Args:
        value: The figure.
        spec: Its measure.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        unit: Whether what it is counted in is said behind it; per cent always is.

    Returns:
        For instance ``93.5%``, ``1,280.00 元``, ``12 家``; a dash for nothing.
    """
    if not isinstance(value, Decimal):
        return word("nothing", language) if value is None else _plain(value)
    if spec.shown == "share":
        return f"{_number(value * 100, _places(spec))}%"
    number = _number(value, _places(spec))
    return _counted(number, spec, language) if unit else number


def _plain(value: Plain) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _counted(number: str, spec: Measure, language: str) -> str:
    """A number with what it is counted in."""
    if spec.measured_in is not None:
        return word("counted", language, number=number, unit=title_in(spec.measured_in, language))
    how = {"money": "yuan", "days": "days"}.get(spec.shown)
    return number if how is None else word(how, language, number=number)


def shown_difference(value: Decimal, spec: Measure, language: str) -> str:
    """How far two figures are apart, without its sign: of shares in percentage points.

    Args:
        value: The difference.
        spec: The measure.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        Words.
    """
    if spec.shown == "share":
        return word("points", language, number=_number(abs(value) * 100, _places(spec)))
    return shown(abs(value), spec, language)


def beside(cell: Cell, language: str) -> str:
    """What must be said beside a figure: that its period has not ended; empty for nothing."""
    return word("provisional", language) if cell.provisional else ""


def updating(share: float, language: str) -> str:
    """What stands in the place of figures while the mirror is built.

    Args:
        share: How much of it is, 0 to 1.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        Words with whole per cent, never 100.
    """
    return word("updating", language, percent=min(99, int(share * 100)))


def _places(spec: Measure) -> int | None:
    return _PLACES.get(spec.shown) if spec.places is None else spec.places


def _number(value: Decimal, places: int | None) -> str:
    """A number half up, thousands apart; without zeros at its end where no places are told."""
    rounded = value.quantize(Decimal(1).scaleb(-(_MOST if places is None else places)), ROUND_HALF_UP)
    text = f"{rounded + 0:,f}"
    return text.rstrip("0").rstrip(".") if places is None and "." in text else text
