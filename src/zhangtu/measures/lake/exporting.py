"""Writes the lake: open columns of open ledgers, a folder a ledger and a year, definitions as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec

from zhangtu.journal import epoch
from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Change, act
from zhangtu.kernel.clock import today
from zhangtu.ledgers import policies
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.definitions import Known
from zhangtu.ledgers.exporting.actions import REGISTER
from zhangtu.measures import defined
from zhangtu.measures.lake import sql
from zhangtu.measures.lake.copying import Copy, copied
from zhangtu.measures.refusals import MeasureError
from zhangtu.mirror.columns import columns, mirrored, table
from zhangtu.people import queries as people
from zhangtu.people.scope import Right

#: The file that says what the lake is of.
NAME: Final = "lake.json"
FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        ledgers: Ledger → how many versions of rows.
        entry: The last entry that is in.
    """

    ledgers: Mapping[str, int]
    entry: int


def export(folder: Path, *, actor: Actor, since: date | None = None) -> Written:
    """Write the lake.

    Args:
        folder: Where; files of years written again are replaced, others stay.
        actor: Who takes it away; the whole office must be in his scope. An entry says so.
        since: A day: only what was entered in its year and later is written. Everything if left out.

    Returns:
        What was written.

    Raises:
        MeasureError: The actor may not take the whole office away.
    """
    scope = people.scope(actor)
    if not scope.everywhere or not scope.may(Right.EXPORT):
        raise MeasureError("not_whole")
    first = since.year if since is not None else 0
    with copied() as copy:
        _entered(actor, folder)
        folder.mkdir(parents=True, exist_ok=True)
        told = {}
        for name, force in sorted(copy.known.ledgers.items()):
            if mirrored(force) and policies.can(scope, Right.EXPORT, force):
                told[name] = _ledger(copy, force, folder, first)
        (folder / NAME).write_bytes(msgspec.json.format(msgspec.json.encode(_said(copy, list(told)))))
        return Written(told, copy.mark)


def _ledger(copy: Copy, force: InForce, folder: Path, first: int) -> int:
    place = folder / "ledgers" / force.ledger.name
    place.mkdir(parents=True, exist_ok=True)
    for year in place.glob("year=*"):
        if int(year.name.removeprefix("year=")) >= first:
            for file in year.glob("*.parquet"):
                file.unlink()
    names = [one.name for one in columns(force).values()]
    copy.connection.execute(sql.write(table(force), names, place, copy.hidden, first))
    counted = copy.connection.execute(f"SELECT count(*) FROM {table(force)}").fetchall()  # noqa: S608  # our own name
    return int(counted[0][0])


def _entered(actor: Actor, folder: Path) -> None:
    """Taking everything away is an entry like every export."""
    facts = {"ledger": "*", "name": folder.name, "fields": [], "template": ""}
    texts = {key: msgspec.json.encode(value).decode() for key, value in facts.items()}
    with act(actor=actor) as one:
        one.write(Change(REGISTER, journal.last_number() + 1, "export", texts))


def _said(copy: Copy, names: list[str]) -> dict[str, Any]:
    """What the lake is of: the moment, fields, units, tables, measures with their expressions."""
    known = copy.known
    return {
        "format": FORMAT,
        "epoch": epoch.current(),
        "entry": copy.mark,
        "day": today().isoformat(),
        "definitions": known.mark,
        "ledgers": {name: _fields(known.ledgers[name]) for name in names},
        "units": _units(),
        "tables": {name: msgspec.to_builtins(one) for name, one in sorted(known.tables.items())},
        "measures": _measures(known, set(names)),
    }


def _fields(force: InForce) -> dict[str, Any]:
    kept = columns(force)
    fields = [
        {
            "column": kept[no].name,
            "name": spec.name,
            "type": spec.type,
            "title": msgspec.to_builtins(spec.title),
            "of": [msgspec.to_builtins(one) for one in spec.of],
            "target": spec.target,
        }
        for no, spec in sorted(force.numbered.items())
        if no in kept and spec.removed is None
    ]
    live = {one.field.name: one.field.value for one in force.live if not one.field.personal}
    return {
        "register": force.register,
        "definition": force.id,
        "title": msgspec.to_builtins(force.ledger.title),
        "fields": fields,
        "live": live,
    }


def _units() -> list[dict[str, Any]]:
    """The dated tree: every state of every unit, and who took over from whom."""
    forest = people.forest()
    states = [
        {
            "unit": state.unit,
            "begins": state.begins.isoformat(),
            "ends": None if state.ends is None else state.ends.isoformat(),
            "name": state.name,
            "kind": state.kind,
            "parent": state.parent,
        }
        for own in forest.states.values()
        for state in own
    ]
    overs = [
        {"unit": one.unit, "successor": one.successor, "begins": one.begins.isoformat()}
        for one in forest.takeovers
    ]
    return [*states, *overs]


def _measures(known: Known, names: set[str]) -> list[dict[str, Any]]:
    """The measures the lake can answer, their expressions by name and by column."""
    found = []
    for name in sorted(known.measures):
        one = defined.named(name, known)
        if one.spec.of in names and not one.apart:
            stored = known.measures[name].stored
            told = {key: getattr(stored, key) for key in ("value", "where", "on", "unit")}
            found.append({"measure": msgspec.to_builtins(one.spec), "by_number": told})
    return found
