"""What a document is at one moment: its newest version and its corrections; a change makes another of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from zhangtu.kernel import clock
from zhangtu.plans import readings
from zhangtu.plans.changes import Change, Correction
from zhangtu.plans.view import View


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a document.

    Attributes:
        number: 1 for the first.
        name: What its file was called.
        size: Its length in bytes.
        who: Who brought it in.
        at: When, UTC.
        sha256: The digest of its file.
    """

    number: int
    name: str
    size: int
    who: str
    at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class State:
    """A document at one moment.

    Attributes:
        version: Its newest version.
        corrections: Its whole list of corrections, oldest first; numbered from 1 without gaps.
    """

    version: VersionRow
    corrections: tuple[Correction, ...] = ()

    @property
    def mark(self) -> tuple[int, int]:
        """Number of the newest version and of the last correction: the same as long as nothing was added."""
        return self.version.number, self.corrections[-1].number if self.corrections else 0

    @property
    def view(self) -> View:
        """What it asks, corrections applied; remembered, but may take seconds the first time."""
        return readings.view(self.version.sha256, self.version.name, self.version.number, self.corrections)

    def with_version(self, file: VersionRow) -> "State":
        """The state with another version.

        Args:
            file: What is brought in, and by whom; number and moment are given here.

        Returns:
            The state behind it.
        """
        return replace(self, version=replace(file, number=self.version.number + 1, at=clock.now()))

    def with_correction(self, change: Change, who: str, withdraws: int | None = None) -> "State":
        """The state with another correction.

        Args:
            change: What it does.
            who: Who makes it.
            withdraws: The entry it takes back or replaces, if any.

        Returns:
            The state behind it.
        """
        number = self.mark[1] + 1
        one = Correction(number, change, who, clock.now(), self.version.number, withdraws)
        return replace(self, corrections=(*self.corrections, one))
