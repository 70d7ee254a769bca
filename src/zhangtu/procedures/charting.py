"""The flow chart of a procedure: where every step and every move stands. Values in, places out."""

from dataclasses import dataclass
from typing import Final

from zhangtu.schema.procedural import PREVIOUS, SAME, Move, Procedure, Step

#: Dots: a step's box, what lies between two of them, and the margin for ways that lead past steps.
_WIDE: Final = 240
_TALL: Final = 64
_GAP: Final = 56
_TOP: Final = 16
_LANE: Final = 26
_MARGIN: Final = 40
#: Room for the words beside a lane, in dots for each sign.
_SIGN: Final = 13
_LETTERS: Final = 26
_WORDS: Final = 150


@dataclass(frozen=True, slots=True)
class Box:
    """A step as it is drawn.

    Attributes:
        step: The step.
        x: Its left side.
        y: Its upper side.
        first: Whether a row begins here.
    """

    step: Step
    x: float
    y: float
    first: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A move as it is drawn.

    Attributes:
        path: The ``d`` of its path.
        move: The move.
        words: Where its words stand: x, y and which end is there (``start``, ``middle``, ``end``).
        back: Whether it leads back.
        arrow: The points of the head of its arrow.
    """

    path: str
    move: Move
    words: tuple[float, float, str]
    back: bool
    arrow: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A procedure as it is drawn.

    Attributes:
        boxes: Its steps, from above to below.
        lines: Its moves.
        forced: Ways into steps a row comes to by condition: the path, and its arrow's head.
        notes: Moves that leave a row where it is: the place of each in its step's box, and the move.
        wide: How wide it is.
        tall: How tall.
        box: Width and height of a box.
    """

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    forced: tuple[tuple[str, str], ...]
    notes: tuple[tuple[float, float, Move], ...]
    wide: float
    tall: float
    box: tuple[int, int] = (_WIDE, _TALL)


@dataclass(frozen=True, slots=True)
class _Way:
    """A way from one place in the order to another."""

    move: Move
    source: int
    target: int

    @property
    def back(self) -> bool:
        return self.target < self.source

    @property
    def span(self) -> range:
        return range(min(self.source, self.target), max(self.source, self.target))


def chart(procedure: Procedure) -> Chart:
    """Draw a procedure: steps from above to below, ways past steps on the right, ways back on the left.

    Args:
        procedure: The procedure.

    Returns:
        Where everything stands.
    """
    steps = procedure.steps
    at = {step.name: place for place, step in enumerate(steps)}
    ways = [way for move in procedure.moves for way in _ways(procedure, move, at)]
    straight = [way for way in ways if way.target == way.source + 1]
    past = _lanes([way for way in ways if way.target > way.source + 1])
    backs = _lanes([way for way in ways if way.back])
    left = _MARGIN + (max((lane for _, lane in backs), default=-1) + 1) * _LANE + (_WORDS if backs else 0)
    boxes = tuple(
        Box(step, left, _TOP + place * (_TALL + _GAP), place == 0) for place, step in enumerate(steps)
    )
    lines = [*_straight(straight, boxes)]
    lines += [_side(way, lane, boxes, right=True) for way, lane in past]
    lines += [_side(way, lane, boxes, right=False) for way, lane in backs]
    right = (max((lane for _, lane in past), default=-1) + 1) * _LANE + (_WORDS if past else 0)
    notes = tuple(
        (boxes[at[name]].x + _WIDE + 8, boxes[at[name]].y + _TALL - 8, move)
        for move in procedure.moves
        if move.to == SAME
        for name in move.sources
    )
    wide = left + _WIDE + max(right, _WORDS if notes else 0) + _MARGIN
    entered = {way.target for way in straight}
    forced = tuple(
        _down(boxes, place) for place, step in enumerate(steps) if step.when and place not in entered
    )
    return Chart(boxes, tuple(lines), forced, notes, wide, _TOP + len(steps) * (_TALL + _GAP) - _GAP + _TOP)


def _down(boxes: tuple[Box, ...], place: int) -> tuple[str, str]:
    """The way from the step above into one a row comes to by condition, not by a move that names it."""
    box = boxes[place]
    x = box.x + _WIDE / 2
    return f"M {x:g} {box.y - _GAP:g} V {box.y - 6:g}", _head(x, box.y, "down")


