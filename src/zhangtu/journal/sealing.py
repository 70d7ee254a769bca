"""Seals what was written since the last seal: a signed Merkle root, in the store and in ``heads.log``."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.db import transaction

from zhangtu.journal import epoch, headlog, queries, signing, sql
from zhangtu.journal.connecting import STORE, store
from zhangtu.journal.heads import Head, signed
from zhangtu.journal.merkle import WIDTH, BrokenProofError, Frontier
from zhangtu.journal.refusals import JournalRefusedError
from zhangtu.journal.writing import moment

#: Entries fetched at a time.
SLICE: Final = 8192
#: So many seals that are not among the last lines of the log, and the whole log is read.
_DOUBT: Final = 200
#: ``progress(done, of)``.
Progress = Callable[[int, int], None]


def newest() -> Head | None:
    """The newest seal in the store.

    Returns:
        The head; None before the first.
    """
    found = _newest()
    return None if found is None else found[0]


def heads_after(size: int) -> Iterator[tuple[Head, bytes]]:
    """The seals over more than so many entries.

    Args:
        size: How many.

    Yields:
        Head and frontier, the smallest first.
    """
    while True:
        with store().cursor() as cursor:
            cursor.execute(sql.SEALS, [size, SLICE])
            rows = cursor.fetchall()
        for row in rows:
            yield _head(row)
        if len(rows) < SLICE:
            return
        size = rows[-1][0]


def _newest() -> tuple[Head, bytes] | None:
    """The newest seal and its frontier."""
    with store().cursor() as cursor:
        cursor.execute(sql.NEWEST_SEAL)
        row = cursor.fetchone()
    return None if row is None else _head(row)


def _head(row: tuple[Any, ...]) -> tuple[Head, bytes]:
    """A line of the table as values."""
    size, root, frontier, previous, at, name, key, signature = row
    return Head(size, bytes(root), bytes(previous), at, name, bytes(key), bytes(signature)), bytes(frontier)


def seal(progress: Progress | None = None) -> Head | None:
    """Seal everything written so far; the work is in proportion to what is new.

    What is committed never changes, so the hashing holds up nobody; only the last line needs the writer's
    place. A head that a crash kept out of ``heads.log`` is added now.

    Args:
        progress: Told from time to time how many entries are done.

    Returns:
        The newest head; None while the journal is empty.

    Raises:
        JournalRefusedError: The newest seal does not agree with itself: nothing is built on it.
    """
    before = _newest()
    frontier = _frontier(before)
    last = queries.last_number()
    if frontier.size < last:
        _grow(frontier, last, progress)
        with transaction.atomic(using=STORE, durable=True):
            store().take_place()
            now = newest()
            if now is None or now.size < frontier.size:
                _write(now, frontier, before)
    _complete_log()
    return newest()


def _frontier(before: tuple[Head, bytes] | None) -> Frontier:
    """Where the last seal left off."""
    if before is None:
        return Frontier()
    head, edge = before
    try:
        frontier = Frontier(head.size, edge)
    except BrokenProofError as error:
        raise JournalRefusedError("broken_seal", size=head.size) from error
    if frontier.root != head.root:
        raise JournalRefusedError("broken_seal", size=head.size)
    return frontier


def _grow(frontier: Frontier, last: int, progress: Progress | None) -> None:
    """Add the digests up to a number."""
    for digests in digests_between(frontier.size, last):
        frontier.extend(digests)
        if progress is not None:
            progress(frontier.size, last)


def digests_between(after: int, last: int) -> Iterator[bytes]:
    """The digests of entries, in order.

    Args:
        after: The number before the first.
        last: The last number.

    Yields:
        Some of them at a time, 32 bytes each.
    """
    while after < last:
        upto = min(after + SLICE, last)
        with store().cursor() as cursor:
            cursor.execute(sql.DIGESTS, [after, upto])
            digests = b"".join([row[0] for row in cursor.fetchall()])
        if len(digests) != WIDTH * (upto - after):
            raise JournalRefusedError("gap", first=after + 1, last=upto)
        yield digests
        after = upto


def _write(now: Head | None, frontier: Frontier, before: tuple[Head, bytes] | None) -> None:
    """Write a seal, unless somebody sealed other entries meanwhile: then the next run goes on from there."""
    if now is not None and (before is None or before[0].size != now.size):
        return
    bare = Head(
        size=frontier.size,
        root=frontier.root,
        previous=b"" if now is None else now.digest,
        at=max(moment(), 0 if now is None else now.at),
        epoch=epoch.current(),
        key=b"",
    )
    head = signed(bare, signing.private_key())
    with store().cursor() as cursor:
        cursor.execute(
            sql.NEW_SEAL,
            [
                head.size, head.root, frontier.packed, head.previous, head.at, head.epoch, head.key,
                head.signature,
            ],
        )  # fmt: skip


def _complete_log() -> None:
    """Add to the log the newest seals that are not in it, back to one that is."""
    known = headlog.newest_lines()
    missing: list[Head] = []
    for head in newest_first():
        if head.line in known:
            break
        missing.append(head)
        if len(missing) == _DOUBT:
            # The tail of the log speaks of something else: only the whole of it can tell.
            known = {line for _, line in headlog.lines()}
            missing = [one for one in missing if one.line not in known]
    if missing:
        headlog.append(missing[::-1])


def newest_first() -> Iterator[Head]:
    """The seals, the newest first; asked for some at a time."""
    size = 1 << 62
    while True:
        with store().cursor() as cursor:
            cursor.execute(sql.SEALS_BACK, [size, _DOUBT])
            rows = cursor.fetchall()
        for row in rows:
            yield _head(row)[0]
        if len(rows) < _DOUBT:
            return
        size = rows[-1][0]
