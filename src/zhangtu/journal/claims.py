"""Holds the entries against every head there is: seals, log, checkpoint, heads kept outside."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhangtu.journal.findings import Checked, Findings, Kind, Source
from zhangtu.journal.heads import Head
from zhangtu.journal.merkle import Frontier

#: ``digests(after, last)``: the digests of entries, packed, some at a time.
Digests = Callable[[int, int], Iterator[bytes]]

_ROOT = {Source.SEALS: Kind.SEAL_ROOT}
_BEYOND = {Source.SEALS: Kind.SEAL_BEYOND}
_SIGNATURE = {Source.SEALS: Kind.SEAL_SIGNATURE}
_KEY = {Source.SEALS: Kind.SEAL_KEY}


@dataclass(slots=True)
class _Side:
    """How the heads of one source fare."""

    count: int = 0
    good: int = 0
    holds: bool = True


@dataclass
class Claims:
    """Heads to hold the entries against.

    Attributes:
        key: The office's public key.
        findings: Where what is wrong is gathered.
    """

    key: bytes
    findings: Findings
    _heads: list[tuple[int, Source, Head]] = field(default_factory=list)
    _sides: dict[Source, _Side] = field(default_factory=dict)

    def add(self, source: Source, head: Head) -> bool:
        """Add a head; its signature and key are looked at now.

        Args:
            source: Where it was kept.
            head: The head.

        Returns:
            Whether it is signed at all; its root is only looked at then.
        """
        side = self._sides.setdefault(source, _Side())
        side.count += 1
        if not head.signed_by_its_key():
            self._fail(source, _SIGNATURE.get(source, Kind.HEAD_SIGNATURE), head.size)
            return False
        if head.key != self.key:
            self._fail(source, _KEY.get(source, Kind.HEAD_KEY), head.size)
        self._heads.append((head.size, source, head))
        return True

    def hold(self, frontier: Frontier, last: int, digests: Digests) -> Frontier:
        """Compute the root at the size of every head and compare.

        Args:
            frontier: The tree to begin with; heads over fewer entries are passed over.
            last: How many entries there are.
            digests: Their digests.

        Returns:
            The tree at the largest head of the store's own seals that holds; what was given if there is none.
        """
        best = Frontier(frontier.size, frontier.packed)
        root, begin = frontier.root, frontier.size
        for wanted, source, head in sorted(self._heads, key=lambda one: (one[0], one[1].value)):
            if wanted > last:
                self._fail(source, _BEYOND.get(source, Kind.HEAD_BEYOND), wanted, entries=last)
                continue
            if wanted < begin:
                continue
            if wanted > frontier.size:
                for packed in digests(frontier.size, wanted):
                    frontier.extend(packed)
                root = frontier.root
            if self._compare(source, head, root) and source is Source.SEALS and wanted > best.size:
                best = Frontier(frontier.size, frontier.packed)
        return best

    def outcome(self) -> tuple[Checked, ...]:
        """How the heads fared, source by source."""
        return tuple(
            Checked(source, side.count, side.good, side.holds) for source, side in self._sides.items()
        )

    def broken(self, source: Source) -> None:
        """Note that something else is wrong with the heads of a source."""
        self._sides.setdefault(source, _Side()).holds = False

    def _compare(self, source: Source, head: Head, root: bytes) -> bool:
        """Whether a head holds; after the first of a source that does not, the rest cannot."""
        side = self._sides[source]
        if head.root == root:
            side.good = max(side.good, head.size)
            return True
        if side.holds or not self._said(source):
            self._fail(source, _ROOT.get(source, Kind.HEAD_ROOT), head.size, after=side.good)
        return False

    def _said(self, source: Source) -> bool:
        """Whether a root of that source was already found wanting."""
        kind = _ROOT.get(source, Kind.HEAD_ROOT)
        return any(
            one.kind is kind and one.facts.get("source", Source.SEALS) == source
            for one in self.findings.listed
        )

    def _fail(self, source: Source, kind: Kind, size: int, **facts: Any) -> None:
        """Note a head that does not hold."""
        self._sides[source].holds = False
        if source is not Source.SEALS:
            facts["source"] = source
        self.findings.add(kind, entry=size, **facts)


def chain(heads: Sequence[tuple[Head, bytes]], before: Head | None) -> Iterator[int]:
    """Seals that do not follow the one before them.

    Args:
        heads: Seals and their frontiers, the smallest first.
        before: The seal before the first; None for none.

    Yields:
        How many entries each of them covers.
    """
    for head, _ in heads:
        if head.previous != (b"" if before is None else before.digest):
            yield head.size
        before = head
