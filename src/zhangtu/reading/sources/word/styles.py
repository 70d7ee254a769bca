"""Paragraph and character styles: what they inherit of numbering, outline level and hiding."""

import re
from dataclasses import dataclass

from lxml import etree

from zhangtu.reading.sources.word.names import VAL, W, is_on, number_of, text_of

#: Longer chains of "based on" are circles.
_MAX_CHAIN = 20
_HEADING_NAME = re.compile(r"(?:heading|标题|標題)\s*([1-9])$", re.IGNORECASE)
_CONTENTS_NAME = re.compile(
    r"(?:toc|contents|目录|目錄)\s*(?:[1-9]|heading|标题|標題)$|toc heading$|table of figures$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """Which list, and which level of it.

    Attributes:
        number: ``w:numId``; 0 switches numbering off; None is not said.
        level: ``w:ilvl`` from 0; None is not said.
    """

    number: int | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """One style's own settings.

    Attributes:
        identity: ``w:styleId``.
        name: Its name, lower case.
        parent: The style it is based on.
        place: Its numbering.
        outline: ``w:outlineLvl`` from 0; 9 is body text.
        hidden: Whether its words are hidden; None is not said.
    """

    identity: str
    name: str
    parent: str | None
    place: NumberPlace
    outline: int | None
    hidden: bool | None


class Styles:
    """All styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        """Read ``styles.xml``.

        Args:
            root: Its root element, or None when the document has no styles.
        """
        self._styles: dict[str, Style] = {}
        self.default: str | None = None
        for element in root.iterfind(W + "style") if root is not None else ():
            style = _style(element)
            self._styles[style.identity] = style
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in {"1", "true", "on"}:
                self.default = style.identity

    def chain(self, identity: str | None) -> list[Style]:
        """The style and those it is based on, nearest first.

        Args:
            identity: ``w:styleId``; None gives an empty chain.

        Returns:
            At most ``_MAX_CHAIN`` styles.
        """
        found: list[Style] = []
        while identity is not None and identity in self._styles and len(found) < _MAX_CHAIN:
            style = self._styles[identity]
            found.append(style)
            identity = style.parent
        return found

    def place(self, identity: str | None) -> tuple[NumberPlace, str] | None:
        """The numbering a style gives its paragraphs.

        Args:
            identity: ``w:styleId``.

        Returns:
            The nearest numbering in the chain and the style that states it, or None.
        """
        level: int | None = None
        for style in self.chain(identity):
            level = style.place.level if level is None else level
            if style.place.number is not None:
                return NumberPlace(style.place.number, level), style.identity
        return None

    def outline(self, identity: str | None) -> int | None:
        """Heading level a style gives: 0 for the title, 1 outermost, None for body text."""
        for style in self.chain(identity):
            if style.name in {"title", "公文标题"}:
                return 0
            if style.outline is not None:
                return style.outline + 1 if style.outline < 9 else None
            named = _HEADING_NAME.match(style.name)
            if named is not None:
                return int(named[1])
        return None

    def hidden(self, identity: str | None) -> bool:
        """Whether the style hides its words."""
        return next((style.hidden for style in self.chain(identity) if style.hidden is not None), False)

    def lists_contents(self, identity: str | None) -> bool:
        """Whether the style is that of a generated table of contents."""
        style = self._styles.get(identity) if identity is not None else None
        return style is not None and _CONTENTS_NAME.match(style.name) is not None


def number_place(properties: etree._Element | None) -> NumberPlace:
    """The numbering stated in ``w:pPr`` itself.

    Args:
        properties: The element, or None.

    Returns:
        List and level, each None when not said.
    """
    numbering = properties.find(W + "numPr") if properties is not None else None
    if numbering is None:
        return NumberPlace(None, None)
    return NumberPlace(number_of(numbering.find(W + "numId")), number_of(numbering.find(W + "ilvl")))


def _style(element: etree._Element) -> Style:
    properties = element.find(W + "pPr")
    outline = properties.find(W + "outlineLvl") if properties is not None else None
    return Style(
        identity=element.get(W + "styleId") or "",
        name=(text_of(element.find(W + "name")) or "").strip().lower(),
        parent=text_of(element.find(W + "basedOn"), VAL),
        place=number_place(properties),
        outline=number_of(outline),
        hidden=is_on(element.find(W + "rPr"), "vanish"),
    )
