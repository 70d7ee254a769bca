"""What measures that are not in force yet would say of the office now; a room above counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhangtu.schema.specs import Measure


@dataclass(frozen=True, slots=True)
class Preview:
    """What a measure says now.

    Attributes:
        measure: The measure.
        whole: The figure of the whole office; ``None`` where there is none.
        units: The units with the most rows, at most five: what each is called, and its figure.
        why: Why nothing can be said, as a sentence in Simplified Chinese and in English; empty where it can.
    """

    measure: Measure
    whole: Decimal | None = None
    units: tuple[tuple[str, Decimal | None], ...] = ()
    why: tuple[str, str] = ("", "")


#: Who asks measures of the office as it is now; at most one, handed in where things are put together.
ASKED: list[Callable[[Sequence[Measure]], Sequence[Preview]]] = []


def previews(measures: Sequence[Measure]) -> tuple[Preview, ...]:
    """What measures would say now.

    Args:
        measures: The measures, fields by name, in force or not.

    Returns:
        A preview of each; nothing where nobody can ask.
    """
    return tuple(one for ask in ASKED[:1] for one in ask(measures))
