"""Makes a backup while the office works: the store as it was at one moment, the files, the heads."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from zhangtu.journal import epoch, queries
from zhangtu.journal.connecting import store
from zhangtu.kernel import clock
from zhangtu.kernel.failpoints import here
from zhangtu.project.carrying import sql, tables
from zhangtu.project.carrying.archive import FORMAT, Manifest, Packing, TablePart
from zhangtu.project.carrying.refusals import CarryingError
from zhangtu.project.carrying.streams import Progress, lines_of

HEADS = "heads.log"
KEY = "secret.key"
FILES = "files"
#: Imports under way: what the store has promised to put in force lies there.
IMPORTS = "imports"


@dataclass(frozen=True, slots=True)
class Packed:
    """What went into a backup.

    Attributes:
        entries: Number of the last entry in it.
        rows: Rows of all tables.
        files: How many files.
        damaged: Names of files whose bytes are not what their name says.
        size: Bytes of the backup.
    """

    entries: int
    rows: int
    files: int
    damaged: tuple[str, ...]
    size: int


def back_up(home: Path, out: Path, progress: Progress, *, with_key: bool = False) -> Packed:
    """Make a backup: wholly or not at all.

    Args:
        home: The office's folder.
        out: The file to write.
        progress: Told now and then.
        with_key: Whether the office's key goes into it. With it heads can be forged and cookies signed.

    Returns:
        What went into it.

    Raises:
        CarryingError: The file exists, or the store's tables are not those of this version.
        OSError: It cannot be written.
    """
    if out.exists():
        raise CarryingError("exists", path=out)
    if tables.behind():
        raise CarryingError("behind")
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name[:40]}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as into, _still(home) as still:
            packed = _pack(home, into, still, progress, with_key=with_key)
            into.flush()
            os.fsync(into.fileno())
        size = draft.stat().st_size
        here("backup.written")
        # Not over a file that somebody put there meanwhile.
        out.hardlink_to(draft)
    finally:
        draft.unlink()
    return Packed(packed.entries, packed.rows, packed.files, packed.damaged, size)


@dataclass(frozen=True, slots=True)
class _Still:
    """The office at one moment.

    Attributes:
        line: A connection that sees the store of that moment.
        entries: Number of its last entry.
        epoch: Its epoch.
        heads: How long ``heads.log`` was.
        imports: Folder with the imports of that moment.
    """

    line: BaseDatabaseWrapper
    entries: int
    epoch: str
    heads: int
    imports: Path


@contextmanager
def _still(home: Path) -> Iterator[_Still]:
    """Hold the office still for the moment it takes to remember it; then everybody goes on."""
    with ExitStack() as held:
        imports = Path(held.enter_context(tempfile.TemporaryDirectory(dir=home, prefix=".backup-")))
        line = held.enter_context(closing(connection.copy()))
        with transaction.atomic():
            # Whoever holds the writer's place is alone in writing entries, heads and imports.
            store().take_place()
            held.enter_context(sql.snapshot(line))
            entries, life = queries.last_number(), epoch.current()
            heads = (home / HEADS).stat().st_size if (home / HEADS).exists() else 0
            _link_all(home / IMPORTS, imports)
        yield _Still(line, entries, life, heads, imports)


def _link_all(source: Path, target: Path) -> None:
    """Give every file below a folder a second name: it stays readable when the first goes."""
    for path in _files_below(source):
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        # What is being prepared may be dropped at any moment; the store does not know of it yet.
        with suppress(FileNotFoundError):
            place.hardlink_to(path)


def _files_below(folder: Path) -> list[Path]:
    """Every file below a folder, in the order of their names."""
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.exists() else []


def _pack(home: Path, into: IO[bytes], still: _Still, progress: Progress, *, with_key: bool) -> Packed:
    """Write everything."""
    packing = Packing(into)
    parts = dict(_tables(packing, still.line, progress))
    loose = {HEADS: packing.bytes(HEADS, _first(home / HEADS, still.heads))} if still.heads else {}
    for path in _files_below(still.imports):
        name = f"{IMPORTS}/{path.relative_to(still.imports).as_posix()}"
        loose[name] = packing.file(name, path)
    if with_key and (home / KEY).exists():
        loose[KEY] = packing.file(KEY, home / KEY)
    files, damaged = _files(packing, home / FILES, progress)
    manifest = Manifest(
        format=FORMAT,
        program=version("zhangtu"),
        made=clock.now().isoformat(timespec="seconds"),
        epoch=still.epoch,
        entries=still.entries,
        migrations=tables.migrations(),
        tables=parts,
        counters=sql.counters(still.line, tables.numbered()),
        loose=loose,
        files=files,
        damaged=list(damaged),
    )
    packing.finish(manifest)
    return Packed(still.entries, sum(part.rows for part in parts.values()), files, damaged, 0)


def _tables(
    packing: Packing, line: BaseDatabaseWrapper, progress: Progress
) -> Iterator[tuple[str, TablePart]]:
    """Write the tables; name and what is in it, one after the other."""
    for table in tables.tables():
        total = packing.table(table.name, lines_of(line, table))
        here("backup.table")
        progress(table.name, total.rows)
        yield table.name, TablePart(dict(table.columns), table.keys, total.rows, total.sha256)


def _first(path: Path, size: int) -> Iterator[bytes]:
    """The first bytes of a file that only ever grows."""
    with path.open("rb") as source:
        while size and (piece := source.read(min(size, 1 << 20))):
            size -= len(piece)
            yield piece


def _files(packing: Packing, folder: Path, progress: Progress) -> tuple[int, tuple[str, ...]]:
    """Copy the files; how many, and which are damaged: those go in too, nothing better is left of them."""
    count, damaged = 0, []
    for path in _files_below(folder):
        if len(path.name) != 64:
            continue  # still being brought in
        with suppress(FileNotFoundError):
            name = f"{FILES}/{path.relative_to(folder).as_posix()}"
            if packing.file(name, path) != path.name:
                damaged.append(path.name)
            count += 1
            if count % 100 == 0:
                progress(FILES, count)
    return count, tuple(damaged)
