"""Figures put in order for a page: a line for each part, what it was before, and where it opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from zhangtu.desk.frame.drawing import Drawing, Mark, bars, line
from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.measuring import fitting
from zhangtu.desk.measuring.asking import TIME, UNITS, Asked, back
from zhangtu.desk.measuring.naming import called, text_of, title_of, unit_name
from zhangtu.kernel.periods import PeriodKind
from zhangtu.measures import asking, comparing, reading
from zhangtu.measures.cells import Cell
from zhangtu.measures.comparing import Beside, Compared, Judged
from zhangtu.people import queries as people
from zhangtu.schema.specs import Measure

#: How many periods a line goes back.
BACK: Final = {PeriodKind.MONTH: 13, PeriodKind.QUARTER: 9, PeriodKind.HALF_YEAR: 7, PeriodKind.YEAR: 5}
_BACK: Final = 13
#: Bars drawn at most; the table has all.
BARS: Final = 30
_SIGNS: Final = {1: "▲", 0: "■", -1: "▼"}


@dataclass(frozen=True, slots=True)
class Said:
    """A change as it is shown: words, a shape, and whether it is good.

    Attributes:
        words: What changed, in words.
        sign: A triangle up or down, or a square.
        judged: ``better``, ``worse`` or empty.
        before: The earlier figure.
    """

    words: str
    sign: str
    judged: str
    before: str

    @property
    def judgement(self) -> str:
        """Whether it is good, in a word."""
        return {"better": _("变好"), "worse": _("变差")}.get(self.judged, "")


@dataclass(frozen=True, slots=True)
class Line:
    """A part of a figure.

    Attributes:
        words: What it is of.
        figure: The figure as it is read.
        value: The figure; ``None`` where there is none to tell.
        count: How many rows are behind it.
        rank: Its place among the others, 1 for the best; 0 for none.
        opens: Where its rows are; empty where there are none, or the figure is closed.
        deeper: Where it is parted further; empty where it is not.
        change: What it was before; ``None`` where there is nothing to compare.
    """

    words: str
    figure: str
    value: Decimal | None
    count: int
    opens: str
    deeper: str = ""
    rank: int = 0
    change: Said | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The parts of a figure.

    Attributes:
        title: What is shown.
        by: What it is parted by, in words.
        lines: The parts.
        drawing: Bars or a line; ``None`` for nothing to draw.
        left: Rows that are entered for the unit itself and stand in no part.
        share: How much of the mirror is built; below 1 there are no lines.
    """

    title: str
    by: str
    lines: tuple[Line, ...]
    drawing: Drawing | None = None
    left: int = 0
    share: float = 1.0


def heading(asked: Asked) -> str:
    """What a figure is of: measure, unit, period."""
    unit = unit_name(asked.unit, asked.tree_day)
    return f"{titled(asked.one.spec.title)} {unit} {asked.period.label(tongue())}"


def figure_of(cell: Cell, spec: Measure, *, unit: bool = True) -> str:
    """A figure as it is read."""
    if cell.closed:
        return _("不公开")
    return reading.shown(cell.value, spec, tongue(), unit=unit)


def opens(asked: Asked, cell: Cell, **more: str) -> str:
    """Where the rows of a figure are; empty for none."""
    if cell.closed or not cell.count:
        return ""
    query = asked.address(unit=cell.unit, period=cell.period, **more)
    return reverse("measure_rows", args=(asked.one.spec.name,)) + query


def said(now: Cell | None, before: Cell | None, spec: Measure) -> Said | None:
    """What became of a figure since an earlier one."""
    if now is None or before is None:
        return None
    change = comparing.change(now.value, before.value, spec)
    if change is None:
        return None
    sign = _SIGNS[(change.difference > 0) - (change.difference < 0)]
    judged = {Judged.BETTER: "better", Judged.WORSE: "worse"}.get(change.judged, "")
    words = comparing.say(change, spec, tongue())
    return Said(words, sign, judged, reading.shown(change.before, spec, tongue()))


def sheet(asked: Asked, whole: Cell, visit: Visit) -> Sheet:
    """The parts that are asked for.

    Args:
        asked: What is asked; not heat nor tiles.
        whole: The figure they are parts of.
        visit: Who asks.

    Returns:
        The parts; none while the mirror is built.
    """
    if asked.by == UNITS:
        return _units(asked, whole, visit)
    return _times(asked, visit) if asked.by == TIME else _fields(asked, visit)


