"""Values of cells in words and as they are kept."""

from typing import Any
from uuid import UUID

import msgspec

from zhangtu.ledgers import queries
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.schema.specs import Field
from zhangtu.schema.types import TYPES


class Words:
    """Says values in a language, to somebody; rows, units, posts and people by what they are called."""

    def __init__(self, scope: Scope, language: str) -> None:
        self.language = language
        self._scope = scope
        self._rows: dict[UUID, str] = {}

    def of_row(self, spec: Field, value: Any) -> str:
        """A value of a row in words.

        Args:
            spec: Its field.
            value: The value as ``RowView`` has it.

        Returns:
            Words.
        """
        if spec.type in ("reference", "unit", "post", "person"):
            several = value if isinstance(value, tuple | list) else (value,)
            return "、".join(self._named(spec.type, one) for one in several)
        return TYPES[spec.type].show(value, spec, self.language)

    def plain_of_row(self, spec: Field, value: Any) -> Any:
        """A value of a row as it is kept with an answer: rows by uid, all else as its type stores it."""
        if spec.type == "reference":
            several = isinstance(value, tuple | list)
            return [str(one) for one in value] if several else str(value)
        return plain_of(spec, value)

    def _named(self, kind: str, value: Any) -> str:
        if kind == "reference":
            return self._row(value)
        if kind == "unit":
            return people.name_on(int(value))
        if kind == "post":
            states = people.post_states(int(value))
            return states[-1].name if states else ""
        person = people.person(int(value))
        return "" if person is None else person.name

    def _row(self, uid: UUID) -> str:
        if uid not in self._rows:
            try:
                self._rows[uid] = queries.row(uid, self._scope).title
            except LedgerError:
                self._rows[uid] = "—"
        return self._rows[uid]


def plain_of(spec: Field, value: Any) -> Any:
    """A value as its type stores it, as plain JSON."""
    return msgspec.json.decode(TYPES[spec.type].stored(value))


def shown(spec: Field, value: Any, words: Words) -> str:
    """A value that was typed, in words."""
    return TYPES[spec.type].show(value, spec, words.language)


def said(spec: Field, plain: Any, language: str) -> str:
    """A kept value in words, for types that name no others.

    Args:
        spec: Its field.
        plain: The value as kept.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        Words.
    """
    kind = TYPES[spec.type]
    return kind.show(kind.loaded(plain), spec, language)
