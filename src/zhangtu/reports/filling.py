"""Fills a report: figures of its measures by row, with those they are compared with, text and checks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from zhangtu.kernel.expressions import Context, Expression, run
from zhangtu.kernel.periods import Period, PeriodKind
from zhangtu.ledgers import definitions
from zhangtu.ledgers.definitions import Known, ReportInForce
from zhangtu.measures import moments
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.reports import asking, entering, naming, speaking, targets
from zhangtu.reports.content import WHOLE, Content, Fault, Figure, Head, Line
from zhangtu.reports.refusals import ReportError
from zhangtu.reports.scheduling import forces
from zhangtu.schema.specs import Column, Measure, Report, Title


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be filled.

    Attributes:
        force: The report.
        unit: Whose.
        period: About what.
        due: The last day it is in time.
        entered: What people entered.
        units: Units its rows are of instead of those the report says; empty for those.
    """

    force: ReportInForce
    unit: int
    period: Period
    due: date
    entered: Mapping[str, str]
    units: tuple[int, ...] = ()


def in_force(name: str, known: Known | None = None) -> ReportInForce:
    """A report in use.

    Raises:
        ReportError: ``not_in_use``.
    """
    found = forces.force_of(name, known)
    if found is None:
        raise ReportError("not_in_use", report=name)
    return found


def filled(wanted: Wanted, scope: Scope, told: moments.AsOf | None = None) -> Content:
    """What a report says.

    Args:
        wanted: What is to be filled.
        scope: Whoever looks; figures are the same for everybody who may see them.
        told: What is known; everything, now, if left out.

    Returns:
        Its figures, text and checks; no figures while the mirror is being built.

    Raises:
        LedgerError: A ledger it rests on is not open for the reader.
    """
    known = definitions.known()
    told = told or moments.as_of()
    report = wanted.force.report
    heads = tuple(_head(one, known) for one in report.columns)
    asked = asking.Asked(
        report, heads, wanted.unit, _units(wanted, told), wanted.period, told, bool(wanted.units)
    )
    answer = asking.answered(asked, scope)
    whole, lines = _lines(asked, answer, wanted, scope)
    made = _made(wanted, known, told, answer, whole, lines)
    return speaking.spoken(made, report, wanted.period, wanted.due)


def _made(  # noqa: PLR0917 - what a report is made of
    wanted: Wanted,
    known: Known,
    told: moments.AsOf,
    answer: asking.Answered,
    whole: Line,
    lines: tuple[Line, ...],
) -> Content:
    """Figures with what they rest on, and the checks they do not keep."""
    report = wanted.force.report
    plain = entering.once(wanted.entered, report)
    faults = tuple(_faults(wanted.force, (*lines, whole), plain, told.today)) if answer.fresh else ()
    versions = {
        name: known.versions["table", name].id for name in known.tables if ("table", name) in known.versions
    }
    name = people.name_on(wanted.unit, min(wanted.period.end, told.today))
    return Content(
        report.title, name, wanted.force.id, versions, people.marks()[0], told.entry, told.today,
        tuple(_head(one, known) for one in report.columns), whole, lines, plain, (), faults, report.compare,
        answer.fresh, answer.share, dict(report.rows_by) if report.rows == "by" and not wanted.units else {},
    )  # fmt: skip


def _head(column: Column, known: Known) -> Head:
    if not column.measure:
        title = column.title or Title(column.name)
        spec = Measure(column.name, title, "", column.value, shown=column.shown or "number")
        return Head(column.name, title, "", spec)
    found = known.measure(column.measure)
    title = column.title or found.measure.title
    return Head(column.name, title, column.measure, found.measure, found.id, column.over)


def _units(wanted: Wanted, told: moments.AsOf) -> tuple[int, ...]:
    """The units that have rows of their own."""
    if wanted.units:
        return wanted.units
    what, _, kind = wanted.force.report.rows.partition(" ")
    if what != "units":
        return ()
    day = min(wanted.period.end, told.today)
    if not kind:
        return tuple(one.unit for one in people.forest().children(wanted.unit, day))
    there = people.units(day)
    below = people.below(wanted.unit, day)
    return tuple(unit for unit in there if unit in below and unit != wanted.unit and there[unit].kind == kind)


