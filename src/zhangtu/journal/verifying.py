"""Verifies the journal: entries, seals, heads, secrets, guards, and the present state that follows."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from typing import Any, Final

from zhangtu.journal import (
    canonical,
    checkpoint,
    epoch,
    guards,
    headlog,
    hooks,
    registers,
    sealing,
    signing,
    sql,
)
from zhangtu.journal.agreement import Agreement
from zhangtu.journal.checkpoint import Checkpoint
from zhangtu.journal.claims import Claims
from zhangtu.journal.connecting import snapshot, store
from zhangtu.journal.findings import Findings, Kind, Note, Remark, Source, Verdict
from zhangtu.journal.heads import Head
from zhangtu.journal.hooks import PLAIN
from zhangtu.journal.merkle import Frontier
from zhangtu.journal.refusals import JournalRefusedError
from zhangtu.journal.replaying import Content, Removed, Replay, Secrets
from zhangtu.journal.sealing import Progress
from zhangtu.journal.spool import Spool

#: Entries looked at together: what fits into a processor's nearest memory is done in two thirds of the time.
#: A server is asked for more at a time, since it is far away.
_PAGE: Final = {"sqlite": 48, "postgresql": 480}
#: Rows looked up at a time, secrets looked up at a time.
_ROWS: Final = 40
_SECRETS: Final = 500
#: How many numbers beyond those there are count as a gap; an entry behind is a stranger.
_STRAY: Final = 1000
#: Entries that lie this much apart, on the average, are asked for one by one.
_APART: Final = 2


def verify(*, heads: Sequence[Head] = (), since: bool = False, progress: Progress | None = None) -> Verdict:
    """Check the whole journal, or what is new since the last head checked.

    Every entry's digest is computed anew from its content, every sealed root from the digests; entries are
    replayed and compared with the rows the rooms keep; what rooms derive from rows they check themselves.
    Readers and writers go on meanwhile: one moment's state is looked at.

    Args:
        heads: Heads kept outside.
        since: Go on from the last verification that found nothing wrong; the work is in proportion to what
            is new. Everything is checked if there is none.
        progress: Told from time to time how many entries are done.

    Returns:
        What was found. When nothing was wrong, the next run with ``since`` goes on from here.
    """
    # The log first: the office goes on sealing, and a line of it is written after its seal.
    logged = headlog.length()
    with snapshot():
        point = checkpoint.load() if since else None
        work = _Verification(point, progress, logged)
        with closing(work.spool):
            verdict = work.run(heads, asked_since=since)
    if verdict.sound and work.reached is not None:
        checkpoint.save(work.reached)
    return verdict


class _Verification:
    """One run.

    Attributes:
        reached: The newest seal that holds, with its tree.
        spool: Digests by number.
    """

    def __init__(self, point: Checkpoint | None, progress: Progress | None, logged: int) -> None:
        self.reached: Checkpoint | None = point
        self._point = point
        self._progress, self._logged = progress, logged
        self._base = 0 if point is None else point.head.size
        self._findings = Findings()
        self._removed = Removed()
        self._remarks: list[Remark] = []
        self._rows = self._secrets = self._done = 0
        self._count = int(_one(sql.COUNT, self._base)[0])
        self._last = int(_one(sql.HIGHEST, self._base + 2 * self._count + _STRAY)[0])
        self.spool = Spool(self._base, max(self._last - self._base, 0))

    def run(self, outside: Sequence[Head], *, asked_since: bool) -> Verdict:
        """Check everything and say what was found."""
        if asked_since and self._point is None:
            self._remark(Note.FROM_THE_START)
        for number, name in sorted(registers.names().items(), key=lambda one: one[1]):
            self._register(number, name)
        self._registers_unknown()
        if self._point is None:
            self._registers_empty()
        self._numbers()
        claims = self._heads(outside)
        self._apart()
        for name in guards.missing():
            self._findings.add(Kind.GUARD, field=name)
        covered = max(
            (one.size for one in claims.outcome() if one.source is not Source.CHECKPOINT), default=0
        )
        covered = max(covered, self._base)
        if covered < self._last:
            self._remark(Note.UNSEALED, after=covered, count=self._last - covered)
        return Verdict(
            entries=min(self._base, self._last) + self._count,
            begun_after=self._base,
            rows=self._rows,
            covered=covered,
            checked=claims.outcome(),
            findings=tuple(self._findings.listed),
            counts=dict(self._findings.counts),
            remarks=tuple(self._remarks),
        )

    # Entries, register by register

    def _register(self, number: int, name: str) -> None:
        """Check and replay the entries of a register."""
        touched = None if self._point is None else [row for (row,) in _all(sql.TOUCHED, number, self._base)]
        if touched is not None and not touched:
            return
        keeper = hooks.keeper_of(name)
        present = None
        if keeper is None:
            self._remark(Note.NOT_REPLAYED, register=name)
        elif keeper.present is not None:
            present = keeper.present(name, touched)
        reading = PLAIN if keeper is None else keeper.reading
        replay = Replay(name, present, self._findings, self._removed, reading)
        quoted = canonical.quoted(name)
        for page in _pages(number, touched):
            contents = self._contents(name, quoted, page)
            replay.page(
                page,
                contents,
                _secrets([line[0] for line, one in zip(page, contents, strict=True) if one and one[1]]),
            )
            self._tell(len(page))
        replay.close()
        self._rows += replay.rows
        self._secrets += replay.secrets

    def _contents(self, name: str, quoted: str, page: Sequence[tuple[Any, ...]]) -> list[Content | None]:
        """Check the digests of entries and take their texts apart."""
        found = canonical.digests(_headers(quoted, page), [line[11] for line in page])
        contents: list[Content | None] = []
        sound = True
        for line, one in zip(page, found, strict=True):
            if one is None:
                self._findings.add(Kind.ENTRY_MALFORMED, entry=line[0], register=name, row=line[1])
            elif one[0] != line[10]:
                self._findings.add(Kind.ENTRY_ALTERED, entry=line[0], register=name, row=line[1])
            else:
                contents.append(one[1:])
                continue
            contents.append(None if one is None else one[1:])
            sound = False
        self._keep(page, sound=sound)
        return contents

    def _keep(self, page: Sequence[tuple[Any, ...]], *, sound: bool) -> None:
        """Keep the digests and moments of entries by number."""
        base, last, spool = self._base, self._last, self.spool
        numbers = [line[0] for line in page]
        if sound and base < numbers[0] and numbers[-1] <= last and _is_run(numbers):
            spool.put_run(numbers[0], [line[10] for line in page], [line[6] for line in page])
            return
        for line in page:
            if base < line[0] <= last:
                spool.put(line[0], line[10], line[6])
            elif line[0] > last or line[0] <= 0:
                self._findings.add(Kind.ENTRY_STRANGE, entry=line[0])

    def _registers_unknown(self) -> None:
        """Entries in a register that does not exist."""
        known = registers.names()
        for (number,) in _all(sql.TOUCHED_REGISTERS, self._base):
            for page in () if number in known else _pages(number, None):
                self._contents("", '""', page)
                for row in page:
                    self._findings.add(Kind.ENTRY_STRANGE, entry=row[0])

    def _registers_empty(self) -> None:
        """Registers that must be checked though nothing was ever written in them."""
        known = set(registers.names().values())
        for keeper in hooks.KEEPERS:
            for name in set(keeper.always) - known:
                if keeper.present is not None:
                    Replay(name, keeper.present(name, None), self._findings, self._removed).close()

    # What concerns the journal as a whole

    def _numbers(self) -> None:
        """Gaps, and time running backwards."""
        for first, last in self.spool.gaps():
            self._findings.add(Kind.ENTRY_MISSING, entry=first, last=last)
        before = _one(sql.MOMENT, self._base)[0] if self._base else 0
        for number in self.spool.backwards(before or 0):
            self._findings.add(Kind.TIME_BACKWARDS, entry=number)

    def _heads(self, outside: Sequence[Head]) -> Claims:
        """Hold the entries against every head."""
        claims = Claims(signing.public_key(), self._findings)
        frontier = Frontier() if self._point is None else self._point.frontier
        if self._point is not None:
            claims.add(Source.CHECKPOINT, self._point.head)
            if any(head.size < self._base for head in outside):
                frontier = Frontier()
        agreement = Agreement(claims, self._findings, self._point, epoch.every())
        agreement.seals(list(sealing.heads_after(self._base)))
        if self._point is not None:
            agreement.same(next(sealing.heads_after(self._base - 1), None))
        self._remarks += agreement.log(self._last, self._logged)
        for head in outside:
            claims.add(Source.OUTSIDE, head)
        try:
            best = claims.hold(frontier, self._last, self._digests)
        except JournalRefusedError:
            self._findings.add(Kind.ENTRY_MISSING, entry=1, last=self._base)
            return claims
        reached = agreement.seal_over(best.size)
        if reached is not None:
            self.reached = Checkpoint(reached, best)
        return claims

    def _digests(self, after: int, last: int) -> Iterator[bytes]:
        """Digests by number: those checked now, before them those of the store."""
        if after < self._base:
            yield from sealing.digests_between(after, min(last, self._base))
        yield from self.spool.between(max(after, self._base), last)

    def _apart(self) -> None:
        """What is kept apart from entries: values about persons, removals, what rooms derive from rows."""
        extra = int(_one(sql.APART_COUNT, self._base)[0]) - self._secrets
        if self._point is None and extra > 0:
            found = _all(sql.APART_STRANGE, self._base, '{"p":%')
            entry, field = found[0] if found else (0, "")
            self._findings.add(Kind.SECRET_STRANGE, entry=entry, field=field, count=extra)
        listed = {(entry, field): by for entry, field, by in _all(sql.REMOVALS, self._base)}
        declared = {place: by for place, by in self._removed.by.items() if by > self._base}
        for entry, field in sorted(listed.keys() | declared.keys()):
            if listed.get((entry, field)) != declared.get((entry, field)):
                self._findings.add(Kind.REMOVAL, entry=entry, field=field)
        for number, (count, authority) in sorted(self._removed.entries.items()):
            if number > self._base:
                self._remark(Note.REMOVED, entry=number, count=count, authority=authority)
        for check in hooks.CHECKS.values():
            for one in check(self._touched()):
                self._findings.add(
                    Kind.DERIVED, register=one.register, row=one.row, field=one.field, thing=one.kind
                )

    def _touched(self) -> dict[str, list[int]] | None:
        """Rows with new entries, by register; None when all are checked."""
        if self._point is None:
            return None
        return {
            name: [row for (row,) in _all(sql.TOUCHED, number, self._base)]
            for number, name in registers.names().items()
        }

    def _remark(self, note: Note, **facts: object) -> None:
        self._remarks.append(Remark(note, facts))

    def _tell(self, count: int) -> None:
        """Tell how far it is."""
        self._done += count
        if self._progress is not None:
            self._progress(min(self._done, self._count), self._count)


def _all(statement: str, *given: Any) -> list[tuple[Any, ...]]:
    """Ask the store."""
    return store().ask(statement, given)


def _one(statement: str, *given: Any) -> tuple[Any, ...]:
    """Ask the store for one line."""
    found = _all(statement, *given)
    return found[0] if found else (None,)


def _pages(register: int, rows: Sequence[int] | None) -> Iterator[list[tuple[Any, ...]]]:
    """The entries of a register by row and number; of all its rows, or of some."""
    vendor = store().vendor
    if rows is not None:
        for at in range(0, len(rows), _ROWS):
            some = rows[at : at + _ROWS]
            yield _all(sql.of_rows(vendor, len(some)), register, *some)
        return
    statement, many, row, number = sql.page(vendor), _PAGE[vendor], -(1 << 63), 0
    while True:
        page = _all(statement, register, row, row, number, many)
        if page:
            yield page
        if len(page) < many:
            return
        number, row = page[-1][:2]


def _secrets(numbers: Sequence[int]) -> Mapping[int, Secrets]:
    """What is kept apart for some entries, each value with the commitment to it."""
    found: dict[int, dict[str, tuple[bytes, bytes]]] = {number: {} for number in numbers}
    vendor = store().vendor
    if numbers and max(numbers) - min(numbers) < _APART * len(numbers):
        lines = _all(sql.apart_between(vendor), min(numbers), max(numbers))
    else:
        lines = []
        for at in range(0, len(numbers), _SECRETS):
            some = numbers[at : at + _SECRETS]
            lines += _all(sql.secrets_in_bytes(vendor, len(some)), *some)
    for entry, field, salt, value in lines:
        if entry in found:
            # somebody may have put something else than bytes there
            committed = sha256(salt + value).digest() if type(salt) is type(value) is bytes else b""
            found[entry][field] = committed, value
    return found


def _headers(register: str, page: Sequence[tuple[Any, ...]]) -> list[bytes]:
    """The headers of entries; those of one act say the same at the end."""
    quote = canonical.quoted
    found: list[bytes] = []
    told: tuple[Any, ...] = ()
    ending = ""
    for line in page:
        if line[2:10] != told:
            told = line[2:10]
            actor, post, behalf, machine, at, action, batch, definition = told
            ending = f"{actor},{post},{behalf},{quote(machine)},{at},{quote(action)},{batch},{definition}]"
        found.append(f"[{line[0]},{register},{line[1]},{ending}".encode())
    return found


def _is_run(numbers: Sequence[int]) -> bool:
    """Whether each number is one more than the one before."""
    return list(numbers) == list(range(numbers[0], numbers[0] + len(numbers)))
