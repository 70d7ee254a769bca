"""A page of a list of a million rows: any filter, sort and search, 16 people at a time, beside the store.

``BENCH_HOME`` names an office with the ledger of premises that is there already; ``BENCH_LIST`` how many rows
are brought in otherwise.
"""

import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, NamedTuple

import bulk
from harness import Figure, at_most

#: Rows, in ten imports, each of another town.
ROWS: Final = int(os.environ.get("BENCH_LIST", "1000000"))
CLIENTS: Final = 16
#: Seconds of each stretch.
STRETCH: Final = float(os.environ.get("BENCH_STRETCH", "20"))
#: Questions the store is asked too.
BESIDE: Final = 6


class Asked(NamedTuple):
    """A page somebody asks for.

    Attributes:
        kind: ``column`` for filters and sorting by columns, ``words`` for search.
        scope: Whose it is.
        words: What is asked.
    """

    kind: str
    scope: Any
    words: Mapping[str, Any]


def measure() -> Iterator[Figure]:
    """Milliseconds of half and of 95 in 100 pages, processor time of a page, times the store."""
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
    if not filled:
        _fill()
    from zhangtu.mirror import client  # noqa: PLC0415  # needs the settings
    from zhangtu.mirror.file import Allowed  # noqa: PLC0415
    from zhangtu.mirror.owning import Owner  # noqa: PLC0415

    owner = Owner(home, Allowed())
    began = time.perf_counter()
    if not owner.take():
        raise RuntimeError("another process has the mirror")
    owner.build()
    yield Figure(
        f"the mirror of {owner.mirror.mark:,} entries opened or built", time.perf_counter() - began, "s"
    )
    client.settle(owner)
    for who, scopes in _scopes().items():
        yield from _pages(who, _questions(scopes), owner)
    client.settle(None)
    owner.stop()


