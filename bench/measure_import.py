"""Imports: from parsed rows beside the bare driver with the same statements, and from .xlsx, all on."""

import os
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import xlsxwriter

from harness import Figure, at_least, at_most
from premises import LEDGER, NAMES, UNITS, rows

#: Rows from parsed cells, and from a workbook.
PARSED = int(os.environ.get("BENCH_PARSED", "100000"))
WORKBOOK = int(os.environ.get("BENCH_WORKBOOK", "100000"))
#: One statement with all its lines, or the end of a slice.
Step = tuple[str, Sequence[Any]] | None


def measure() -> Iterator[Figure]:
    """Seconds of ours and of the bare driver for the same rows; rows a second from a workbook; memory."""
    home = Path(tempfile.mkdtemp(prefix="zhangtu-bench-"))
    try:
        yield from _measure(home)
    finally:
        shutil.rmtree(home)


def _measure(home: Path) -> Iterator[Figure]:
    os.environ["ZHANGTU_HOME"] = str(home)
    from zhangtu.project import office  # noqa: PLC0415  # the office's folder must be named before

    office.prepare()
    unit = _open()
    steps: list[Step] = []
    before = home / "before.sqlite3"
    _copy(home / "zhangtu.sqlite3", before)
    prepared, applied = _import_rows(unit, steps)
    bare = _bare(before, steps)
    steps.clear()
    own = prepared + applied
    yield Figure("reading and checking parsed rows", PARSED / prepared, "rows/s")
    yield Figure("putting prepared rows in force", PARSED / applied, "rows/s", "bare driver", applied / bare)
    yield Figure("bare driver, same statements in the same slices", PARSED / bare, "rows/s")
    yield at_most(Figure("import from parsed rows, times the bare driver", own / bare, "times"), 1.6)
    path = _workbook(home / "rows.xlsx")
    began = time.perf_counter()
    _import_file(path, unit)
    took = time.perf_counter() - began
    yield at_least(Figure("import from .xlsx, everything on", WORKBOOK / took, "rows/s"), 20_000)
    peak = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
    )
    yield Figure("peak memory, the steps of the bare driver included", sum(peak) / 1000, "MB")


def _open() -> int:
    """An office with a town and its villages, and the ledger of premises."""
    from zhangtu.journal.actor import Actor  # noqa: PLC0415
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


def _import_rows(unit: int, steps: list[Step]) -> tuple[float, float]:
    """Seconds to read and check rows whose cells were parsed, and to put them in force."""
    from django.db import connection  # noqa: PLC0415

    from zhangtu.documents.sheets.tables import Column, SheetRow, Table  # noqa: PLC0415
    from zhangtu.journal.actor import Actor  # noqa: PLC0415
    from zhangtu.ledgers.importing import applying, preparing  # noqa: PLC0415

    cells = [list(row) for row in rows(PARSED)]
    columns = tuple(Column(place, (name,)) for place, name in enumerate(NAMES))
    table = Table("s", "", (), columns, (1, 1), [], (SheetRow(at, row) for at, row in enumerate(cells, 2)))  # type: ignore[arg-type]
    console, wish = Actor(machine="console"), preparing.Wish(unit=unit)
    chosen, digest = patch.object(preparing, "_chosen", lambda *_: (table, [], [])), "0" * 64
    with chosen, patch.object(preparing, "digest_of", lambda _: digest):
        began = time.perf_counter()
        preview = preparing.prepare(Path("rows"), "premises", actor=console, wish=wish)
        prepared = time.perf_counter() - began
    assert preview.manifest.created == PARSED, preview.faults[:3]

    def record(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip().startswith("SELECT"):
            steps.append((sql.replace("%s", "?"), list(params) if many else [params or ()]))
        return run(sql, params, many, context)

    began = time.perf_counter()
    with connection.execute_wrapper(record):
        applying.apply(UUID(preview.manifest.uid), actor=console, tell=lambda _: steps.append(None))
    return prepared, time.perf_counter() - began


def _bare(path: Path, steps: Sequence[Step]) -> float:
    """Seconds the bare driver takes for the same statements, a transaction a slice."""
    store = sqlite3.connect(path, isolation_level=None)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=FULL")
    store.execute("PRAGMA foreign_keys=ON")
    began = time.perf_counter()
    store.execute("BEGIN IMMEDIATE")
    for step in steps:
        if step is None:
            store.execute("COMMIT")
            store.execute("BEGIN IMMEDIATE")
        elif step[0].startswith(("INSERT", "UPDATE")):
            store.executemany(*step)
    store.execute("COMMIT")
    took = time.perf_counter() - began
    store.close()
    return took


def _copy(source: Path, target: Path) -> None:
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)


def _workbook(path: Path) -> Path:
    """A workbook of other rows, written by another process so that its memory is not ours."""
    if os.fork() == 0:
        book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
        sheet = book.add_worksheet("台账")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, [field.title.zh for field in LEDGER.fields])
        for at, row in enumerate(rows(WORKBOOK, seed=2), 1):
            for place, cell in enumerate(row):
                sheet.write(at, place, cell, day if isinstance(cell, date) else None)
        book.close()
        os._exit(0)
    os.wait()
    return path


def _import_file(path: Path, unit: int) -> None:
    from zhangtu.journal.actor import Actor  # noqa: PLC0415
    from zhangtu.ledgers.importing import applying, preparing  # noqa: PLC0415

    console = Actor(machine="console")
    preview = preparing.prepare(path, "premises", actor=console, wish=preparing.Wish(unit=unit))
    assert preview.manifest.created == WORKBOOK, (preview.manifest, preview.faults[:3])
    applying.apply(UUID(preview.manifest.uid), actor=console)


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(figure.line() + "\n")
