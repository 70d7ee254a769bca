"""Changes a person can make on these pages, each as a form: what it asks, who may, what it does."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.office.asking import Ask, Kind, Subject
from zhangtu.journal.actor import Actor

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

#: From when a change holds, and why it is made; most forms end with both.
DAY = Ask("day", gettext_lazy("自哪天起"), Kind.DAY, begins=lambda subject: [subject.today.isoformat()])
WHY = Ask("reason", gettext_lazy("原因或依据"), hint=gettext_lazy("例如文号；写进变更记录"))


@dataclass(frozen=True, slots=True)
class Given:
    """What was filled in, read.

    Attributes:
        visit: Who does it.
        number: What it is about; 0 for nothing.
        values: Name of a field → value.
    """

    visit: Visit
    number: int
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        """A field's value."""
        return self.values[name]

    @property
    def actor(self) -> Actor:
        """Who does it."""
        return self.visit.actor

    @property
    def day(self) -> date:
        """From when."""
        found: date = self.values.get("day") or self.visit.today
        return found

    @property
    def when(self) -> dict[str, Any]:
        """What every dated action takes."""
        return {"actor": self.actor, "day": self.day, "reason": self.values.get("reason", "")}


def _no_units(given: Given) -> Iterable[int]:
    del given
    return ()


@dataclass(frozen=True, slots=True)
class Deed:
    """A change.

    Attributes:
        name: Its word in addresses.
        title: What it is called.
        asks: What its form asks.
        check: Raises why somebody may not do it to something.
        do: Does it; gives the number of what was made, if anything.
        units: The units whose posts it may concern, for the preview.
        previews: Whether what follows is shown before it is put in force.
        note: What to know beforehand.
    """

    name: str
    title: "StrPromise"
    asks: tuple[Ask, ...]
    check: Callable[[Visit, int], object]
    do: Callable[[Given], int | None]
    units: Callable[[Given], Iterable[int]] = _no_units
    previews: bool = True
    note: "StrPromise | str" = ""


def begun(deed: Deed, subject: Subject) -> dict[str, list[str]]:
    """What stands in a form before anything was typed."""
    return {ask.name: list(ask.begins(subject)) for ask in deed.asks}