def _lines(
    asked: asking.Asked, answer: asking.Answered, wanted: Wanted, scope: Scope
) -> tuple[Line, tuple[Line, ...]]:
    """The line of the unit itself, and the others."""
    report = asked.report
    aims = targets.of([one.measure for one in asked.heads], wanted.unit) if "target" in report.compare else {}
    goals = {one.name: aims[one.measure] for one in asked.heads if one.measure in aims and not one.over}
    day = min(asked.period.end, asked.told.today)
    name = people.name_on(wanted.unit, day)
    whole = _line(wanted, WHOLE, Title(name, name, name), wanted.unit, answer.figures(wanted.unit), goals)
    if asked.units:
        names = {unit: people.name_on(unit, day) for unit in asked.units}
        units = (
            _line(wanted, str(unit), Title(said, said, said), unit, answer.figures(unit), {})
            for unit, said in names.items()
        )
        return whole, tuple(units)
    if report.rows != "by" or wanted.units:
        return whole, ()
    titles = naming.titles(asked.heads, report.rows_by, answer.keys, scope)
    found = [
        _line(wanted, naming.text_of(key), titles[key], wanted.unit, answer.figures(wanted.unit, key), {})
        for key in answer.keys
    ]
    return whole, tuple(found)


def _line(  # noqa: PLR0917 - what a line is made of
    wanted: Wanted,
    key: str,
    title: Title,
    unit: int,
    figures: Mapping[str, Figure],
    goals: Mapping[str, Decimal],
) -> Line:
    """A line with its reckoned columns."""
    force, report = wanted.force, wanted.force.report
    entered = entering.each(wanted.entered, report, key)
    found = {name: _aimed(one, goals.get(name)) for name, one in figures.items()}
    numbers = {one.name: one.no for one in force.read.shape.fields}
    values: dict[int, Any] = {numbers[name]: one.value for name, one in found.items() if name in numbers}
    typed = entering.values({**entering.once(wanted.entered, report), **entered}, report)
    values |= {numbers[name]: one for name, one in typed.items()}
    for column in report.columns:
        if column.name in force.read.values:
            value = _ran(force.read.values[column.name], values, wanted.period.end)
            found[column.name] = Figure(value if isinstance(value, Decimal) else None)
            values[numbers[column.name]] = value
    return Line(
        key, title, unit, {one.name: found.get(one.name, Figure()) for one in report.columns}, entered
    )


def _aimed(figure: Figure, goal: Decimal | None) -> Figure:
    if goal is None:
        return figure
    return Figure(
        figure.value,
        figure.day,
        figure.count,
        figure.last,
        figure.year,
        goal,
        figure.provisional,
        figure.closed,
    )


def _ran(expression: Expression, values: Mapping[int, Any], day: date) -> Any:
    every = {one: values.get(one) for one in {*expression.fields, *values}}
    return run(expression, every, Context(day))


def _faults(
    force: ReportInForce, lines: Sequence[Line], plain: Mapping[str, str], today: date
) -> Iterable[Fault]:
    """The checks that are not kept; one about what is entered once is asked of the whole only."""
    report = force.report
    names = {one.no: one.name for one in force.read.shape.fields}
    once = {one.name for one in report.enter if not one.each}
    for check, expression in zip(report.checks, force.read.checks, strict=True):
        columns = tuple(names[one] for one in sorted(expression.fields))
        for line in lines:
            if line.key != WHOLE and once.intersection(columns):
                continue
            values: dict[int, Any] = {
                one.no: line.figures[one.name].value
                for one in force.read.shape.fields
                if one.name in line.figures
            }
            typed = entering.values({**plain, **line.entered}, report)
            values |= {no: typed[name] for no, name in names.items() if name in typed}
            if _ran(expression, values, today) is True:
                yield Fault(line.key, check.say, columns, check.warn)


def compared_kinds(report: Report) -> tuple[str, ...]:
    """What its figures are compared with, targets left out."""
    return tuple(one for one in report.compare if one != "target")


def kind_of(report: Report) -> PeriodKind:
    """How long its periods are; what is asked for once is of a day."""
    return PeriodKind.DAY if report.every == "once" else PeriodKind(report.every)
