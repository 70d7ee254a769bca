"""How an upgrade of a pack meets what an office changed: value by value, nothing of the office's lost."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from zhangtu.schema.changes import (
    Change,
    Definition,
    Part,
    as_text,
    check_names,
    difference,
    holder_of,
    part_of,
    subject_of,
)
from zhangtu.schema.leaf_pieces import Leaves, Path
from zhangtu.schema.leaves import ORDER, put_together, take_apart
from zhangtu.schema.specs import ChoiceList, Ledger, Measure, Procedure, Report, Table, Title
from zhangtu.schema.spelling import Spelling, with_live

Spec = TypeVar("Spec", Ledger, Table, ChoiceList, Measure, Report, Procedure)


class Side(StrEnum):
    """Whose wording a conflict takes."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something the office and the pack both changed, differently; a person decides.

    Attributes:
        part: What part of the definition it is about.
        path: Where; the key of the decision.
        subject: What the part is called.
        base: What it was when the pack was last loaded, as text.
        ours: What the office made of it, as text.
        theirs: What the pack makes of it, as text.
        taken: Whose stands in the merged definition; the office's until somebody decides.
    """

    part: Part
    path: Path
    subject: Title
    base: str
    ours: str
    theirs: str
    taken: Side = Side.OURS


@dataclass(frozen=True, slots=True)
class Merge(Generic[Spec]):
    """An upgrade met with an office's changes.

    Attributes:
        spec: The merged definition.
        changes: What it changes in the office's present one.
        conflicts: What both changed; a person decides each.
    """

    spec: Spec
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]


_NOTHING: Mapping[Path, Side] = MappingProxyType({})
_ABSENT = object()
#: Lists merged member by member: the office's with what the pack took out and put in.
_MEMBERWISE = ("columns", "filters", "synonyms", "shared_with", "by", "compare", ORDER)
#: Parts that are never lost: their numbers and codes stand in rows.
_FOR_LIFE = ("fields", "of", "choices")


def three_way(
    base: Spec,
    ours: Spec,
    theirs: Spec,
    decisions: Mapping[Path, Side] = _NOTHING,
    *,
    ledgers: Iterable[Ledger] = (),
    tables: Iterable[Table] = (),
) -> Merge[Spec]:
    """Bring what a pack changed into what an office made of it.

    Args:
        base: What the pack shipped when it was last loaded.
        ours: What is in force.
        theirs: What the pack ships now.
        decisions: Path of a conflict → whose wording to take; the office's where nobody decided.
        ledgers: The other ledgers expressions speak of, so that a field the pack calls otherwise is called
            so in the office's own expressions too.
        tables: The dated tables they speak of.

    Returns:
        The merged definition, with the office's own fields and whatever the pack left alone.
    """
    versions: tuple[Definition, ...] = (ours, theirs, base)
    of_base, *of_others = check_names(base, ours, theirs)
    named = zip(versions, (*of_others, of_base), strict=True)
    plain = [take_apart(one, names) for one, names in named]
    others, looked_up = tuple(ledgers), tuple(tables)
    spellings = [Spelling(one, others, looked_up) for one in versions if isinstance(one, Ledger)]
    stored = [_spelled(leaves, one.stored) for leaves, one in zip(plain, spellings, strict=False)] or plain
    merging = _Merging(stored, plain, decisions)
    result = merging.merged()
    if spellings:
        result = _respelled(_without_twins(result), stored, plain, spellings)
    merged = put_together(result, ours)
    if isinstance(merged, Ledger):
        merged = with_live(merged, others, looked_up)
    found = tuple(merging.conflict(path, subject_of(path, ours, theirs)) for path in merging.taken)
    return Merge(merged, difference(ours, merged), found)


def _is_expression(path: Path) -> bool:
    return (path[0] == "fields" and path[2:] == ("value",)) or (
        path[0] == "checks" and path[2:] == ("forbid",)
    )


def _spelled(leaves: Leaves, spell: Callable[[str], str]) -> Leaves:
    return {path: spell(str(value)) if _is_expression(path) else value for path, value in leaves.items()}


def _without_twins(leaves: Leaves) -> Leaves:
    """An office's field whose name the pack now uses for one of its own gets its number into its name."""
    result, taken = dict(leaves), set[object]()
    for path in sorted(path for path in leaves if path[0] == "fields" and path[2:] == ("name",)):
        name = leaves[path]
        if name and name in taken:
            result[path] = f"{name}_{path[1]}"
        taken.add(result[path])
    return result


