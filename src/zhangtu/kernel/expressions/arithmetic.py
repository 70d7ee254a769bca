"""Numbers as both engines reckon with them: 16 digits before the point, 6 behind, half up, nothing beyond.

DuckDB holds every number as ``decimal(22,6)``; this file gives the same answers in Python. What does not fit
is empty, so that a figure is never silently wrong.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from zhangtu.kernel.expressions.words import DIGITS, PLACES

#: Digits enough that no sum, product or quotient of two numbers is rounded before we say so; no traps.
_EXACT: Final = Context(prec=60, rounding=ROUND_HALF_UP, traps=[])
_LIMIT: Final = Decimal(10) ** DIGITS
_STEP: Final = Decimal(1).scaleb(-PLACES)
_WHOLE: Final = Decimal(1)


def plus(left: Decimal, right: Decimal) -> Decimal | None:
    """The sum; ``None`` when it is too large."""
    result = _EXACT.add(left, right)
    return result if -_LIMIT < result < _LIMIT else None


def minus(left: Decimal, right: Decimal) -> Decimal | None:
    """The difference; ``None`` when it is too large."""
    result = _EXACT.subtract(left, right)
    return result if -_LIMIT < result < _LIMIT else None


def times(left: Decimal, right: Decimal) -> Decimal | None:
    """The product, rounded half up to 6 places; ``None`` when it is too large."""
    return kept(_EXACT.multiply(left, right))


def by(left: Decimal, right: Decimal) -> Decimal | None:
    """The quotient, rounded half up to 6 places; ``None`` when it is too large or the divisor is 0."""
    return kept(_EXACT.divide(left, right)) if right else None


def kept(number: Decimal) -> Decimal | None:
    """A number rounded half up to 6 places; ``None`` when it is too large."""
    result = _EXACT.quantize(number, _STEP)
    return result if -_LIMIT < result < _LIMIT else None


def rounded(number: Decimal, places: int) -> Decimal | None:
    """A number rounded half up, away from zero; ``None`` when it is then too large.

    Args:
        number: The number.
        places: Digits behind the point, 0 to 6.

    Returns:
        The rounded number.
    """
    result = _EXACT.quantize(number, Decimal(1).scaleb(-places))
    return result if -_LIMIT < result < _LIMIT else None


def whole(number: Decimal) -> int:
    """A number rounded half up to a whole one."""
    return int(_EXACT.quantize(number, _WHOLE))


def plain(number: Decimal) -> Decimal:
    """The one way a number is written: no zeros behind its last digit, no exponent, no minus before zero."""
    result = _EXACT.normalize(number)
    if not result:
        return Decimal(0)
    exponent = result.as_tuple().exponent
    return _EXACT.quantize(result, _WHOLE) if isinstance(exponent, int) and exponent > 0 else result


def count(number: int) -> Decimal:
    """A whole number as the number it is."""
    return Decimal(number)


def total(numbers: Iterable[Decimal]) -> Decimal | None:
    """The sum of many numbers, 0 of none; ``None`` when it is too large, however the order."""
    result = Decimal(0)
    for number in numbers:
        result = _EXACT.add(result, number)
    return result if -_LIMIT < result < _LIMIT else None
