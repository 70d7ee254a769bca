"""What a form asks for, and how what was typed is read: days, units, posts, people, words."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.office.refusals import OfficeError
from zhangtu.kernel.refusals import RefusedError
from zhangtu.people import directory, queries

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

_NUMBER = re.compile(r"#(\d{1,18})\)?$")
#: Something to choose: its value in the form, its words, the group it stands in.
Option = tuple[str, str, str]


class Kind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    LONG = "long"
    DAY = "day"
    UNIT = "unit"
    UNITS = "units"
    POST = "post"
    POSTS = "posts"
    PERSON = "person"
    CHOICE = "choice"
    CHOICES = "choices"
    YES = "yes"
    #: What goes to which new unit when one is split.
    SHARES = "shares"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a form is about, and who looks at it.

    Attributes:
        visit: Who looks.
        number: The unit, post or person; 0 for none.
        typed: What was typed before.
    """

    visit: Visit
    number: int
    typed: Mapping[str, list[str]]

    @property
    def today(self) -> date:
        """The office's day."""
        return self.visit.today


def _no_options(subject: Subject) -> Iterable[Option]:
    del subject
    return ()


def _nothing(subject: Subject) -> Sequence[str]:
    del subject
    return ()


@dataclass(frozen=True, slots=True)
class Ask:
    """One field of a form.

    Attributes:
        name: Its name in the form.
        label: What stands before it.
        kind: What it holds.
        needed: Whether it must be filled in.
        hint: What helps to fill it in.
        options: What can be chosen.
        begins: What stands there to begin with.
    """

    name: str
    label: "StrPromise"
    kind: Kind = Kind.TEXT
    needed: bool = True
    hint: "StrPromise | str" = ""
    options: Callable[[Subject], Iterable[Option]] = _no_options
    begins: Callable[[Subject], Sequence[str]] = _nothing


def typed_of(sent: QueryDict) -> dict[str, list[str]]:
    """What was typed, by name; every name may come several times."""
    return {name: [str(one) for one in sent.getlist(name)] for name in sent}


def read(asks: Iterable[Ask], typed: Mapping[str, list[str]], day: date) -> dict[str, Any]:
    """What was typed as values.

    Args:
        asks: The fields.
        typed: What was typed.
        day: The day units and posts are meant of.

    Returns:
        Name → value; ``None``, 0 or empty where a field may be left out.

    Raises:
        OfficeError: A field is missing or cannot be read.
    """
    return {
        ask.name: _read(ask, [one for one in typed.get(ask.name, []) if one.strip()], day) for ask in asks
    }


def _read(ask: Ask, given: list[str], day: date) -> Any:
    if not given and ask.needed:
        raise OfficeError("missing", field=str(ask.label))
    if ask.kind in _MANY:
        reader = _READERS.get(ask.kind, _text)
        return tuple(reader(ask, one, day) for one in given)
    if not given:
        return _EMPTY.get(ask.kind, "")
    return _READERS.get(ask.kind, _text)(ask, given[0], day)


def _text(ask: Ask, given: str, day: date) -> str:
    del ask, day
    return given.strip()


def _yes(ask: Ask, given: str, day: date) -> bool:
    del ask, given, day
    return True


def a_day(ask: Ask, given: str, day: date) -> date:
    """A day as a date field sends it."""
    del day
    try:
        return date.fromisoformat(given.strip())
    except ValueError as error:
        raise OfficeError("no_day", field=str(ask.label)) from error


def _unit(ask: Ask, given: str, day: date) -> int:
    number = number_in(given)
    if number is not None:
        return number
    found = queries.find(given, day)
    return _one(ask, given, list(found))


def _post(ask: Ask, given: str, day: date) -> int:
    del day
    number = number_in(given)
    return _one(ask, given, [] if number is None else [number])


def _person(ask: Ask, given: str, day: date) -> int:
    del day
    number = number_in(given)
    if number is not None:
        return number
    return _one(ask, given, [one.id for one in directory.people_named(given)])


def _one(ask: Ask, given: str, found: list[int]) -> int:
    if len(found) == 1:
        return found[0]
    kind = "several" if found else "unknown"
    raise OfficeError(kind, field=str(ask.label), given=given.strip()[:40])


def number_in(given: str) -> int | None:
    """The number a choice stands for: itself, or behind ``#`` at its end."""
    words = given.strip()
    if words.isascii() and words.isdigit() and len(words) < 19:
        return int(words)
    found = _NUMBER.search(words)
    return int(found[1]) if found is not None else None


def about(error: RefusedError, asks: Iterable[Ask], fields: Mapping[str, str]) -> str:
    """The name of the field a refusal is about; empty where it is about none, or about several.

    Args:
        error: The refusal.
        asks: The fields of the form.
        fields: Kind of refusal of a room below → name of the field it is about.
    """
    label = error.facts.get("field")
    names = {ask.name for ask in asks if label is not None and str(ask.label) == label}
    return next(iter(names), fields.get(error.kind, ""))


_MANY = frozenset({Kind.UNITS, Kind.POSTS, Kind.CHOICES, Kind.SHARES})
_EMPTY: Mapping[Kind, Any] = {Kind.DAY: None, Kind.UNIT: 0, Kind.POST: 0, Kind.PERSON: 0, Kind.YES: False}
_READERS: Mapping[Kind, Callable[[Ask, str, date], Any]] = {
    Kind.DAY: a_day,
    Kind.UNIT: _unit,
    Kind.UNITS: _unit,
    Kind.POST: _post,
    Kind.POSTS: _post,
    Kind.PERSON: _person,
    Kind.YES: _yes,
}
