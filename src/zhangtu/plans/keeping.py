"""What the journal keeps of the room's tables, and its answers when the journal asks what stands there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import msgspec
from django.db import models as tables

from zhangtu.journal import hooks
from zhangtu.journal.writing import Act, Change
from zhangtu.plans.models import Adoption, Decision, Document, Entry, Variant, Version


class Register(StrEnum):
    """What the journal calls the room's kinds of things; a thing's number is that of its line."""

    DOCUMENT = "plans.document"
    VERSION = "plans.version"
    ENTRY = "plans.entry"
    ADOPTION = "plans.adoption"
    DECISION = "plans.decision"
    VARIANT = "plans.variant"


@dataclass(frozen=True, slots=True)
class Kept:
    """What the journal keeps of a table.

    Attributes:
        model: The table.
        personal: Columns with values about a person: kept apart, removable.
    """

    model: type[tables.Model]
    personal: frozenset[str]


KEPT: Mapping[Register, Kept] = {
    Register.DOCUMENT: Kept(Document, frozenset({"made_by", "moved_by"})),
    Register.VERSION: Kept(Version, frozenset({"who"})),
    Register.ENTRY: Kept(Entry, frozenset({"who"})),
    Register.ADOPTION: Kept(Adoption, frozenset()),
    Register.DECISION: Kept(Decision, frozenset()),
    Register.VARIANT: Kept(Variant, frozenset()),
}
_REGISTERS = {kept.model: register for register, kept in KEPT.items()}


def columns(model: type[tables.Model]) -> tuple[str, ...]:
    """The columns the journal keeps of a table: all but its number."""
    fields = model._meta.concrete_fields  # noqa: SLF001  # Django's documented place for what a table is
    return tuple(field.attname for field in fields if not field.primary_key)


def _text(value: object) -> str | None:
    """A column's value as the journal keeps it; ``None`` for nothing to keep.

    Keys are sorted and moments said in UTC: that is how they come back from either database.
    """
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        value = value.astimezone(UTC)
    return msgspec.json.encode(value, order="sorted").decode()


def written(thing: tables.Model, action: str, names: Sequence[str] = ()) -> Change:
    """What the journal is to hold of a line that was just written.

    Args:
        thing: The line, as it is now.
        action: One word for what was done.
        names: The columns that changed; none for a new line.

    Returns:
        The change, values about persons apart.
    """
    register = _REGISTERS[type(thing)]
    texts = {name: _text(getattr(thing, name)) for name in names or columns(type(thing))}
    given = {name: text or "null" for name, text in texts.items() if text is not None or names}
    personal = KEPT[register].personal
    return Change(
        register=register,
        row=thing.pk,
        action=action,
        values={name: text for name, text in given.items() if name not in personal},
        personal={name: text for name, text in given.items() if name in personal},
    )


def present(register: str, ids: Sequence[int] | None) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The present state of a register as a replay of its entries gives it.

    Args:
        register: Its name.
        ids: Numbers of the things asked for; ``None`` for all.

    Yields:
        Number, and column → JSON text; what is empty is left out.
    """
    model = KEPT[Register(register)].model
    names = columns(model)
    chosen: tables.QuerySet[tables.Model] = tables.QuerySet(model).order_by("pk")
    if ids is not None:
        chosen = chosen.filter(pk__in=list(ids))
    for thing in chosen.iterator(chunk_size=2000):
        texts = {name: _text(getattr(thing, name)) for name in names}
        yield thing.pk, {name: text for name, text in texts.items() if text is not None}


def clear(now: Act, register: str, row: int, fields: Sequence[str], number: int) -> None:
    """Take names of persons out of the room's tables; the journal has written that it is lawful.

    Args:
        now: The act that removes them.
        register: The register's name.
        row: The thing's number.
        fields: The columns.
        number: The entry that says why.
    """
    del now, number
    kept = KEPT[Register(register)]
    gone = dict.fromkeys(kept.personal.intersection(fields), "")
    if gone:
        chosen: tables.QuerySet[tables.Model] = tables.QuerySet(kept.model)
        chosen.filter(pk=row).update(**gone)


def ours(register: str) -> bool:
    """Whether a register is one of this room's."""
    return register in set(Register)


def keep_journal() -> None:
    """Tell the journal which registers are this room's; doing it twice does no harm."""
    if all(keeper.matches is not ours for keeper in hooks.KEEPERS):
        hooks.keep(ours, present, clear, always=[register.value for register in Register])
