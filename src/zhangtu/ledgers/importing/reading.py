"""Reads the cells of many rows into values of a ledger: what is made once is made once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from zhangtu.documents.sheets.slices import Cell
from zhangtu.kernel.expressions import Context, run
from zhangtu.kernel.problems import FieldProblem, Severity
from zhangtu.ledgers import drafts, keys, links, policies, texts
from zhangtu.ledgers.compiled import LOOKED_UP, InForce
from zhangtu.ledgers.drafts import Around
from zhangtu.ledgers.gathering import Gatherer
from zhangtu.ledgers.importing.matching import UNIT, Matched
from zhangtu.ledgers.importing.refusing import CellFault
from zhangtu.ledgers.importing.spool import New
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.schema.specs import Field
from zhangtu.schema.types.face import Read, Reader

#: Results of so many different cells of a column are remembered: kinds, villages, days repeat.
_REMEMBERED: Final = 5_000
#: Numbers from here on lost digits when Excel made numbers of codes.
_EXACT: Final = 10**15
#: Types for which a number of so many digits was a code once.
_CODES: Final = frozenset(
    {"credit_code", "id_card", "text", "phone", "vin", "food_licence", "document_number"}
)
_EMPTY: Final = ("", None)


@dataclass(slots=True)
class Row:
    """A row as read.

    Attributes:
        sheet_row: Its row in the sheet.
        given: Field name → cell, for fields that are not empty.
        values: Field number → value.
        whole: Field number → JSON text.
        unit: The unit its sheet says; 0 for none.
        problems: Position of the cell (-1 for the row) and what is wrong.
        refused: Whether it can't be taken.
        keys: Key number → folded value.
    """

    sheet_row: int
    given: dict[str, Any]
    values: dict[int, Any] = field(default_factory=dict)
    whole: dict[int, str] = field(default_factory=dict)
    unit: int = 0
    problems: list[tuple[int, FieldProblem]] = field(default_factory=list)
    refused: bool = False
    keys: dict[int, str] = field(default_factory=dict)

    def wrong(self, position: int, problem: FieldProblem) -> None:
        """Note what is wrong."""
        self.problems.append((position, problem))
        self.refused = self.refused or problem.severity is Severity.ERROR


@dataclass(slots=True)
class _Column:
    """How one column is read."""

    position: int
    spec: Field
    read: Reader
    stored: Callable[[Any], str]
    known: dict[Any, tuple[Any, str] | None] = field(default_factory=dict)


class Reading:
    """Reads the rows of one table for one ledger."""

    def __init__(self, force: InForce, matched: Sequence[Matched], around: Around, scope: Scope) -> None:
        """Prepare.

        Args:
            force: The ledger.
            matched: What each column is.
            around: What may be asked.
            scope: Of whoever imports.
        """
        self.force = force
        self.around = around
        self._scope = scope
        self._columns = [
            _column(force, force.fields[one.field], one.position, around)
            for one in matched
            if one.field and one.field != UNIT
        ]
        self.positions = {column.spec.name: column.position for column in self._columns}
        self._unit = next((one.position for one in matched if one.field == UNIT), -1)
        self._units: dict[str, int] = {}
        read = {column.spec.no for column in self._columns}
        self._required = [spec for spec in force.required if not spec.set_by]
        self._defaults = [
            (spec.no, value, text)
            for spec in force.defaults
            if spec.no not in read and (found := _default(force, spec, around)) is not None
            for value, text in (found,)
        ]
        self._checked = bool(force.stored or force.checks)

    def read(self, sheet_row: int, cells: Sequence[Cell]) -> Row:
        """Read the cells of a row; nothing is looked up in the ledger yet.

        Args:
            sheet_row: Its row in the sheet.
            cells: Its cells.

        Returns:
            The row.
        """
        given: dict[str, Any] = {}
        row = Row(sheet_row, given)
        for column in self._columns:
            cell = cells[column.position]
            if cell == "" or cell is None:
                continue
            given[column.spec.name] = cell
            known = column.known.get(cell)
            if known is None or type(cell) is bool:
                known = self._taken(column, cell, row)
                if known is None:
                    continue
            row.values[column.spec.no], row.whole[column.spec.no] = known
        if self._unit >= 0:
            self._own_unit(row, cells[self._unit])
        return row

    def _taken(self, column: _Column, cell: Cell, row: Row) -> tuple[Any, str] | None:
        spec = column.spec
        if type(cell) is float and abs(cell) >= _EXACT and spec.type in _CODES:
            row.wrong(column.position, FieldProblem(spec.name, CellFault.DAMAGED))
            return None
        found = column.read(cell)
        if type(found) is Read:
            for problem in found.problems:
                row.wrong(column.position, problem)
            if found.refused:
                return None
            found = found.value
            return None if found is None or found == () else (found, column.stored(found))
        if found is None or found == ():
            return None
        known = (found, column.stored(found))
        if len(column.known) < _REMEMBERED and type(cell) is not bool:
            column.known[cell] = known
        return known

    def _own_unit(self, row: Row, cell: Cell) -> None:
        words = str(cell).strip()
        if not words:
            return
        if words not in self._units:
            mine = [one for one in people.find(words) if self._scope.everywhere or one in self._scope.units]
            self._units[words] = mine[0] if len(mine) == 1 else 0
        row.unit = self._units[words]
        if not row.unit:
            row.wrong(self._unit, FieldProblem("", CellFault.NO_UNIT))

    def find_keys(self, row: Row) -> None:
        """Note the keys of a row."""
        for number, fields, _ in self.force.keyed:
            value = keys.key_value(self.force, fields, row.values)
            if value is not None:
                row.keys[number] = value

    def complete(self, rows: Sequence[Row]) -> None:
        """Finish rows that are to be created: what they must have, defaults, computed values, checks.

        Args:
            rows: The rows; changed in place.
        """
        for row in rows:
            for no, value, text in self._defaults:
                row.values.setdefault(no, value)
                row.whole.setdefault(no, text)
            for spec in self._required:
                if spec.no not in row.values and not self._said(row, spec):
                    row.wrong(self.positions.get(spec.name, -1), FieldProblem(spec.name, "required"))
        if self._checked:
            good = [row for row in rows if not row.refused]
            own = {-at: row.values for at, row in enumerate(good, 1)}
            context = Gatherer(self.force, own, self.around.ledgers, self.around.tables).context(0, {})
            for row in good:
                self._compute(row, context)

    def _said(self, row: Row, spec: Field) -> bool:
        return bool(row.problems) and any(problem.name == spec.name for _, problem in row.problems)

    def _compute(self, row: Row, context: Context) -> None:
        readable = self.force.readable
        seen = {no: value for no, value in row.values.items() if no in readable}
        for one in self.force.stored:
            value = run(one.expression, seen, context)
            seen[one.field.no] = value
            if value is not None:
                row.values[one.field.no] = value
                row.whole[one.field.no] = self.force.types[one.field.no].stored(value)
        for check in self.force.checks:
            values: Mapping[int, Any] = seen
            live = [one for one in self.force.live if one.field.no in check.expression.fields]
            if live:
                values = {**seen, **{one.field.no: run(one.expression, seen, context) for one in live}}
            if run(check.expression, values, context) is True:
                say = check.check.say
                severity = Severity.WARNING if check.check.warn else Severity.ERROR
                facts = {"say": say.zh, "say_en": say.en or say.zh}
                row.wrong(-1, FieldProblem("", "check", severity, facts))

    def new(self, row: Row, unit: int) -> New:
        """A row as it is spooled.

        Args:
            row: The row, without errors.
            unit: The unit it is to belong to where its sheet does not say.

        Returns:
            It.
        """
        force, whole = self.force, row.whole
        personal = force.personal
        if personal.isdisjoint(whole):
            opened, apart = {str(no): text for no, text in whole.items()}, {}
        else:
            opened = {str(no): text for no, text in whole.items() if no not in personal}
            apart = {str(no): text for no, text in whole.items() if no in personal}
        unique = {number: only for number, _, only in force.keyed}
        pointing = [(no, target) for _, no, target in links.of_row(force, 0, row.values)]
        return New(
            row.sheet_row,
            row.unit or unit,
            texts.together(whole),
            opened,
            apart,
            [(number, value, unique[number]) for number, value in row.keys.items()],
            sorted(pointing) if pointing else pointing,
            drafts.folded(force, row.values) if force.searched else "",
        )


def _column(force: InForce, spec: Field, position: int, around: Around) -> _Column:
    kind = force.types[spec.no]
    read = kind.reader(spec, around.looking) if spec.type in LOOKED_UP else force.reader(spec)
    return _Column(position, spec, read, kind.stored)


def _default(force: InForce, spec: Field, around: Around) -> tuple[Any, str] | None:
    found = _column(force, spec, -1, around).read(spec.default)
    value = found.value if type(found) is Read else found
    return None if value is None else (value, force.types[spec.no].stored(value))


def plain(given: Mapping[str, Any]) -> dict[str, Any]:
    """Cells as they are spooled: days without a time as days."""
    return {
        name: cell.date()
        if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second)
        else cell
        for name, cell in given.items()
    }


def around_of(force: InForce, known: Any, finder: Any, scope: Scope) -> Around:
    """What reading may ask, for whoever imports."""
    return Around(known.ledgers, known.tables, finder, policies.masked(scope, force))
