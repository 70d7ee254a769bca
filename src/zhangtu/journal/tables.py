"""Tables of a room kept in the journal: one way to add, to amend, to show for replay, to clear."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypeVar

import msgspec
from django.db import models

from zhangtu.journal import hooks
from zhangtu.journal.writing import Act, Change

M = TypeVar("M", bound=models.Model)
#: Lines in one statement.
_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """What the journal keeps of a table.

    Attributes:
        register: The name of its register, for life.
        model: The table; a thing's number is that of its line.
        personal: Columns with values about a person: kept apart, removable.
        digested: Columns that hold secrets: only the SHA-256 of what they hold is kept.
    """

    register: str
    model: type[models.Model]
    personal: frozenset[str] = frozenset()
    digested: frozenset[str] = frozenset()


class Tables:
    """The tables of one room; nothing of them is written but with its entry.

    Args:
        room: The label of the room's Django app.
        kept: Its tables.
    """

    def __init__(self, room: str, kept: Sequence[Kept]) -> None:
        self._room = room
        self._by_model = {each.model: each for each in kept}
        self._by_name = {each.register: each for each in kept}

    def add(self, now: Act, model: type[M], *, action: str = "create", **values: object) -> M:
        """Store something new, with its entry.

        Args:
            now: The act it belongs to.
            model: Its table.
            action: The word of the entry.
            **values: Its columns.

        Returns:
            The stored thing.
        """
        return self.add_many(now, model, [values], action=action)[0]

    def add_many(
        self, now: Act, model: type[M], lines: Sequence[Mapping[str, object]], *, action: str = "create"
    ) -> list[M]:
        """Store many new things, an entry each.

        Args:
            now: The act they belong to.
            model: Their table.
            lines: The columns of each.
            action: The word of the entries.

        Returns:
            The stored things in the same order.
        """
        kept = self._by_model[model]
        things = [model(**values) for values in lines]
        if len(things) == 1:
            things[0].save(force_insert=True)
        else:
            chosen: models.QuerySet[M] = models.QuerySet(model)
            chosen.bulk_create(things, batch_size=_AT_ONCE)
        now.write_many([_change(kept, thing, action, _columns(model), whole=True) for thing in things])
        return things

    def amend(self, now: Act, thing: models.Model, action: str, **values: object) -> bool:
        """Change columns of something stored, with an entry; what is the same already is left out.

        Args:
            now: The act it belongs to.
            thing: The stored thing, as it is now.
            action: The word of the entry.
            **values: Columns that are to be different.

        Returns:
            Whether anything changed.
        """
        different = {name: value for name, value in values.items() if getattr(thing, name) != value}
        if not different:
            return False
        for name, value in different.items():
            setattr(thing, name, value)
        thing.save(update_fields=list(different))
        kept = self._by_model[type(thing)]
        now.write(_change(kept, thing, action, tuple(different), whole=False))
        return True

    def keep(self) -> None:
        """Tell the journal which registers are the room's; doing it twice does no harm."""
        hooks.watch(self._room)
        if all(keeper.matches != self.ours for keeper in hooks.KEEPERS):
            hooks.keep(self.ours, self.present, self.clear, always=list(self._by_name))

    def ours(self, register: str) -> bool:
        """Whether a register is one of the room's."""
        return register in self._by_name

    def present(self, register: str, ids: Sequence[int] | None) -> Iterator[tuple[int, Mapping[str, str]]]:
        """The present state of a register as a replay of its entries gives it.

        Args:
            register: Its name.
            ids: Numbers of the things asked for; ``None`` for all.

        Yields:
            Number, and column → JSON text; what is empty is left out.
        """
        kept = self._by_name[register]
        names = _columns(kept.model)
        chosen: models.QuerySet[models.Model] = models.QuerySet(kept.model).order_by("pk")
        if ids is not None:
            chosen = chosen.filter(pk__in=list(ids))
        for thing in chosen.iterator(chunk_size=2000):
            texts = {name: _text(kept, name, getattr(thing, name)) for name in names}
            yield thing.pk, {name: text for name, text in texts.items() if text is not None}

    def clear(self, now: Act, register: str, row: int, fields: Sequence[str], number: int) -> None:
        """Take values about a person out of the room's tables; the journal has written that it is lawful.

        Args:
            now: The act that removes them.
            register: The register's name.
            row: The thing's number.
            fields: The columns.
            number: The entry that says why.
        """
        del now, number
        kept = self._by_name[register]
        gone = dict.fromkeys(kept.personal.intersection(fields), "")
        if gone:
            chosen: models.QuerySet[models.Model] = models.QuerySet(kept.model)
            chosen.filter(pk=row).update(**gone)


def _columns(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of a table the journal keeps: all but its number."""
    fields = model._meta.concrete_fields  # noqa: SLF001  # Django's documented place for what a table is
    return tuple(field.attname for field in fields if not field.primary_key)


def _text(kept: Kept, name: str, value: object) -> str | None:
    """A column's value as the journal keeps it; ``None`` for nothing to keep.

    Keys are sorted and moments said in UTC: that is how they come back from either database.
    """
    if value is None or value == "":
        return None
    if name in kept.digested:
        value = hashlib.sha256(str(value).encode()).hexdigest()
    if isinstance(value, datetime):
        value = value.astimezone(UTC)
    return msgspec.json.encode(value, order="sorted").decode()


def _change(kept: Kept, thing: models.Model, action: str, names: Sequence[str], *, whole: bool) -> Change:
    """The entry of a line that was just written: its columns, those about persons apart."""
    texts = {name: _text(kept, name, getattr(thing, name)) for name in names}
    given = {name: text or "null" for name, text in texts.items() if text is not None or not whole}
    return Change(
        register=kept.register,
        row=thing.pk,
        action=action,
        values={name: text for name, text in given.items() if name not in kept.personal},
        personal={name: text for name, text in given.items() if name in kept.personal},
    )
