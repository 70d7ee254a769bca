"""How soon the mirror has what was just written: one entry, a thousand, a hundred thousand.

``BENCH_CATCH_UP`` says how many rows are there before; ``BENCH_HOME`` names an office with the ledger of
premises that is there already, to which rows are added.
"""

import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import bulk
from harness import Figure, at_most

ROWS: Final = int(os.environ.get("BENCH_CATCH_UP", "200000"))
#: Entries that come at once at the end.
MANY: Final = 100_000
ROUNDS: Final = 15


def measure() -> Iterator[Figure]:
    """Milliseconds until the mirror has the entries."""
    given = os.environ.get("BENCH_HOME", "")
    home = Path(given or tempfile.mkdtemp(prefix="zhangtu-bench-"))
    os.environ["ZHANGTU_HOME"] = str(home)
    os.environ.pop("DATABASE_URL", None)
    try:
        yield from _figures(home, filled=bool(given))
    finally:
        if not given:
            shutil.rmtree(home)


def _figures(home: Path, *, filled: bool) -> Iterator[Figure]:
    from zhangtu.project import office  # noqa: PLC0415  # the office must be named first

    office.prepare()
    county = 1 if filled else bulk.open_office()
    if not filled:
        bulk.bring_in(ROWS, county)
    from zhangtu.mirror.file import Allowed  # noqa: PLC0415  # needs the settings
    from zhangtu.mirror.owning import Owner  # noqa: PLC0415

    owner = Owner(home, Allowed())
    owner.take()
    owner.build()
    try:
        yield from _caught_up(owner.mirror, county)
    finally:
        owner.stop()


def _caught_up(mirror: Any, county: int) -> Iterator[Figure]:
    name = f"the mirror of {mirror.mark:,} entries takes over"
    one = [_after(mirror, 1) for _ in range(ROUNDS)]
    yield at_most(Figure(f"{name} 1", _middle(one, 0) * 1000, "ms"), 20)
    yield Figure(f"{name} 1: processor time", _middle(one, 1) * 1000, "ms")
    thousand = [_after(mirror, 1_000) for _ in range(3)]
    yield at_most(Figure(f"{name} 1,000", _middle(thousand, 0) * 1000, "ms"), 200)
    yield Figure(f"{name} 1,000: processor time", _middle(thousand, 1) * 1000, "ms")
    bulk.bring_in(MANY, county, seed=random.Random(mirror.mark).randrange(50, 900))  # noqa: S311  # new codes
    passed, busy = _until(mirror)
    yield at_most(Figure(f"{name} {MANY:,}", passed, "s"), 5)
    yield Figure(f"{name} {MANY:,}: processor time", busy, "s")


def _middle(taken: list[tuple[float, float]], which: int) -> float:
    return statistics.median(one[which] for one in taken)


def _after(mirror: Any, count: int) -> tuple[float, float]:
    """Seconds, and the processor's, to take over so many changes of single rows."""
    from zhangtu.journal.actor import Actor  # noqa: PLC0415  # needs the settings
    from zhangtu.ledgers import actions, sql  # noqa: PLC0415

    last, chance = sql.last_row(), random.Random(mirror.mark)  # noqa: S311  # any rows
    for _ in range(count):
        row = sql.row_by_id(1 + chance.randrange(last))
        if row is not None:
            values = {"area": 10 + chance.randrange(10_000) / 100}
            actions.amend(row.uid, values, actor=Actor(machine="console"), seen=row.version)
    return _until(mirror)


def _until(mirror: Any) -> tuple[float, float]:
    """Seconds, and the processor's, until everything is taken over."""
    began, busy = time.perf_counter(), time.process_time()
    while not mirror.advance():
        pass
    return time.perf_counter() - began, time.process_time() - busy
