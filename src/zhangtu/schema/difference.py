"""What differs between two definitions, and how an upgrade meets what an office changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, TypeAlias, TypeVar

from zhangtu.schema.leaves import ORDER, Leaves, Path, put_together, take_apart
from zhangtu.schema.specs import Check, ChoiceList, Ledger, Table, Title

Definition: TypeAlias = Ledger | Table | ChoiceList
Spec = TypeVar("Spec", Ledger, Table, ChoiceList)


class Part(StrEnum):
    """What part of a definition a change is about."""

    #: The ledger, table or list as a whole.
    WHOLE = "whole"
    FIELD = "field"
    CHOICE = "choice"
    CHECK = "check"
    PAGES = "pages"
    #: A row of a dated table.
    ROW = "row"


class Deed(StrEnum):
    """What happened to it."""

    ADDED = "added"
    #: Taken out of use: a field or choice stays as a tombstone.
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs.

    Attributes:
        part: What part of the definition it is about.
        deed: What happened to it.
        path: Where it stands: ``("fields", 3, "title", "zh")``.
        subject: What the part is called: a field, choice or check; the definition itself for the whole.
        before: What it was, as text; empty for nothing.
        after: What it is, as text; empty for nothing.
    """

    part: Part
    deed: Deed
    path: Path
    subject: Title
    before: str = ""
    after: str = ""


class Side(StrEnum):
    """Whose wording a conflict takes."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something the office and the pack both changed, differently; a person decides.

    Attributes:
        path: Where; the key of the decision.
        subject: What the part is called.
        base: What it was when the pack was last loaded, as text.
        ours: What the office made of it, as text.
        theirs: What the pack makes of it, as text.
        taken: Whose stands in the merged definition; the office's until somebody decides.
    """

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
_MEMBERWISE = ("columns", "filters", "synonyms", "shared_with", ORDER)
#: Parts that are never lost: their numbers and codes stand in rows.
_FOR_LIFE = ("fields", "of", "choices")


def difference(old: Definition, new: Definition) -> tuple[Change, ...]:
    """Say what differs between two versions of a definition.

    Args:
        old: The earlier one.
        new: The later one.

    Returns:
        Every change, the whole first, then part by part; empty if and only if both say the same.
    """
    before, after = _aligned(old, new)
    return tuple(_changes(before, after, old, new))


def three_way(base: Spec, ours: Spec, theirs: Spec, decisions: Mapping[Path, Side] = _NOTHING) -> Merge[Spec]:
    """Bring what a pack changed into what an office made of it.

    Args:
        base: What the pack shipped when it was last loaded.
        ours: What is in force.
        theirs: What the pack ships now.
        decisions: Path of a conflict → whose wording to take; the office's where nobody decided.

    Returns:
        The merged definition, with the office's own fields and whatever the pack left alone.
    """
    names = _check_names(base, ours, theirs)
    pairs = zip((base, ours, theirs), names, strict=True)
    merging = _Merging([take_apart(one, name) for one, name in pairs], decisions)
    merged = put_together(merging.merged(), ours)
    found = tuple(merging.conflict(path, _subject(path, ours, theirs)) for path in merging.taken)
    return Merge(merged, difference(ours, merged), found)


class _Merging:
    """The values of three definitions becoming those of one."""

    def __init__(self, three: Sequence[Leaves], decisions: Mapping[Path, Side]) -> None:
        self.base, self.ours, self.theirs = three
        self.decisions = decisions
        #: Path of a conflict → whose wording was taken.
        self.taken: dict[Path, Side] = {}
        self.holders = [{_holder(path) for path in leaves} for leaves in three]

    def conflict(self, path: Path, subject: Title) -> Conflict:
        """What a person has to decide at a path."""
        base, ours, theirs = (_text(leaves.get(path)) for leaves in (self.base, self.ours, self.theirs))
        return Conflict(path, subject, base, ours, theirs, self.taken[path])

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
        holder = _holder(path)
        in_base, in_ours, in_theirs = (holder in holders for holders in self.holders)
        if in_ours == in_theirs:
            return None
        if not in_base or _part_of(holder) in _FOR_LIFE:
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


def _holder(path: Path) -> Path:
    """The part a value belongs to: a field, a choice, a check, a row; the empty path for the whole."""
    if path[0] == "fields":
        return path[:4] if len(path) > 4 and path[2] == "of" else path[:2]
    if path[0] in {"checks", "choices", "rows"} and path[1] != ORDER:
        return path[:2]
    return ()


