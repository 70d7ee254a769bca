"""What differs between two versions of a definition, as typed changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from zhangtu.schema.leaf_pieces import Leaves, Path
from zhangtu.schema.leaves import ORDER, take_apart
from zhangtu.schema.specs import Check, ChoiceList, Ledger, Measure, Procedure, Report, Spec, Table, Title

Definition: TypeAlias = Spec


class Part(StrEnum):
    """What part of a definition a change is about."""

    #: The definition as a whole.
    WHOLE = "whole"
    FIELD = "field"
    CHOICE = "choice"
    CHECK = "check"
    PAGES = "pages"
    #: A row of a dated table.
    ROW = "row"
    #: Of a report: a column, something entered, a paragraph.
    COLUMN = "column"
    ENTERED = "entered"
    TEXT = "text"
    #: Of a procedure: a step, a move, a limit, the ladder.
    STEP = "step"
    MOVE = "move"
    LIMIT = "limit"
    LADDER = "ladder"


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


#: Parts of parts, each with a name or number of its own.
_APART = frozenset({"checks", "choices", "rows", "columns", "enter", "text", "steps", "moves", "limits"})


def holder_of(path: Path) -> Path:
    """The part a value belongs to: a field, a choice, a check, a row; the empty path for the whole."""
    if path[0] == "fields":
        return path[:4] if len(path) > 4 and path[2] == "of" else path[:2]
    if path[0] in _APART and len(path) > 1 and path[1] != ORDER:
        return path[:2]
    return ()


def check_names(*definitions: Definition) -> list[list[str]]:
    """Names for the checks of versions: a check is the same while its test or its sentence stayed."""
    first = [one for one in definitions if isinstance(one, Ledger | Report)]
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
    before, after = check_names(old, new)
    return take_apart(old, before), take_apart(new, after)


def _changes(before: Leaves, after: Leaves, old: Definition, new: Definition) -> Iterator[Change]:
    holders = [{holder_of(path) for path in leaves} for leaves in (before, after)]
    told: set[Path] = set()
    for path in sorted(before | after, key=_sorting):
        holder = holder_of(path)
        one, two = before.get(path), after.get(path)
        if (path in before) == (path in after) and one == two:
            continue
        if all(holder in held for held in holders):
            if not _only_members(path, one, two):
                deed = _deed(path, one)
                yield Change(
                    part_of(path), deed, path, subject_of(path, new, old), as_text(one), as_text(two)
                )
        elif holder not in told:
            told.add(holder)
            deed = Deed.ADDED if holder in holders[1] else Deed.REMOVED
            yield Change(part_of(path), deed, holder, subject_of(path, new, old))


def _only_members(path: Path, before: object, after: object) -> bool:
    """Whether an order differs only by what was added or removed, which is told anyway."""
    if path[-1] != ORDER or not isinstance(before, tuple) or not isinstance(after, tuple):
        return False
    return [one for one in before if one in after] == [one for one in after if one in before] and set(
        before
    ) != set(after)


def _deed(path: Path, before: object) -> Deed:
    return Deed.REMOVED if path[-1] == "removed" and before is None else Deed.CHANGED


def part_of(path: Path) -> Part:
    """The part of a definition a value or a whole part belongs to."""
    if path[0] == "fields":
        return Part.CHOICE if len(path) > 3 and path[2] == "of" else Part.FIELD
    return Part.WHOLE if len(path) == 1 else _PARTS.get(str(path[0]), Part.WHOLE)


_PARTS: Mapping[str, Part] = {
    "choices": Part.CHOICE,
    "checks": Part.CHECK,
    "rows": Part.ROW,
    "pages": Part.PAGES,
    "columns": Part.COLUMN,
    "enter": Part.ENTERED,
    "text": Part.TEXT,
    "steps": Part.STEP,
    "moves": Part.MOVE,
    "limits": Part.LIMIT,
    "ladder": Part.LADDER,
}


def _sorting(path: Path) -> tuple[bool, str, int, tuple[str, ...]]:
    number = path[1] if len(path) > 1 and isinstance(path[1], int) else 0
    inside = path[0] in {"fields", "pages", *_APART} and len(path) > 1
    return inside, str(path[0]), number, tuple(map(str, path))


def subject_of(path: Path, *definitions: Definition) -> Title:
    """What the part is called, in the first definition that has it; else what the definition is called."""
    for definition in definitions:
        title = _called(path, definition)
        if title is not None and title.zh:
            return title
    return definitions[0].title


def _called(path: Path, definition: Definition) -> Title | None:
    if path[0] == "rows" and len(path) > 1 and path[1] != ORDER:
        return Title(str(path[1]))
    if isinstance(definition, ChoiceList):
        return next((one.title for one in definition.choices if path[:2] == ("choices", one.code)), None)
    if isinstance(definition, Table | Measure):
        return None
    if isinstance(definition, Report | Procedure):
        named = _parts_of_report(definition) if isinstance(definition, Report) else _parts_of(definition)
        return named.get(path[:2]) or _paragraph(path)
    field = next((one for one in definition.fields if path[:2] == ("fields", one.no)), None)
    if field is not None:
        choices = field.of if path[2:3] == ("of",) else ()
        return next((one.title for one in choices if path[3:4] == (one.code,)), field.title)
    return next((one.say for one in definition.checks if path[:2] == ("checks", one.forbid)), None)


def _paragraph(path: Path) -> Title | None:
    """A paragraph is called by its number."""
    return Title(str(path[1]), str(path[1])) if path[0] == "text" and len(path) > 1 else None


def _parts_of_report(report: Report) -> dict[Path, Title]:
    """What a column, an entered field or a check of a report is called."""
    named: dict[Path, Title] = {("columns", one.name): one.title or Title(one.name) for one in report.columns}
    named |= {("enter", one.name): one.title for one in report.enter}
    return named | {("checks", one.forbid): one.say for one in report.checks}


def _parts_of(procedure: Procedure) -> dict[Path, Title]:
    """What a step, a move or a limit is called."""
    named: dict[Path, Title] = {("steps", one.name): one.title for one in procedure.steps}
    named |= {("moves", one.name): one.title for one in procedure.moves}
    return named | {("limits", one.name): one.title for one in procedure.limits}


def as_text(value: object) -> str:
    """A value of a definition as people read it; nothing, no and empty lists are empty."""
    if value is None or value is False:
        return ""
    if isinstance(value, tuple):
        return ", ".join(said for one in value if (said := as_text(one)))
    return "yes" if value is True else str(value)
