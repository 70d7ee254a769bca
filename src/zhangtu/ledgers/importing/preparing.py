"""A table → what would become of it: rows to create, to amend, unchanged, faulty; nothing is changed yet."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

from zhangtu.documents.sheets.opening import open_sheets
from zhangtu.documents.sheets.tables import Left, LeftOut, SheetRow, Table
from zhangtu.documents.sheets.words import label
from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import moment
from zhangtu.kernel.uids import new_uid
from zhangtu.ledgers import definitions, hooks, policies
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.importing import remembering, spool, sql
from zhangtu.ledgers.importing.matching import UNIT, Matched, known_labels, match, may_set
from zhangtu.ledgers.importing.reading import Reading, around_of
from zhangtu.ledgers.importing.refusing import ImportRefusedError
from zhangtu.ledgers.importing.sorting import Sorting
from zhangtu.ledgers.importing.spool import FORMAT, Fault, Manifest
from zhangtu.ledgers.looking import Finder
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope

#: Rows looked at to match columns by content.
_SAMPLE: Final = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file is to be imported.

    Attributes:
        sheet: Only this sheet; empty for the first with a table that fits.
        match: Heading or letters of a column → field name, ``@unit``, or empty for none.
        unit: The unit new rows belong to; 0 for that of the post acted for.
        leave: Whether rows that are in the ledger already stay as they are.
    """

    sheet: str = ""
    match: Mapping[str, str] = field(default_factory=dict)
    unit: int = 0
    leave: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of a file.

    Attributes:
        manifest: Counts and what was left out.
        columns: What each column is taken for.
        faults: What is wrong, cell by cell.
        already: The import that brought this very file, when there is one.
    """

    manifest: Manifest
    columns: tuple[Matched, ...]
    faults: list[Fault]
    already: UUID | None


def folder_of(uid: UUID | str) -> Path:
    """Where an import is prepared."""
    return Path(settings.ZHANGTU_HOME) / "imports" / str(uid)


def prepare(
    path: Path,
    ledger: str,
    *,
    actor: Actor,
    wish: Wish | None = None,
    tell: Callable[[int], None] | None = None,
) -> Preview:
    """Read a file and prepare its import; the ledger is not changed.

    Args:
        path: The file.
        ledger: The ledger's name.
        actor: Who imports.
        wish: How.
        tell: Told now and then how many rows were read.

    Returns:
        What would become of it; its ``uid`` is what ``applying.apply`` takes.

    Raises:
        LedgerError: It may not be imported there.
        ImportRefusedError: Nothing in the file fits the ledger.
        SheetError: The file can't be read.
    """
    wish, known, scope = wish or Wish(), definitions.known(), people.scope(actor)
    force = _open_to(scope, ledger)
    table, head, left_out = _chosen(path, force, wish.sheet)
    columns = _matched(force, table, head, wish)
    manifest = _manifest(path, force, actor, table, columns)
    around = around_of(force, known, Finder(scope, known.ledgers, from_1904=table.from_1904), scope)
    reading = Reading(force, columns, around, scope)
    work = Sorting(
        reading, table, manifest, folder_of(manifest.uid),
        scope=scope, unit=_unit(actor, wish, force, columns), all_own=bool(wish.unit), leave=wish.leave,
    )  # fmt: skip
    work.go(chain(head, table.rows()), tell)
    manifest.left_out = [(str(x.kind), x.first, x.last, x.words) for x in (*left_out, *table.left_out)]
    spool.finish(folder_of(manifest.uid), manifest, work.faults)
    return Preview(manifest, columns, work.faults, already(force, manifest.sha256))


def _open_to(scope: Scope, ledger: str) -> InForce:
    """A ledger that somebody may import into.

    Raises:
        LedgerError: It may not be imported there.
    """
    force = definitions.in_force(ledger)
    policies.check_may(scope, Right.IMPORT, force)
    policies.check_may(scope, Right.ENTER, force)
    hooks.check_enter(force)
    return force


def _matched(force: InForce, table: Table, head: Sequence[SheetRow], wish: Wish) -> tuple[Matched, ...]:
    """What each column is; refuses a table of which nothing fits."""
    saved, said = remembering.saved(force.ledger.name), _said(force, table, wish.match)
    columns = match(force, table.columns, [row.cells for row in head], saved, said)
    if not any(one.field and one.field != UNIT for one in columns):
        titles = "、".join(column.title for column in table.columns)
        raise ImportRefusedError("no_match", ledger=force.ledger.title.words, columns=titles)
    return columns


def _manifest(path: Path, force: InForce, actor: Actor, table: Table, columns: Sequence[Matched]) -> Manifest:
    at = moment()
    return Manifest(
        str(new_uid(at)), force.ledger.name, force.id, (actor.person, actor.post, actor.machine), path.name,
        digest_of(path), table.sheet, table.title,
        {label(one.title): one.field for one in columns if one.field},
        at=at, mark=journal.last_number(), format=FORMAT, from_1904=table.from_1904, heading=table.heading[1],
    )  # fmt: skip


def _chosen(path: Path, force: InForce, sheet: str) -> tuple[Table, list[SheetRow], list[LeftOut]]:
    """The table that fits best among the first of each sheet; its first rows are read already."""
    labels = known_labels(force)
    book = open_sheets(path)
    best: tuple[int, str, int] | None = None
    if not sheet and len(book.sheets) > 1:
        for at, table in enumerate(book.tables("", labels)):
            hits = _hits(table, labels)
            if best is None or hits > best[0]:
                best = (hits, table.sheet, at)
            if at > 50:
                break
    hidden = [
        LeftOut(Left.HIDDEN, name, words=name) for name, seen in book.sheets.items() if not seen and not sheet
    ]
    wanted = sheet or (best[1] if best is not None else "")
    first: Table | None = None
    for table in book.tables(wanted, labels):
        if first is None or _hits(table, labels) > 0:
            head = list(islice(table.rows(), _SAMPLE))
            return table, head, hidden
        first = table
    raise ImportRefusedError("no_table", name=path.name)


def _hits(table: Table, labels: frozenset[str]) -> int:
    return sum(
        label(column.path[-1]) in labels or label("".join(column.path)) in labels for column in table.columns
    )


def _said(force: InForce, table: Table, given: Mapping[str, str]) -> Mapping[str, str]:
    """What a person said of the columns, checked."""
    columns = {words for column in table.columns for words in (column.letters, column.title, column.path[-1])}
    for words, name in given.items():
        if words not in columns:
            raise ImportRefusedError("bad_match", what=words)
        if name and name != UNIT and (name not in force.fields or not may_set(force.fields[name])):
            raise ImportRefusedError("bad_match", what=name)
    return given


def _unit(actor: Actor, wish: Wish, force: InForce, columns: Sequence[Matched]) -> int:
    """The unit of rows whose sheet does not say; 0 when each row's own field of that type says."""
    if wish.unit:
        policies.check_unit(people.scope(actor), wish.unit)
        return wish.unit
    state = people.post(actor.post) if actor.post else None
    if state is not None:
        return state.unit
    names = {one.field for one in columns}
    if UNIT in names or any(spec.name in names for spec in force.required if spec.type == "unit"):
        return 0
    raise ImportRefusedError("no_unit")


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def already(force: InForce, sha256: str) -> UUID | None:
    """The import, not undone, that brought this very file into the ledger."""
    for running in sql.of_ledger(force.register):
        entries = journal.history("ledgers.import", running.id)
        first = entries[0] if entries else None
        if first is not None and first.values.get("file") == f'"{sha256}"':
            undone = any(entry.action == "undo" for entry in entries)
            return None if undone else running.uid
    return None
