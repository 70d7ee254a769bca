"""The view of a document after corrections: its tasks and faults, each with a name that lasts. Pure."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from zhangtu.kernel.problems import Problem
from zhangtu.plans.changes import Correction
from zhangtu.plans.matching import Anchor, own_words, quote
from zhangtu.reading.model import Item, Reading, Span


class Outcome(StrEnum):
    """What became of a correction in the present version."""

    #: It was applied.
    APPLIED = "applied"
    #: The text now says the same by itself.
    SETTLED = "settled"
    #: Its task, fault or words were not found again.
    LOST = "lost"
    #: The newer version says something else than what was corrected.
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A correction that no longer fits by itself.

    Attributes:
        correction: The correction.
        outcome: ``LOST`` or ``DIFFERS``.
        key: The task it most likely means, if there is one.
    """

    correction: Correction
    outcome: Outcome
    key: str | None = None


@dataclass(frozen=True, slots=True)
class ViewItem:
    """A task as it stands after the corrections.

    Attributes:
        key: Its name within the view; the same as long as its own words, number and headings are.
        item: The task.
        changed: Which of its values a person set: ``title``, ``units``, ``deadline``, ``extent``.
        made_by: The number of the correction that put it on the list; None for the reader's own.
    """

    key: str
    item: Item
    changed: frozenset[str] = frozenset()
    made_by: int | None = None


@dataclass(frozen=True, slots=True)
class ViewProblem:
    """A fault with its name within the view."""

    key: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class View:
    """What the document asks after the corrections.

    Attributes:
        reading: The reading of the corrected text.
        items: The tasks, in the order of the text.
        problems: The faults nobody took for none.
        ignored: The faults somebody did.
        mends: Where corrected words stand now, by the number of their correction.
        outcomes: What became of each correction in force.
        conflicts: Those that no longer fit.
        corrections: The whole list, withdrawn ones included.
    """

    reading: Reading
    items: tuple[ViewItem, ...]
    problems: tuple[ViewProblem, ...]
    ignored: tuple[ViewProblem, ...]
    mends: dict[int, Span] = field(default_factory=dict)
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def item(self, key: str) -> ViewItem | None:
        """The task of this name, if it is there."""
        return next((one for one in self.items if one.key == key), None)

    def problem(self, key: str) -> ViewProblem | None:
        """The open fault of this name, if it is there."""
        return next((one for one in self.problems if one.key == key), None)


def anchor_of(text: str, one: ViewItem) -> Anchor:
    """A task remembered so that it can be found in a later text."""
    item = one.item
    return Anchor(one.key, item.path, item.label, own_words(text, item.start, item.end), item.start)


def keyed_items(reading: Reading) -> tuple[ViewItem, ...]:
    """The reader's tasks, each with its key; equal ones are counted off."""
    marks = [
        "\n".join((*item.path, item.label, own_words(reading.text, item.start, item.end)))
        for item in reading.items
    ]
    return tuple(ViewItem(key, item) for key, item in zip(_keys("t", marks), reading.items, strict=True))


def keyed_problems(reading: Reading) -> tuple[ViewProblem, ...]:
    """The reader's faults, each with its key; equal ones are counted off."""
    places = [quote(reading.text, one.start, one.end) for one in reading.problems]
    marks = [
        f"{one.kind}\n{place.before}\n{place.words}\n{place.after}"
        for one, place in zip(reading.problems, places, strict=True)
    ]
    return tuple(ViewProblem(key, one) for key, one in zip(_keys("f", marks), reading.problems, strict=True))


def _keys(letter: str, marks: Iterable[str]) -> list[str]:
    seen: Counter[str] = Counter()
    keys = []
    for mark in marks:
        digest = hashlib.sha256(mark.encode("utf-8", "surrogatepass")).hexdigest()[:10]
        seen[digest] += 1
        keys.append(f"{letter}{digest}" if seen[digest] == 1 else f"{letter}{digest}-{seen[digest]}")
    return keys
