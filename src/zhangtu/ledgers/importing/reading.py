"""Reads the cells of many rows into values of a ledger: what is made once is made once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from zhangtu.documents.sheets.slices import Cell
from zhangtu.documents.sheets.tables import SheetRow
from zhangtu.kernel.expressions import Context, run
from zhangtu.kernel.problems import FieldProblem, Severity
from zhangtu.ledgers import drafts, keys, links, policies
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.drafts import Around
from zhangtu.ledgers.gathering import Gatherer
from zhangtu.ledgers.importing.composer import Coming, Plan
from zhangtu.ledgers.importing.matching import UNIT, Matched
from zhangtu.ledgers.importing.refusing import CellFault
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.schema.specs import Field
from zhangtu.schema.types.face import Read, Reader

#: Results of so many different cells of a column are remembered: kinds and days repeat. A column with more
#: is one of names or numbers: to look for those among what is known takes as long as to read them.
_REMEMBERED: Final = 1_000
#: The same where reading means asking the store, and the types of which that is so.
_ASKED: Final = 1_000_000
_ASKING: Final = frozenset({"reference", "person", "post", "unit"})
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
        cells: Its cells.
        values: Field number → value.
        whole: Field number → JSON text.
        unit: The unit its sheet says; 0 for none.
        problems: Position of the cell (-1 for the row) and what is wrong.
        refused: Whether it can't be taken.
        keys: Key number → folded value.
    """

    sheet_row: int
    cells: Sequence[Cell]
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
    """How one column is read.

    Attributes:
        position: Its position in the table.
        spec: The field.
        read: What reads a cell.
        stored: What makes JSON of a value.
        code: Whether a number in it was a code once.
        room: How many cells are remembered.
        known: Cell → value and JSON of cells read before.
    """

    position: int
    spec: Field
    read: Reader
    stored: Callable[[Any], str]
    code: bool
    room: int
    known: dict[Any, tuple[Any, str]] = field(default_factory=dict)


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
        self._unique = {number: only for number, _, only in force.keyed}
        self.plan = Plan(force.personal, scope.actor.person if force.ledger.scope == "person" else 0)

    def read(self, rows: Sequence[SheetRow]) -> list[Row]:
        """Read the cells of some rows, column by column; nothing is looked up in the ledger yet.

        Args:
            rows: The rows of the table.

        Returns:
            The rows as read, in the same order.
        """
        made = [Row(row.number, row.cells) for row in rows]
        for column in self._columns:
            _read_column(column, made)
        if self._unit >= 0:
            for row in made:
                self._own_unit(row, row.cells[self._unit])
        return made

    def given(self, row: Row) -> dict[str, Any]:
        """The cells of a row that are not empty, by field name, made plain: days without a time as days."""
        return {
            column.spec.name: _plain(cell)
            for column in self._columns
            if (cell := row.cells[column.position]) not in _EMPTY
        }

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
                if spec.no not in row.values and not _was_said(row, spec):
                    row.wrong(self.positions.get(spec.name, -1), FieldProblem(spec.name, "required"))
        if self._checked:
            good = [row for row in rows if not row.refused]
            own = {-at: row.values for at, row in enumerate(good, 1)}
            context = Gatherer(self.force, own, self.around.ledgers, self.around.tables).context(0, {})
            for row in good:
                self._compute(row, context)

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

    def new(self, row: Row, unit: int, uid: str) -> Coming:
        """A row as it is spooled.

        Args:
            row: The row, without errors.
            unit: The unit it is to belong to where its sheet does not say.
            uid: Its name to the outside, 32 digits.

        Returns:
            It.
        """
        force = self.force
        pointing = links.of_row(force, 0, row.values) if force.references else ()
        return Coming(
            row.sheet_row,
            row.unit or unit,
            uid,
            row.whole,
            [(number, value, self._unique[number]) for number, value in row.keys.items()],
            sorted((no, target) for _, no, target in pointing),
            drafts.folded(force, row.values) if force.searched else "",
        )


def _was_said(row: Row, spec: Field) -> bool:
    """Whether something was said about a field already."""
    return bool(row.problems) and any(problem.name == spec.name for _, problem in row.problems)


def _read_column(column: _Column, rows: Sequence[Row]) -> None:
    """Read one column of some rows."""
    if len(column.known) < column.room:
        _read_known(column, rows)
        return
    position, no = column.position, column.spec.no
    read, stored = column.read, column.stored
    for row in rows:
        cell = row.cells[position]
        if cell == "" or cell is None:
            continue
        if type(cell) is str:
            value = read(cell)
            if value is not None and value != () and type(value) is not Read:
                row.values[no] = value
                row.whole[no] = stored(value)
                continue
        found = _read_cell(column, cell, row)
        if found is not None:
            row.values[no], row.whole[no] = found


def _read_known(column: _Column, rows: Sequence[Row]) -> None:
    """Read one column of which many cells are alike."""
    position, no, known = column.position, column.spec.no, column.known
    for row in rows:
        cell = row.cells[position]
        if cell == "" or cell is None:
            continue
        # True is the same key as 1
        found = None if cell is True or cell is False else known.get(cell)
        if found is None:
            found = _read_cell(column, cell, row)
            if found is None:
                continue
        row.values[no], row.whole[no] = found


def _read_cell(column: _Column, cell: Cell, row: Row) -> tuple[Any, str] | None:
    """Read one cell; what was made of it is remembered when there is nothing to say about it."""
    if column.code and type(cell) is float and abs(cell) >= _EXACT:
        row.wrong(column.position, FieldProblem(column.spec.name, CellFault.DAMAGED))
        return None
    value = column.read(cell)
    if type(value) is Read:
        for problem in value.problems:
            row.wrong(column.position, problem)
        if value.refused:
            return None
        value = value.value
        return None if value is None or value == () else (value, column.stored(value))
    if value is None or value == ():
        return None
    found = (value, column.stored(value))
    if len(column.known) < column.room and type(cell) is not bool:
        column.known[cell] = found
    return found


def _column(force: InForce, spec: Field, position: int, around: Around) -> _Column:
    kind = force.types[spec.no]
    room = _ASKED if spec.type in _ASKING else _REMEMBERED
    return _Column(position, spec, force.reader(spec, around.looking), kind.stored, spec.type in _CODES, room)


def _default(force: InForce, spec: Field, around: Around) -> tuple[Any, str] | None:
    found = _column(force, spec, -1, around).read(spec.default)
    value = found.value if type(found) is Read else found
    return None if value is None else (value, force.types[spec.no].stored(value))


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date()
    return cell


def around_of(force: InForce, known: Any, finder: Any, scope: Scope) -> Around:
    """What reading may ask, for whoever imports."""
    masked = policies.masked(scope, force)
    return Around(known.ledgers, known.tables, finder, masked, masked)
