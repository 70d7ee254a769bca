"""Applies corrections to the tasks of a reading, one after the other. Pure."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from zhangtu.plans.changes import (
    AddChange,
    Change,
    Correction,
    DeadlineChange,
    DropChange,
    IgnoreChange,
    IssuedChange,
    MergeChange,
    SplitChange,
    TitleChange,
    UnitsChange,
)
from zhangtu.plans.matching import ENOUGH, Anchor, best, find
from zhangtu.plans.view import (
    Conflict,
    Outcome,
    View,
    ViewItem,
    ViewProblem,
    anchor_of,
    keyed_items,
    keyed_problems,
)
from zhangtu.reading.model import NO_DEADLINE, Deadline, DeadlineKind, Item, Reading

if TYPE_CHECKING:
    from collections.abc import Callable

#: A title made from a task's own words ends at the first of these, or at this length.
STOPS = "。；;！!？?\n\t"
TITLE = 60


def title_of(words: str) -> str:
    """The first clause of some words, as a title."""
    words = words.strip()
    ends = [place for stop in STOPS if (place := words.find(stop)) > 0]
    return words[: min([*ends, TITLE])].strip()


class Board:
    """The tasks and faults while corrections are being applied.

    Args:
        reading: The reading of the corrected text.
        version: The number of the version it is.
    """

    def __init__(self, reading: Reading, version: int) -> None:
        self._reading = reading
        self._version = version
        self._items = list(keyed_items(reading))
        self._anchors: dict[str, Anchor] = {}
        self._problems = list(keyed_problems(reading))
        self._ignored: list[ViewProblem] = []
        self._outcomes: dict[int, Outcome] = {}
        self._conflicts: list[Conflict] = []
        self._appliers: dict[type, Callable[[Correction, Any], None]] = {
            TitleChange: self._title,
            UnitsChange: self._units,
            DeadlineChange: self._deadline,
            DropChange: self._drop,
            SplitChange: self._split,
            MergeChange: self._merge,
            AddChange: self._add,
            IgnoreChange: self._ignore,
            IssuedChange: self._issued,
        }

    def view(self) -> View:
        """The board as a value."""
        items = tuple(sorted(self._items, key=lambda one: (one.item.start, one.item.end)))
        return View(
            self._reading,
            items,
            tuple(self._problems),
            tuple(self._ignored),
            outcomes=self._outcomes,
            conflicts=tuple(self._conflicts),
        )

    def note(self, correction: Correction, outcome: Outcome, key: str | None = None) -> None:
        """Write down what became of a correction."""
        self._outcomes[correction.number] = outcome
        if outcome in {Outcome.LOST, Outcome.DIFFERS}:
            self._conflicts.append(Conflict(correction, outcome, key))

    def apply(self, correction: Correction) -> None:
        """Apply one correction and note what became of it."""
        self._appliers[type(correction.change)](correction, correction.change)

    def _anchor(self, one: ViewItem) -> Anchor:
        if one.key not in self._anchors:
            self._anchors[one.key] = anchor_of(self._reading.text, one)
        return self._anchors[one.key]

    def _index(self, anchor: Anchor) -> tuple[int | None, str | None]:
        """Where the remembered task is, and failing that the key of the one most like it."""
        found = best(anchor, [self._anchor(one) for one in self._items])
        if found is None:
            return None, None
        index, score = found
        return (index if score >= ENOUGH else None), self._items[index].key

    def _put(self, index: int, *items: ViewItem) -> None:
        for one in (self._items[index], *items):
            self._anchors.pop(one.key, None)
        self._items[index : index + 1] = items

    def _value(
        self, correction: Correction, field: str, was: object, wanted: object, new: dict[str, Any]
    ) -> None:
        """Set a value of a task, unless a newer version of the text has changed it too."""
        anchor: Anchor = correction.change.anchor  # type: ignore[union-attr]  # only kinds with one come here
        index, key = self._index(anchor)
        if index is None:
            self.note(correction, Outcome.LOST, key)
            return
        one = self._items[index]
        present = tuple(getattr(one.item, name) for name in new)
        if present == wanted:
            self.note(correction, Outcome.SETTLED)
        elif correction.version < self._version and present != was:
            self.note(correction, Outcome.DIFFERS, one.key)
            return
        else:
            self.note(correction, Outcome.APPLIED)
        inherited = tuple(name for name in one.item.inherited if name not in new)
        self._put(
            index,
            replace(one, item=replace(one.item, inherited=inherited, **new), changed=one.changed | {field}),
        )

    def _title(self, correction: Correction, change: TitleChange) -> None:
        self._value(correction, "title", (change.was,), (change.title,), {"title": change.title})

    def _units(self, correction: Correction, change: UnitsChange) -> None:
        new = {"lead_units": change.lead, "support_units": change.support}
        self._value(
            correction, "units", (change.was_lead, change.was_support), (change.lead, change.support), new
        )

    def _deadline(self, correction: Correction, change: DeadlineChange) -> None:
        anchor = change.anchor
        index, _ = self._index(anchor)
        was: tuple[object, ...] = (change.was,)
        wanted: tuple[object, ...] = (change.deadline,)
        if index is not None:
            present = self._items[index].item.deadline
            was = (present,) if same_time(present, change.was) else was
            wanted = (present,) if same_time(present, change.deadline) else wanted
        new = {"deadline": wanted[0]}
        self._value(correction, "deadline", was, wanted, new)

    def _drop(self, correction: Correction, change: DropChange) -> None:
        index, key = self._index(change.anchor)
        if index is None:
            self.note(correction, Outcome.LOST, key)
            return
        self._put(index)
        self.note(correction, Outcome.APPLIED)

    def _split(self, correction: Correction, change: SplitChange) -> None:
        index, key = self._index(change.anchor)
        place = find(self._reading.text, change.at)
        one = None if index is None else self._items[index]
        if index is None or one is None or place is None or not self._parts(one, place.start):
            self.note(correction, Outcome.LOST, key)
            return
        first, second = halves(self._reading.text, one.item, place.start)
        mark = one.changed | {"extent"}
        self._put(
            index,
            replace(one, item=first, changed=mark),
            ViewItem(f"{one.key}-s{correction.number}", second, frozenset({"extent"}), correction.number),
        )
        self.note(correction, Outcome.APPLIED)

    def _parts(self, one: ViewItem, at: int) -> bool:
        """Whether words stand on both sides of a place within a task."""
        text, item = self._reading.text, one.item
        inside = item.start < at < item.end
        return inside and bool(text[item.start : at].strip()) and bool(text[at : item.end].strip())

    def _merge(self, correction: Correction, change: MergeChange) -> None:
        index, key = self._index(change.anchor)
        other, _ = self._index(change.other)
        if index is None or other is None or index == other:
            self.note(correction, Outcome.LOST, key)
            return
        one, two = self._items[index], self._items[other]
        item = joined(one.item, two.item)
        self._put(index, replace(one, item=item, changed=one.changed | two.changed | {"extent"}))
        self._put(other)
        self.note(correction, Outcome.APPLIED)

    def _add(self, correction: Correction, change: AddChange) -> None:
        place = find(self._reading.text, change.place)
        if place is None or place.start == place.end:
            self.note(correction, Outcome.LOST)
            return
        item = Item(
            path=change.path,
            label="",
            title=change.title,
            start=place.start,
            end=place.end,
            deadline=change.deadline,
            lead_units=change.lead,
            support_units=change.support,
        )
        self._items.append(ViewItem(f"a{correction.number}", item, frozenset({"extent"}), correction.number))
        self.note(correction, Outcome.APPLIED)

    def _ignore(self, correction: Correction, change: IgnoreChange) -> None:
        place = find(self._reading.text, change.place)
        for index, one in enumerate(self._problems):
            same = one.problem.kind == change.fault and place is not None
            if (
                same
                and place is not None
                and (one.problem.start, one.problem.end) == (place.start, place.end)
            ):
                self._ignored.append(self._problems.pop(index))
                self.note(correction, Outcome.APPLIED)
                return
        # A fault that is gone from the text needs no ignoring any more.
        self.note(correction, Outcome.SETTLED)

    def _issued(self, correction: Correction, _change: IssuedChange) -> None:
        """The signing day went into the reading; here it is only noted."""
        self.note(correction, Outcome.APPLIED)


def same_time(one: Deadline, other: Deadline) -> bool:
    """Whether two deadlines ask the same, wherever their words stand."""
    return (one.kind, one.start, one.end, one.rule, one.hour) == (
        other.kind,
        other.start,
        other.end,
        other.rule,
        other.hour,
    )


def says_nothing(change: Change) -> bool:
    """Whether a correction sets what stands there already."""
    match change:
        case TitleChange():
            return change.title == change.was
        case UnitsChange():
            return (change.lead, change.support) == (change.was_lead, change.was_support)
        case DeadlineChange():
            return same_time(change.deadline, change.was)
        case _:
            return False


def halves(text: str, item: Item, at: int) -> tuple[Item, Item]:
    """A task cut in two.

    Args:
        text: The whole text.
        item: The task.
        at: The first character of its second half.

    Returns:
        Both halves; a time goes to the half its words stand in, the rest to both.
    """
    times = (item.deadline, *item.other_deadlines)
    late = tuple(time for time in times if time.place is not None and time.place.start >= at)
    early = tuple(time for time in times if time not in late and time.kind is not DeadlineKind.NONE)
    first, second = early or (NO_DEADLINE,), late or early or (NO_DEADLINE,)
    end = at - (len(text[item.start : at]) - len(text[item.start : at].rstrip()))
    start = at + (len(text[at : item.end]) - len(text[at : item.end].lstrip()))
    title = title_of(text[start : item.end])
    return (
        replace(item, end=max(end, item.start + 1), deadline=first[0], other_deadlines=first[1:]),
        replace(item, label="", title=title, start=start, deadline=second[0], other_deadlines=second[1:]),
    )


def joined(one: Item, two: Item) -> Item:
    """Two tasks made one: the first one's name and number, everything both ask."""
    times = [time for time in (one.deadline, *one.other_deadlines, two.deadline, *two.other_deadlines)
             if time.kind is not DeadlineKind.NONE]  # fmt: skip
    kept = list(dict.fromkeys(times)) or [NO_DEADLINE]
    lead = tuple(dict.fromkeys((*one.lead_units, *two.lead_units)))
    support = tuple(
        unit for unit in dict.fromkeys((*one.support_units, *two.support_units)) if unit not in lead
    )
    return replace(
        one,
        start=min(one.start, two.start),
        end=max(one.end, two.end),
        deadline=kept[0],
        other_deadlines=tuple(kept[1:]),
        lead_units=lead,
        support_units=support,
        unit_places=(*one.unit_places, *two.unit_places),
    )
