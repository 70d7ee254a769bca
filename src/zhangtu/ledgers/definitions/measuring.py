"""Measures and reports in force, their expressions ready: kept by number, shown by name."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from zhangtu.kernel.expressions import Expression, ExpressionError, World, parse, parse_stored, write
from zhangtu.kernel.problems import FieldProblem
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.schema.measuring import Fault, Place, masked, read_measure
from zhangtu.schema.reporting import ReadReport, read_report
from zhangtu.schema.specs import Ledger, Measure, Report
from zhangtu.schema.wording import say_change_problem

#: Another wording of the name of a field, of a ledger.
_Spell = Callable[[str, str], str]


@dataclass(frozen=True, eq=False)
class MeasureInForce:
    """A measure as it is in force.

    Attributes:
        measure: The measure, fields by name.
        id: The number of its definition, which frozen figures name.
        version: 1 for the first of its name.
        stored: The measure, fields by number.
        value: The figure.
        where: Which rows count; ``None`` for all that are not withdrawn.
        on: The field of a flow's day; ``None`` for a stock.
        unit: The field, or the step to it, it is parted by units with; ``None`` for the row's own unit.
        by: What it may be parted by besides: as named in ``measure.by`` → the field, or the step to it;
            without ``@post`` and ``@state``, which are no fields.
    """

    measure: Measure
    id: int
    version: int
    stored: Measure
    value: Expression
    where: Expression | None = None
    on: Expression | None = None
    unit: Expression | None = None
    by: Mapping[str, Expression] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class ReportInForce:
    """A report as it is in force.

    Attributes:
        report: The report, fields by name.
        id: The number of its definition, which submitted reports name.
        version: 1 for the first of its name.
        stored: The report, fields by number.
        read: What its columns, reckoned values and checks are.
    """

    report: Report
    id: int
    version: int
    stored: Report
    read: ReadReport


def numbered_measure(measure: Measure, world: World) -> Measure:
    """A measure with its fields by number.

    Args:
        measure: The measure, fields by name.
        world: What can be spoken of.

    Returns:
        What is kept.

    Raises:
        LedgerError: It can't be understood.
    """
    if measure.removed is not None and measure.of not in world.ledgers:
        return measure
    read, faults = read_measure(measure, world)
    if read is None:
        raise wrong(measure.title.zh, faults)
    return _respelled(
        measure, read.by, lambda one: one.stored(), (read.value, read.where, read.on, read.unit)
    )


def _respelled(
    measure: Measure,
    by: Mapping[str, Expression],
    spell: Callable[[Expression], str],
    parts: tuple[Expression | None, ...],
) -> Measure:
    value, where, on, unit = ("" if one is None else spell(one) for one in parts)
    names = tuple(spell(by[one]) if one in by else one for one in measure.by)
    return replace(measure, value=value, where=where, on=on, unit=unit, by=names)


def numbered_report(report: Report, world: World) -> Report:
    """A report with the fields of its rows by number.

    Args:
        report: The report, fields by name.
        world: What can be spoken of.

    Returns:
        What is kept.

    Raises:
        LedgerError: It can't be understood.
    """
    try:
        return _rows(report, lambda of, text: parse(text, world, world.ledgers[of]).stored())
    except (ExpressionError, KeyError) as error:
        raise LedgerError("definition_wrong", count=1, first=f"{report.title.zh}: {error}") from error


def _rows(report: Report, spell: _Spell) -> Report:
    return replace(report, rows_by={of: spell(of, text) for of, text in report.rows_by.items()})


def measure_in_force(stored: Measure, number: int, version: int, world: World) -> MeasureInForce:
    """Make a measure ready for use.

    Args:
        stored: The measure, fields by number.
        number: The number of its definition.
        version: 1 for the first of its name.
        world: What can be spoken of.

    Returns:
        The measure.

    Raises:
        LedgerError: It can't be understood any more.
    """
    read, faults = read_measure(stored, world, reader=parse_stored)
    if read is None:
        raise wrong(stored.title.zh, faults)
    parts = (read.value, read.where, read.on, read.unit)
    named = _respelled(stored, read.by, lambda one: write(one, world), parts)
    by = {name: read.by[one] for name, one in zip(named.by, stored.by, strict=True) if one in read.by}
    return MeasureInForce(named, number, version, stored, *parts, by)


def report_in_force(
    stored: Report, number: int, version: int, world: World, measures: Mapping[str, MeasureInForce]
) -> ReportInForce:
    """Make a report ready for use.

    Args:
        stored: The report, fields by number.
        number: The number of its definition.
        version: 1 for the first of its name.
        world: What can be spoken of.
        measures: The measures in force.

    Returns:
        The report.

    Raises:
        LedgerError: It can't be understood any more.
    """
    named = named_report(stored, world)
    read, faults = read_report(named, {name: one.measure for name, one in measures.items()})
    if read is None:
        raise wrong(stored.title.zh, faults)
    return ReportInForce(named, number, version, stored, read)


def named_report(stored: Report, world: World) -> Report:
    """A report with the fields of its rows by name.

    Args:
        stored: The report, fields by number.
        world: What can be spoken of.

    Returns:
        What people read.

    Raises:
        LedgerError: A field is no longer there.
    """

    def spell(of: str, text: str) -> str:
        return write(parse_stored(text, world, world.ledgers[of]), world)

    try:
        return _rows(stored, spell)
    except (ExpressionError, KeyError) as error:
        raise LedgerError("definition_wrong", count=1, first=f"{stored.title.zh}: {error}") from error


def named(spec: Measure | Report, world: World) -> Measure | Report:
    """A measure or report with its fields by name.

    Args:
        spec: What is kept, fields by number.
        world: What can be spoken of.

    Returns:
        What people read, and what can be put in force.

    Raises:
        LedgerError: It speaks of what is no longer there.
    """
    return (
        measure_in_force(spec, 0, 0, world).measure
        if isinstance(spec, Measure)
        else named_report(spec, world)
    )


def broken(
    measures: Iterable[Measure], reports: Iterable[Report], ledgers: Iterable[Ledger], world: World
) -> list[str]:
    """What would be wrong with measures and reports, were these the definitions in force.

    Args:
        measures: All measures, fields by number.
        reports: All reports, fields by number.
        ledgers: All ledgers, expressions by number.
        world: What they may speak of.

    Returns:
        A sentence for each, measure or report first.
    """
    given = list(ledgers)
    hidden = masked(given, _values(given, world))
    secret = frozenset(one.name for one in given if one.secret)
    found: list[str] = []
    usable: dict[str, MeasureInForce] = {}
    for measure in (one for one in measures if one.removed is None):
        _, faults = read_measure(measure, world, hidden, secret, parse_stored)
        found += [_said(measure.title.zh, one) for one in faults]
        if not faults:
            usable[measure.name] = measure_in_force(measure, 0, 0, world)
    for report in (one for one in reports if one.removed is None):
        try:
            report_in_force(report, 0, 0, world, usable)
        except LedgerError as error:
            found.append(str(error.facts.get("first", error)))
    return found


def _values(ledgers: list[Ledger], world: World) -> dict[Place, Expression]:
    """The expressions of computed fields as far as they can be read; what can't be is told elsewhere."""
    found = {}
    for ledger in ledgers:
        for each in ledger.fields:
            if each.value and each.removed is None:
                try:
                    found[ledger.name, each.no] = parse_stored(each.value, world, world.ledgers[ledger.name])
                except ExpressionError:
                    continue
    return found


def wrong(title: str, faults: tuple[Fault, ...]) -> LedgerError:
    """The refusal of a definition that can't be understood; its first fault is said."""
    return LedgerError("definition_wrong", count=len(faults), first=_said(title, faults[0]))


def _said(title: str, fault: Fault) -> str:
    facts = dict(fault.facts)
    if fault.error is not None:
        facts |= {"said_zh": fault.error.say("zh-hans"), "said_en": fault.error.say("en")}
    path = ".".join(map(str, fault.path))
    return f"{title}·{path}: {say_change_problem(FieldProblem(path, fault.kind, facts=facts), 'zh-hans')}"
