"""Figures beside those of the period before, of a year earlier, and beside what is to be reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from zhangtu.kernel.periods import Period
from zhangtu.measures.asking import figures
from zhangtu.measures.cells import OFFICE, Cell, Figures, Plain
from zhangtu.measures.moments import AsOf
from zhangtu.measures.reading import shown_difference
from zhangtu.measures.wording import word
from zhangtu.people.scope import Scope
from zhangtu.schema.specs import Measure


class Beside(StrEnum):
    """What a figure is compared with."""

    LAST_PERIOD = "last_period"
    SAME_PERIOD_LAST_YEAR = "same_period_last_year"


class Judged(StrEnum):
    """What a change means, where the measure says which way is better."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure beside an earlier one.

    Attributes:
        before: The earlier figure.
        difference: The later less the earlier.
        share: That as a share of the earlier, 0.05 for 5 % more; ``None`` where that is 0 or below.
        judged: Whether it became better or worse.
    """

    before: Decimal
    difference: Decimal
    share: Decimal | None
    judged: Judged


@dataclass(frozen=True, slots=True)
class Compared:
    """Figures with those they are compared with.

    Attributes:
        figures: Those asked for and the earlier ones, all of one moment.
        cells: Those asked for.
    """

    figures: Figures
    cells: tuple[Cell, ...]

    def before(self, cell: Cell, beside: Beside) -> Cell | None:
        """The earlier figure; ``None`` where there is none."""
        return self.figures.get(cell.measure, cell.unit, _earlier(cell.period, beside), cell.keys)


def compared(
    names: Sequence[str | Measure],
    scope: Scope,
    *,
    units: Sequence[int] = (OFFICE,),
    periods: Sequence[Period],
    by: Sequence[str] = (),
    beside: Sequence[Beside] = tuple(Beside),
    told: AsOf | None = None,
) -> Compared:
    """Figures with those of earlier periods, asked for at once; see ``queries.figures``.

    Args:
        names: The measures.
        scope: Whose.
        units: Units by number.
        periods: The periods.
        by: Names of fields.
        beside: What they are compared with.
        told: What is known.

    Returns:
        The figures.
    """
    all_ = dict.fromkeys([*periods, *(_earlier(one, how) for one in periods for how in beside)])
    found = figures(names, scope, units=units, periods=tuple(all_), by=by, told=told)
    wanted = set(periods)
    return Compared(found, tuple(one for one in found.cells if one.period in wanted))


def _earlier(period: Period, beside: Beside) -> Period:
    return period.last() if beside is Beside.LAST_PERIOD else period.same_last_year()


def change(now: Plain, before: Plain, spec: Measure) -> Change | None:
    """A figure beside an earlier one.

    Args:
        now: The figure.
        before: The earlier one.
        spec: The measure.

    Returns:
        The change; ``None`` where one of them is not there or no number.
    """
    if not isinstance(now, Decimal) or not isinstance(before, Decimal):
        return None
    difference = now - before
    share = difference / before if before > 0 else None
    if not difference or not spec.better:
        return Change(before, difference, share, Judged.NEITHER)
    better = (difference > 0) is (spec.better == "up")
    return Change(before, difference, share, Judged.BETTER if better else Judged.WORSE)


def say(one: Change, spec: Measure, language: str) -> str:
    """A change in words.

    Args:
        one: The change.
        spec: The measure.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        For instance “上升 1.5 个百分点”.
    """
    if not one.difference:
        return word("same", language)
    told = shown_difference(one.difference, spec, language)
    return word("up" if one.difference > 0 else "down", language, change=told)


#: How a figure is held against what is to be reached.
_SIGNS: Final = {
    ">=": lambda now, target: now >= target,
    ">": lambda now, target: now > target,
    "<=": lambda now, target: now <= target,
    "<": lambda now, target: now < target,
    "=": lambda now, target: now == target,
}


def reached(now: Plain, sign: str, target: Decimal) -> bool | None:
    """Whether a figure is what was to be reached.

    Args:
        now: The figure.
        sign: ``>=``, ``>``, ``<=``, ``<`` or ``=``.
        target: What is to be reached, in the figure's own terms (a share is 0 to 1).

    Returns:
        Whether it is; ``None`` where there is no figure: that is never taken for reached.
    """
    return _SIGNS[sign](now, target) if isinstance(now, Decimal) else None
