"""The seals in the store and the heads in ``heads.log``: whether they agree and follow on each other."""

from collections.abc import Sequence

from zhangtu.journal import headlog
from zhangtu.journal.checkpoint import Checkpoint
from zhangtu.journal.claims import Claims, chain
from zhangtu.journal.epoch import Epoch
from zhangtu.journal.findings import Findings, Kind, Note, Remark, Source
from zhangtu.journal.heads import Head, NotAHeadError, parse


class Agreement:
    """Seals and log of one verification."""

    def __init__(
        self, claims: Claims, findings: Findings, point: Checkpoint | None, epochs: Sequence[Epoch]
    ) -> None:
        """Begin.

        Args:
            claims: Where heads to be held against the entries are gathered.
            findings: Where what is wrong is gathered.
            point: Where an earlier verification ended; None if everything is checked.
            epochs: The lives of the store.
        """
        self._claims = claims
        self._findings = findings
        self._point = point
        self._base = 0 if point is None else point.head.size
        self._epochs = {one.epoch: place for place, one in enumerate(epochs)}
        self._begun = [one.size for one in epochs]
        self._seals: dict[int, Head] = {} if point is None else {point.head.size: point.head}

    def seal_over(self, size: int) -> Head | None:
        """The seal over so many entries.

        Args:
            size: How many.

        Returns:
            The seal; None if there is none.
        """
        return self._seals.get(size)

    def seals(self, found: Sequence[tuple[Head, bytes]]) -> None:
        """Check how the seals follow on each other.

        Args:
            found: The seals after the checkpoint with their frontiers, the smallest first.
        """
        for head, _ in found:
            self._claims.add(Source.SEALS, head)
            self._seals[head.size] = head
            place = self._epochs.get(head.epoch)
            if place is None or self._begun[place] > head.size:
                self._say(Kind.SEAL_EPOCH, head.size)
        for size in chain(found, None if self._point is None else self._point.head):
            self._say(Kind.SEAL_CHAIN, size)

    def same(self, found: tuple[Head, bytes] | None) -> None:
        """Check that the seal at the checkpoint is still the one it was.

        Args:
            found: The first seal from there on; None if there is none.
        """
        if self._point is not None and (found is None or found[0] != self._point.head):
            self._say(Kind.SEAL_CHAIN, self._base)

    def log(self, last: int, until: int) -> list[Remark]:
        """Check ``heads.log`` against the seals.

        Args:
            last: How many entries there are.
            until: How long the file was before the seals were looked at: what was sealed since is in no seal.

        Returns:
            What is worth saying.
        """
        remarks, logged = [], set()
        for number, line in headlog.lines(until):
            try:
                head = parse(line)
            except NotAHeadError:
                self._findings.add(Kind.LOG_LINE, row=number)
                continue
            if head.size < self._base:
                continue
            logged.add(head.line)
            later = self._begun_later(head)
            if later is not None and (head.size > later or head.size not in self._seals):
                remarks.append(Remark(Note.RESTORED, {"entry": head.size, "size": later}))
                continue
            signed = self._claims.add(Source.LOG, head)
            if signed and head.size <= last and self._seals.get(head.size) != head:
                self._say(Kind.SEAL_CHAIN, head.size)
        return remarks[-1:] + self._absent(logged)

    def _begun_later(self, head: Head) -> int | None:
        """How many entries there were when the next life began; None if the head is of the present one."""
        place = self._epochs.get(head.epoch)
        if place is None or place + 1 >= len(self._begun):
            return None
        return self._begun[place + 1]

    def _absent(self, logged: set[str]) -> list[Remark]:
        """Seals that are not in the log: the newest may be on their way, others were removed."""
        behind = 0
        newest_first = sorted(self._seals.items(), reverse=True)
        for place, (size, head) in enumerate(newest_first):
            if head.line in logged or size == self._base:
                continue
            if place == behind:
                behind += 1
            else:
                self._say(Kind.LOG_MISSING, size, Source.LOG)
        return [Remark(Note.LOG_BEHIND, {"count": behind})] if behind else []

    def _say(self, kind: Kind, size: int, source: Source = Source.SEALS) -> None:
        """Add a finding about heads."""
        self._findings.add(kind, entry=size)
        self._claims.broken(source)
