"""What imports ask the rooms above: which rows may not be taken back because something rests on them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

#: ``held(rows)``: of these rows those that must stay, with a word why (``reported`` …).
Held = Callable[[Sequence[int]], Mapping[int, str]]
HELD: Final[list[Held]] = []


def hold(answer: Held) -> None:
    """Register what a room knows to rest on rows.

    Args:
        answer: Its answer.
    """
    HELD.append(answer)


def held(rows: Sequence[int]) -> Mapping[int, str]:
    """The rows that must stay.

    Args:
        rows: Numbers of rows.

    Returns:
        Row → why.
    """
    found: dict[int, str] = {}
    for answer in HELD:
        found.update(answer(rows))
    return found
