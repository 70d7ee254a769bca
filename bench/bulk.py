"""An office with units and the ledger of premises, and rows brought in as every import brings them in."""

from datetime import date
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

from premises import LEDGER, NAMES, UNITS, rows


def open_office() -> int:
    """Make a county with towns and their villages, and put the ledger of premises in force.

    The office's folder is named in ``ZHANGTU_HOME`` and prepared.

    Returns:
        The county.
    """
    from zhangtu.journal.actor import Actor  # noqa: PLC0415  # needs the settings
    from zhangtu.ledgers import definitions  # noqa: PLC0415
    from zhangtu.people import actions as people  # noqa: PLC0415

    console = Actor(machine="console")
    county = people.create_unit("样例县", actor=console, day=date(2020, 1, 1))
    towns: dict[str, int] = {}
    for village, town in UNITS.items():
        if town not in towns:
            towns[town] = people.create_unit(town, actor=console, day=date(2020, 1, 1), parent=county)
        people.create_unit(village, actor=console, day=date(2020, 1, 1), parent=towns[town])
    definitions.put_in_force(LEDGER, actor=console, reason="开始使用")
    return county


def prepare(count: int, unit: int, seed: int = 1) -> UUID:
    """Read and check rows whose cells were parsed; nothing is in force yet.

    Args:
        count: How many.
        unit: The unit they belong to.
        seed: Another seed, other rows.

    Returns:
        The import.
    """
    from zhangtu.documents.sheets.tables import Column, SheetRow, Table  # noqa: PLC0415  # needs the settings
    from zhangtu.journal.actor import Actor  # noqa: PLC0415
    from zhangtu.ledgers.importing import preparing  # noqa: PLC0415

    columns = tuple(Column(place, (name,)) for place, name in enumerate(NAMES))
    cells = (SheetRow(at, list(row)) for at, row in enumerate(rows(count, seed), 2))  # type: ignore[arg-type]
    table = Table("s", "", (), columns, (1, 1), [], cells)
    chosen = patch.object(preparing, "_chosen", lambda *_: (table, [], []))
    with chosen, patch.object(preparing, "digest_of", lambda _: f"{seed:064x}"):
        preview = preparing.prepare(
            Path("rows"), "premises", actor=Actor(machine="console"), wish=preparing.Wish(unit=unit)
        )
    if preview.manifest.created != count:
        raise RuntimeError(preview.faults[:3])
    return UUID(preview.manifest.uid)


def bring_in(count: int, unit: int, seed: int = 1) -> None:
    """Bring rows in, all in force.

    Args:
        count: How many.
        unit: The unit they belong to.
        seed: Another seed, other rows.
    """
    from zhangtu.journal.actor import Actor  # noqa: PLC0415  # needs the settings
    from zhangtu.ledgers.importing import applying  # noqa: PLC0415

    applying.apply(prepare(count, unit, seed), actor=Actor(machine="console"))
