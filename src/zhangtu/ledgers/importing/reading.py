"""Reads many rows of a table for a ledger, column by column."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import msgspec

from zhangtu.documents.sheets.slices import Cell
from zhangtu.documents.sheets.tables import SheetRow
from zhangtu.kernel.expressions import Context, run
from zhangtu.kernel.problems import FieldProblem, Severity
from zhangtu.ledgers import keys, policies
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.drafts import Around
from zhangtu.ledgers.gathering import Gatherer
from zhangtu.ledgers.importing.columns import column_of
from zhangtu.ledgers.importing.matching import UNIT, Matched
from zhangtu.ledgers.importing.refusing import CellFault
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.schema.specs import Field
from zhangtu.schema.types.face import FieldType, Read

_EMPTY: Final = ("", None)


@dataclass(slots=True)
class Batch:
    """Some rows as read; each list has a place for every row, ``None`` where a row has nothing.

    Attributes:
        rows: Their rows in the sheet.
        cells: Their cells.
        texts: Field number → JSON texts.
        given: Field number → values, as far as they were made.
        units: The units their sheet says; 0 for none.
        keys: Key number → folded values.
        problems: Place of a row → positions of cells (-1 for the row) and what is wrong.
        refused: The places of rows that can't be taken.
    """

    rows: list[int]
    cells: list[list[Cell]]
    texts: dict[int, list[str | None]] = field(default_factory=dict)
    given: dict[int, list[Any]] = field(default_factory=dict)
    units: list[int] = field(default_factory=list)
    keys: dict[int, list[str | None]] = field(default_factory=dict)
    problems: dict[int, list[tuple[int, FieldProblem]]] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)

    def wrong(self, at: int, position: int, problem: FieldProblem) -> None:
        """Note what is wrong with a row."""
        self.problems.setdefault(at, []).append((position, problem))
        if problem.severity is Severity.ERROR:
            self.refused.add(at)

    def values(self, no: int, kind: FieldType) -> list[Any]:
        """The values of a field; made of their JSON where nobody needed them before."""
        if no not in self.given:
            texts = self.texts.get(no)
            if texts is None:
                return [None] * len(self.rows)
            self.given[no] = [
                None if text is None else kind.loaded(msgspec.json.decode(text)) for text in texts
            ]
        return self.given[no]


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
            column_of(force, force.fields[one.field], one.position, around)
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

    def read(self, rows: Sequence[SheetRow]) -> Batch:
        """Read the cells of some rows, column by column; nothing is looked up in the ledger yet.

        Args:
            rows: The rows of the table.

        Returns:
            The rows as read, in the same order.
        """
        batch = Batch([row.number for row in rows], [row.cells for row in rows])
        batch.units = [0] * len(rows)
        for column in self._columns:
            position = column.position
            found = column.go([cells[position] for cells in batch.cells])
            batch.texts[column.spec.no] = found.texts
            if found.given is not None:
                batch.given[column.spec.no] = found.given
            for at, problem in found.wrong:
                batch.wrong(at, position, problem)
        if self._unit >= 0:
            for at, cells in enumerate(batch.cells):
                self._own_unit(batch, at, cells[self._unit])
        for number, fields, _ in self.force.keyed:
            parts = [batch.values(no, self.force.types[no]) for no in fields]
            batch.keys[number] = keys.key_values(self.force, fields, parts)
        return batch

    def given(self, cells: Sequence[Cell]) -> dict[str, Any]:
        """The cells of a row that are not empty, by field name, made plain: days without a time as days."""
        return {
            column.spec.name: _plain(cell)
            for column in self._columns
            if (cell := cells[column.position]) not in _EMPTY
        }

    def _own_unit(self, batch: Batch, at: int, cell: Cell) -> None:
        words = str(cell).strip()
        if not words:
            return
        if words not in self._units:
            mine = [one for one in people.find(words) if self._scope.everywhere or one in self._scope.units]
            self._units[words] = mine[0] if len(mine) == 1 else 0
        batch.units[at] = self._units[words]
        if not batch.units[at]:
            batch.wrong(at, self._unit, FieldProblem("", CellFault.NO_UNIT))

    def complete(self, batch: Batch, new: Sequence[int]) -> None:
        """Finish rows that are to be created: what they must have, defaults, computed values, checks.

        Args:
            batch: The rows; changed in place.
            new: The places of those to be created.
        """
        for no, value, text in self._defaults:
            batch.texts[no], batch.given[no] = [text] * len(batch.rows), [value] * len(batch.rows)
        self.lacking(batch, new)
        if self._checked:
            self._compute_all(batch, [at for at in new if at not in batch.refused])

    def lacking(self, batch: Batch, new: Sequence[int]) -> None:
        """Note what rows that are to be created, or would be but for other faults, must have and have not.

        Args:
            batch: The rows; changed in place.
            new: Their places.
        """
        for spec in self._required:
            texts = batch.texts.get(spec.no)
            if texts is not None and None not in texts:
                continue
            for at in new:
                if (texts is None or texts[at] is None) and not _was_said(batch, at, spec):
                    problem = FieldProblem(spec.name, "required")
                    batch.wrong(at, self.positions.get(spec.name, -1), problem)

    def _compute_all(self, batch: Batch, good: Sequence[int]) -> None:
        types = self.force.types
        columns = {no: batch.values(no, types[no]) for no in batch.texts}
        own = {
            -at - 1: {no: values[at] for no, values in columns.items() if batch.texts[no][at] is not None}
            for at in good
        }
        for one in self.force.stored:
            batch.texts.setdefault(one.field.no, [None] * len(batch.rows))
            batch.given.setdefault(one.field.no, [None] * len(batch.rows))
        context = Gatherer(self.force, own, self.around.ledgers, self.around.tables).context(0, {})
        for at in good:
            self._compute(batch, at, own[-at - 1], context)

    def _compute(self, batch: Batch, at: int, own: dict[int, Any], context: Context) -> None:
        readable = self.force.readable
        seen = {no: value for no, value in own.items() if no in readable}
        for one in self.force.stored:
            no = one.field.no
            value = run(one.expression, seen, context)
            seen[no] = value
            if value is not None:
                own[no] = batch.given[no][at] = value
                batch.texts[no][at] = self.force.types[no].stored(value)
        for check in self.force.checks:
            values = seen
            live = [one for one in self.force.live if one.field.no in check.expression.fields]
            if live:
                values = {**seen, **{one.field.no: run(one.expression, seen, context) for one in live}}
            if run(check.expression, values, context) is True:
                say = check.check.say
                severity = Severity.WARNING if check.check.warn else Severity.ERROR
                facts = {"say": say.zh, "say_en": say.en or say.zh}
                batch.wrong(at, -1, FieldProblem("", "check", severity, facts))


def _was_said(batch: Batch, at: int, spec: Field) -> bool:
    """Whether something was said about a field already."""
    return any(problem.name == spec.name for _, problem in batch.problems.get(at, ()))


def _default(force: InForce, spec: Field, around: Around) -> tuple[Any, str] | None:
    found = force.reader(spec, around.looking)(spec.default)
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
