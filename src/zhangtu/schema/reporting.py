"""Reads what a report says of its columns: checks, reckoned columns, figures in its text; by name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from zhangtu.kernel.expressions import (
    DATE,
    NUMBER,
    RESERVED,
    TEXT,
    YES_NO,
    Expression,
    ExpressionError,
    FieldShape,
    Kind,
    LedgerShape,
    Type,
    World,
    parse,
)
from zhangtu.schema.measuring import Fault
from zhangtu.schema.specs import Measure, Report, Title
from zhangtu.schema.taking import nearest
from zhangtu.schema.troubles import Trouble

#: What else may stand in braces of a text.
WORDS: Final = ("unit", "period", "begins", "ends", "due", "rows")
#: What may stand behind a column's name and a point; the first two need ``compare`` to name the period.
BEHIND: Final = (
    "last_period", "same_period_last_year", "from_last_period", "from_same_period_last_year", "target",
)  # fmt: skip
_BRACES: Final = re.compile(r"\{([^{}]*)\}")
_TYPES: Final[Mapping[str, Type]] = {
    "text": TEXT, "number": NUMBER, "money": NUMBER, "date": DATE, "yes_no": YES_NO,
}  # fmt: skip
_LEDGER: Final = "report"


@dataclass(frozen=True, slots=True)
class ReadReport:
    """The expressions of a report.

    Attributes:
        shape: Its columns and entered fields as a ledger: numbers 1, 2, … in this order.
        values: Name of a reckoned column → its expression.
        checks: Its checks, in order.
    """

    shape: LedgerShape
    values: Mapping[str, Expression] = field(default_factory=dict)
    checks: tuple[Expression, ...] = ()


def spread(report: Report, measures: Mapping[str, Measure]) -> Report:
    """A report whose one field for all rows is said for each ledger of its columns.

    Args:
        report: The report as written.
        measures: The measures in use, by name.

    Returns:
        The report.
    """
    one = report.rows_by.get("")
    if one is None:
        return report
    ledgers = (measures[column.measure].of for column in report.columns if column.measure in measures)
    return replace(report, rows_by=dict.fromkeys(ledgers, one))


def read_report(
    report: Report, measures: Mapping[str, Measure]
) -> tuple[ReadReport | None, tuple[Fault, ...]]:
    """Read what a report says of its columns.

    Args:
        report: The report, rows spread.
        measures: The measures in use, by name; names of fields stand there as in the report's rows.

    Returns:
        Its expressions, ``None`` if anything is wrong; and what is wrong.
    """
    faults = [*_columns(report, measures), *_rows(report, measures), *_entered(report)]
    shape, values, further = _reckoned(report)
    faults += further
    world = World({_LEDGER: shape})
    checks = []
    for at, check in enumerate(report.checks):
        try:
            read = parse(check.forbid, world, shape)
        except ExpressionError as error:
            faults.append(Fault(("check", at), Trouble.BAD_EXPRESSION, {}, error))
            continue
        if read.type.kind is not Kind.YES_NO:
            faults.append(Fault(("check", at), Trouble.CHECK_NOT_TRUTH, {"type": read.type.kind}))
        checks.append(read)
    faults += _figures(report)
    return (None if faults else ReadReport(shape, values, tuple(checks))), tuple(faults)


def _columns(report: Report, measures: Mapping[str, Measure]) -> Iterator[Fault]:
    known = sorted(measures)
    for column in report.columns:
        if column.measure and column.measure not in measures:
            near = nearest(column.measure, known)
            facts = {"name": column.measure, "nearest": near, "known": ", ".join(known)}
            yield Fault(("columns", column.name), Trouble.UNKNOWN_MEASURE, facts)
        if column.name in RESERVED:
            yield Fault(("columns", column.name), Trouble.BAD_NAME, {"name": column.name})


def _rows(report: Report, measures: Mapping[str, Measure]) -> Iterator[Fault]:
    """Every measure must be parted by the field the rows are values of."""
    if report.rows != "by":
        return
    for column in report.columns:
        measure = measures.get(column.measure)
        if measure is None:
            continue
        field_ = report.rows_by.get(measure.of, "")
        if field_ not in measure.by:
            facts = {"name": measure.name, "field": field_ or measure.of}
            yield Fault(("rows",), Trouble.NOT_PARTED_SO, facts)


def _entered(report: Report) -> Iterator[Fault]:
    names = {column.name for column in report.columns}
    for one in report.enter:
        if one.name in names:
            yield Fault(("enter", one.name), Trouble.TWICE, {"name": one.name})
        elif one.name in RESERVED:
            yield Fault(("enter", one.name), Trouble.BAD_NAME, {"name": one.name})


def _reckoned(report: Report) -> tuple[LedgerShape, dict[str, Expression], list[Fault]]:
    """Columns reckoned from others: a column sees what is entered and the columns before it."""
    count = len(report.columns)
    fields = [FieldShape(count + at, one.name, _TYPES[one.type]) for at, one in enumerate(report.enter, 1)]
    values: dict[str, Expression] = {}
    faults = []
    for no, column in enumerate(report.columns, 1):
        type_ = NUMBER
        if column.value:
            shape = LedgerShape(_LEDGER, tuple(fields))
            try:
                values[column.name] = parse(column.value, World({_LEDGER: shape}), shape)
                type_ = values[column.name].type
            except ExpressionError as error:
                faults.append(Fault(("columns", column.name), Trouble.BAD_EXPRESSION, {}, error))
        fields.append(FieldShape(no, column.name, type_))
    return LedgerShape(_LEDGER, tuple(sorted(fields, key=lambda one: one.no))), values, faults


def figures_in(text: Title) -> tuple[str, ...]:
    """What stands in braces in any language of a paragraph, each once."""
    found = (name for said in (text.zh, text.en, text.hant) for name in _BRACES.findall(said))
    return tuple(dict.fromkeys(found))


def _figures(report: Report) -> Iterator[Fault]:
    names = [*(one.name for one in report.columns), *(one.name for one in report.enter)]
    for at, paragraph in enumerate(report.text):
        for name in figures_in(paragraph):
            first, _, behind = name.partition(".")
            if name in WORDS or (first in names and (not behind or behind in _allowed(report))):
                continue
            yield Fault(("text", at), Trouble.BAD_FIGURE, _facts(name, names, report))
        for said in (paragraph.zh, paragraph.en, paragraph.hant):
            if re.search(r"[{}]", _BRACES.sub("", said)):
                yield Fault(("text", at), Trouble.BAD_FIGURE, _facts(said[:40], names, report))


def _allowed(report: Report) -> Iterable[str]:
    """What may stand behind a point: comparisons only with what the report compares with."""
    return [one for one in BEHIND if one.removeprefix("from_") in report.compare]


def _facts(name: str, names: list[str], report: Report) -> dict[str, str]:
    first, _, behind = name.partition(".")
    near = nearest(name, [*names, *WORDS])
    if behind and first in names:
        near = f"{first}.{nearest(behind, list(_allowed(report))) or '…'}"
    known = ", ".join([*names, *WORDS])
    return {"name": name, "nearest": near, "known": known}
