"""Every table of the room with what of it the journal keeps: one way to add, to amend, to show for replay."""

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

import msgspec
from django.db import models as tables

from zhangtu.journal import hooks
from zhangtu.journal.writing import Act, Change
from zhangtu.people import models


class Register(StrEnum):
    """What the journal calls the room's kinds of things."""

    UNIT = "people.unit"
    UNIT_STATE = "people.unit_state"
    SUCCESSION = "people.succession"
    POST = "people.post"
    POST_STATE = "people.post_state"
    PERSON = "people.person"
    HOLDING = "people.holding"
    DEPUTY = "people.deputy"
    ABSENCE = "people.absence"
    GRANT = "people.grant"
    HANDOVER = "people.handover"
    HANDOVER_ITEM = "people.handover_item"
    SIGNATURE = "people.signature"
    ACCOUNT = "people.account"
    SIGN_IN = "people.sign_in"
    INVITATION = "people.invitation"
    SAMPLE = "people.sample"


@dataclass(frozen=True, slots=True)
class Kept:
    """What the journal keeps of a table.

    Attributes:
        model: The table.
        personal: Columns with values about a person: kept apart, removable.
        digested: Columns that hold secrets: only the SHA-256 of what they hold is kept, so that an exchange
            beside the journal is found and the journal never holds the secret.
        marks: The marks a change of it renews.
    """

    model: type[tables.Model]
    personal: frozenset[str] = frozenset()
    digested: frozenset[str] = frozenset()
    marks: tuple[str, ...] = ("people",)


_TREE = ("units", "people")
KEPT: Mapping[Register, Kept] = {
    Register.UNIT: Kept(models.Unit, marks=_TREE),
    Register.UNIT_STATE: Kept(models.UnitRow, marks=_TREE),
    Register.SUCCESSION: Kept(models.Succession, marks=_TREE),
    Register.POST: Kept(models.Post),
    Register.POST_STATE: Kept(models.PostRow),
    Register.PERSON: Kept(models.Person, personal=frozenset({"name", "phone"})),
    Register.HOLDING: Kept(models.Holding),
    Register.DEPUTY: Kept(models.Deputy),
    Register.ABSENCE: Kept(models.Absence),
    Register.GRANT: Kept(models.Grant),
    Register.HANDOVER: Kept(models.Handover, marks=()),
    Register.HANDOVER_ITEM: Kept(
        models.HandoverItem, personal=frozenset({"title", "note", "reason"}), marks=()
    ),
    Register.SIGNATURE: Kept(models.HandoverSignature, marks=()),
    Register.ACCOUNT: Kept(
        models.Account,
        personal=frozenset({"login", "subject"}),
        digested=frozenset({"password", "code", "second", "recovery", "stamp"}),
    ),
    Register.SIGN_IN: Kept(models.SignIn, personal=frozenset({"address"}), marks=()),
    Register.INVITATION: Kept(models.Invitation, marks=()),
    Register.SAMPLE: Kept(models.Sample),
}

M = TypeVar("M", bound=tables.Model)


def columns(model: type[tables.Model]) -> tuple[str, ...]:
    """The columns of a table the journal keeps: all but its number."""
    fields = model._meta.concrete_fields  # noqa: SLF001  # Django's documented place for what a table is
    return tuple(field.attname for field in fields if not field.primary_key)


def _text(kept: Kept, column: str, value: object) -> str | None:
    """A column's value as the journal keeps it; ``None`` for nothing to keep."""
    if value is None or value == "":
        return None
    if column in kept.digested:
        value = hashlib.sha256(str(value).encode()).hexdigest()
    return msgspec.json.encode(value).decode()


def _write(act: Act, register: Register, row: int, action: str, values: Mapping[str, object]) -> None:
    kept = KEPT[register]
    texts = {column: _text(kept, column, value) or "null" for column, value in values.items()}
    act.write(
        Change(
            register=register,
            row=row,
            action=action,
            values={column: text for column, text in texts.items() if column not in kept.personal},
            personal={column: text for column, text in texts.items() if column in kept.personal},
        )
    )
    _renew(kept.marks)


def _renew(marks: tuple[str, ...]) -> None:
    """Give marks new words, so that nobody goes on with what was worked out before."""
    for name in marks:
        models.Mark.objects.update_or_create(name=name, defaults={"word": secrets.token_hex(16)})


def add(act: Act, register: Register, model: type[M], *, action: str = "create", **values: object) -> M:
    """Store something new, with its entry.

    Args:
        act: The act it belongs to.
        register: What it is.
        model: Its table.
        action: The word of the entry.
        **values: Its columns.

    Returns:
        The stored thing.
    """
    thing = model(**values)
    thing.save(force_insert=True)
    given = {column: getattr(thing, column) for column in columns(model)}
    kept = {column: value for column, value in given.items() if value is not None and value != ""}
    _write(act, register, thing.pk, action, kept)
    return thing


def amend(act: Act, register: Register, thing: tables.Model, action: str, **values: object) -> bool:
    """Change columns of something stored, with an entry; what is the same already is left out.

    Args:
        act: The act it belongs to.
        register: What it is.
        thing: The stored thing, as it is now.
        action: The word of the entry.
        **values: Columns that are to be different.

    Returns:
        Whether anything changed.
    """
    different = {column: value for column, value in values.items() if getattr(thing, column) != value}
    if not different:
        return False
    for column, value in different.items():
        setattr(thing, column, value)
    thing.save(update_fields=list(different))
    _write(act, register, thing.pk, action, different)
    return True


def present(register: str, ids: Sequence[int] | None) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The present state of a register as a replay of its entries gives it.

    Args:
        register: Its name.
        ids: Numbers of the things asked for; ``None`` for all.

    Yields:
        Number, and column → JSON text; what is empty is left out.
    """
    kept = KEPT[Register(register)]
    names = columns(kept.model)
    chosen: tables.QuerySet[tables.Model] = tables.QuerySet(kept.model).order_by("pk")
    if ids is not None:
        chosen = chosen.filter(pk__in=list(ids))
    for thing in chosen.iterator(chunk_size=2000):
        texts: dict[str, Any] = {column: _text(kept, column, getattr(thing, column)) for column in names}
        yield thing.pk, {column: text for column, text in texts.items() if text is not None}


def ours(register: str) -> bool:
    """Whether a register is one of this room's."""
    return register in set(Register)


def clear(now: Act, register: str, row: int, fields: Sequence[str], number: int) -> None:
    """Take values about a person out of the room's tables; the journal has written that it is lawful.

    Args:
        now: The act that removes them.
        register: The register's name.
        row: The thing's number.
        fields: The columns.
        number: The entry that says why.
    """
    del now, number
    kept = KEPT[Register(register)]
    gone = {name: None if name == "login" else "" for name in fields if name in kept.personal}
    if gone:
        chosen: tables.QuerySet[tables.Model] = tables.QuerySet(kept.model)
        chosen.filter(pk=row).update(**gone)
        _renew(kept.marks)


def keep_journal() -> None:
    """Tell the journal which registers are this room's; doing it twice does no harm."""
    hooks.watch("people")
    if all(keeper.matches is not ours for keeper in hooks.KEEPERS):
        hooks.keep(ours, present, clear, always=[register.value for register in Register])
