"""YAML as a tree in which every value knows its line and column; a hostile file ends in a problem."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from zhangtu.kernel.problems import FileProblem, Severity
from zhangtu.schema.troubles import Trouble

#: A definition file larger than this is refused unread (characters).
LARGEST = 1_000_000
#: Boxes within boxes.
DEEPEST = 16
#: Values in a file.
MOST = 100_000

#: What no word of a definition may hold: control signs but tab and line end, and halves of characters.
_STRANGE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: The parser written in C where it is there: twenty times as fast, the same events.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    Attributes:
        file: Path of the file from its pack's folder.
        line: 1 for the first.
        column: 1 for the first.
    """

    file: str
    line: int
    column: int

    def later(self, columns: int) -> "Place":
        """The place some columns further in the same line."""
        return Place(self.file, self.line, self.column + columns)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word, number or sentence.

    Attributes:
        place: Where it begins.
        text: What it says, quotes taken off.
        plain: Whether it stood without quotes.
        exact: Whether columns of the text are columns of the line (one line, no escapes).
    """

    place: Place
    text: str
    plain: bool
    exact: bool

    def inside(self, column: int) -> Place:
        """Where a character of the text stands.

        Args:
            column: 1 for the first character of the text.

        Returns:
            Its place in the file; the beginning of the text where lines were folded.
        """
        return self.place.later(column - 1 + (not self.plain)) if self.exact and column > 0 else self.place


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    place: Place
    items: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the file."""

    place: Place
    pairs: dict[str, "Node"] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)


Node = Scalar | Listing | Mapping


class Notes:
    """Gathers what is wrong while a file is read."""

    def __init__(self) -> None:
        self.problems: list[FileProblem] = []

    def add(
        self, place: Place, kind: Trouble, severity: Severity = Severity.ERROR, /, **facts: object
    ) -> None:
        """Note a problem.

        Args:
            place: Where.
            kind: What.
            severity: How bad.
            facts: What fills its sentence; cut short, for a file may hold anything.
        """
        said = {name: _short(str(value)) for name, value in facts.items()}
        self.problems.append(FileProblem(place.file, place.line, place.column, kind, severity, said))

    def warn(self, place: Place, kind: Trouble, /, **facts: object) -> None:
        """Note something that keeps nothing from being loaded."""
        self.add(place, kind, Severity.WARNING, **facts)


def _short(text: str, most: int = 400) -> str:
    text = "".join(sign if sign.isprintable() else " " for sign in text[: most + 1])
    return text if len(text) <= most else text[: most - 1] + "…"


class _StopError(Exception):
    """The file can't be read further."""


class _Builder:
    """Makes nodes of YAML's events without calling itself, so that depth costs nothing."""

    def __init__(self, file: str, notes: Notes) -> None:
        self.file = file
        self.notes = notes
        self.documents: list[Node] = []
        self.open: list[Listing | Mapping] = []
        #: The key of each open mapping that waits for its value; ``None`` stands for a refused key.
        self.waiting: list[Scalar | bool | None] = []
        self.count = 0

    def place(self, event: yaml.Event) -> Place:
        return _marked(event.start_mark, Place(self.file, 1, 1))

    def take(self, event: yaml.Event) -> None:
        """Take in the next event of the stream."""
        if isinstance(event, yaml.NodeEvent):
            self._guard(event)
        if isinstance(event, yaml.ScalarEvent):
            self._put(self._scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
            self.waiting.pop()

    def _guard(self, event: yaml.NodeEvent) -> None:
        place = self.place(event)
        self.count += 1
        if self.count > MOST:
            self.notes.add(place, Trouble.TOO_MANY, most=MOST)
            raise _StopError
        if event.anchor is not None:
            self.notes.add(place, Trouble.ALIAS, name=event.anchor)
            raise _StopError
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.notes.add(place, Trouble.TAG, name=tag)
            raise _StopError

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        plain = event.style is None or event.style == ""
        start, end = self.place(event), _marked(event.end_mark, Place(self.file, 0, 0))
        width = len(event.value) + (0 if plain else 2)
        exact = start.line == end.line and end.column - start.column == width
        text = _STRANGE.sub("", event.value)
        if text != event.value:
            self.notes.add(start, Trouble.BAD_SIGN)
        return Scalar(start, text, plain, exact)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        place = self.place(event)
        if len(self.open) >= DEEPEST:
            self.notes.add(place, Trouble.TOO_DEEP, most=DEEPEST)
            raise _StopError
        node: Listing | Mapping = (
            Mapping(place) if isinstance(event, yaml.MappingStartEvent) else Listing(place)
        )
        self._put(node)
        self.open.append(node)
        self.waiting.append(False)

    def _put(self, node: Node) -> None:
        if not self.open:
            self.documents.append(node)
            return
        above = self.open[-1]
        if isinstance(above, Listing):
            above.items.append(node)
        elif self.waiting[-1] is False:
            self.waiting[-1] = self._key(above, node)
        else:
            key = self.waiting[-1]
            self.waiting[-1] = False
            if isinstance(key, Scalar):
                above.pairs[key.text] = node
                above.keys[key.text] = key

    def _key(self, above: Mapping, node: Node) -> Scalar | None:
        if not isinstance(node, Scalar):
            self.notes.add(node.place, Trouble.STRANGE_KEY)
            return None
        if node.text in above.pairs:
            self.notes.add(node.place, Trouble.DUPLICATE_KEY, key=node.text)
            return None
        return node


def compose(text: str, file: str, notes: Notes) -> list[Node]:
    """Read YAML, of which only plain lists, mappings and words are understood.

    No word is made a number, a day or a yes here: what a word means depends on the key it stands at.

    Args:
        text: The text of a file.
        file: Its path as problems name it.
        notes: Takes what is wrong.

    Returns:
        The documents of the file as far as they could be read.
    """
    top = Place(file, 1, 1)
    if len(text) > LARGEST:
        notes.add(top, Trouble.TOO_BIG, most=LARGEST // 1000)
        return []
    if re.search("[\ud800-\udfff]", text):
        notes.add(top, Trouble.NOT_UTF8)
        return []
    builder = _Builder(file, notes)
    try:
        for event in _events(text):
            builder.take(event)
    except _StopError:
        return []
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        notes.add(_marked(mark, top), Trouble.NOT_YAML, said=_said(error))
        return []
    return builder.documents


def _events(text: str) -> Iterator[yaml.Event]:
    yield from yaml.parse(text, Loader=_LOADER)


def _marked(mark: Any, top: Place) -> Place:
    """YAML counts lines and columns from nought."""
    return top if mark is None else Place(top.file, mark.line + 1, mark.column + 1)


def _said(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or getattr(error, "reason", None) or "?")