def _fill() -> None:
    from zhangtu.people import queries as people  # noqa: PLC0415  # needs the settings

    county = bulk.open_office()
    towns = [unit for unit in people.units() if (state := people.unit(unit)) and state.parent == county]
    for seed, town in enumerate(towns[:10], 1):
        bulk.bring_in(ROWS // 10, town, seed)


def _scopes() -> dict[str, list[Any]]:
    """A clerk of the county, in whose scope every row is by its unit, and clerks of the towns."""
    from zhangtu.journal.actor import Actor  # noqa: PLC0415  # needs the settings
    from zhangtu.people import queries as people  # noqa: PLC0415
    from zhangtu.people.scope import Right, Scope  # noqa: PLC0415

    def clerk(unit: int) -> Scope:
        units = frozenset({unit, *people.below(unit)})
        return Scope(Actor(machine="bench"), units=units, rights=frozenset({Right.READ}))

    county = next(unit for unit in people.units() if (state := people.unit(unit)) and not state.parent)
    towns = [unit for unit in people.units() if (state := people.unit(unit)) and state.parent == county]
    return {"of a county": [clerk(county)], "of a town": [clerk(town) for town in towns[:10]]}


def _questions(scopes: Sequence[Any]) -> Iterator[Asked]:
    """Pages nobody asked for a moment ago, without end."""
    from zhangtu.ledgers.queries import Filter, Op, Order  # noqa: PLC0415  # needs the settings

    chance = random.Random(1)  # noqa: S311  # the same questions every time
    columns = ("name", "kind", "credit_code", "licence", "opened", "status", "zone", "grade", "area")
    while True:
        orders = [Order(name, chance.random() < 0.5) for name in chance.sample(columns, chance.randrange(3))]
        where = chance.choice(
            (
                [],
                [Filter("kind", Op.IS, chance.choice(("shop", "restaurant", "pharmacy")))],
                [Filter("area", Op.MORE, str(chance.randrange(500)))],
                [Filter("opened", Op.LESS, f"20{chance.randrange(12, 26)}-0{chance.randrange(1, 10)}-11")],
                [Filter("grade", Op.IN, chance.sample("ABCD", 2)), Filter("displayed", Op.IS, "no")],
                [Filter("licence", Op.EMPTY)],
            )
        )
        if chance.random() < 0.2:
            words = chance.choice(
                ("柳湾", "石桥 药房", "鸿运超市", f"永兴 {chance.randrange(1000)}", "没有此名")
            )
            yield Asked("words", chance.choice(scopes), {"words": words, "orders": orders[:1]})
        else:
            yield Asked("column", chance.choice(scopes), {"where": where, "orders": orders})


def _pages(who: str, asked: Iterator[Asked], owner: Any) -> Iterator[Figure]:
    from zhangtu.ledgers import queries as store  # noqa: PLC0415  # needs the settings

    # what is made once is made before: counts of what is asked most, the first rows by each column
    _stretch(asked, pause=0.0, seconds=STRETCH / 3)
    owner.answers.prepare()
    took, cpu = _stretch(asked, pause=0.0)
    some = next(one for one in asked if one.kind == "column" and one.words["orders"])
    beside = []
    for _ in range(BESIDE):
        began = time.perf_counter()
        asked_too = {"where": some.words["where"], "order": some.words["orders"][0]}
        store.rows("premises", some.scope, **asked_too)
        beside.append(time.perf_counter() - began)
        some = next(one for one in asked if one.kind == "column" and one.words["orders"])
    alone = [_one(one)[1] for _, one in zip(range(30), asked, strict=False) if one.kind == "column"]
    ratio = statistics.median(alone) / statistics.median(beside)
    name = f"a page for a clerk {who}"
    yield Figure(f"{name}, alone", statistics.median(alone) * 1000, "ms", "the store", ratio)
    for kind, title in (("column", "filtered and sorted"), ("words", "searched")):
        times = sorted(seconds for one, seconds in took if one == kind)
        yield Figure(f"{name}, {title}, {CLIENTS} without pause: half", statistics.median(times) * 1000, "ms")
        yield at_most(
            Figure(f"{name}, {title}, {CLIENTS} without pause: 95 in 100", _most(times) * 1000, "ms"), 200
        )
    yield Figure(f"{name}, {CLIENTS} without pause", len(took) / STRETCH, "pages/s")
    yield at_most(Figure(f"{name}: processor time", cpu / len(took) * 1000, "ms"), 12)
    took, _ = _stretch(asked, pause=1.0)
    times = sorted(seconds for _, seconds in took)
    yield at_most(Figure(f"{name}, {CLIENTS} with pauses of 1 s: 95 in 100", _most(times) * 1000, "ms"), 200)


def _most(times: Sequence[float]) -> float:
    return times[int(len(times) * 0.95)]


def _one(asked: Asked) -> tuple[str, float]:
    from zhangtu.mirror import lists  # noqa: PLC0415  # needs the settings

    began = time.perf_counter()
    page = lists.rows("premises", asked.scope, **asked.words)
    if not page.fresh:
        raise RuntimeError("the store answered")
    return asked.kind, time.perf_counter() - began


def _stretch(
    asked: Iterator[Asked], *, pause: float, seconds: float = STRETCH
) -> tuple[list[tuple[str, float]], float]:
    """Kinds and seconds of the pages asked for in a stretch of time, and the processor's seconds."""
    until = time.perf_counter() + seconds
    questions = [[next(asked) for _ in range(2_000)] for _ in range(CLIENTS)]

    def visit(mine: list[Asked]) -> list[tuple[str, float]]:
        found = []
        for one in mine:
            if time.perf_counter() > until:
                break
            found.append(_one(one))
            time.sleep(pause)
        return found

    began = time.process_time()
    with ThreadPoolExecutor(CLIENTS) as pool:
        took = [one for part in pool.map(visit, questions) for one in part]
    return took, time.process_time() - began
