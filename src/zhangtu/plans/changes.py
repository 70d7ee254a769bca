"""The kinds of correction a person can make, as plain values, and how they are kept as JSON. Pure."""

import types
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from zhangtu.plans.matching import Anchor, Quote
from zhangtu.reading.model import Deadline, Duration, Recurrence, Span


class Kind(StrEnum):
    """What a correction does; kept with it as a word."""

    #: Words of the text replaced by others.
    MEND = "mend"
    #: The day the document was signed, stated or taken back.
    ISSUED = "issued"
    #: What a task is called.
    TITLE = "title"
    #: Who answers for a task and who helps.
    UNITS = "units"
    #: By when a task is to be done.
    DEADLINE = "deadline"
    #: One task made two.
    SPLIT = "split"
    #: Two neighbouring tasks made one.
    MERGE = "merge"
    #: This is no task.
    DROP = "drop"
    #: A task the reader did not see.
    ADD = "add"
    #: A fault that is none.
    IGNORE = "ignore"
    #: An earlier correction taken back.
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class MendChange:
    """Replace words of the text; ``fault`` is the kind of problem it mends, if it came from one."""

    old: Quote
    new: str
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class IssuedChange:
    """Take this as the signing day; None is the document's own word."""

    issued: date | None
    was: date | None


@dataclass(frozen=True, slots=True)
class TitleChange:
    """Call a task so."""

    anchor: Anchor
    title: str
    was: str


@dataclass(frozen=True, slots=True)
class UnitsChange:
    """Give a task to these units."""

    anchor: Anchor
    lead: tuple[str, ...]
    support: tuple[str, ...]
    was_lead: tuple[str, ...]
    was_support: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeadlineChange:
    """Give a task this time."""

    anchor: Anchor
    deadline: Deadline
    was: Deadline


@dataclass(frozen=True, slots=True)
class SplitChange:
    """Cut a task in two at a place between two characters."""

    anchor: Anchor
    at: Quote


@dataclass(frozen=True, slots=True)
class MergeChange:
    """Make one task of a task and the one behind it."""

    anchor: Anchor
    other: Anchor


@dataclass(frozen=True, slots=True)
class DropChange:
    """Take a task off the list; ``title`` is kept for the record."""

    anchor: Anchor
    title: str


@dataclass(frozen=True, slots=True)
class AddChange:
    """Put a stretch of the text on the list."""

    place: Quote
    title: str
    path: tuple[str, ...]
    lead: tuple[str, ...]
    support: tuple[str, ...]
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class IgnoreChange:
    """Take a fault for none."""

    fault: str
    place: Quote


@dataclass(frozen=True, slots=True)
class WithdrawChange:
    """Take back an earlier correction, named beside this value."""


Change = (
    MendChange
    | IssuedChange
    | TitleChange
    | UnitsChange
    | DeadlineChange
    | SplitChange
    | MergeChange
    | DropChange
    | AddChange
    | IgnoreChange
    | WithdrawChange
)

#: Which value belongs to which kind.
VALUES: dict[Kind, type[Change]] = {
    Kind.MEND: MendChange,
    Kind.ISSUED: IssuedChange,
    Kind.TITLE: TitleChange,
    Kind.UNITS: UnitsChange,
    Kind.DEADLINE: DeadlineChange,
    Kind.SPLIT: SplitChange,
    Kind.MERGE: MergeChange,
    Kind.DROP: DropChange,
    Kind.ADD: AddChange,
    Kind.IGNORE: IgnoreChange,
    Kind.WITHDRAW: WithdrawChange,
}
KINDS: dict[type[Change], Kind] = {value: kind for kind, value in VALUES.items()}


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of a document's list of corrections.

    Attributes:
        number: Its number within the document, from 1.
        change: What it does.
        who: The name the person gave.
        at: When it was recorded, UTC.
        version: The version of the document it was made on.
        withdraws: The number of the earlier correction it takes back or replaces, if any.
    """

    number: int
    change: Change
    who: str
    at: datetime
    version: int
    withdraws: int | None = None

    @property
    def kind(self) -> Kind:
        """Its kind."""
        return KINDS[type(self.change)]


def standing(corrections: tuple[Correction, ...]) -> frozenset[int]:
    """The numbers of the entries that nothing standing takes back, withdrawals included.

    Withdrawing a withdrawal brings the first correction back.
    """
    gone: set[int] = set()
    for correction in reversed(corrections):
        if correction.withdraws is not None and correction.number not in gone:
            gone.add(correction.withdraws)
    return frozenset(one.number for one in corrections) - gone


def in_force(corrections: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """The corrections that still hold: neither withdrawn nor themselves a mere withdrawal."""
    live = standing(corrections)
    return tuple(one for one in corrections if one.number in live and one.kind is not Kind.WITHDRAW)


_NAMED: dict[str, type] = {
    kind.__name__: kind for kind in (*VALUES.values(), Anchor, Quote, Deadline, Recurrence, Duration, Span)
}


def to_json(value: object) -> Any:
    """A change as values JSON can hold; ``from_json`` is its exact inverse."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {part.name: to_json(getattr(value, part.name)) for part in fields(value)}
        return {"is": type(value).__name__, **named}
    if isinstance(value, tuple):
        return [to_json(part) for part in value]
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def from_json(value: Any, wanted: Any = None) -> Any:
    """The change kept as JSON values.

    Args:
        value: What ``to_json`` gave.
        wanted: The type to make of it; None for a value that names its own.

    Returns:
        The value with its types.

    Raises:
        KeyError: The value names a type that is no part of a change.
    """
    if isinstance(value, dict):
        kind = _NAMED[value["is"]]
        hints = _hints(kind)
        return kind(**{name: from_json(part, hints[name]) for name, part in value.items() if name != "is"})
    if isinstance(value, list):
        inner = get_args(wanted)[0] if get_origin(wanted) is tuple else None
        return tuple(from_json(part, inner) for part in value)
    return _plain(value, wanted)


_MAKERS: dict[type, Callable[[str], Any]] = {date: date.fromisoformat, time: time.fromisoformat}


def _plain(value: Any, wanted: Any) -> Any:
    """A text as the date, time of day or word of a list that it stands for."""
    if not isinstance(value, str):
        return value
    options = get_args(wanted) if get_origin(wanted) in {Union, types.UnionType} else (wanted,)
    for option in options:
        if option in _MAKERS:
            return _MAKERS[option](value)
        if isinstance(option, type) and issubclass(option, StrEnum):
            return option(value)
    return value
