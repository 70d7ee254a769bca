"""What the room of collections refuses, each with a sentence that says how to mend it."""

from collections.abc import Mapping
from typing import ClassVar

from zhangtu.collections.wording import REFUSALS
from zhangtu.kernel.refusals import RefusedError


class CollectionError(RefusedError):
    """This could not be done with a collection, and nothing was changed."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = REFUSALS


class CellChangedError(CollectionError):
    """Somebody wrote something else into the same cell after it was looked at.

    Attributes:
        theirs: What stands there now.
        mine: What was to be written.
        seen: The number to look at next.
    """

    def __init__(self, theirs: str, mine: str, seen: int, who: str) -> None:
        self.theirs, self.mine, self.seen = theirs, mine, seen
        super().__init__("cell_changed", who=who, theirs=theirs, mine=mine)
