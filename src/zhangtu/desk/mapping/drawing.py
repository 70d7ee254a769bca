"""Where everything of a map stands: boxes in four columns, a sheet for each law, lines between them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from zhangtu.desk.mapping import saying
from zhangtu.documents.text import width_of
from zhangtu.plans.mapping.tree import Flag, Kind, Node

#: Dots across a sheet; where the columns begin and how wide their boxes are.
WIDE: Final = 1200
_AT: Final = {Kind.LAW: 0, Kind.IDLE: 0, Kind.DUTY: 270, Kind.UNIT: 610, Kind.POST: 610, Kind.TASK: 880}
_WIDE: Final = {Kind.LAW: 230, Kind.IDLE: 230, Kind.DUTY: 300, Kind.UNIT: 230, Kind.POST: 230, Kind.TASK: 320}
_TALL, _STEP = 46, 54
#: Dots of a full-width character on the first line and on the second.
_LETTER, _SMALL = 15, 12.5
#: Ends on a sheet: what fits on a page of A3 across.
ENDS: Final = 14
_ROOM: Final = 30


@dataclass(frozen=True, slots=True)
class Box:
    """A node where it stands.

    Attributes:
        x: Left edge, in dots.
        y: Upper edge.
        wide: Width.
        tall: Height.
        node: What it is.
        words: Its first line, as long as there is room.
        second: Its second line.
        flags: What stands out: flag, shape, word.
        says: Everything it says, for who can't see it or wants it whole.
        opens: Where it leads.
        turns: The address that opens or shuts it; empty where nothing is below.
        is_open: Whether what is below is shown.
    """

    x: float
    y: float
    wide: float
    tall: float
    node: Node
    words: str
    second: str
    flags: tuple[tuple[Flag, str, str], ...]
    says: str
    opens: str
    turns: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A law with what rests on it, or a part of that.

    Attributes:
        title: The law.
        boxes: The boxes.
        lines: Paths of the lines between them.
        tall: Dots down.
    """

    title: str
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]
    tall: int


def cut(text: str, width: float) -> str:
    """A text as long as there is room, in full-width characters."""
    if width_of(text) <= width:
        return text
    while text and width_of(text) > width - 1:
        text = text[:-1]
    return text + "…"


class _Pen:
    def __init__(self, is_open: Callable[[Node], bool], turned: Callable[[str], str]) -> None:
        self._is_open, self._turned = is_open, turned
        self.boxes: list[Box] = []
        self.lines: list[str] = []
        self.down = 0

    def draw(self, node: Node) -> float:
        """Draw a node and what is below it; the height of its middle."""
        middles: list[tuple[float, int]] = []
        if self._is_open(node):
            middles = [(self.draw(one), _AT[one.kind]) for one in node.below]
        if middles:
            y = (middles[0][0] + middles[-1][0]) / 2 - _TALL / 2
        else:
            y = self.down
            self.down += _STEP
        x, wide = _AT[node.kind], _WIDE[node.kind]
        middle = y + _TALL / 2
        self.lines += [_line(x + wide, middle, to, at) for at, to in middles]
        self.boxes.append(self._box(node, x, y, wide))
        return middle

    def _box(self, node: Node, x: float, y: float, wide: float) -> Box:
        flags = tuple(saying.flags_of(node))
        room = wide - _ROOM
        name, more = saying.name_of(node), saying.second(node)
        marks = [f"{shape} {word}" for _flag, shape, word in flags]
        left = room / _SMALL - sum(width_of(one) + 1 for one in marks)
        return Box(
            x, y, wide, _TALL, node,
            cut(name, room / _LETTER), cut(" · ".join(more), max(left, 2)), flags,
            " · ".join([f"{saying.kind_words(node.kind)} {name}", *marks, *more]),
            saying.opens(node), self._turned(node.key) if node.below else "", self._is_open(node),
        )  # fmt: skip


def _line(x: float, y: float, to: float, at: float) -> str:
    bend = to - 18
    return f"M{x:g} {y:g}H{bend:g}V{at:g}H{to:g}"


def _ends(node: Node, is_open: Callable[[Node], bool]) -> int:
    return sum(_ends(one, is_open) for one in node.below) if is_open(node) else 1


def sheets(
    nodes: Sequence[Node], is_open: Callable[[Node], bool], turned: Callable[[str], str]
) -> tuple[Sheet, ...]:
    """The sheets of a map: each law on its own, a long one on several.

    Args:
        nodes: Laws and posts without a duty.
        is_open: Whether what is below a node is drawn.
        turned: The address that opens or shuts the node of a key.
    """
    return tuple(_sheet(one, part, is_open, turned) for one in nodes for part in _parts(one, is_open))


def _parts(node: Node, is_open: Callable[[Node], bool]) -> Iterator[tuple[Node, ...]]:
    if not is_open(node):
        yield ()
        return
    part: list[Node] = []
    for one in node.below:
        if part and sum(_ends(each, is_open) for each in (*part, one)) > ENDS:
            yield tuple(part)
            part = []
        part.append(one)
    yield tuple(part)


def _sheet(
    node: Node, part: tuple[Node, ...], is_open: Callable[[Node], bool], turned: Callable[[str], str]
) -> Sheet:
    pen = _Pen(is_open, turned)
    middles = [(pen.draw(one), _AT[one.kind]) for one in part]
    pen.down = max(pen.down, _STEP)
    y = (middles[0][0] + middles[-1][0]) / 2 - _TALL / 2 if middles else 0
    wide = _WIDE[node.kind]
    pen.lines += [_line(wide, y + _TALL / 2, to, at) for at, to in middles]
    box = pen._box(node, _AT[node.kind], y, wide)  # noqa: SLF001 - the same drawing
    return Sheet(saying.name_of(node), (box, *pen.boxes), tuple(pen.lines), int(pen.down))
