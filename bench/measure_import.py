"""Imports: parsed rows beside the bare driver with the same statements, .xlsx with all on, memory, locks.

``BENCH_LONG=1`` adds a million rows and 400,000 of 30 fields, which take several minutes.
"""

import gc
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import xlsxwriter

from harness import Figure, at_least, at_most
from premises import LEDGER, NAMES, UNITS, rows
from zhangtu.schema.specs import Field, Ledger, Title

#: Rows from parsed cells, and from a workbook.
PARSED = int(os.environ.get("BENCH_PARSED", "100000"))
WORKBOOK = int(os.environ.get("BENCH_WORKBOOK", "100000"))
#: Whether to take the figures that need minutes, and with how many rows.
LONG = os.environ.get("BENCH_LONG", "") == "1"
MANY = int(os.environ.get("BENCH_MANY", "1000000"))
WIDE = int(os.environ.get("BENCH_WIDE", "400000"))
#: Fields of the wide sheet.
WIDTH = 30
#: Where PostgreSQL's own programs are run for the tests.
CLUSTER = Path(__file__).resolve().parents[1] / "tests" / "office"
#: One statement with all its lines, or the end of a slice.
Step = tuple[str, Sequence[Any]] | None


def measure() -> Iterator[Figure]:
    """Times the bare driver for the same rows; rows a second from a workbook; locks; memory."""
    home = Path(tempfile.mkdtemp(prefix="zhangtu-bench-"))
    try:
        yield from _parsed(home / "parsed")
        yield from _from_workbooks(home)
        yield from _on_postgresql(home)
    finally:
        shutil.rmtree(home)


def _parsed(home: Path) -> Iterator[Figure]:
    home.mkdir()
    os.environ["ZHANGTU_HOME"] = str(home)
    from zhangtu.project import office  # noqa: PLC0415  # the office's folder must be named before

    office.prepare()
    unit = _open(LEDGER)
    steps: list[Step] = []
    _copy(home / "zhangtu.sqlite3", home / "before.sqlite3")
    _copy(home / "zhangtu.sqlite3", home / "again.sqlite3")
    _import_rows(unit, steps)
    _put_back(home)
    prepared, applied = _import_rows(unit)
    gc.unfreeze()
    turns = [_bare(home / name, steps) for name in ("before.sqlite3", "again.sqlite3")]
    bare = [sum(took) / len(turns) for took in zip(*turns, strict=True)]
    yield Figure("reading and checking parsed rows", PARSED / prepared[0], "rows/s")
    against = ("bare driver", applied[0] / bare[0])
    yield Figure("composing and putting prepared rows in force", PARSED / applied[0], "rows/s", *against)
    yield Figure("bare driver, same statements in the same slices", PARSED / bare[0], "rows/s")
    ratio, cores = ((prepared[at] + applied[at]) / bare[at] for at in (0, 1))
    yield at_most(Figure("import from parsed rows, times the bare driver", ratio, "times"), 1.6)
    yield Figure("the same, processor time of all processes", cores, "times")


def _from_workbooks(home: Path) -> Iterator[Figure]:
    """Imports from .xlsx in processes of their own."""
    took = _alone(home / "some", WORKBOOK)
    yield at_least(Figure("import from .xlsx, everything on", WORKBOOK / took["seconds"], "rows/s"), 20_000)
    yield Figure("the same, processor time of all processes", took["cpu"] / WORKBOOK * 1e6, "us a row")
    yield at_most(Figure("longest time an import holds the writer's place", took["held"] * 1000, "ms"), 100)
    yield Figure(f"peak memory of all processes, {WORKBOOK} rows", took["peak"], "MB")
    if LONG:
        many = _alone(home / "many", MANY)
        grown = Figure(f"peak memory, {MANY} rows against {WORKBOOK}", many["peak"] / took["peak"], "times")
        yield at_most(grown, 1.2)
        wide = _alone(home / "wide", WIDE, WIDTH)
        yield at_most(Figure(f"peak memory, {WIDE} rows of {WIDTH} fields", wide["peak"], "MB"), 600)


def _on_postgresql(home: Path) -> Iterator[Figure]:
    """The same on PostgreSQL, where its server programs are installed."""
    sys.path.insert(0, str(CLUSTER))
    if shutil.which("initdb") is None and not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        return
    try:
        import cluster  # noqa: PLC0415  # lies beside the tests, and needs what they need
    except ImportError:
        return
    with cluster.running() as server:
        took = _alone(home / "postgresql", WORKBOOK, address=server.fresh())
    yield at_least(Figure("import from .xlsx, PostgreSQL", WORKBOOK / took["seconds"], "rows/s"), 8_000)


def _alone(home: Path, count: int, width: int = len(NAMES), address: str = "") -> dict[str, float]:
    """Import a workbook in a process of its own: seconds, processor seconds, MB of it and its children."""
    home.mkdir()
    _workbook(home / "rows.xlsx", count, width)
    words = [sys.executable, __file__, str(home / "rows.xlsx"), str(count), str(width)]
    named = {"DATABASE_URL": address} if address else {}
    env = {**os.environ, "ZHANGTU_HOME": str(home), **named}
    peak = 0.0
    with subprocess.Popen(words, env=env, stdout=subprocess.PIPE) as process:
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(0.05)
        said = process.stdout.read() if process.stdout is not None else b""
    return {**json.loads(said), "peak": peak / 1000}


