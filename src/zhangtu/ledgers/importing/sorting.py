"""Goes through the rows of a table: which are new, which amend a row, which are wrong; and spools them."""

import gc
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, repeat
from pathlib import Path
from typing import Any, Final

from zhangtu.documents.sheets.tables import SheetRow, Table
from zhangtu.kernel.problems import FieldProblem, Severity
from zhangtu.kernel.uids import new_digits
from zhangtu.ledgers import drafts, keys, owning, policies
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.importing import spooling, sql
from zhangtu.ledgers.importing.composer import Amended, Frame
from zhangtu.ledgers.importing.reading import Batch, Reading
from zhangtu.ledgers.importing.refusing import CellFault
from zhangtu.ledgers.importing.spool import Fault, Manifest
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.sql import Stored
from zhangtu.people.scope import Right, Scope

#: New objects after which Python looks for circles among them, once anything is imported.
_OBJECTS: Final = 50_000
#: Faults kept; more are counted only.
_FAULTS: Final = 10_000


class Sorting:
    """Goes through the rows of a table, a few hundred at a time.

    Attributes:
        faults: What is wrong, cell by cell.
    """

    def __init__(
        self,
        reading: Reading,
        table: Table,
        manifest: Manifest,
        folder: Path,
        *,
        scope: Scope,
        unit: int,
        all_own: bool = False,
        leave: bool = False,
    ) -> None:
        """Prepare.

        Args:
            reading: What reads the rows.
            table: The table.
            manifest: Where what becomes of them is counted.
            folder: Where they are spooled.
            scope: Of whoever imports.
            unit: The unit of rows that do not say theirs; 0 where a field of theirs does.
            all_own: Whether somebody said that the rows are that unit's, whatever their fields name.
            leave: Whether rows that are in the ledger already stay as they are.
        """
        self._leave = leave
        self._force, self._scope, self._reading = reading.force, scope, reading
        self._table, self._manifest, self._folder = table, manifest, folder
        self._writer = spooling.Writer(folder)
        self._unit = unit
        self._owner = None if all_own else owning.owner_field(self._force)
        self._unit_field = next((spec.no for spec in self._force.required if spec.type == "unit"), 0)
        #: Hash of each key met → the row of the sheet.
        self._seen: dict[int, int] = {}
        self._wanted = import_key(self._force)
        self._only = {number: only for number, _, only in self._force.keyed}
        self._doubles: dict[tuple[int, str], list[dict[str, str]]] = {}
        self._batches = 0
        self.faults: list[Fault] = []

    def go(self, rows: Iterator[SheetRow], tell: Callable[[int], None] | None) -> None:
        """Read all rows; what was written is taken away when that fails.

        Args:
            rows: The rows.
            tell: Told now and then how many were read.
        """
        try:
            self._go(rows, tell)
        except BaseException:
            self._writer.abandon()
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def _go(self, rows: Iterator[SheetRow], tell: Callable[[int], None] | None) -> None:
        done = 0
        # rows hold nothing that holds them; to look for that every 700 objects takes a fifth of the time
        gc.set_threshold(max(_OBJECTS, gc.get_threshold()[0]), *gc.get_threshold()[1:])
        while chunk := list(islice(rows, spooling.FRAME)):
            self._sort(self._reading.read(chunk))
            done += len(chunk)
            if tell is not None:
                tell(done)
        self._manifest.frames = self._writer.finish()
        for key, sheet_row in self._writer.holders(self._doubles.keys()).items():
            for facts in self._doubles[key]:
                facts["row"] = str(sheet_row)

    def _sort(self, batch: Batch) -> None:
        self._double(batch)
        there, faulty = self._there(batch), sorted(batch.refused)
        new = [at for at in range(len(batch.rows)) if at not in batch.refused]
        amended: list[Amended] = []
        if there:
            wanted = batch.keys[self._wanted]
            for at in new:
                if wanted[at] in there:
                    amended += self._met(batch, at, there[str(wanted[at])])
            new = [at for at in new if wanted[at] not in there]
        self._clashes(batch, new)
        self._reading.complete(batch, new)
        if faulty:
            self._reading.lacking(batch, [at for at in faulty if self._is_new(batch, at, there)])
        self._writer.put(self._frame(batch, self._placed(batch, new), amended))
        for at in sorted(batch.problems):
            self._note(batch, at)

    def _is_new(self, batch: Batch, at: int, there: Mapping[str, Stored]) -> bool:
        """Whether a row is of none there is; not if nobody knows because something is wrong with its key."""
        value = batch.keys[self._wanted][at] if self._wanted in batch.keys else None
        if value is not None:
            return value not in there
        wrong = {problem.name for _, problem in batch.problems.get(at, ())}
        return wrong.isdisjoint(self._force.ledger.key)

    def _there(self, batch: Batch) -> Mapping[str, Stored]:
        values = [value for value in batch.keys.get(self._wanted, ()) if value is not None]
        return sql.holders(self._force.register, self._wanted, values) if values else {}

    def _double(self, batch: Batch) -> None:
        """Two rows of the file with the same key: the second is a fault."""
        for number, values in batch.keys.items():
            if not (self._only[number] or number == self._wanted):
                continue
            marks = list(map(hash, zip(repeat(number), values)))  # a number for each
            if None in values or len(set(marks)) < len(marks) or not self._seen.keys().isdisjoint(marks):
                self._look_at_each(batch, number, marks)
            else:
                self._seen.update(zip(marks, batch.rows, strict=True))

    def _look_at_each(self, batch: Batch, number: int, marks: Sequence[int]) -> None:
        spec = self._force.numbered.get(number)
        name = spec.name if spec is not None else ""
        for at, value in enumerate(batch.keys[number]):
            if value is None:
                continue
            if marks[at] in self._seen:
                facts = {"row": str(self._seen[marks[at]])}
                if len(self.faults) < _FAULTS:
                    self._doubles.setdefault((number, value), []).append(facts)
                problem = FieldProblem(name, CellFault.DOUBLE, facts=facts)
                batch.wrong(at, self._reading.positions.get(name, -1), problem)
            self._seen.setdefault(marks[at], batch.rows[at])

    def _clashes(self, batch: Batch, new: Sequence[int]) -> None:
        """Values only one row may have that another row of the ledger has already.

        Of values masked for whoever imports that is found out only when the import is carried out.
        """
        for number, given in batch.keys.items():
            if not self._only[number] or number == self._wanted or number in self._reading.around.blind:
                continue
            values = [value for at in new if (value := given[at]) is not None]
            there = sql.holders(self._force.register, number, values) if values else {}
            name = self._force.numbered[number].name
            for at in new if there else ():
                if given[at] in there:
                    batch.wrong(at, self._reading.positions.get(name, -1), FieldProblem(name, "taken"))

    def _met(self, batch: Batch, at: int, found: Stored) -> list[Amended]:
        """What a row that is there already becomes; nothing where such rows are to stay as they are."""
        if not self._leave:
            return self._amend(batch, at, found)
        self._manifest.left += 1
        return []

    def _amend(self, batch: Batch, at: int, found: Stored) -> list[Amended]:
        """What a row that is there already becomes; nothing when it is wrong or stays as it is."""
        try:
            policies.check_change(self._scope, Right.AMEND, self._force, found)
        except LedgerError:
            batch.wrong(at, -1, FieldProblem("", CellFault.NOT_YOURS))
            return []
        around = self._reading.around
        given = self._reading.given(batch.cells[at])
        settled = drafts.read(self._force, found, given, around)
        if settled.changed:
            drafts.settle(self._force, found.id, settled, around)
        for problem in settled.problems:
            if problem.facts == drafts.GUESSED:
                continue
            said = batch.problems.get(at, ())
            if not any(known.name == problem.name and known.kind == problem.kind for _, known in said):
                batch.wrong(at, self._reading.positions.get(problem.name, -1), problem)
        if at in batch.refused:
            return []
        if not settled.changed:
            self._manifest.same += 1
            return []
        self._manifest.amended += 1
        fields = self._force.fields
        moved = {name: cell for name, cell in given.items() if fields[name].no in settled.changed}
        return [Amended(batch.rows[at], found.id, found.version, moved)]

    def _placed(self, batch: Batch, new: Sequence[int]) -> list[int]:
        """The new rows that are taken, each with its unit."""
        own = None
        self._owned(batch, new)
        if not self._unit:
            own = (
                batch.values(self._unit_field, self._force.types[self._unit_field])
                if self._unit_field
                else []
            )
        for at in new:
            if at in batch.refused or batch.units[at]:
                continue
            unit = self._unit if own is None else int((own[at] if own else 0) or 0)
            if unit and (self._scope.everywhere or unit in self._scope.units):
                batch.units[at] = unit
            else:
                batch.wrong(at, -1, FieldProblem("", CellFault.NO_UNIT))
        return [at for at in new if at not in batch.refused]

    def _owned(self, batch: Batch, new: Sequence[int]) -> None:
        """Give new rows to the unit their own field names; another's is a fault in its cell."""
        spec = self._owner
        if spec is None or spec.no not in batch.texts:
            return
        named, scope = batch.values(spec.no, self._force.types[spec.no]), self._scope
        for at in new:
            unit = named[at]
            if not unit or batch.units[at] or at in batch.refused:
                continue
            if scope.everywhere or unit in scope.units:
                batch.units[at] = unit
            else:
                place = self._reading.positions.get(spec.name, -1)
                batch.wrong(at, place, FieldProblem(spec.name, "not_your_unit"))

    def _frame(self, batch: Batch, new: Sequence[int], amended: list[Amended]) -> Frame:
        """The rows as they are spooled."""

        def of(column: Sequence[Any]) -> list[Any]:
            return list(column) if len(new) == len(column) else [column[at] for at in new]

        # names that rise, also from batch to batch, stand side by side in the store's index
        uids = sorted(new_digits(self._manifest.at + self._batches, len(new)))
        self._batches += 1
        self._manifest.created += len(new)
        return Frame(
            of(batch.rows), of(batch.units), uids,
            {no: column for no, texts in batch.texts.items() if any(column := of(texts))},
            [(number, self._only[number], of(values)) for number, values in batch.keys.items()],
            self._links(batch, new), self._folded(batch, new), amended,
        )  # fmt: skip

    def _links(self, batch: Batch, new: Sequence[int]) -> list[tuple[int, int, int]]:
        found: set[tuple[int, int, int]] = set()
        for no in self._force.references & batch.texts.keys():
            values = batch.values(no, self._force.types[no])
            for place, at in enumerate(new):
                value = values[at]
                targets = value if isinstance(value, list | tuple) else () if value is None else (value,)
                found.update((place, no, int(target)) for target in targets)
        return sorted(found)

    def _folded(self, batch: Batch, new: Sequence[int]) -> list[str]:
        """The words typed search looks at, as ``drafts.folded`` has them."""
        columns = []
        for no in self._force.searched:
            if no in batch.texts:
                kind = self._force.types[no]
                values = batch.values(no, kind)
                columns.append(keys.folded(kind, [values[at] for at in new]))
        if not columns:
            return []
        return ["\n".join([one for one in row if one is not None]) for row in zip(*columns, strict=True)]

    def _note(self, batch: Batch, at: int) -> None:
        self._manifest.faulty += at in batch.refused
        for position, problem in batch.problems[at]:
            if len(self.faults) < _FAULTS:
                column = self._table.columns[position].place if position >= 0 else -1
                warning = problem.severity is Severity.WARNING
                # the row a double repeats is found at the end, and put into these very facts
                facts = problem.facts if isinstance(problem.facts, dict) else dict(problem.facts)
                row = batch.rows[at]
                self.faults.append(
                    Fault(self._table.sheet, row, column, problem.name, problem.kind, warning, facts)
                )


def import_key(force: InForce) -> int:
    """The number of the key rows are found by; -1 when the ledger has none."""
    own = tuple(force.fields[name].no for name in force.ledger.key if name in force.fields)
    return next((number for number, fields, _ in force.keyed if own and fields == own), -1)
