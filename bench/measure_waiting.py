"""How long a change waits while a large import is being put in force in another process."""

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from uuid import UUID

import bulk
from harness import Figure, at_most

#: Rows of the import.
ROWS = int(os.environ.get("BENCH_WAITING", "100000"))
#: People who enter changes meanwhile, each one change after the other without a pause.
THREADS = 4
#: The longest they go on, and how long they do without an import; seconds.
LONGEST, QUIET = 60.0, 3.0


def measure() -> Iterator[Figure]:
    """Milliseconds of half, of ninety-nine in a hundred and of the slowest of the changes."""
    home = Path(tempfile.mkdtemp(prefix="zhangtu-bench-"))
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            uid, rows = apart.submit(_prepared, home).result()
            yield from _figures(home, apart, uid, rows)
    finally:
        shutil.rmtree(home)


def _figures(home: Path, apart: ProcessPoolExecutor, uid: UUID, rows: list[UUID]) -> Iterator[Figure]:
    os.environ["ZHANGTU_HOME"] = str(home)
    os.environ.pop("DATABASE_URL", None)
    from zhangtu.project import office  # noqa: PLC0415  # the office must be named first

    office.open_existing()
    began = time.perf_counter()
    alone = _changes(rows, lambda: time.perf_counter() - began > QUIET)
    began = time.perf_counter()
    running: Future[float] = apart.submit(_put_in_force, uid)
    took = _changes(rows, lambda: running.done() or time.perf_counter() - began > LONGEST)
    name = f"a change of {THREADS} threads while an import is put in force"
    middle = statistics.median(took)
    yield Figure(f"{name}: half", middle * 1000, "ms", "no import", middle / statistics.median(alone))
    yield at_most(Figure(f"{name}: 99 in 100", took[int(len(took) * 0.99)] * 1000, "ms"), 100)
    yield at_most(Figure(f"{name}: the slowest of {len(took):,}", took[-1] * 1000, "ms"), 300)
    yield Figure("an import while 4 threads change rows", ROWS / running.result(), "rows/s")


def _changes(rows: list[UUID], over: Callable[[], bool]) -> list[float]:
    """Seconds of each change, the shortest first; every thread amends a row of its own."""

    def one(uid: UUID) -> list[float]:
        from django.db import connection  # noqa: PLC0415  # needs the settings

        from zhangtu.journal.actor import Actor  # noqa: PLC0415
        from zhangtu.ledgers import actions, sql  # noqa: PLC0415

        console, took = Actor(machine="console"), []
        stored = sql.row_by_uid(uid)
        assert stored is not None
        seen = stored.version
        while not over():
            began = time.perf_counter()
            seen = actions.amend(
                uid, {"area": 1 + seen % 1000}, actor=console, seen=seen, reason="测"
            ).version
            took.append(time.perf_counter() - began)
        connection.close()
        return took

    with ThreadPoolExecutor(len(rows)) as people:
        return sorted(each for took in people.map(one, rows) for each in took)


def _prepared(home: Path) -> tuple[UUID, list[UUID]]:
    """An office with a row for each thread, and an import that is prepared."""
    os.environ["ZHANGTU_HOME"] = str(home)
    os.environ.pop("DATABASE_URL", None)
    from zhangtu.project import office  # noqa: PLC0415  # the office must be named first

    office.prepare()
    unit = bulk.open_office()
    bulk.bring_in(THREADS, unit, seed=2)
    from zhangtu.ledgers.models import Row  # noqa: PLC0415

    rows = list(Row.objects.order_by("id").values_list("uid", flat=True)[:THREADS])
    return bulk.prepare(ROWS, unit), rows


def _put_in_force(uid: UUID) -> float:
    """Seconds the import took."""
    from zhangtu.journal.actor import Actor  # noqa: PLC0415  # needs the settings
    from zhangtu.ledgers.importing import applying  # noqa: PLC0415

    began = time.perf_counter()
    applying.apply(uid, actor=Actor(machine="console"))
    return time.perf_counter() - began
