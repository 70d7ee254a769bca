"""Asks the lake and a fresh copy of the rows for the same figures, and says where they differ."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from zhangtu.journal import epoch
from zhangtu.journal.actor import Actor
from zhangtu.kernel.periods import PeriodKind, between
from zhangtu.ledgers import definitions
from zhangtu.ledgers.definitions import Known
from zhangtu.measures import asking
from zhangtu.measures.cells import OFFICE, Cell
from zhangtu.measures.lake import sql
from zhangtu.measures.lake.copying import Copy, copied
from zhangtu.measures.lake.exporting import FORMAT, NAME
from zhangtu.measures.moments import AsOf
from zhangtu.measures.refusals import MeasureError
from zhangtu.mirror.columns import OWN, columns, mirrored, table
from zhangtu.people import queries as people

#: Days the months looked at go back, about two years.
_BACK = timedelta(days=730)


class Said(msgspec.Struct):
    """The head of ``lake.json``."""

    format: int
    epoch: str
    entry: int
    day: date
    definitions: str
    measures: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was compared.

    Attributes:
        measures: How many measures.
        figures: How many figures.
        differing: Those that differ: the lake's, and the office's.
    """

    measures: int
    figures: int
    differing: tuple[tuple[Cell, Cell], ...]


def check(folder: Path, *, actor: Actor) -> Checked:
    """Compare the lake's figures with the office's, of two years by unit and month, as of its last entry.

    Args:
        folder: The lake.
        actor: Who asks.

    Returns:
        What was compared.

    Raises:
        MeasureError: There is no lake, it is another office's, or definitions changed since.
    """
    known, said = definitions.known(), _said(folder)
    scope = people.scope(actor)
    names = [one["measure"]["name"] for one in said.measures]
    words: dict[str, Any] = {
        "units": (OFFICE, *sorted(people.units(said.day))),
        "periods": between(said.day - _BACK, said.day, PeriodKind.MONTH),
        "told": AsOf(said.entry, said.day),
    }
    count, differing = 0, []
    with copied() as fresh, opened(folder, known, said.entry) as lake:
        for name in names:
            there = asking.figures([name], scope, **words, ask=lake.answer).cells
            here = asking.figures([name], scope, **words, ask=fresh.answer).cells
            count += len(here)
            differing += [pair for pair in zip(there, here, strict=True) if pair[0] != pair[1]]
    return Checked(len(names), count, tuple(differing))


def _said(folder: Path) -> Said:
    try:
        said = msgspec.json.decode((folder / NAME).read_bytes(), type=Said)
    except (OSError, msgspec.DecodeError) as error:
        raise MeasureError("no_lake") from error
    if said.format != FORMAT or said.epoch != epoch.current():
        raise MeasureError("other_lake")
    if said.definitions != definitions.known().mark:
        raise MeasureError("old_lake")
    return said


@contextmanager
def opened(folder: Path, known: Known, entry: int) -> Iterator[Copy]:
    """The lake as rows that can be asked for figures.

    Args:
        folder: The lake.
        known: The definitions in force, the same as when it was written.
        entry: The last entry that is in.

    Yields:
        The rows.
    """
    connection = duckdb.connect(config={"autoinstall_known_extensions": False})
    try:
        for name, force in known.ledgers.items():
            if mirrored(force):
                kept = columns(force).values()
                types = {**OWN, **{one.name: one.type for one in kept}}
                nothing = [f"cast(NULL AS {kind}) AS {column}" for column, kind in types.items()]
                place = folder / "ledgers" / name
                connection.execute(sql.read(table(force), [one.name for one in kept], place, empty=nothing))
        yield Copy(connection, known, entry)
    finally:
        connection.close()
