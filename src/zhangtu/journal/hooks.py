"""What the journal asks the rooms above it; they register their answers when they are put together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

import msgspec

from zhangtu.journal.writing import Act

#: A value's JSON as text, or as the bytes it was found in (``msgspec.Raw``: much faster to compare).
Text = str | msgspec.Raw
#: ``present(register, ids)`` → id and values of each row there is, ids rising; all rows if ``ids`` is None.
#: The values are exactly what replaying the row's entries gives: the last text of each key, without ``null``.
#: A room with very many rows may hand over each in a form of its own; see ``Reading``.
Present = Callable[[str, Sequence[int] | None], Iterable[tuple[int, Any]]]
#: What a replay gives: field key → the bytes of its value.
State = Mapping[str, bytes | msgspec.Raw]
#: ``matches(register)``: whether a room keeps that register.
Matches = Callable[[str], bool]
#: ``clear(act, register, row, fields, number)``: take the fields' values out of every copy the room keeps, in
#: the act that writes entry ``number``.
Clear = Callable[[Act, str, int, Sequence[str], int], None]
#: ``locate(ledger, uid)`` → register and row; None if it is none of the room's.
Locate = Callable[[str, str], tuple[str, int] | None]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something beside the journal that does not follow from it.

    Attributes:
        kind: What table it stands in, one word: ``link``, ``key``, ``clock``, ``attachment``, ``serial`` …
        register: The register of the row it belongs to; empty when there is no such row.
        row: The row's number.
        field: The field's key; empty when none is concerned.
    """

    kind: str
    register: str
    row: int
    field: str = ""


#: ``check(rows)``: what is wrong in a room's derived tables, about these rows (register → ids) or all.
Check = Callable[[Mapping[str, Sequence[int]] | None], Iterable[Mismatch]]


@dataclass(frozen=True, slots=True)
class Reading:
    """How rows are understood that a room hands over in a form of its own.

    Attributes:
        agrees: Whether a row is certainly what a replay gives; where it says no, a closer look is taken.
        apart: The row as ``Present`` says: field key → value.
    """

    agrees: Callable[[State, Any], bool]
    apart: Callable[[Any], Mapping[str, Text]]


#: Rows handed over as ``Present`` says.
PLAIN: Final = Reading(lambda _state, _there: False, lambda there: cast("Mapping[str, Text]", there))


@dataclass(frozen=True, slots=True)
class Keeper:
    """A room's answer for the registers it keeps.

    Attributes:
        matches: Which registers they are.
        present: What stands in its tables; None when its entries are events without a present state.
        clear: How it removes values lawfully; None when it keeps no copy.
        always: Registers to be checked though nothing was ever written in them.
        reading: How what ``present`` gives is understood.
    """

    matches: Matches
    present: Present | None
    clear: Clear | None = None
    always: Sequence[str] = ()
    reading: Reading = PLAIN


#: Actions whose entries say what was done with a row and change nothing in it.
EVENTS: Final[set[str]] = {"redact", "prove", "unmask", "export"}
#: The journal's own registers, which are events only.
OWN: Final = Keeper(lambda register: register.startswith("journal."), None)
KEEPERS: Final[list[Keeper]] = [OWN]
CHECKS: Final[dict[str, Check]] = {}
LOCATORS: Final[list[Locate]] = []
#: Rooms (labels of Django apps) whose tables have no triggers.
WATCHED: Final[set[str]] = set()


def keep(
    matches: Matches,
    present: Present | None,
    clear: Clear | None = None,
    *,
    always: Sequence[str] = (),
    reading: Reading = PLAIN,
) -> None:
    """Register who keeps some registers.

    Args:
        matches: Which registers.
        present: What stands there now; None when the entries are events only.
        clear: How values are removed lawfully from every copy.
        always: Registers to be checked though nothing was ever written in them.
        reading: How what ``present`` gives is understood, where it gives rows in a form of its own.
    """
    KEEPERS.append(Keeper(matches, present, clear, always, reading))


def derived(name: str, check: Check) -> None:
    """Register a check of tables that follow from rows.

    Args:
        name: The room's name for it; the same name replaces.
        check: The check.
    """
    CHECKS[name] = check


def watch(room: str) -> None:
    """Register that a room's tables have no triggers: one that is found there is somebody's.

    Args:
        room: The label of its Django app.
    """
    WATCHED.add(room)


def locate(finder: Locate) -> None:
    """Register how rows are found by their name to the outside.

    Args:
        finder: The room's answer.
    """
    LOCATORS.append(finder)


def keeper_of(register: str) -> Keeper | None:
    """Who keeps a register.

    Args:
        register: Its name.

    Returns:
        The keeper; None if nobody said so.
    """
    return next((keeper for keeper in KEEPERS if keeper.matches(register)), None)


def located(ledger: str, uid: str) -> tuple[str, int] | None:
    """Where a row stands.

    Args:
        ledger: The ledger's name.
        uid: The row's name to the outside.

    Returns:
        Register and row number; None when no room knows it.
    """
    found = (finder(ledger, uid) for finder in LOCATORS)
    return next((place for place in found if place is not None), None)