def _respelled(
    leaves: Leaves, stored: Sequence[Leaves], plain: Sequence[Leaves], spellings: Sequence[Spelling]
) -> Leaves:
    """Every expression in the words of the version it was taken from, with the names fields have now."""
    names = {
        path[1]: str(name)
        for path, name in leaves.items()
        if path[0] == "fields" and path[2:] == ("name",) and isinstance(path[1], int)
    }
    result = dict(leaves)
    for path, value in leaves.items():
        if not _is_expression(path):
            continue
        at = next(number for number, version in enumerate(stored) if version.get(path) == value)
        result[path] = spellings[at].named(str(plain[at][path]), names)
    return result


class _Merging:
    """The values of three definitions becoming those of one."""

    def __init__(
        self, three: Sequence[Leaves], shown: Sequence[Leaves], decisions: Mapping[Path, Side]
    ) -> None:
        self.ours, self.theirs, self.base = three
        self.shown = shown
        self.decisions = decisions
        #: Path of a conflict → whose wording was taken.
        self.taken: dict[Path, Side] = {}
        self.holders = [
            {holder_of(path) for path in leaves} for leaves in (self.base, self.ours, self.theirs)
        ]

    def conflict(self, path: Path, subject: Title) -> Conflict:
        """What a person has to decide at a path."""
        ours, theirs, base = (as_text(leaves.get(path)) for leaves in self.shown)
        return Conflict(part_of(path), path, subject, base, ours, theirs, self.taken[path])

    def merged(self) -> Leaves:
        """The values of the merged definition."""
        result: Leaves = {}
        for path in dict.fromkeys([*self.ours, *self.theirs]):
            value = self._value(path)
            if value is not _ABSENT:
                result[path] = value
        return result

    def _value(self, path: Path) -> object:
        base, ours, theirs = (leaves.get(path, _ABSENT) for leaves in (self.base, self.ours, self.theirs))
        gone = self._gone(path)
        if gone is not None:
            return ours if gone is Side.OURS else theirs
        if theirs in (ours, base):
            return ours
        if base == ours:
            return theirs
        if path[-1] in _MEMBERWISE and isinstance(ours, tuple) and isinstance(theirs, tuple):
            return _members(base if isinstance(base, tuple) else (), ours, theirs)
        return self._decided(path, ours, theirs)

    def _gone(self, path: Path) -> Side | None:
        """Whose values stand where the whole part is missing on one side."""
        holder = holder_of(path)
        in_base, in_ours, in_theirs = (holder in holders for holders in self.holders)
        if in_ours == in_theirs:
            return None
        if not in_base or _life_of(holder) in _FOR_LIFE:
            return Side.OURS if in_ours else Side.THEIRS
        there = self.ours if in_ours else self.theirs
        unchanged = _below(there, holder) == _below(self.base, holder)
        if unchanged:
            return Side.THEIRS if in_ours else Side.OURS
        side = self.decisions.get(holder, Side.OURS)
        self.taken[holder] = side
        return side

    def _decided(self, path: Path, ours: object, theirs: object) -> object:
        side = self.decisions.get(path, Side.OURS)
        self.taken[path] = side
        return ours if side is Side.OURS else theirs


def _below(leaves: Leaves, holder: Path) -> Leaves:
    return {path: value for path, value in leaves.items() if path[: len(holder)] == holder}


def _life_of(holder: Path) -> str | int:
    return holder[-2] if holder else ""


def _members(base: tuple[Any, ...], ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    """The office's list without what the pack took out and with what it put in, each behind its neighbour."""
    result = [one for one in ours if one in theirs or one not in base]
    for at, one in enumerate(theirs):
        if one in base or one in result:
            continue
        before = next((other for other in reversed(theirs[:at]) if other in result), None)
        result.insert(0 if before is None else result.index(before) + 1, one)
    return tuple(result)
