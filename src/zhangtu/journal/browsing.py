"""Goes through the journal from its end: entries that fit what is asked, a bounded stretch at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from zhangtu.journal import queries, registers, sql
from zhangtu.journal.connecting import store
from zhangtu.journal.queries import EntryView

#: So many entries are looked at for one page; a page may end before it is full, and says where to go on.
STRETCH: Final = 50_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What entries are looked for; what is left out does not matter.

    Attributes:
        registers: Names of registers; empty for all.
        person: Who did it; 0 for anybody.
        action: What was done; empty for anything.
        row: The number of the thing within its register; 0 for any.
        since: Not before this moment, microseconds since 1970 in UTC; 0 for no limit.
        until: Before this moment; 0 for no limit.
    """

    registers: tuple[str, ...] = ()
    person: int = 0
    action: str = ""
    row: int = 0
    since: int = 0
    until: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the journal.

    Attributes:
        entries: The entries found, the newest first.
        before: Where to go on: entries below this number; 0 behind the last.
        looked: How far down entries were looked at.
    """

    entries: tuple[EntryView, ...]
    before: int
    looked: int


def browse(asked: Asked, *, before: int = 0, limit: int = 50) -> Stretch:
    """Entries that fit, the newest first.

    Args:
        asked: What is looked for.
        before: Only entries below this number; 0 for the end of the journal.
        limit: How many at most.

    Returns:
        The entries, and where to go on; at most ``STRETCH`` entries are looked at.
    """
    numbers = {name: registers.known(name) for name in asked.registers}
    wanted = [number for number in numbers.values() if number is not None]
    if asked.registers and not wanted:
        return Stretch((), 0, 0)
    first = queries.number_at(asked.since - 1) + 1 if asked.since else 1
    last = queries.number_at(asked.until - 1) if asked.until else queries.last_number()
    last = min(last, before - 1) if before else last
    if last < first:
        return Stretch((), 0, first)
    # One thing's entries stand together in an index; without it only a stretch is looked at.
    low = first if asked.row and len(wanted) == 1 else max(first, last - STRETCH + 1)
    found = _found(asked, wanted, (low, last), limit)
    more = len(found) == limit
    on = found[-1] if more else low
    return Stretch(tuple(_views(found)), on if on > first else 0, on)


def _found(asked: Asked, wanted: Sequence[int], span: tuple[int, int], limit: int) -> list[int]:
    """The numbers of the entries that fit, falling."""
    statement = sql.browsed(
        len(wanted), person=bool(asked.person), action=bool(asked.action), row=bool(asked.row)
    )
    given: list[int | str] = [*span, *wanted]
    given += [asked.person] if asked.person else []
    given += [asked.action] if asked.action else []
    given += [asked.row] if asked.row else []
    return [int(number) for (number,) in store().ask(statement, [*given, limit])]


def _views(numbers: Sequence[int]) -> list[EntryView]:
    """The entries of some numbers, in this order; neighbours are fetched together."""
    found: dict[int, EntryView] = {}
    ahead = sorted(numbers)
    while ahead:
        run = [one for one in ahead if one - ahead[0] < len(ahead) * 4]
        for view in queries.entries_after(run[0] - 1, run[-1] - run[0] + 1):
            found[view.number] = view
        ahead = ahead[len(run) :]
    return [found[number] for number in numbers]


def entry(number: int) -> EntryView | None:
    """One entry; ``None`` when there is none of that number."""
    found = queries.entries_after(number - 1, 1)
    return found[0] if found and found[0].number == number else None


def actions_known() -> tuple[str, ...]:
    """Every word for what was done that the newest entries use, sorted."""
    last = queries.last_number()
    return tuple(sorted(str(word) for (word,) in store().ask(sql.ACTIONS, [max(last - STRETCH, 0)])))