def _units(asked: Asked, whole: Cell, visit: Visit) -> Sheet:
    spec, day = asked.one.spec, asked.tree_day
    forest = people.forest()
    below = forest.children(asked.unit, day)
    found = comparing.compared(
        [spec.name],
        visit.scope,
        units=[state.unit for state in below],
        periods=[asked.period],
        beside=[Beside.LAST_PERIOD],
        told=asked.told,
    )
    title, by = _titled(asked), title_of(asked.one, UNITS)
    if not found.figures.fresh:
        return Sheet(title, by, (), share=found.figures.share)
    names = {state.unit: state.short or state.name for state in below}
    cells = sorted(fitting.worth_showing(found.cells, day), key=lambda one: _rank(one, spec))
    lines = [
        Line(
            names[cell.unit],
            figure_of(cell, spec),
            _number(cell),
            cell.count,
            opens(asked, cell),
            asked.address(unit=cell.unit) if forest.children(cell.unit, day) else "",
            _place(cell, cells),
            _since(cell, found, spec),
        )
        for cell in cells
    ]
    left = max(whole.count - sum(one.count for one in cells), 0) if below else 0
    return Sheet(title, by, tuple(lines), _bars(title, spec, lines), left)


def _since(cell: Cell, found: Compared, spec: Measure) -> Said | None:
    return said(cell, found.before(cell, Beside.LAST_PERIOD), spec)


def _rank(cell: Cell, spec: Measure) -> tuple[bool, Decimal]:
    """Sorts the best first, those without a figure last."""
    value = _number(cell)
    if value is None:
        return True, Decimal()
    return False, value if spec.better == "down" else -value


def _place(cell: Cell, ordered: Sequence[Cell]) -> int:
    """The place of a figure; equal ones share it."""
    if _number(cell) is None:
        return 0
    return next(at for at, one in enumerate(ordered, start=1) if one.value == cell.value)


def _times(asked: Asked, visit: Visit) -> Sheet:
    spec = asked.one.spec
    wanted = back(asked.period, BACK.get(asked.period.kind, _BACK))
    found = asking.figures([spec.name], visit.scope, units=[asked.unit], periods=wanted, told=asked.told)
    title, by = _titled(asked), title_of(asked.one, TIME)
    if not found.fresh:
        return Sheet(title, by, (), share=found.share)
    lines, before = [], None
    for cell in found.cells:
        words = cell.period.label(tongue())
        words = _("%(period)s（未结束）") % {"period": words} if cell.provisional else words
        change = said(cell, before, spec)
        deeper = asked.address(period=cell.period, by=UNITS)
        figure = figure_of(cell, spec)
        lines.append(Line(words, figure, _number(cell), cell.count, opens(asked, cell), deeper, 0, change))
        before = cell
    marks = [
        Mark(str(one), _drawn(spec, each.value), each.figure) for one, each in zip(wanted, lines, strict=True)
    ]
    drawing = line(title, marks) if any(one.value is not None for one in lines) else None
    return Sheet(title, by, tuple(lines), drawing)


def _fields(asked: Asked, visit: Visit) -> Sheet:
    spec = asked.one.spec
    found = asking.figures(
        [spec.name], visit.scope, units=[asked.unit], periods=[asked.period], by=[asked.by], told=asked.told
    )
    title, by = _titled(asked), title_of(asked.one, asked.by)
    if not found.fresh:
        return Sheet(title, by, (), share=found.share)
    cells = sorted((one for one in found.cells if one.keys), key=_largest)
    words = called(asked.one, asked.by, [one.keys[0] for one in cells], visit)
    lines = [
        Line(
            words[cell.keys[0]],
            figure_of(cell, spec),
            _number(cell),
            cell.count,
            opens(asked, cell, key=text_of(cell.keys[0])),
        )
        for cell in cells
    ]
    return Sheet(title, by, tuple(lines), _bars(title, spec, lines))


def _largest(cell: Cell) -> tuple[bool, Decimal]:
    value = _number(cell)
    return value is None, -(value or Decimal())


def _titled(asked: Asked) -> str:
    return _("%(measure)s，按%(by)s") % {
        "measure": titled(asked.one.spec.title),
        "by": title_of(asked.one, asked.by),
    }


def _number(cell: Cell) -> Decimal | None:
    return cell.value if isinstance(cell.value, Decimal) and not cell.closed else None


def _drawn(spec: Measure, value: Decimal | None) -> Decimal | None:
    """A value as it is drawn: shares in per cent."""
    return value * 100 if value is not None and spec.shown == "share" else value


def _bars(title: str, spec: Measure, lines: Sequence[Line]) -> Drawing | None:
    marks = [Mark(one.words, _drawn(spec, one.value), one.figure) for one in lines[:BARS]]
    return bars(title, marks) if any(one.value is not None for one in marks) else None
