"""Cuts the text wherever something begins or ends, so that each piece carries its own marks. Pure."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from zhangtu.plans.view import View
from zhangtu.reading.model import DeadlineKind, Item


class Mark(StrEnum):
    """What a stretch of the text is marked as; also its class in the style sheet."""

    TASK = "task"
    ERROR = "error"
    WARNING = "warning"
    IGNORED = "ignored"
    TIME = "time"
    UNIT = "unit"
    TARGET = "target"
    REPORT = "report"
    MEND = "mend"


#: The link at a task's beginning is at most so long behind the task's number, or ends at one of these.
LINK, LINK_ENDS = 24, "。；;，,：:\n\t"
FAULTS = frozenset({Mark.ERROR, Mark.WARNING})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text with one mark.

    Attributes:
        start: First character.
        end: One behind the last.
        mark: What it is marked as.
        key: Whose mark it is: the key of a task or fault; empty for the rest.
    """

    start: int
    end: int
    mark: Mark
    key: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text between two cuts.

    Attributes:
        start: First character.
        end: One behind the last.
        marks: All marks on it.
        tasks: Keys of the tasks it belongs to, innermost last.
        faults: Keys of the faults it belongs to.
        begins: Key of the fault or task whose first piece this is, or whose first without a fault;
            the page links from here.
        page: Number of the page that begins here, else 0.
        notes: Numbers of the notes attached here.
    """

    start: int
    end: int
    marks: frozenset[Mark] = frozenset()
    tasks: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    begins: str = ""
    page: int = 0
    notes: tuple[int, ...] = ()

    @property
    def classes(self) -> str:
        """Its marks as classes."""
        return " ".join(sorted(self.marks))


def stretches(view: View) -> list[Stretch]:
    """Everything worth marking in a view's text."""
    found: list[Stretch] = []
    for one in view.items:
        found.append(Stretch(one.item.start, one.item.end, Mark.TASK, one.key))
        found.extend(_inside(one.item))
    for fault in view.problems:
        mark = Mark(fault.problem.severity.value)
        found.append(Stretch(fault.problem.start, fault.problem.end, mark, fault.key))
    found.extend(Stretch(one.problem.start, one.problem.end, Mark.IGNORED) for one in view.ignored)
    found.extend(Stretch(one.start, one.end, Mark.TARGET) for one in view.reading.targets)
    found.extend(Stretch(one.start, one.end, Mark.REPORT) for one in view.reading.reports)
    found.extend(Stretch(span.start, span.end, Mark.MEND) for span in view.mends.values())
    size = len(view.reading.text)
    return [_visible(one, size) for one in found if 0 <= one.start <= one.end <= size]


def _visible(one: Stretch, size: int) -> Stretch:
    """A stretch at least one character long, so that there is something to underline."""
    if one.start < one.end:
        return one
    start = min(one.start, size - 1)
    return Stretch(start, start + 1, one.mark, one.key)


def _inside(item: Item) -> Iterator[Stretch]:
    times = (item.deadline, *item.other_deadlines)
    for time in times:
        if time.place is not None and time.kind is not DeadlineKind.NONE:
            yield Stretch(time.place.start, time.place.end, Mark.TIME)
    for place in item.unit_places:
        yield Stretch(place.start, place.end, Mark.UNIT)


class Pieces:
    """The pieces of a text, found by their place.

    Args:
        view: Whose text is cut.
    """

    def __init__(self, view: View) -> None:
        source = view.reading.source
        self._pages = {offset: number for number, offset in enumerate(source.pages, start=1) if number > 1}
        self._notes: dict[int, list[int]] = defaultdict(list)
        for number, note in enumerate(source.notes, start=1):
            self._notes[note.anchor].append(number)
        self._pieces = self._cut(view, stretches(view))
        self._starts = [piece.start for piece in self._pieces]

    def _cut(self, view: View, marks: list[Stretch]) -> list[Piece]:
        size = len(view.reading.text)
        opening: dict[int, list[Stretch]] = defaultdict(list)
        closing: dict[int, list[Stretch]] = defaultdict(list)
        for one in marks:
            opening[one.start].append(one)
            closing[one.end].append(one)
        cuts = sorted({0, size, *self._openings(view), *opening, *closing, *self._pages, *self._notes})
        live: dict[Stretch, int] = {}
        pieces = []
        late: list[str] = []
        for start, end in pairwise(cuts):
            for one in closing.get(start, ()):
                live.pop(one, None)
            for one in opening.get(start, ()):
                live[one] = 1
            # A task that begins with a fault is linked from the words behind it.
            links = self._links(opening.get(start, ())) or [one.key for one in live if one.key in late]
            late = [one.key for one in live if one.key in links[1:] and one.mark is Mark.TASK]
            pieces.append(self._piece(start, end, live, links[0] if links else ""))
        return pieces

    def _openings(self, view: View) -> Iterator[int]:
        """Where the first few words of each task end: only they are the link to its card."""
        text = view.reading.text
        for one in view.items:
            label = one.item.start + len(one.item.label)
            stop = min(one.item.end, label + LINK)
            ends = [at for at in range(label + 1, stop) if text[at] in LINK_ENDS]
            yield ends[0] if ends else stop

    def _piece(self, start: int, end: int, live: Iterable[Stretch], begins: str) -> Piece:
        live = list(live)
        return Piece(
            start,
            end,
            frozenset(one.mark for one in live),
            tuple(one.key for one in live if one.mark is Mark.TASK),
            tuple(one.key for one in live if one.mark in FAULTS),
            begins,
            self._pages.get(start, 0),
            tuple(self._notes.get(start, ())),
        )

    def _links(self, opened: Iterable[Stretch]) -> list[str]:
        """The keys to link from a piece: those of faults before those of tasks."""
        return [key for _, key in sorted((one.mark is Mark.TASK, one.key) for one in opened if one.key)]

    def within(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of a stretch, the first and last cut to it.

        Args:
            start: First character.
            end: One behind the last.

        Yields:
            The pieces in order; a link or page mark stands at the first piece only.
        """
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._pieces) and self._pieces[index].start < end:
            piece = self._pieces[index]
            first = piece.start >= start
            if min(piece.end, end) > max(piece.start, start):
                yield Piece(
                    max(piece.start, start),
                    min(piece.end, end),
                    piece.marks,
                    piece.tasks,
                    piece.faults,
                    piece.begins if first else "",
                    piece.page if first else 0,
                    piece.notes if first else (),
                )
            index += 1
