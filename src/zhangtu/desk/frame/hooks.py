"""What the frame asks of the rooms: the places in the bar, how much waits there, what their errors say."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhangtu.desk.frame.visit import Visit

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


def _everybody(visit: Visit) -> bool:
    del visit
    return True


def _nothing(visit: Visit) -> int:
    del visit
    return 0


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the bar.

    Attributes:
        name: The name of its address.
        title: What it is called; said in the language of the answer.
        within: What the addresses of its pages begin with, to mark where one is.
        shown: Whether a visitor finds anything there.
        waiting: How many things wait there for a visitor; 0 shows no number.
        folded: Whether it stands under "more" unless one is there: what is not opened daily.
    """

    name: str
    title: "StrPromise"
    within: str
    shown: Callable[[Visit], bool] = _everybody
    waiting: Callable[[Visit], int] = _nothing
    folded: bool = False


#: The places, in the order of the bar; ``desk.addresses`` puts them here.
PLACES: list[Place] = []
#: Say the status and sentence of an exception of a room; ``None`` for one that is not its own.
SENTENCES: list[Callable[[Exception], tuple[int, str] | None]] = []
