"""Keeps the mirror: follows the journal entry by entry, and builds the copy anew in doubt."""

import logging
import threading
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import duckdb
import msgspec
from django.db import connection

from zhangtu.journal import copying, epoch, queries, registers
from zhangtu.journal.connecting import snapshot
from zhangtu.journal.copying import Line
from zhangtu.kernel.failpoints import here
from zhangtu.ledgers import definitions
from zhangtu.ledgers.compiled import InForce
from zhangtu.mirror import columns, sql
from zhangtu.mirror.file import Allowed, File
from zhangtu.mirror.staging import IMPORTS, Slice, Stager

#: Entries taken over in one transaction.
SLICE: Final = 2_000
#: The same while much is to be taken over.
LARGE_SLICE: Final = 10_000
#: Whoever asks waits for so many entries to be taken over, about half a second; for more nobody waits.
NEAR: Final = 10_000

log = logging.getLogger(__name__)


class DoubtError(Exception):
    """The copy can't be what the journal says."""


class Mirror:
    """The copy of one office's rows; one process has it, any of its threads may ask.

    Attributes:
        file: The DuckDB file.
        mark: The last entry taken over.
        last: The store's last entry when that was looked up the last time.
        building: Whether the copy is being built from the first entry on; nobody is answered then.
        known: The definitions its tables were made by; None before there are any.
    """

    def __init__(self, home: Path, allowed: Allowed) -> None:
        self.file = File(home, allowed)
        self.mark = 0
        self.last = 0
        self.building = True
        self._turn = threading.Lock()
        self._doubted = False
        self._word: str | None = None
        self._kept: dict[int, tuple[str, frozenset[int]]] = {}
        self._forces: dict[int, InForce] = {}
        self.known: definitions.Known | None = None
        self._hidden: dict[int, int] = {}

    @property
    def share(self) -> float:
        """How much of the journal is taken over, 0 to 1."""
        return 1.0 if self.mark >= self.last else self.mark / self.last

    def open(self) -> None:
        """Open the file and see whether it is the copy of this store; begin anew if not."""
        with self._turn:
            there = self.file.path.exists()
            self.file.open()
            try:
                with snapshot():
                    self._check()
            except (DoubtError, duckdb.Error) as why:
                if there:
                    log.warning("the mirror is built anew: %s", why)
                self._begin()

    def trouble(self) -> str:
        """Look the file over without changing anything.

        Returns:
            Why it would be built anew; empty when it would not.
        """
        with self._turn:
            try:
                self.file.open(renewing=False)
                with snapshot():
                    self._check()
            except (DoubtError, duckdb.Error) as why:
                return str(why).split("\n", 1)[0]
            finally:
                self.file.close()
                self.building = True
        return ""

    def close(self) -> None:
        """Close the file; whatever was taken over stays."""
        with self._turn:
            self.file.close()
            self.building = True

    def reach(self, least: int) -> bool:
        """Catch up, if it does not take long.

        Args:
            least: The entry that must be in.

        Returns:
            Whether it is, and everything else may be asked.
        """
        if self.mark >= least and not self.building:
            return True
        if self.building or least - self.mark > NEAR or connection.in_atomic_block:
            return False
        while self.mark < least:
            self.advance()
            if self.building:
                return False
        return True

    def advance(self) -> bool:
        """Take a slice over.

        Returns:
            Whether there is nothing more to take over.
        """
        with self._turn:
            if self._doubted:
                self._begin()
            try:
                with snapshot():
                    done = self._slice()
            except (DoubtError, duckdb.Error) as why:
                log.warning("the mirror is built anew: %s", why)
                self._begin()
                return False
        return done

    def force(self, register: int) -> InForce | None:
        """The definition the table of a ledger was made by; None when the mirror does not keep it."""
        return self._forces.get(register)

    @property
    def forces(self) -> Mapping[int, InForce]:
        """The definitions the tables were made by, by register."""
        return self._forces

    @property
    def hidden(self) -> Collection[int]:
        """The entries of imports under way."""
        return self._hidden.values()

    def doubt(self, why: str) -> None:
        """Have the copy built anew with the next slice: reading it went wrong.

        Args:
            why: What went wrong, for the log.
        """
        if not self._doubted:
            log.warning("the mirror is built anew: %s", why)
        self._doubted = self.building = True

    def renew(self) -> None:
        """Begin anew, from the first entry on."""
        with self._turn:
            self._begin()

    def _begin(self) -> None:
        """Throw everything away and make an empty copy."""
        self.building = True
        self.mark = 0
        self._kept, self._hidden, self._forces, self._word = {}, {}, {}, None
        self.file.renew()
        self._doubted = False
        with self.file.cursor() as cursor:
            cursor.execute("BEGIN")
            for statement in sql.MAKE:
                cursor.execute(statement)
            cursor.execute(sql.NEW_MARK, [sql.FORMAT, epoch.current(), 0, b""])
            cursor.execute("COMMIT")

    def _check(self) -> None:
        """See whether the file is a whole copy of this very store.

        Raises:
            DoubtError: It is not, or can't be known to be.
        """
        with self.file.cursor() as cursor:
            tables = {name for (name,) in cursor.execute(sql.TABLES).fetchall()}
            if not {"mark", "kept", "hidden"} <= tables:
                raise DoubtError("no mark")
            format_, name, entry, digest = cursor.execute(sql.MARK).fetchall()[0]
            if (format_, name) != (sql.FORMAT, epoch.current()):
                raise DoubtError("another store")
            _check_digest(entry, bytes(digest))
            kept = cursor.execute(sql.KEPT).fetchall()
            for register, _, _, *counts in kept:
                if list(cursor.execute(sql.size(f"r{register:d}")).fetchall()[0]) != counts:
                    raise DoubtError("rows are missing")
            self._hidden = dict(cursor.execute(sql.HIDDEN).fetchall())
        self._kept = {register: (shape, frozenset(_numbers(text))) for register, shape, text, *_ in kept}
        self.mark, self._word, self.last = entry, None, queries.last_number()
        if self.mark == self.last:
            _check_counts({one[0]: one[3] for one in kept})
        self._define(definitions.known())
        self.building = False

    def _slice(self) -> bool:
        """Take a slice over in one transaction; the definitions are those of the same moment."""
        self.last = queries.last_number()
        if self.mark > self.last:
            raise DoubtError("the store has fewer entries")
        known = definitions.known()
        if known.mark != self._word:
            self._define(known)
        if self.mark == self.last:
            self.building = False
            return True
        far = self.last - self.mark > NEAR
        lines = copying.lines_after(self.mark, LARGE_SLICE if far else SLICE)
        if [lines[0].number, lines[-1].number] != [self.mark + 1, self.mark + len(lines)]:
            raise DoubtError("entries are missing")
        self._take(lines)
        if self.mark >= self.last:
            self.building = False
        return self.mark >= self.last

    def _define(self, known: definitions.Known) -> None:
        """Make or widen tables after definitions changed.

        Raises:
            DoubtError: A table must be made anew: a field is open or masked now that was not, or computed
                otherwise. Nothing of what is masked may stay in the file, so the whole is made anew.
        """
        forces = {one.register: one for one in known.ledgers.values() if columns.mirrored(one)}
        gone = self._kept.keys() - forces.keys()
        if gone:
            raise DoubtError("a ledger is not for the mirror any more")
        with self.file.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                for register, force in forces.items():
                    self._fit(cursor, register, force)
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")
        self._forces, self._word, self.known = forces, known.mark, known
        self._kept = {
            register: (columns.signature(force), frozenset(force.numbered))
            for register, force in forces.items()
        }

    def _fit(self, cursor: Any, register: int, force: InForce) -> None:
        """Make a ledger's table fit its definition."""
        shape, numbers = self._kept.get(register, ("", frozenset()))
        signature, types, table = columns.signature(force), columns.types(force), columns.table(force)
        texts = [signature, msgspec.json.encode(sorted(force.numbered)).decode(), register]
        if not shape:
            if self.mark and copying.written_by(register, self.mark):
                raise DoubtError("a ledger is new to the mirror")
            cursor.execute(sql.make_table(table, types))
            cursor.execute(sql.NEW_KEPT, [register, *texts[:2]])
        elif (shape, numbers) != (signature, frozenset(force.numbered)):
            before = columns.read_signature(shape)
            added = {name: kind for name, kind in types.items() if name not in before}
            if {**before, **added} != types or any(columns.number_of(name) in numbers for name in added):
                raise DoubtError("fields changed")
            for name, kind in added.items():
                cursor.execute(sql.widen(table, name, kind))
            cursor.execute(sql.SET_KEPT, texts)

    def _take(self, lines: Sequence[Line]) -> None:
        """Take entries over."""
        stager = Stager(self._forces, registers.known(IMPORTS), self._hidden)
        apart = copying.kept_apart(lines[0].number, lines[-1].number) if stager.needs_apart(lines) else {}
        found = stager.stage(lines, apart)
        last = lines[-1]
        with self.file.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                for register, versions in found.ledgers.items():
                    self._put(cursor, register, versions, found)
                for number, entry in stager.hidden.items() - self._hidden.items():
                    cursor.execute(sql.HIDE, [number, entry])
                for entry in found.shown:
                    cursor.execute(sql.SHOW, [entry])
                cursor.execute(sql.SET_MARK, [last.number, last.digest])
                here("mirror.in_slice")
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")
        here("mirror.after_slice")
        self._hidden, self.mark = stager.hidden, last.number

    def _put(self, cursor: Any, register: int, versions: bytes, found: Slice) -> None:
        """Put versions of one ledger into its table."""
        force = self._forces[register]
        table, types = columns.table(force), columns.types(force)
        if register in found.changed:
            sets = found.changed[register]
            names = frozenset[str]().union(*sets)
            few = {name: kind for name, kind in types.items() if name in names or name in sql.ALWAYS}
            cursor.execute(sql.stage(types if found.news[register] else few), [versions.decode()])
            cursor.execute(sql.add_changed(table, types, names, alike=len(sets) == 1))
            cursor.execute(sql.close(table))
            if found.news[register]:
                cursor.execute(sql.add_new(table, types))
        else:
            cursor.execute(sql.add_only_new(table, types), [versions.decode()])
        cursor.execute(sql.COUNT_KEPT, [found.news[register], found.counts[register], register])


def _numbers(text: str) -> list[int]:
    return msgspec.json.decode(text, type=list[int])


def _check_digest(entry: int, digest: bytes) -> None:
    """The entry copied last is in the journal, and the same."""
    found = copying.lines_after(entry - 1, 1) if entry else []
    if entry and (not found or found[0].number != entry or found[0].digest != digest):
        raise DoubtError("another journal")


def _check_counts(kept: Mapping[int, int]) -> None:
    """The store has as many rows of each ledger."""
    with connection.cursor() as cursor:
        cursor.execute(sql.ROWS)
        stored = dict(cursor.fetchall())
    if any(stored.get(register, 0) != count for register, count in kept.items()):
        raise DoubtError("other counts")
