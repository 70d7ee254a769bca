"""Digests of entries met in any order, kept by number outside the memory of the process."""

import mmap
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import gt
from typing import Final

from zhangtu.journal.merkle import WIDTH

_ABSENT: Final = -1
#: Digests handed on at a time: whole subtrees hash fastest.
_CHUNK: Final = 1 << 14


class Spool:
    """A place for the digest and moment of every entry after a number."""

    def __init__(self, base: int, count: int) -> None:
        """Make room.

        Args:
            base: The number before the first.
            count: For how many.
        """
        self.base = base
        self.count = count
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed by close
        self._file.truncate(max(count, 1) * WIDTH)
        #: 32 bytes for every number from ``base + 1`` on.
        self.digests = mmap.mmap(self._file.fileno(), max(count, 1) * WIDTH)
        #: The moment of every number from ``base + 1`` on; -1 where nothing was met.
        self.moments = array("q", [_ABSENT]) * count

    def put(self, number: int, digest: bytes, moment: int) -> None:
        """Keep the digest and moment of an entry; a digest of the wrong length as zeros.

        Args:
            number: The entry's number; there must be room for it.
            digest: Its digest.
            moment: When it was written.
        """
        place = number - self.base - 1
        fits = isinstance(digest, bytes) and len(digest) == WIDTH
        self.digests[place * WIDTH : (place + 1) * WIDTH] = digest if fits else bytes(WIDTH)
        self.moments[place] = moment

    def put_run(self, first: int, digests: Sequence[bytes], moments: Sequence[int]) -> None:
        """Keep digests and moments of entries that follow each other.

        Args:
            first: The first one's number; there must be room for all.
            digests: Their digests, 32 bytes each.
            moments: When they were written.
        """
        place = first - self.base - 1
        self.digests[place * WIDTH : (place + len(digests)) * WIDTH] = b"".join(digests)
        self.moments[place : place + len(moments)] = array("q", moments)

    def close(self) -> None:
        """Give the room back."""
        self.digests.close()
        self._file.close()

    def between(self, after: int, last: int) -> Iterator[bytes]:
        """The digests of some entries.

        Args:
            after: The number before the first.
            last: The last number.

        Yields:
            Some of them at a time, 32 bytes each.
        """
        while after < last:
            upto = min(last, (after // _CHUNK + 1) * _CHUNK)
            yield self.digests[(after - self.base) * WIDTH : (upto - self.base) * WIDTH]
            after = upto

    def gaps(self) -> Iterator[tuple[int, int]]:
        """Numbers that were not met.

        Yields:
            First and last of each run.
        """
        at = 0
        while at < self.count:
            try:
                at = self.moments.index(_ABSENT, at)
            except ValueError:
                return
            end = at
            while end < self.count and self.moments[end] == _ABSENT:
                end += 1
            yield self.base + at + 1, self.base + end
            at = end

    def backwards(self, before: int) -> Iterator[int]:
        """Entries older than the one before them.

        Args:
            before: The moment of the entry before the first.

        Yields:
            Their numbers.
        """
        if self.count and _ABSENT < self.moments[0] < before:
            yield self.base + 1
        pairs = map(gt, self.moments, islice(self.moments, 1, None))
        for place, wrong in enumerate(pairs, 1):
            if wrong and self.moments[place] != _ABSENT:
                yield self.base + place + 1
