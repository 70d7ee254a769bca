"""What readers of single definitions share: where problems go, what is shipped, and where each part stood."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from zhangtu.schema.nodes import Mapping, Notes, Place, Scalar

Spec_co = TypeVar("Spec_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Reading:
    """The circumstances of reading.

    Attributes:
        notes: Takes what is wrong.
        pack: The pack being read; empty for an office's own definition.
        shipped: Whether numbers from 1000 are refused.
    """

    notes: Notes
    pack: str = ""
    shipped: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a definition stood.

    Attributes:
        top: Where the definition begins.
        found: Path of a part → its place.
    """

    top: Place
    found: dict[tuple[str | int, ...], Place | Scalar] = field(default_factory=dict)

    def at(self, *path: str | int) -> Place:
        """Where a part stood, or the nearest part around it."""
        for length in range(len(path), 0, -1):
            spot = self.found.get(path[:length])
            if spot is not None:
                return spot.place if isinstance(spot, Scalar) else spot
        return self.top

    def inside(self, column: int, *path: str | int) -> Place:
        """Where a character of a part stood."""
        spot = self.found.get(path)
        return spot.inside(column) if isinstance(spot, Scalar) else self.at(*path)


@dataclass(frozen=True, slots=True)
class Draft(Generic[Spec_co]):
    """A definition that was read but not yet held against the others.

    Attributes:
        spec: What it says.
        places: Where it says so.
    """

    spec: Spec_co
    places: Places


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the language.

    Attributes:
        kind: The key its definitions begin with.
        folder: The folder of a pack they stand in.
        read: Makes a definition of a mapping; ``None`` as long as this version carries out no such part.
        several: Makes definitions of a mapping that holds many; ``None`` for parts with one each.
    """

    kind: str
    folder: str
    read: Callable[[Mapping, Reading], Draft[object] | None] | None = None
    several: Callable[[Mapping, Reading], Iterator[Draft[object]]] | None = None
