"""The functions of the language, in Python."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from zhangtu.kernel.expressions import arithmetic
from zhangtu.kernel.expressions.days import add_days, add_months
from zhangtu.kernel.expressions.nodes import Call, Function, Literal
from zhangtu.kernel.expressions.patterns import pattern
from zhangtu.kernel.expressions.shapes import Context, Values

Run = Callable[[Values, Context, Values], Any]
Make = Callable[[Call, tuple[Run, ...]], Run]

#: Only the 26 letters change case: what others do differs from engine to engine.
_LOWER: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_UPPER: Final = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}


def _one(make: Callable[[Any], Any]) -> Make:
    """A function of one value, nothing of nothing."""

    def making(_call: Call, arguments: tuple[Run, ...]) -> Run:
        (inner,) = arguments

        def run(values: Values, context: Context, mine: Values) -> Any:
            found = inner(values, context, mine)
            return None if found is None else make(found)

        return run

    return making


def _two(make: Callable[[Any, Any], Any]) -> Make:
    """A function of two values, nothing when either is."""

    def making(_call: Call, arguments: tuple[Run, ...]) -> Run:
        left, right = arguments

        def run(values: Values, context: Context, mine: Values) -> Any:
            one = left(values, context, mine)
            if one is None:
                return None
            other = right(values, context, mine)
            return None if other is None else make(one, other)

        return run

    return making


def _today(_call: Call, _arguments: tuple[Run, ...]) -> Run:
    return lambda _values, context, _mine: context.today


def _matches(call: Call, arguments: tuple[Run, ...]) -> Run:
    written = call.arguments[1]
    fits = pattern(str(written.value) if isinstance(written, Literal) else "").matches
    return _one(fits)(call, arguments[:1])


def _coalesce(_call: Call, arguments: tuple[Run, ...]) -> Run:
    def run(values: Values, context: Context, mine: Values) -> Any:
        for one in arguments:
            found = one(values, context, mine)
            if found is not None:
                return found
        return None

    return run


def _extreme(choose: Callable[..., Any]) -> Make:
    """The greatest or least of the values that are there."""

    def making(_call: Call, arguments: tuple[Run, ...]) -> Run:
        def run(values: Values, context: Context, mine: Values) -> Any:
            found = [one(values, context, mine) for one in arguments]
            return choose((one for one in found if one is not None), default=None)

        return run

    return making


FUNCTIONS: Final[Mapping[Function, Make]] = {
    Function.TODAY: _today,
    Function.ADD_DAYS: _two(lambda day, count: add_days(day, arithmetic.whole(count))),
    Function.ADD_MONTHS: _two(lambda day, count: add_months(day, arithmetic.whole(count))),
    Function.ADD_YEARS: _two(lambda day, count: add_months(day, 12 * arithmetic.whole(count))),
    Function.DAYS_BETWEEN: _two(lambda left, right: arithmetic.count((right - left).days)),
    Function.YEAR: _one(lambda day: arithmetic.count(day.year)),
    Function.MONTH: _one(lambda day: arithmetic.count(day.month)),
    Function.DAY: _one(lambda day: arithmetic.count(day.day)),
    Function.ABS: _one(lambda number: number.copy_abs()),
    Function.ROUND: _two(lambda number, places: arithmetic.rounded(number, int(places))),
    Function.COALESCE: _coalesce,
    Function.GREATEST: _extreme(max),
    Function.LEAST: _extreme(min),
    Function.LENGTH: _one(lambda text: arithmetic.count(len(text))),
    Function.LOWER: _one(lambda text: text.translate(_LOWER)),
    Function.UPPER: _one(lambda text: text.translate(_UPPER)),
    Function.STARTS_WITH: _two(lambda text, part: text.startswith(part)),
    Function.ENDS_WITH: _two(lambda text, part: text.endswith(part)),
    Function.CONTAINS: _two(lambda text, part: part in text),
    Function.MATCHES: _matches,
    Function.COUNT: _one(lambda members: arithmetic.count(len(members))),
}