def _memory(pid: int) -> float:
    """What a process and those it started hold, in kilobytes."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0.0
    own = next((line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")), "0")
    return float(own) + sum(_memory(int(child)) for child in children)


def _ledger(width: int) -> Ledger:
    """The ledger of premises, with more fields of words where it is to be wider."""
    more = range(len(NAMES) + 1, width + 1)
    words = tuple(Field(no, f"more{no}", "text", Title(f"补充{no}", f"More {no}")) for no in more)
    return replace(LEDGER, fields=LEDGER.fields + words)


def _open(ledger: Ledger) -> int:
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
    definitions.put_in_force(ledger, actor=console, reason="开始使用")
    return county


def _clock() -> tuple[float, float]:
    """Seconds by the clock, and of the processor for this process and those it has ended."""
    spent = os.times()
    return time.perf_counter(), sum(spent[:4])


def _since(began: tuple[float, float]) -> tuple[float, float]:
    now = _clock()
    return now[0] - began[0], now[1] - began[1]


def _import_rows(
    unit: int, steps: list[Step] | None = None
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Seconds to read and check parsed rows, and to put them in force, by both clocks; steps are noted."""
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
        began = _clock()
        preview = preparing.prepare(Path("rows"), "premises", actor=console, wish=wish)
        prepared = _since(began)
    assert preview.manifest.created == PARSED, preview.faults[:3]

    began = _clock()
    if steps is None:
        applying.apply(UUID(preview.manifest.uid), actor=console)
        return prepared, _since(began)

    def record(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip().startswith("SELECT"):
            steps.append((sql.replace("%s", "?"), list(params) if many else [params or ()]))
        return run(sql, params, many, context)

    with connection.execute_wrapper(record):
        applying.apply(UUID(preview.manifest.uid), actor=console, tell=lambda _: steps.append(None))
    return prepared, _since(began)


def _put_back(home: Path) -> None:
    """Put the store back as it was, so that an import is timed whose statements nobody writes down."""
    from django.db import connection  # noqa: PLC0415

    connection.close()
    for name in ("zhangtu.sqlite3-wal", "zhangtu.sqlite3-shm"):
        (home / name).unlink(missing_ok=True)
    shutil.copyfile(home / "before.sqlite3", home / "zhangtu.sqlite3")
    # what was written down is not to be gone through again and again for circles among it
    gc.collect()
    gc.freeze()


def _bare(path: Path, steps: Sequence[Step]) -> tuple[float, float]:
    """Seconds the bare driver takes for the same statements, a transaction a slice; by both clocks."""
    store = sqlite3.connect(path, isolation_level=None)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=FULL")
    store.execute("PRAGMA foreign_keys=ON")
    store.execute("PRAGMA secure_delete=ON")
    began = _clock()
    store.execute("BEGIN IMMEDIATE")
    for step in steps:
        if step is None:
            store.execute("COMMIT")
            store.execute("BEGIN IMMEDIATE")
        elif step[0].startswith(("INSERT", "UPDATE")):
            store.executemany(*step)
    store.execute("COMMIT")
    took = _since(began)
    store.close()
    return took


def _copy(source: Path, target: Path) -> None:
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)


def _workbook(path: Path, count: int, width: int) -> None:
    """A workbook of other rows, written by another process so that its memory is not ours."""
    if os.fork() == 0:
        book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
        sheet = book.add_worksheet("台账")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, [field.title.zh for field in _ledger(width).fields])
        for at, row in enumerate(rows(count, seed=2), 1):
            more = [f"第{at % 997}类{place}" for place in range(width - len(NAMES))]
            for place, cell in enumerate((*row, *more)):
                sheet.write(at, place, cell, day if isinstance(cell, date) else None)
        book.close()
        os._exit(0)
    os.wait()


def _import_file(path: Path, count: int, width: int) -> dict[str, float]:
    """Import a workbook here: seconds by both clocks, and the longest the writer's place was held."""
    from zhangtu.project import office  # noqa: PLC0415  # the office's folder must be named before

    office.prepare()
    unit = _open(_ledger(width))
    from zhangtu.journal.actor import Actor  # noqa: PLC0415
    from zhangtu.ledgers.importing import applying, preparing  # noqa: PLC0415

    held = [0.0]
    inner = applying.act

    @contextmanager
    def timed(**words: Any) -> Iterator[Any]:
        began = 0.0
        with inner(**words) as one:
            began = time.perf_counter()
            yield one
        held.append(time.perf_counter() - began)

    console, began = Actor(machine="console"), _clock()
    preview = preparing.prepare(path, "premises", actor=console, wish=preparing.Wish(unit=unit))
    assert preview.manifest.created == count, (preview.manifest, preview.faults[:3])
    with patch.object(applying, "act", timed):
        applying.apply(UUID(preview.manifest.uid), actor=console)
    seconds, cpu = _since(began)
    return {"seconds": seconds, "cpu": cpu, "held": max(held)}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps(_import_file(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
    else:
        for figure in measure():
            sys.stdout.write(figure.line() + "\n")
            sys.stdout.flush()
