"""What was seen at a place that may be a time limit: the limit it would be, and the evidence around it."""

from dataclasses import dataclass

from zhangtu.reading.deadlines.stamps import Grain, Stamp
from zhangtu.reading.model import Deadline


@dataclass(frozen=True, slots=True)
class Sighting:
    """Words that may give a time.

    Attributes:
        start: First character of the words themselves.
        end: One behind their last, the suffix included.
        deadline: The limit they would be.
        suffix: What stands behind a date and says limit or not (前, 止, 内, 起, 以来…); may be empty.
        grain: How fine the (last) date is; None for what is no date.
        edge: Whether the end of a period is named (底, 末, 年内).
        led: Whether a start without a date leads it (即日起至).
        two_ended: Whether both ends of a range are written.
        carry: The last stamp read, from which later ones inherit year and month.
        year: The year of that stamp.
    """

    start: int
    end: int
    deadline: Deadline
    suffix: str = ""
    grain: Grain | None = None
    edge: bool = False
    led: bool = False
    two_ended: bool = False
    carry: Stamp | None = None
    year: int | None = None