def _ways(procedure: Procedure, move: Move, at: dict[str, int]) -> list[_Way]:
    """The ways of a move: one from each step it starts from; back goes to the step drawn before."""
    if move.to == SAME:
        return []
    found = []
    for source in move.sources:
        target = _before(procedure, source) if move.to == PREVIOUS else move.to
        if at[target] != at[source]:
            found.append(_Way(move, at[source], at[target]))
    return found


def _before(procedure: Procedure, source: str) -> str:
    """Where a way back is drawn to: the nearest earlier step some move leads on from."""
    names = [one.name for one in procedure.steps]
    place = names.index(source)
    for name in reversed(names[:place]):
        if any(name in one.sources and one.to not in (SAME, PREVIOUS) for one in procedure.moves):
            return name
    return names[max(place - 1, 0)]


def _lanes(ways: list[_Way]) -> list[tuple[_Way, int]]:
    """Which lane each way takes, so that no two lie on each other; short ones nearest to the steps."""
    taken: list[list[range]] = []
    found = []
    for way in sorted(ways, key=lambda one: (len(one.span), one.source, one.target)):
        lane = next(
            (no for no, spans in enumerate(taken) if all(_apart(way.span, one) for one in spans)), len(taken)
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append(way.span)
        found.append((way, lane))
    return found


def _apart(one: range, other: range) -> bool:
    return one.stop <= other.start or other.stop <= one.start


def _straight(ways: list[_Way], boxes: tuple[Box, ...]) -> list[Line]:
    """Ways to the next step: side by side where there are several between the same two."""
    found = []
    for way in ways:
        beside = [one for one in ways if one.source == way.source]
        box, next_ = boxes[way.source], boxes[way.target]
        shift = (beside.index(way) - (len(beside) - 1) / 2) * (_WIDE / (len(beside) + 1))
        x = box.x + _WIDE / 2 + shift
        top, bottom = box.y + _TALL, next_.y
        found.append(
            Line(f"M {x:g} {top:g} V {bottom - 6:g}", way.move, (x + 8, top + _GAP / 2 + 4, "start"), False,
                 _head(x, bottom, "down"))
        )  # fmt: skip
    return found


def _side(way: _Way, lane: int, boxes: tuple[Box, ...], *, right: bool) -> Line:
    """A way past steps or back: out to a lane beside them and in again."""
    source, target = boxes[way.source], boxes[way.target]
    edge = source.x + _WIDE if right else source.x
    x = edge + (lane + 1) * _LANE * (1 if right else -1)
    shift = min(lane, 4) * 8
    out, into = source.y + _TALL / 2 + 6 + shift % 24, target.y + _TALL / 2 - 6 - shift % 24
    tip = edge + (6 if right else -6)
    path = f"M {edge:g} {out:g} H {x:g} V {into:g} H {tip:g}"
    words = (x + (6 if right else -6), (out + into) / 2 + lane * 16 % 48, "start" if right else "end")
    return Line(path, way.move, words, way.back, _head(edge, into, "left" if right else "right"))


def _head(x: float, y: float, way: str) -> str:
    """The points of an arrow's head with its tip at a place."""
    ends = {
        "down": ((-4, -8), (4, -8)),
        "left": ((8, -4), (8, 4)),
        "right": ((-8, -4), (-8, 4)),
    }[way]
    return " ".join(f"{x + dx:g},{y + dy:g}" for dx, dy in ((0, 0), *ends))


def folded(words: str) -> tuple[str, ...]:
    """Words of a box in lines that fit into it, two at most.

    Args:
        words: The words.

    Returns:
        One line or two.
    """
    width, cut = 0, len(words)
    for place, sign in enumerate(words):
        width += 2 if ord(sign) > 0x2E7F else 1
        if width > _LETTERS:
            cut = place
            break
    if cut == len(words):
        return (words,)
    blank = words.rfind(" ", 0, cut)
    cut = blank if blank > cut // 2 else cut
    rest = words[cut:].strip()
    return (words[:cut], rest if len(rest) <= cut + 4 else f"{rest[: cut + 2]}…")
