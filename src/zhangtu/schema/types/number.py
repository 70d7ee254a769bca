"""Numbers: counts, areas, shares."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, ClassVar, Final

from zhangtu.kernel.expressions.kinds import Kind
from zhangtu.schema.specs import Field
from zhangtu.schema.types.blank import SHEET_ERRORS, words_of
from zhangtu.schema.types.face import FieldType, Looking, Read, Reader, refused, taken
from zhangtu.schema.types.faults import FieldFault
from zhangtu.schema.types.numerals import number_in, of_float, plain_form, written

#: Digits before and behind the point that expressions and the mirror can count with.
WHOLE_DIGITS: Final = 16
_MOST_DECIMALS: Final = 6
_HUNDRED: Final = Decimal(100)
_ZERO: Final = Decimal(0)


class Number(FieldType):
    """A number with at most 16 digits before the point and six behind."""

    name: ClassVar[str] = "number"
    expression_type: ClassVar[Kind | None] = Kind.NUMBER
    options: ClassVar[Mapping[str, str]] = {
        "min": "smallest",
        "max": "largest",
        "decimals": f"digits behind the point; {_MOST_DECIMALS} unless given, and never more",
        "unit": "unit of measure, shown behind the number; with `%`, 85% is 85, else it is 0.85",
    }

    def reader(self, field: Field, looking: Looking) -> Reader:  # noqa: ARG002  # numbers need no looking up
        """Prepare to read; see the face."""
        least, most = _limit(field, "min"), _limit(field, "max")
        decimals = self.decimals(field)
        plain = plain_form(decimals).fullmatch
        unlimited = least is None and most is None

        def judged(number: Decimal) -> Decimal | Read:
            if (least is not None and number < least) or (most is not None and number > most):
                return self._outside(number, field)
            return number

        def read(given: Any) -> Decimal | Read | None:
            kind = type(given)
            if kind is str and plain(given) is not None:
                number = Decimal(given) or _ZERO
            elif kind is float and given.is_integer() and -1e15 < given < 1e15:
                number = Decimal(int(given))
            else:
                found = self._slow(given, field)
                if not isinstance(found, Decimal):
                    return found
                if -int(found.as_tuple().exponent) > decimals:
                    return self._shortened(found, field, judged)
                number = found
            return number if unlimited else judged(number)

        return read

    def decimals(self, field: Field) -> int:
        """Digits behind the point."""
        decimals = int(field.options.get("decimals", _MOST_DECIMALS))
        if not 0 <= decimals <= _MOST_DECIMALS:
            raise ValueError(f"decimals must be 0 to {_MOST_DECIMALS}")
        return decimals

    def units(self, field: Field) -> tuple[str, ...]:
        """What may stand behind the number."""
        return (field.options.get("unit", ""),)

    def _slow(self, given: object, field: Field) -> Decimal | Read | None:
        number = self._number(given, field)
        if not isinstance(number, Decimal):
            return number
        if not number.is_finite():
            return refused(field, FieldFault.NOT_A_NUMBER)
        if number and (number.adjusted() >= WHOLE_DIGITS or len(number.as_tuple().digits) > 60):
            return refused(field, FieldFault.TOO_MANY_DIGITS, digits=WHOLE_DIGITS)
        return number or _ZERO

    def _number(self, given: object, field: Field) -> Decimal | Read | None:
        if isinstance(given, Decimal):
            return given
        if isinstance(given, int) and not isinstance(given, bool):
            if abs(given) >= 10**40:
                return refused(field, FieldFault.TOO_MANY_DIGITS, digits=WHOLE_DIGITS)
            return Decimal(given)
        if isinstance(given, float):
            found = of_float(given)
            return refused(field, FieldFault.NOT_A_NUMBER) if found is None else found
        text = words_of(given)
        if text is None:
            return refused(field, FieldFault.WRONG_KIND)
        return self.of_words(text, field) if text else None

    def of_words(self, text: str, field: Field) -> Decimal | Read:
        """A number in words, or why it is none."""
        if text in SHEET_ERRORS:
            return refused(field, FieldFault.SHEET_ERROR)
        for unit in self.units(field):
            found = number_in(text[:200], unit)
            if found is not None:
                number, percent = found
                return number / _HUNDRED if percent and field.options.get("unit") != "%" else number
        return refused(field, FieldFault.HIDDEN if "*" in text else FieldFault.NOT_A_NUMBER)

    def _shortened(
        self, number: Decimal, field: Field, judged: Callable[[Decimal], Decimal | Read]
    ) -> Decimal | Read:
        """A number with more digits behind the point than are kept; zeros there are none."""
        digits = self.decimals(field)
        short = rounded(number, digits)
        found: Decimal | Read = judged(short)
        if isinstance(found, Read) or short == number:
            return found
        return taken(short, field, FieldFault.ROUNDED, digits=digits)

    def _outside(self, number: Decimal, field: Field) -> Read:
        least = _limit(field, "min")
        if least is not None and number < least:
            return refused(field, FieldFault.TOO_SMALL, min=field.options["min"])
        return refused(field, FieldFault.TOO_LARGE, max=field.options["max"])

    def stored(self, value: Decimal) -> str:
        """The value as compact JSON; see the face."""
        return f'"{written(value)}"'

    def loaded(self, stored: str) -> Decimal:
        """The value of what was stored; see the face."""
        return Decimal(stored)

    def show(self, value: Decimal, field: Field, language: str) -> str:  # noqa: ARG002  # digits are everybody's
        """The number, and its unit behind."""
        return written(value) + field.options.get("unit", "")

    def cell(self, value: Decimal, field: Field, language: str) -> Decimal:  # noqa: ARG002  # a number is one
        """The number."""
        return value

    def folded(self, value: Decimal) -> str:
        """What keys and search compare; see the face."""
        return written(value)


def rounded(number: Decimal, digits: int) -> Decimal:
    """A number rounded half up (away from zero at the middle), as money is.

    Args:
        number: A finite number of less than 17 digits before the point.
        digits: Digits to keep behind the point.

    Returns:
        The number with exactly that many digits.
    """
    step = Decimal(1).scaleb(-digits)
    return number.quantize(step, "ROUND_HALF_UP") or Decimal(0)


def _limit(field: Field, which: str) -> Decimal | None:
    words = field.options.get(which)
    limit = None if words is None else Decimal(words)
    if limit is not None and not limit.is_finite():
        raise ValueError(f"{which} must be a number")
    return limit
