r"""Patterns for ``matches``: a small part of RE2, matched in one pass however the text looks.

Letters and signs, ``.``, classes ``[a-z]`` and ``[^…]``, ``\d``, groups, ``|`` and ``* + ? {m} {m,} {m,n}``.
The whole text must match. No back references, no look-around: those make other engines try everything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

#: States a pattern may come to when all its repetitions are written out.
_MOST_STATES: Final = 600
_LONGEST: Final = 200
_MOST_TIMES: Final = 100
_DEEPEST: Final = 12
#: Sets of states remembered; beyond, they are worked out again.
_REMEMBERED: Final = 2000

_LAST: Final = 0x10FFFF
_DIGITS: Final = ((0x30, 0x39),)
_SPECIAL: Final = frozenset("\\^$.|?*+()[]{}")
_TIMES: Final[Mapping[str, tuple[int, int | None]]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}

Ranges = tuple[tuple[int, int], ...]


class PatternError(ValueError):
    """A pattern that is not understood.

    Attributes:
        kind: What is wrong.
        place: Its character, 0 for the first.
        word: The character there.
    """

    def __init__(self, kind: str, place: int, word: str = "") -> None:
        self.kind, self.place, self.word = kind, place, word
        super().__init__(kind)


@dataclass(frozen=True, slots=True)
class _Some:
    """One character of some ranges."""

    ranges: Ranges


@dataclass(frozen=True, slots=True)
class _Row:
    """Parts one after the other."""

    parts: tuple["_Part", ...]


@dataclass(frozen=True, slots=True)
class _Either:
    """One of several."""

    parts: tuple["_Part", ...]


@dataclass(frozen=True, slots=True)
class _Times:
    """A part so many times; ``most`` is ``None`` without an upper bound."""

    part: "_Part"
    least: int
    most: int | None


_Part = _Some | _Row | _Either | _Times


@dataclass(slots=True)
class Pattern:
    """A pattern ready to be matched.

    Attributes:
        re2: The same pattern as RE2 reads it.
    """

    re2: str
    _moves: list[list[tuple[Ranges | None, int]]]
    _seen: dict[tuple[frozenset[int], str], frozenset[int]] = field(default_factory=dict)
    _first: frozenset[int] = frozenset()

    def matches(self, text: str) -> bool:
        """Whether the whole text fits.

        Args:
            text: The text.

        Returns:
            Whether it does; found in one pass over it.
        """
        states = self._first
        for character in text:
            after = self._seen.get((states, character))
            states = self._step(states, character) if after is None else after
            if not states:
                return False
        return len(self._moves) - 1 in states

    def _step(self, states: frozenset[int], character: str) -> frozenset[int]:
        code = ord(character)
        reached = {
            target
            for state in states
            for ranges, target in self._moves[state]
            if ranges is not None and any(low <= code <= high for low, high in ranges)
        }
        after = _freely(self._moves, reached)
        if len(self._seen) < _REMEMBERED:
            self._seen[states, character] = after
        return after


@lru_cache(maxsize=500)
def pattern(text: str) -> Pattern:
    """Read a pattern.

    Args:
        text: The pattern as written.

    Returns:
        It, ready to be matched.

    Raises:
        PatternError: It is not of the part of RE2 that is understood.
    """
    if len(text) > _LONGEST:
        raise PatternError("pattern_large", _LONGEST)
    reader = _Reader(text)
    part = reader.either(0)
    if reader.at < len(text):
        raise PatternError("pattern_sign", reader.at, text[reader.at])
    if _size(part) > _MOST_STATES:
        raise PatternError("pattern_large", 0)
    moves: list[list[tuple[Ranges | None, int]]] = [[]]
    _lay(part, 0, moves)
    made = Pattern(_re2(part), moves)
    made._first = _freely(moves, {0})  # noqa: SLF001  # made in this file
    return made


@dataclass(slots=True)
class _Reader:
    """Reads a pattern from left to right."""

    text: str
    at: int = 0

    def peek(self) -> str:
        """The next character; empty at the end."""
        return self.text[self.at : self.at + 1]

    def either(self, depth: int) -> _Part:
        """Alternatives."""
        if depth > _DEEPEST:
            raise PatternError("pattern_large", self.at)
        parts = [self.row(depth)]
        while self.peek() == "|":
            self.at += 1
            parts.append(self.row(depth))
        return parts[0] if len(parts) == 1 else _Either(tuple(parts))

    def row(self, depth: int) -> _Part:
        """Parts one after the other."""
        parts: list[_Part] = []
        while self.peek() and self.peek() not in "|)":
            parts.append(self.times(self.single(depth)))
        return _Row(tuple(parts))

    def times(self, part: _Part) -> _Part:
        """A part with the repetition behind it, if any."""
        sign, start = self.peek(), self.at
        if sign in _TIMES:
            self.at += 1
            part = _Times(part, *_TIMES[sign])
        elif sign == "{":
            part = _Times(part, *self.bounds())
        else:
            return part
        if self.peek() in {*_TIMES, "{"}:
            raise PatternError("pattern_repeat", start)
        return part

    def bounds(self) -> tuple[int, int | None]:
        """``{m}``, ``{m,}`` or ``{m,n}``."""
        start = self.at
        end = self.text.find("}", start)
        low, comma, high = self.text[start + 1 : end].partition(",")
        numbers = [one for one in (low, high) if one]
        plain = all(one.isascii() and one.isdigit() and len(one) <= 3 for one in numbers)
        if end < 0 or not low or not plain or max(map(int, numbers)) > _MOST_TIMES:
            raise PatternError("pattern_repeat", start)
        least, most = int(low), int(high) if high else None if comma else int(low)
        if most is not None and most < least:
            raise PatternError("pattern_repeat", start)
        self.at = end + 1
        return least, most

    def single(self, depth: int) -> _Part:
        """A character, a class or a group."""
        character, start = self.peek(), self.at
        self.at += 1
        if character == "(":
            part = self.either(depth + 1)
            if self.peek() != ")":
                raise PatternError("pattern_sign", start, "(")
            self.at += 1
            return part
        if character == "[":
            return _Some(self.group())
        if character == ".":
            return _Some(((0, _LAST),))
        if character == "\\":
            return _Some(self.escaped())
        if character in _SPECIAL:
            raise PatternError("pattern_sign", start, character)
        return _Some(((ord(character), ord(character)),))

    def escaped(self) -> Ranges:
        """What follows a backslash: ``d`` for digits, or a sign that means itself."""
        character = self.peek()
        self.at += 1
        if character == "d":
            return _DIGITS
        if not character or character not in _SPECIAL | {"-"}:
            raise PatternError("pattern_sign", self.at - 1, character or "\\")
        return ((ord(character), ord(character)),)

    def group(self) -> Ranges:
        """The inside of square brackets."""
        start = self.at
        outside = self.peek() == "^"
        self.at += outside
        ranges: list[tuple[int, int]] = []
        while self.peek() != "]":
            if not self.peek():
                raise PatternError("pattern_sign", start - 1, "[")
            ranges.extend(self.member())
        self.at += 1
        if not ranges:
            raise PatternError("pattern_range", start)
        return _outside(ranges) if outside else tuple(sorted(ranges))

    def member(self) -> Ranges:
        """A character or a range of square brackets."""
        start = self.at
        low = self.limit()
        if self.peek() != "-" or self.text[self.at + 1 : self.at + 2] in ("]", ""):
            return low
        self.at += 1
        high = self.limit()
        if _DIGITS in (low, high) or high[0][0] < low[0][0]:
            raise PatternError("pattern_range", start)
        return ((low[0][0], high[0][0]),)

    def limit(self) -> Ranges:
        """One character of square brackets."""
        character = self.peek()
        self.at += 1
        if character == "\\":
            return self.escaped()
        if not character or character == "[":
            raise PatternError("pattern_sign", self.at - 1, character or "[")
        return ((ord(character), ord(character)),)


def _outside(ranges: list[tuple[int, int]]) -> Ranges:
    left: list[tuple[int, int]] = []
    begin = 0
    for low, high in sorted(ranges):
        if begin < low:
            left.append((begin, low - 1))
        begin = max(begin, high + 1)
    if begin <= _LAST:
        left.append((begin, _LAST))
    return tuple(left)


def _size(part: _Part) -> int:
    """How many states a pattern comes to."""
    if isinstance(part, _Some):
        return 1
    if isinstance(part, _Times):
        times = part.least + 1 if part.most is None else part.most
        return 1 + _size(part.part) * max(times, 1)
    return 1 + sum(map(_size, part.parts))


def _lay(part: _Part, start: int, moves: list[list[tuple[Ranges | None, int]]]) -> int:
    """Lay a part out as states from a state on; gives the state it ends in, always the last made."""
    if isinstance(part, _Some):
        moves.append([])
        moves[start].append((part.ranges, len(moves) - 1))
        return len(moves) - 1
    if isinstance(part, _Row):
        for one in part.parts:
            start = _lay(one, start, moves)
        return _joined([start], moves)
    if isinstance(part, _Either):
        return _joined([_lay(one, start, moves) for one in part.parts], moves)
    return _lay_times(part, start, moves)


def _lay_times(part: _Times, start: int, moves: list[list[tuple[Ranges | None, int]]]) -> int:
    for _ in range(part.least):
        start = _lay(part.part, start, moves)
    if part.most is None:
        loop = _joined([start], moves)
        moves[_lay(part.part, loop, moves)].append((None, loop))
        return _joined([loop], moves)
    ends = [start]
    for _ in range(part.most - part.least):
        start = _lay(part.part, start, moves)
        ends.append(start)
    return _joined(ends, moves)


def _joined(ends: list[int], moves: list[list[tuple[Ranges | None, int]]]) -> int:
    """A new state that all these lead to freely."""
    moves.append([])
    for one in ends:
        moves[one].append((None, len(moves) - 1))
    return len(moves) - 1


def _freely(moves: list[list[tuple[Ranges | None, int]]], states: set[int]) -> frozenset[int]:
    """These states and those reached from them without a character."""
    waiting, reached = list(states), set(states)
    while waiting:
        for ranges, target in moves[waiting.pop()]:
            if ranges is None and target not in reached:
                reached.add(target)
                waiting.append(target)
    return frozenset(reached)


def _re2(part: _Part) -> str:
    """The pattern as RE2 reads it, every character by number."""
    if isinstance(part, _Some):
        inside = "".join(f"\\x{{{low:x}}}-\\x{{{high:x}}}" for low, high in part.ranges)
        return f"[{inside}]" if part.ranges else "[^\\x{0}-\\x{10ffff}]"
    if isinstance(part, _Row):
        return "".join(map(_re2, part.parts))
    if isinstance(part, _Either):
        return "(?:" + "|".join(map(_re2, part.parts)) + ")"
    most = "" if part.most is None else part.most
    bounds = f"{{{part.least},{most}}}"
    return f"(?:{_re2(part.part)}){bounds}"
