"""What a unit answered before: the answer given back to it, or that of the period before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

import msgspec

from zhangtu.collections.models import Ask, Line
from zhangtu.collections.states import DONE, Way
from zhangtu.kernel.clock import SHANGHAI

#: The line of a form with one line for each unit.
_ONLY: Final = "one"
#: Among the marks of a line, who confirmed it: the number of the person, as text.
WHO: Final = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A value of an earlier answer.

    Attributes:
        text: In words.
        plain: As it was kept.
        given: As it is put into an input.
    """

    text: str
    plain: Any
    given: str


@dataclass(frozen=True, slots=True)
class Before:
    """A line of an earlier answer.

    Attributes:
        key: The name of the line: the row's uid, ``one``, or its place.
        values: Column → value.
    """

    key: str
    values: Mapping[str, Known]
    #: Column → what became of it; ``states.Mark``.
    marks: Mapping[str, str] = field(default_factory=dict)
    #: Column → ledger, row, entry and day it came from.
    sources: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    #: Who confirmed it; 0 for nobody.
    person: int = 0


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier answer.

    Attributes:
        title: What the collection was called.
        day: When it was handed in.
        lines: Its lines that are no rows of a ledger.
        by_key: All its lines by name.
        returned: Whether it is this very answer, given back: what was confirmed in it stays.
    """

    title: str = ""
    day: date = date.min
    lines: Sequence[Before] = ()
    by_key: Mapping[str, Before] = field(default_factory=dict)
    returned: bool = False

    @property
    def there(self) -> bool:
        """Whether there is one."""
        return self.day != date.min

    def value(self, key: str, column: str) -> Known | None:
        """A value of it; ``None`` when it has none there."""
        found = self.by_key.get(key)
        return None if found is None else found.values.get(column)

    def mark(self, key: str, column: str) -> str:
        """What became of a cell in this very answer before it was given back; empty for nothing."""
        found = self.by_key.get(key) if self.returned else None
        return "" if found is None else found.marks.get(column, "")


def answers(ask: Ask) -> Earlier:
    """What to begin with: the answer that was given back, else that of the period before.

    Args:
        ask: What the unit is asked.

    Returns:
        The answer; an empty one when there is none.
    """
    if ask.round > 1:
        return replace(_of(ask, ask.round - 1), returned=True)
    before = previous(ask)
    return Earlier() if before is None else _of(before, before.round)


def previous(ask: Ask) -> Ask | None:
    """What the unit was asked the period before, if it answered with lines."""
    wanted = ask.collection.previous
    found = Ask.objects.select_related("collection").filter(collection=wanted, unit=ask.unit).first()
    if found is None or found.state not in DONE or found.way == Way.ZERO:
        return None
    return found


def repeats(ask: Ask) -> bool:
    """Whether a unit may answer as in the period before: it answered then, and nothing was given back now."""
    return ask.round == 1 and previous(ask) is not None


def _of(ask: Ask, number: int) -> Earlier:
    lines = [_line(one, ask) for one in Line.objects.filter(ask=ask, round=number).order_by("place")]
    submitted = ask.submitted
    day = date.min if submitted is None else submitted.astimezone(SHANGHAI).date()
    own = [one for one in lines if len(one.key) != 36]
    return Earlier(ask.collection.title, day, own, {one.key: one for one in lines})


def _line(line: Line, ask: Ask) -> Before:
    only = ask.collection.shape == "one"
    key = _ONLY if only else line.row or f"p{line.place}"
    private = msgspec.json.decode(line.private) if line.private else {}
    values = {**line.values, **private}
    known = {name: _known(one) for name, one in values.items()}
    return Before(key, known, line.marks, line.sources, int(line.marks.get(WHO, "0")))


def _known(kept: Mapping[str, Any]) -> Known:
    plain = kept.get("v")
    if isinstance(plain, bool):
        given = "yes" if plain else "no"
    elif isinstance(plain, list):
        given = "、".join(str(one) for one in plain)
    else:
        given = "" if plain is None else str(plain)
    return Known(str(kept.get("t", "")), plain, given)
