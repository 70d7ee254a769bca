"""Looks an office over: what is not as it should be, why it matters, and how it is mended."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.db import connection

from zhangtu.journal import guards, headlog, queries, sealing
from zhangtu.journal.heads import NotAHeadError, parse
from zhangtu.journal.writing import moment
from zhangtu.kernel import clock
from zhangtu.mirror.file import Allowed
from zhangtu.mirror.owning import Owner
from zhangtu.project import office, sql
from zhangtu.project.carrying import tables
from zhangtu.runner import jobs

#: Less free space than this is told, in bytes.
ENOUGH = 1 << 30
#: Entries older than this must be sealed, in microseconds; the runner seals every minute.
UNSEALED = 10 * 60 * 1_000_000
#: The clock may be so far behind the last entry, in microseconds.
SKEW = 60 * 1_000_000
#: What was begun and left lying, in seconds.
LEFT = 24 * 3600

Mend = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be.

    Attributes:
        code: Its sentence among those of the command.
        facts: What fills the sentence.
        mend: Mends it; None when a person must.
    """

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    mend: Mend | None = None


def examine(home: Path, progress: Callable[[str, int], None]) -> Iterator[Finding]:
    """Look an office over; nothing is changed.

    Args:
        home: The office's folder.
        progress: Told now and then which file is being read.

    Yields:
        What was found, the gravest first; nothing more where the tables are those of another version.
    """
    if tables.behind():
        yield Finding("doctor_behind", mend=office.prepare_tables)
        return
    yield from _guards()
    yield from _heads()
    yield from _times()
    yield from _files(home, progress)
    yield from _rights(home)
    yield from _disk(home)
    yield from _left_over(home)
    yield from _mirror(home)
    yield from _work()


def _guards() -> Iterator[Finding]:
    """The database itself keeps the journal, and keeps what it was given."""
    if gone := guards.missing():
        yield Finding("doctor_guards", {"names": ", ".join(gone)}, lambda: guards.put_back(using="default"))
    mode = sql.journal_mode(connection) if connection.vendor == "sqlite" else "wal"
    if mode != "wal":
        yield Finding("doctor_wal", {"mode": mode})
    if connection.vendor == "postgresql" and sql.durability(connection) != ("on", "on"):
        yield Finding("doctor_fsync")


def _heads() -> Iterator[Finding]:
    """Seals reach to the last entry, and ``heads.log`` to the last seal."""
    newest, last = sealing.newest(), queries.last_number()
    sealed, logged = (0 if newest is None else newest.size), _logged()
    if logged > last:
        yield Finding("doctor_rolled_back", {"logged": logged, "last": last})
    elif logged < sealed:
        yield Finding("doctor_heads", {"logged": logged, "sealed": sealed}, sealing.seal)
    oldest = queries.entries_after(sealed, 1)
    if oldest and moment() - oldest[0].at > UNSEALED:
        yield Finding("doctor_unsealed", {"count": last - sealed}, sealing.seal)


def _logged() -> int:
    """How many entries the newest readable head of ``heads.log`` covers; 0 without one."""
    sizes = [0]
    for line in headlog.newest_lines():
        with suppress(NotAHeadError):
            sizes.append(parse(line).size)
    return max(sizes)


def _times() -> Iterator[Finding]:
    """The clock does not run behind what was written."""
    last = queries.entries_after(max(queries.last_number() - 1, 0), 1)
    if last and last[0].at - moment() > SKEW:
        minutes = (last[0].at - moment()) // 60_000_000
        yield Finding("doctor_clock", {"minutes": minutes, "now": f"{clock.now():%Y-%m-%d %H:%M}"})


def _files(home: Path, progress: Callable[[str, int], None]) -> Iterator[Finding]:
    """Every file the store knows is there, and every file is what its name says."""
    folder, there = home / "files", set()
    for path in sorted(folder.rglob("*")) if folder.exists() else ():
        if not path.is_file() or len(path.name) != 64:
            continue
        there.add(path.name)
        with path.open("rb") as source:
            if hashlib.file_digest(source, "sha256").hexdigest() != path.name:
                yield Finding("doctor_file_damaged", {"name": path.name})
        progress("files", len(there))
    for name in sorted(sql.known_files(connection) - there):
        yield Finding("doctor_file_missing", {"name": name})


def _rights(home: Path) -> Iterator[Finding]:
    """What is the office's own can be read by nobody else."""
    for name in ("secret.key", "zhangtu.sqlite3", "database.url"):
        path = home / name
        if path.exists() and path.stat().st_mode & 0o077:
            yield Finding("doctor_rights", {"name": name}, partial(path.chmod, 0o600))


def _disk(home: Path) -> Iterator[Finding]:
    """There is room, and what is written reaches the disk."""
    free = shutil.disk_usage(home).free
    if free < ENOUGH:
        yield Finding("doctor_disk", {"free": free // 1_000_000})
    try:
        with tempfile.TemporaryFile(dir=home) as trial:
            trial.write(b"zhangtu")
            os.fsync(trial.fileno())
    except OSError as error:
        yield Finding("doctor_write", {"why": error.strerror or ""})


def _left_over(home: Path) -> Iterator[Finding]:
    """Nothing was begun and left lying."""
    old = clock.now().timestamp() - LEFT
    for path in [*home.glob(".backup-*"), *(home / "files").glob("coming-*")]:
        if path.stat().st_mtime < old:
            gone: Mend = partial(shutil.rmtree, path) if path.is_dir() else path.unlink
            yield Finding("doctor_left", {"name": path.name}, gone)
    for uid in sql.unfinished_imports(connection):
        yield Finding("doctor_import", {"uid": uid})


def _mirror(home: Path) -> Iterator[Finding]:
    """The columnar copy is one of this store; a serving process looks after its own."""
    owner = Owner(home, Allowed())
    if owner.trouble():
        yield Finding("doctor_mirror", mend=owner.mirror.file.remove)


def _work() -> Iterator[Finding]:
    """No job was given up."""
    for job in jobs.given_up():
        facts = {"job": job.job, "kind": job.kind, "trouble": job.trouble}
        yield Finding("doctor_job", facts, partial(jobs.again, job.job))
