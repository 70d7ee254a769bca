"""Automatic numbering: list definitions, running counters, the label a paragraph shows (ECMA-376 17.9)."""

import re
from dataclasses import dataclass, field

from lxml import etree

from zhangtu.reading.sources.word.labels import format_number, sign
from zhangtu.reading.sources.word.names import W, is_on, number_of, text_of
from zhangtu.reading.sources.word.styles import NumberPlace, Styles
from zhangtu.reading.sources.xmlparts import local_name

_LEVELS = 9
#: Longer label texts are no labels.
_MAX_LABEL = 60
_MAX_LINKS = 5
_PLACEHOLDER = re.compile(r"%([1-9])")
_WIDE_END = tuple("、．。：，；）】〕》」』")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        start: First number.
        form: ``w:numFmt``.
        pattern: Word's own pattern when the form is ``custom``.
        text: The label with ``%1`` … ``%9`` for the numbers of the levels.
        gap: What stands between label and words.
        legal: All numbers of the label are shown in decimal.
        restart: Starts anew after a level up to this one (1 = outermost); 0 never.
        style: Paragraph style tied to this level.
        font: Font of the label, for bullets.
    """

    start: int
    form: str
    pattern: str
    text: str
    gap: str
    legal: bool
    restart: int
    style: str | None
    font: str


@dataclass(slots=True)
class _List:
    """A list in use (``w:num``): the definition it counts with and what it changes in it."""

    definition: int
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class _Definition:
    levels: dict[int, Level]
    link: str | None
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document and how far they have counted."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        """Read ``numbering.xml``.

        Args:
            root: Its root element, or None when the document has no lists.
            styles: The document's styles.
        """
        self._styles = styles
        self._definitions: dict[int, _Definition] = {}
        self._lists: dict[int, _List] = {}
        self._begun: set[tuple[int, int]] = set()
        if root is None:
            return
        for element in root.iterfind(W + "abstractNum"):
            self._definitions[number_of(element, W + "abstractNumId") or 0] = _Definition(
                _levels(element), text_of(element.find(W + "numStyleLink"))
            )
        for element in root.iterfind(W + "num"):
            used = _list(element)
            if used is not None:
                self._lists[number_of(element, W + "numId") or 0] = used

    def label(self, own: NumberPlace, style: str | None) -> str:
        """Count one paragraph and give its label.

        Args:
            own: Numbering stated at the paragraph itself.
            style: The paragraph's style.

        Returns:
            The label with the gap behind it; empty for a paragraph that is not numbered.
        """
        place = self._place(own, style)
        if place is None:
            return ""
        number, depth = place
        definition = self._resolve(number)
        if definition is None:
            return ""
        levels = definition.levels | self._lists[number].levels
        level = levels.get(depth)
        if level is None:
            return ""
        self._count(number, depth, definition, levels)
        return _print(level, levels, definition.counts)

    def _place(self, own: NumberPlace, style: str | None) -> tuple[int, int] | None:
        inherited = self._styles.place(style)
        number = own.number
        if number is None and inherited is not None:
            number = inherited[0].number
        if not number or number not in self._lists:
            return None
        depth = own.level
        if depth is None and own.number is None and inherited is not None:
            depth = self._depth_of_style(number, inherited[1], inherited[0].level)
        return number, min(max(depth or 0, 0), _LEVELS - 1)

    def _depth_of_style(self, number: int, style: str, said: int | None) -> int | None:
        definition = self._resolve(number)
        for depth, level in (definition.levels if definition is not None else {}).items():
            if level.style == style:
                return depth
        return said

    def _resolve(self, number: int) -> _Definition | None:
        """The definition a list counts with, links through numbering styles followed."""
        for _ in range(_MAX_LINKS):
            used = self._lists.get(number)
            definition = self._definitions.get(used.definition) if used is not None else None
            if definition is None or definition.link is None or definition.levels:
                return definition
            linked = self._styles.place(definition.link)
            if linked is None or linked[0].number is None:
                return definition
            number = linked[0].number
        return None

    def _starts(self, number: int, levels: dict[int, Level]) -> dict[int, int]:
        return {depth: level.start for depth, level in levels.items()} | self._lists[number].starts

    def _count(self, number: int, depth: int, definition: _Definition, levels: dict[int, Level]) -> None:
        counts = definition.counts
        starts = self._starts(number, levels)
        for upper in range(depth):
            # A level passed over is shown with its first number and counts as used from then on.
            counts.setdefault(upper, starts.get(upper, 1))
        overridden = depth in self._lists[number].starts and (number, depth) not in self._begun
        if overridden or depth not in counts:
            self._begun.add((number, depth))
            counts[depth] = starts.get(depth, 1)
        else:
            counts[depth] += 1
        for deeper in [deep for deep in counts if deep > depth]:
            level = levels.get(deeper)
            if level is None or depth + 1 <= level.restart:
                del counts[deeper]


def _print(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    if level.form == "bullet":
        label = "".join(sign(character, level.font) for character in level.text)
        return label + level.gap if label else ""

    def shown(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        source = levels.get(depth, level)
        form = "decimal" if level.legal and source.form != "none" else source.form
        return format_number(counts.get(depth, 1), form, source.pattern)

    label = _PLACEHOLDER.sub(shown, level.text)
    return label + ("" if label.endswith(_WIDE_END) else level.gap) if label.strip() else ""


def _levels(element: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for lvl in element.iterfind(W + "lvl"):
        depth = number_of(lvl, W + "ilvl") or 0
        if 0 <= depth < _LEVELS:
            found[depth] = _level(lvl, depth)
    return found


def _level(element: etree._Element, depth: int) -> Level:
    form, pattern = _form(element)
    text = text_of(element.find(W + "lvlText")) or ""
    if element.find(W + "lvlPicBulletId") is not None and not text.strip():
        text = "•"
    gap = {"nothing": ""}.get(text_of(element.find(W + "suff")) or "tab", " ")
    fonts = element.find(f"{W}rPr/{W}rFonts")
    restart = number_of(element.find(W + "lvlRestart"))
    start = number_of(element.find(W + "start"))
    return Level(
        start=0 if start is None else start,
        form=form,
        pattern=pattern,
        text=text[:_MAX_LABEL],
        gap=gap,
        legal=bool(is_on(element, "isLgl")),
        restart=depth if restart is None else restart,
        style=text_of(element.find(W + "pStyle")),
        font=(text_of(fonts, W + "ascii") or text_of(fonts, W + "hAnsi") or ""),
    )


def _form(element: etree._Element) -> tuple[str, str]:
    """``w:numFmt``, which newer files wrap into a choice between their own pattern and a fallback."""
    direct = element.find(W + "numFmt")
    if direct is None:
        direct = next((e for e in element.iter(W + "numFmt") if local_name(e) == "numFmt"), None)
    if direct is None:
        return "decimal", ""
    form = text_of(direct) or "decimal"
    pattern = (text_of(direct, W + "format") or "")[:_MAX_LABEL]
    return ("decimal", "") if form == "custom" and not pattern.startswith("0") else (form, pattern)


def _list(element: etree._Element) -> _List | None:
    definition = number_of(element.find(W + "abstractNumId"))
    if definition is None:
        return None
    used = _List(definition, {}, {})
    for override in element.iterfind(W + "lvlOverride"):
        depth = number_of(override, W + "ilvl") or 0
        start = number_of(override.find(W + "startOverride"))
        if start is not None:
            used.starts[depth] = start
        used.levels.update(_levels(override))
    return used
