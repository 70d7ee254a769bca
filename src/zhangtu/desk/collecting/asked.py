"""What stands in the form by which a collection is started: read from the request, put back as typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import zip_longest
from typing import Final, cast
from uuid import UUID

from django.http import QueryDict

from zhangtu.collections.actions import Plan
from zhangtu.collections.forms import OWN_TYPES, Wanted
from zhangtu.collections.states import Shape
from zhangtu.kernel.clock import SHANGHAI, today
from zhangtu.schema.specs import Field, Title
from zhangtu.schema.types import TYPES, Looking, Nowhere

#: No form has more columns.
MOST: Final = 60
_ANSWER: Final = Field(no=1, name="answer", type="yes_no", title=Title(""))
#: Rows below pasted headings that are looked at.
_SAMPLES: Final = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """The form as it was typed.

    Attributes:
        title: What the collection is called.
        basis: What it rests on.
        note: What respondents are told.
        period: What it is about.
        due_day: The day it is due, as typed.
        due_time: The time, as typed.
        ends: The last day the form may be used, as typed.
        base: The ledger the lines come from; empty for none.
        shape: What the lines are.
        units: The units that are ticked.
        ticked: The sources that are ticked.
        own: The columns of the form's own.
        previous: The name of the collection before; empty for none.
    """

    title: str = ""
    basis: str = ""
    note: str = ""
    period: str = ""
    due_day: str = ""
    due_time: str = "17:30"
    ends: str = ""
    base: str = ""
    shape: Shape = Shape.ROWS
    units: frozenset[int] = frozenset()
    ticked: tuple[str, ...] = ()
    own: tuple[Wanted, ...] = field(default=())
    previous: str = ""

    def plan(self) -> Plan:
        """What is to be sent out."""
        columns = [Wanted(source=one) for one in self.ticked] if self.base else []
        columns += [one for one in self.own if one.title or one.source]
        shape = Shape.ROWS if self.base else (Shape.ONE if self.shape is Shape.ROWS else self.shape)
        return Plan(
            self.title, self.basis, _moment(self.due_day, self.due_time), _day(self.ends), sorted(self.units),
            columns, self.base, shape, self.period, self.note, _uid(self.previous),
        )  # fmt: skip

    def with_pasted(self, text: str) -> "Asked":
        """The form with columns for pasted headings, and what stood below them as samples.

        Args:
            text: Cells as Excel copies them: tabs between, a line for each row.
        """
        rows = [line.split("\t") for line in text.splitlines() if line.strip()][: _SAMPLES + 1]
        if not rows:
            return self
        columns = list(zip_longest(*rows, fillvalue=""))[:MOST]
        new = [Wanted(title=" ".join(words.split()), samples=tuple(rest)) for words, *rest in columns]
        known = {one.title for one in self.own}
        new = [replace(one, type=guessed(one.samples)) for one in new if one.title and one.title not in known]
        return replace(self, own=(*(one for one in self.own if one.title), *new)[:MOST])


def guessed(samples: Sequence[str]) -> str:
    """The type of a column whose values look like this."""
    values = [one.strip() for one in samples if one.strip()]
    if not values:
        return "text"
    if all(one.replace(",", "").replace(".", "", 1).lstrip("-").isdecimal() for one in values):
        # numbers that begin with 0 or are very long are names of things
        return "text" if any(_is_name(one) for one in values) else "number"
    if all(_day(one.replace("/", "-").replace(".", "-")) for one in values):
        return "date"
    return "yes_no" if all(_is_yes_or_no(one) for one in values) else "text"


def _is_yes_or_no(text: str) -> bool:
    return TYPES["yes_no"].read(text, _ANSWER, cast("Looking", Nowhere())).value is not None


def _is_name(text: str) -> bool:
    """Whether digits are the name of a thing rather than a number of things."""
    return len(text) > 12 or (len(text) > 1 and text.startswith("0") and text.isdecimal())


def fresh(base: str = "") -> Asked:
    """An empty form: due in a week, used for a year at most."""
    week = today() + timedelta(days=7)
    return Asked(base=base, due_day=week.isoformat(), ends=date(week.year, 12, 31).isoformat())


def read(given: QueryDict) -> Asked:
    """The form as it was sent.

    Args:
        given: The request's fields.
    """
    base = given.get("base", "")
    shape = given.get("shape", "")
    return Asked(
        title=given.get("title", ""),
        basis=given.get("basis", ""),
        note=given.get("note", ""),
        period=given.get("period", ""),
        due_day=given.get("due_day", ""),
        due_time=given.get("due_time", "") or "17:30",
        ends=given.get("ends", ""),
        base=base,
        shape=Shape(shape) if shape in set(Shape) else Shape.ROWS,
        units=frozenset(int(one) for one in given.getlist("unit") if one.isdecimal() and len(one) < 19),
        ticked=tuple(dict.fromkeys(one for one in given.getlist("source") if one))[:MOST],
        own=tuple(_own(given)),
        previous=given.get("previous", ""),
    )


def _own(given: QueryDict) -> list[Wanted]:
    """The columns of the form's own, in the order they stand in."""
    names = ("title", "type", "choices", "help", "why", "source", "samples")
    lists: Mapping[str, list[str]] = {name: given.getlist(f"own_{name}") for name in names}
    required = set(given.getlist("own_required"))
    found = []
    for place in range(min(len(lists["title"]), MOST)):
        words = {name: values[place] if place < len(values) else "" for name, values in lists.items()}
        kind = words["type"]
        found.append(
            Wanted(
                title=" ".join(words["title"].split()),
                type=kind if kind in OWN_TYPES else "text",
                required=str(place) in required,
                choices=_apart(words["choices"]),
                help=words["help"],
                source=words["source"],
                why=words["why"],
                samples=tuple(words["samples"].split("\t")) if words["samples"] else (),
            )
        )
    return found


def _apart(text: str) -> tuple[str, ...]:
    """Words between commas of any kind, or line ends."""
    for sign in ("，", "、", "；", ";", "\n", ","):
        text = text.replace(sign, "\x00")
    return tuple(one.strip() for one in text.split("\x00") if one.strip())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat("-".join(part.zfill(2) for part in text.split("-")))
    except ValueError:
        return None


def _moment(day: str, time: str) -> datetime | None:
    try:
        return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=SHANGHAI)
    except ValueError:
        return None


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
