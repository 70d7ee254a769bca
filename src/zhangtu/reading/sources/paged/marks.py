"""Signs and rules at their places on a page, as PDF and OFD files give them; lengths in points, y upward."""

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

CJK: Final = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff\u2460-\u24ff]"
)


#: No page is so large.
_FAR: Final = 100_000.0


class Glyph(NamedTuple):
    """One sign.

    Attributes:
        char: The character.
        left: Its left edge.
        right: Its right edge.
        y: Its base line.
        size: Its height, about one em.
    """

    char: str
    left: float
    right: float
    y: float
    size: float


class Rule(NamedTuple):
    """A straight line drawn on the page.

    Attributes:
        upright: Whether it runs from below to above.
        at: x of an upright one, y of a level one.
        low: Where it begins on the other axis.
        high: Where it ends.
    """

    upright: bool
    at: float
    low: float
    high: float


@dataclass(slots=True)
class Page:
    """A page.

    Attributes:
        width: Its width.
        height: Its height.
        glyphs: Its signs in the order of the file.
        rules: Its rules.
        picture: Whether it holds pictures.
        garbled: How many signs the file shows without saying which letters they are.
        slanted: How many signs stand aslant.
    """

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    picture: bool = False
    garbled: int = 0
    slanted: int = 0

    def bounded(self) -> "Page":
        """The page without signs and rules at places no page has (damaged files give infinite ones)."""
        return Page(
            self.width if 0 < self.width < _FAR else 0.0,
            self.height if 0 < self.height < _FAR else 0.0,
            [
                glyph
                for glyph in self.glyphs
                if _near(glyph[1:]) and glyph.size > 0 and glyph.left <= glyph.right
            ],
            [rule for rule in self.rules if _near(rule[1:])],
        )


def _near(places: tuple[float, ...]) -> bool:
    return all(-_FAR < place < _FAR for place in places)
