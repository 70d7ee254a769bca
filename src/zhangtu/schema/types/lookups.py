"""Fields that name a row, a person, a post or a unit."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

import msgspec

from zhangtu.kernel.expressions.kinds import Kind
from zhangtu.schema.specs import Field
from zhangtu.schema.types.blank import SHEET_ERRORS, words_of
from zhangtu.schema.types.face import FieldType, Looking, Read, Reader, Target, refused
from zhangtu.schema.types.faults import FieldFault

_LONGEST: Final = 500
#: Words looked up are remembered while one file is read: the same village stands in thousands of rows.
_REMEMBERED: Final = 10_000
_MARKS: Final = "、,，;；/／\n"


class Lookup(FieldType):
    """A number of the store, found by ``uid``, key, name or code; with ``many``, several of them."""

    expression_type: ClassVar[Kind | None] = Kind.ROW
    options: ClassVar[Mapping[str, str]] = {"many": "`yes` for several, with 、 between them"}
    reads_back: ClassVar[bool] = False
    target: ClassVar[Target]

    def reader(self, field: Field, looking: Looking) -> Reader:
        """Prepare to read; see the face."""
        remembered: dict[str, int | tuple[int, ...] | Read] = {}
        many = field.options.get("many") == "yes"

        def read(given: Any) -> int | tuple[int, ...] | Read | None:
            if type(given) is str:
                found = remembered.get(given)
                if found is not None:
                    return found
            fresh = self._several(given, field, looking) if many else self._one(given, field, looking)
            if isinstance(given, str) and fresh is not None:
                if len(remembered) >= _REMEMBERED:
                    remembered.clear()
                remembered[given] = fresh
            return fresh

        return read

    def _one(self, given: object, field: Field, looking: Looking) -> int | Read | None:
        words = words_of(given)
        if not words:
            return None if words is not None else refused(field, FieldFault.WRONG_KIND)
        return self._find(words, field, looking)

    def _find(self, words: str, field: Field, looking: Looking) -> int | Read:
        if words in SHEET_ERRORS:
            return refused(field, FieldFault.SHEET_ERROR)
        if len(words) > _LONGEST:
            return refused(field, FieldFault.NOT_FOUND)
        found = looking.find(self.target, field.target if self.target is Target.ROW else "", words)
        if len(found) == 1:
            return found[0]
        if found:
            return refused(field, FieldFault.SEVERAL_FOUND, count=len(found))
        return refused(field, FieldFault.NOT_FOUND)

    def _several(self, given: object, field: Field, looking: Looking) -> tuple[int, ...] | Read | None:
        pieces = given if isinstance(given, list | tuple) else _parts(given)
        numbers: dict[int, None] = {}
        for piece in pieces:
            found = self._one(piece, field, looking)
            if isinstance(found, Read):
                return found
            if found is not None:
                numbers[found] = None
        return tuple(numbers) or None

    def stored(self, value: int | tuple[int, ...]) -> str:
        """The value as compact JSON; see the face."""
        return str(value) if isinstance(value, int) else msgspec.json.encode(value).decode()

    def loaded(self, stored: int | list[int]) -> int | tuple[int, ...]:
        """The value of what was stored; see the face."""
        return tuple(stored) if isinstance(stored, list) else stored

    def show(self, value: int | tuple[int, ...], field: Field, language: str) -> str:  # noqa: ARG002  # names are above
        """The numbers; the rooms above, who know the names, show those."""
        return str(value) if isinstance(value, int) else "、".join(map(str, value))

    def folded(self, value: int | tuple[int, ...]) -> str:
        """What keys and search compare; see the face."""
        return str(value) if isinstance(value, int) else ",".join(map(str, value))


def _parts(given: object) -> list[object]:
    if not isinstance(given, str):
        return [given]
    text = given[: _LONGEST * 20]
    for mark in _MARKS[1:]:
        text = text.replace(mark, _MARKS[0])
    return list(text.split(_MARKS[0]))


class Reference(Lookup):
    """A row of the ledger ``of`` names."""

    name: ClassVar[str] = "reference"
    target: ClassVar[Target] = Target.ROW


class Person(Lookup):
    """Somebody the office knows."""

    name: ClassVar[str] = "person"
    target: ClassVar[Target] = Target.PERSON


class Post(Lookup):
    """A post."""

    name: ClassVar[str] = "post"
    target: ClassVar[Target] = Target.POST


class Unit(Lookup):
    """A unit."""

    name: ClassVar[str] = "unit"
    target: ClassVar[Target] = Target.UNIT