def _part_of(holder: Path) -> str | int:
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


def _check_names(*definitions: Definition) -> list[list[str]]:
    """Names for the checks of versions: a check is the same while its test or its sentence stayed."""
    first = [one for one in definitions if isinstance(one, Ledger)]
    names: list[list[str]] = [[check.forbid for check in ledger.checks] for ledger in first[:1]]
    for ledger in first[1:]:
        names.append(_names_like(first[0].checks, names[0], ledger.checks))
    return names or [[] for _ in definitions]


def _names_like(known: Sequence[Check], names: Sequence[str], checks: Sequence[Check]) -> list[str]:
    by_test = {check.forbid: name for check, name in zip(known, names, strict=True)}
    by_sentence = {check.say.zh: name for check, name in zip(known, names, strict=True)}
    taken = {by_test[check.forbid] for check in checks if check.forbid in by_test}
    found = []
    for check in checks:
        name = by_test.get(check.forbid) or by_sentence.get(check.say.zh, check.forbid)
        if check.forbid not in by_test:
            name = check.forbid if name in taken else name
            taken.add(name)
        found.append(name)
    return found


def _aligned(old: Definition, new: Definition) -> tuple[Leaves, Leaves]:
    before, after = _check_names(old, new)
    return take_apart(old, before), take_apart(new, after)


def _changes(before: Leaves, after: Leaves, old: Definition, new: Definition) -> Iterator[Change]:
    holders = [{_holder(path) for path in leaves} for leaves in (before, after)]
    told: set[Path] = set()
    for path in sorted(before | after, key=_sorting):
        holder = _holder(path)
        one, two = before.get(path), after.get(path)
        if (path in before) == (path in after) and one == two:
            continue
        if all(holder in held for held in holders):
            if not _only_members(path, one, two):
                deed = _deed(path, one)
                yield Change(_part(path), deed, path, _subject(path, new, old), _text(one), _text(two))
        elif holder not in told:
            told.add(holder)
            deed = Deed.ADDED if holder in holders[1] else Deed.REMOVED
            yield Change(_part(path), deed, holder, _subject(path, new, old))


def _only_members(path: Path, before: object, after: object) -> bool:
    """Whether an order differs only by what was added or removed, which is told anyway."""
    if path[-1] != ORDER or not isinstance(before, tuple) or not isinstance(after, tuple):
        return False
    return [one for one in before if one in after] == [one for one in after if one in before] and set(
        before
    ) != set(after)


def _deed(path: Path, before: object) -> Deed:
    return Deed.REMOVED if path[-1] == "removed" and before is None else Deed.CHANGED


def _part(path: Path) -> Part:
    if path[0] == "fields":
        return Part.CHOICE if len(path) > 3 and path[2] == "of" else Part.FIELD
    parts = {"choices": Part.CHOICE, "checks": Part.CHECK, "rows": Part.ROW, "pages": Part.PAGES}
    return parts.get(str(path[0]), Part.WHOLE)


def _sorting(path: Path) -> tuple[bool, str, int, tuple[str, ...]]:
    number = path[1] if len(path) > 1 and isinstance(path[1], int) else 0
    inside = path[0] in {"fields", "checks", "pages", "rows", "choices"}
    return inside, str(path[0]), number, tuple(map(str, path))


def _subject(path: Path, *definitions: Definition) -> Title:
    """What the part is called, in the first definition that has it; else what the definition is called."""
    for definition in definitions:
        title = _called(path, definition)
        if title is not None and title.zh:
            return title
    return definitions[0].title


def _called(path: Path, definition: Definition) -> Title | None:
    if path[0] == "rows" and path[1] != ORDER:
        return Title(str(path[1]))
    if isinstance(definition, ChoiceList):
        return next((one.title for one in definition.choices if path[:2] == ("choices", one.code)), None)
    if isinstance(definition, Table):
        return None
    field = next((one for one in definition.fields if path[:2] == ("fields", one.no)), None)
    if field is not None:
        choices = field.of if path[2:3] == ("of",) else ()
        return next((one.title for one in choices if path[3:4] == (one.code,)), field.title)
    return next((one.say for one in definition.checks if path[:2] == ("checks", one.forbid)), None)


def _text(value: object) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, tuple):
        return ", ".join(_text(one) for one in value)
    return "yes" if value is True else str(value)
