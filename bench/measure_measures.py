"""Thirty figures by 200 units and 24 months over a million rows, right after a write, beside DuckDB alone.

Half of them are flows, half stocks; some rest on today, a dated table, and rows of another ledger. DuckDB
alone is given the same rows in the same table and statements written by hand for these very figures, live
columns worked out in the query. The rows are put into the mirror's tables as they would lie there: what is
measured is the asking. ``BENCH_MEASURES`` says how many rows; with ``BENCH_LONG`` ten million besides.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from harness import Figure, at_most, seconds

ROWS: Final = int(os.environ.get("BENCH_MEASURES", "1000000"))
LONG: Final = 10_000_000
TOWNS: Final = 20
VILLAGES: Final = 180
MONTHS: Final = 24
#: When the clock stands, and when the rows' past begins.
TODAY: Final = date(2026, 11, 23)
FIRST: Final = date(2024, 1, 1)

STALLS: Final = """
ledger: premises
title: {zh: 经营单位, en: Premises}
row: "{name}"
fields:
  - {no: 1, name: name, type: text, title: {zh: 名称, en: Name}, required: yes}
  - {no: 2, name: kind, type: choice, title: {zh: 类别, en: Kind}, of: [shop, restaurant, pharmacy, workshop]}
  - {no: 3, name: area, type: number, title: {zh: 面积, en: Area}}
  - {no: 4, name: rent, type: money, title: {zh: 租金, en: Rent}}
  - {no: 5, name: opened, type: date, title: {zh: 开业日期, en: Opened}}
  - {no: 6, name: checked, type: date, title: {zh: 检查日期, en: Checked}}
  - {no: 7, name: expires, type: date, title: {zh: 到期日期, en: Expires}}
  - {no: 8, name: open, type: yes_no, title: {zh: 营业, en: Open}}
  - {no: 9, name: grade, type: choice, title: {zh: 等级, en: Grade}, of: [A, B, C, D]}
  - {no: 10, name: valid, type: computed, title: {zh: 有效, en: Valid}, value: "expires >= today()"}
  - {no: 11, name: visits, type: computed, title: {zh: 应查, en: Visits}, value: "quotas(kind).per_year"}
  - {no: 12, name: licensed, type: computed, title: {zh: 持证, en: Licensed},
     value: "count(licences where premises = me and until >= today()) >= 1"}
"""
LICENCES: Final = """
ledger: licences
title: {zh: 证照, en: Licences}
row: "{number}"
fields:
  - {no: 1, name: premises, type: reference, title: {zh: 单位, en: Premises}, of: premises}
  - {no: 2, name: until, type: date, title: {zh: 有效期止, en: Until}}
  - {no: 3, name: number, type: text, title: {zh: 编号, en: Number}}
"""
QUOTAS: Final = """
table: quotas
title: {zh: 频次, en: Quotas}
keys: [kind]
rows:
  - {kind: shop, per_year: 1, from: 2020-01-01, to: 2025-07-01, authority: 规定, sure: read}
  - {kind: shop, per_year: 2, from: 2025-07-01, authority: 规定, sure: read}
  - {kind: restaurant, per_year: 4, from: 2020-01-01, authority: 规定, sure: read}
  - {kind: pharmacy, per_year: 3, from: 2020-01-01, authority: 规定, sure: read}
"""
PACK: Final = "pack: bench\ntitle: {zh: 样例, en: Sample}\nversion: 2026-11\n"

#: Value, condition, and the same by hand: an aggregate with its own filter. ``{t}`` is the day.
FLOWS: Final = (
    ("count()", "", "count(*)"),
    ("count()", "open", "count(*) FILTER (open)"),
    ("count()", "kind = 'shop'", "count(*) FILTER (kind = 'shop')"),
    ("count()", "kind = 'pharmacy' and open", "count(*) FILTER (kind = 'pharmacy' AND open)"),
    ("sum(area)", "", "coalesce(sum(area), 0)"),
    ("sum(rent)", "open", "coalesce(sum(rent) FILTER (open), 0)"),
    ("average(area)", "", "sum(area) / count(area)"),
    ("average(rent)", "grade = 'A'", "sum(rent) FILTER (grade = 'A') / count(rent) FILTER (grade = 'A')"),
    ("share(open)", "", "count(*) FILTER (open) / count(open)"),
    ("share(valid)", "", "count(*) FILTER (valid) / count(valid)"),
    ("share(valid)", "open", "count(*) FILTER (valid AND open) / count(valid) FILTER (open)"),
    ("count(area > 250)", "", "count(*) FILTER (area > 250)"),
    ("sum(visits)", "", "coalesce(sum(visits), 0)"),
    ("count(grade in ('A', 'B')) / count()", "", "count(*) FILTER (grade IN ('A', 'B')) / count(*)"),
    ("sum(rent) / sum(area)", "", "sum(rent) / sum(area)"),
)
STOCKS: Final = (
    ("count()", "", "count(*)"),
    ("count()", "open", "count(*) FILTER (open)"),
    ("count()", "grade = 'D'", "count(*) FILTER (grade = 'D')"),
    ("share(valid)", "", "count(*) FILTER (valid) / count(valid)"),
    ("share(valid)", "open", "count(*) FILTER (valid AND open) / count(valid) FILTER (open)"),
    ("share(licensed)", "", "count(*) FILTER (licensed) / count(licensed)"),
    ("share(licensed)", "open", "count(*) FILTER (licensed AND open) / count(licensed) FILTER (open)"),
    ("count(valid and licensed)", "open", "count(*) FILTER (valid AND licensed AND open)"),
    ("sum(area)", "", "coalesce(sum(area), 0)"),
    ("sum(rent)", "open", "coalesce(sum(rent) FILTER (open), 0)"),
    ("average(area)", "open", "sum(area) FILTER (open) / count(area) FILTER (open)"),
    ("sum(visits)", "open", "coalesce(sum(visits) FILTER (open), 0)"),
    ("count(expires < today() + 30)", "", "count(*) FILTER (expires < {t} + 30)"),
    ("count(open) / count()", "", "count(*) FILTER (open) / count(*)"),
    ("sum(rent) / sum(area)", "kind = 'shop'",
     "sum(rent) FILTER (kind = 'shop') / sum(area) FILTER (kind = 'shop')"),
)  # fmt: skip


def measure() -> Iterator[Figure]:
    """Processor seconds for all of them, and times DuckDB alone."""
    home = Path(tempfile.mkdtemp(prefix="zhangtu-bench-"))
    os.environ["ZHANGTU_HOME"] = str(home)
    os.environ.pop("DATABASE_URL", None)
    try:
        yield from _figures(home)
    finally:
        shutil.rmtree(home)


def _figures(home: Path) -> Iterator[Figure]:
    from zhangtu.project import office  # noqa: PLC0415  # the office must be named first

    office.prepare()
    from zhangtu.kernel.clock import stopped_at  # noqa: PLC0415  # needs the settings
    from zhangtu.mirror import client  # noqa: PLC0415
    from zhangtu.mirror.file import Allowed  # noqa: PLC0415
    from zhangtu.mirror.owning import Owner  # noqa: PLC0415

    with stopped_at(TODAY):
        units = _open(home / "pack")
        for rows in (ROWS, *((LONG,) if os.environ.get("BENCH_LONG") else ())):
            owner = Owner(home, Allowed(memory=1024 if rows < LONG else 6_000, threads=1))
            owner.take()
            owner.mirror.renew()
            owner.build()
            client.settle(owner)
            _fill(owner, units, rows)
            yield from _measured(owner, units, rows)
            client.settle(None)
            owner.stop()


def _open(folder: Path) -> list[int]:
    from zhangtu.journal.actor import Actor  # noqa: PLC0415  # needs the settings
    from zhangtu.ledgers import definitions  # noqa: PLC0415
    from zhangtu.people import actions as people  # noqa: PLC0415
    from zhangtu.schema.loading import load_pack  # noqa: PLC0415

    console, day = Actor(machine="console"), date(2020, 1, 1)
    for name, text in (
        ("ledgers/premises", STALLS),
        ("ledgers/licences", LICENCES),
        ("tables/quotas", QUOTAS),
    ):
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    loaded = load_pack(folder)
    if loaded.pack is None:
        raise RuntimeError(loaded.problems)
    towns = [people.create_unit(f"样例{place}镇", actor=console, day=day) for place in range(TOWNS)]
    villages = [
        people.create_unit(f"样例{place}村", actor=console, day=day, parent=towns[place % TOWNS])
        for place in range(VILLAGES)
    ]
    definitions.put_in_force(loaded.pack, actor=console, reason="开始使用")
    return [*towns, *villages]


def _fill(owner: Any, units: list[int], rows: int) -> None:
    """Rows with a past of nearly three years, half of them amended once, and a licence for most."""
    from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings
    from zhangtu.ledgers.budgets import end_of  # noqa: PLC0415
    from zhangtu.mirror import columns  # noqa: PLC0415

    first, span = end_of(FIRST), (TODAY - FIRST).days - 2
    villages = f"[{', '.join(map(str, units[TOWNS:]))}][1 + (hash(i, 1) % {VILLAGES})::int]"
    own = {
        "_row": "i", "_uid": "uuid()", "_unit": villages, "_post": "0", "_person": "0", "_state": "''",
        "_withdrawn": "i % 97 = 0", "_due": "NULL", "_pending": "0", "_from": "1", "_to": "NULL",
        "_at": f"{first} + (hash(i, 2) % {span})::bigint * 86400000000", "_until": "NULL",
    }  # fmt: skip
    premises = {
        "f1": "'单位' || i",
        "f2": "['shop', 'restaurant', 'pharmacy', 'workshop'][1 + (hash(i, 3) % 4)::int]",
        "f3": "CASE WHEN i % 11 > 0 THEN ((hash(i, 4) % 50000) / 100)::decimal(22,6) END",
        "f4": "((hash(i, 5) % 900000) / 100)::decimal(22,6)",
        "f5": "date '2019-01-01' + (hash(i, 6) % 2880)::int",
        "f6": "date '2024-12-01' + (hash(i, 7) % 700)::int",
        "f7": "date '2024-06-01' + (hash(i, 8) % 1500)::int", "f8": "i % 5 > 0",
        "f9": "['A', 'B', 'C', 'D'][1 + (hash(i, 9) % 4)::int]",
    }  # fmt: skip
    licences = {
        "f1": f"1 + (hash(i, 10) % {rows})::bigint", "f2": "date '2024-06-01' + (hash(i, 11) % 1500)::int",
        "f3": "'证' || i",
    }  # fmt: skip
    for name, values in (("premises", premises), ("licences", licences)):
        _put(owner, columns, definitions.in_force(name), {**own, **values}, rows)
    _amend(owner, columns, definitions.in_force("premises"), end_of(TODAY))


def _put(owner: Any, columns: Any, force: Any, values: dict[str, str], rows: int) -> None:
    """Put rows into a ledger's table."""
    types = columns.types(force)
    chosen = ", ".join(f"{values.get(one, 'NULL')} AS {one}" for one in types)
    with owner.mirror.file.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {columns.table(force)} SELECT {chosen} FROM range(1, {rows + 1}) t(i)"  # noqa: S608
        )


def _amend(owner: Any, columns: Any, force: Any, today: int) -> None:
    """Half of the rows have a second version, some weeks after their first."""
    table, when = columns.table(force), "_at + 7 * 86400000000 * (1 + _row % 20)"
    changed = {"_at": when, "_from": "2", "f8": "NOT f8"}
    chosen = ", ".join(changed.get(one, one) for one in columns.types(force))
    some = f"_row % 2 = 0 AND {when} < {today}"
    with owner.mirror.file.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} SELECT {chosen} FROM {table} WHERE {some}")  # noqa: S608
        cursor.execute(f"UPDATE {table} SET _to = 2, _until = {when} WHERE _from = 1 AND {some}")  # noqa: S608
        cursor.execute("CHECKPOINT")


def _measured(owner: Any, units: list[int], rows: int) -> Iterator[Figure]:
    from zhangtu.kernel.periods import PeriodKind, between  # noqa: PLC0415  # needs the settings
    from zhangtu.measures import queries  # noqa: PLC0415
    from zhangtu.people import queries as people  # noqa: PLC0415
    from zhangtu.schema.specs import Measure, Title  # noqa: PLC0415

    periods = between(TODAY - timedelta(days=720), TODAY, PeriodKind.MONTH)[-MONTHS:]
    flows = [
        Measure(f"f{at}", Title("流量"), "premises", value, where, on="checked")
        for at, (value, where, _) in enumerate(FLOWS)
    ]
    stocks = [
        Measure(f"s{at}", Title("存量"), "premises", value, where, at="period_end")
        for at, (value, where, _) in enumerate(STOCKS)
    ]
    scope = people.scope(_console())

    def asked(measures: list[Any]) -> Any:
        _write(units)
        found = queries.figures(measures, scope, units=units, periods=periods)
        if not found.fresh:
            raise RuntimeError("the mirror could not answer")
        return found

    by_hand = _ByHand(owner, units, periods)
    _compare(asked([*flows, *stocks]), by_hand, periods)
    what = f"{len(units)} units × {MONTHS} months over {rows:,} rows"
    for name, ours, theirs in (
        ("15 flows", lambda: asked(flows), by_hand.flows),
        ("15 stocks", lambda: asked(stocks), by_hand.stocks),
        ("15 flows and 15 stocks", lambda: asked([*flows, *stocks]), by_hand.both),
    ):
        began = time.perf_counter()
        took, alone = seconds(ours, theirs, rounds=3)
        figure = Figure(f"{name} × {what}", took, "s", "DuckDB alone", took / alone)
        yield Figure(f"{name} × {what}: all rounds by the clock", time.perf_counter() - began, "s")
        if name.count("15") == 2:
            yield _at_most_times(figure, 1.5) if rows < LONG else at_most(figure, 15)
        else:
            yield figure


def _at_most_times(figure: Figure, goal: float) -> Figure:
    """The figure with a goal its ratio must not pass."""
    met = figure.ratio is not None and figure.ratio <= goal
    return Figure(figure.name, figure.value, figure.unit, figure.against, figure.ratio, f"<= {goal:g} ×", met)


def _console() -> Any:
    from zhangtu.journal.actor import Actor  # noqa: PLC0415  # needs the settings

    return Actor(machine="console")


def _write(units: list[int]) -> None:
    """A row is entered: figures asked for after it include it."""
    from zhangtu.ledgers import actions  # noqa: PLC0415  # needs the settings

    actions.create("premises", {"name": "新的一家"}, actor=_console(), unit=units[-1])


class _ByHand:
    """The same figures as somebody who knows DuckDB well writes them."""

    def __init__(self, owner: Any, units: list[int], periods: Any) -> None:
        from zhangtu.ledgers import definitions  # noqa: PLC0415  # needs the settings
        from zhangtu.mirror import columns  # noqa: PLC0415

        self._owner, self._periods = owner, periods
        self._table = columns.table(definitions.in_force("premises"))
        self._licences = columns.table(definitions.in_force("licences"))
        towns = ", ".join(
            f"({village}, {units[place % TOWNS]})" for place, village in enumerate(units[TOWNS:])
        )
        self._tree = f"(VALUES {towns}) tree(unit, town)"
        self._quota = (
            "CASE kind WHEN 'shop' THEN CASE WHEN {t} < date '2025-07-01' THEN 1 ELSE 2 END"
            " WHEN 'restaurant' THEN 4 WHEN 'pharmacy' THEN 3 END AS visits"
        )

    def both(self) -> tuple[Any, Any]:
        return self.flows(), self.stocks()

    def _ask(self, statement: str) -> list[Any]:
        with self._owner.mirror.file.cursor() as cursor:
            return list(cursor.execute(statement).fetchall())

    def _rows(self, day: str, licensed: str = "") -> str:
        return (
            f"SELECT v._unit AS unit, f2 AS kind, f3 AS area, f4 AS rent, f6 AS checked, f7 AS expires,"  # noqa: S608
            f" f8 AS open, f9 AS grade, f7 >= {day} AS valid, {self._quota.format(t=day)}{licensed}"
            f" FROM {self._table} v"
        )

    def flows(self) -> list[Any]:
        """One statement: villages and towns by grouping sets."""
        day, first = f"date '{TODAY}'", self._periods[0].begin
        told = ", ".join(one[2].format(t=day) for one in FLOWS)
        return self._ask(
            f"SELECT unit, town, date_trunc('month', checked), {told} FROM ({self._rows(day)}"  # noqa: S608
            f" WHERE _to IS NULL AND NOT _withdrawn AND f6 BETWEEN date '{first}' AND"
            f" date '{self._periods[-1].end}') JOIN {self._tree} USING (unit)"
            " GROUP BY GROUPING SETS ((unit, date_trunc('month', checked)),"
            " (town, date_trunc('month', checked)))"
        )

    def stocks(self) -> list[Any]:
        """A statement for each month's end."""
        from zhangtu.ledgers.budgets import end_of  # noqa: PLC0415  # needs the settings

        found = []
        for place, period in enumerate(self._periods):
            end = min(period.end, TODAY)
            day, at = f"date '{end}'", end_of(end)
            there = "_to IS NULL" if end == TODAY else f"_at < {at} AND (_until IS NULL OR _until >= {at})"
            told = ", ".join(one[2].format(t=day) for one in STOCKS)
            rows = self._rows(day, ", coalesce(l.n, 0) >= 1 AS licensed")
            found += self._ask(
                f"SELECT {place}, unit, town, {told} FROM ({rows} LEFT JOIN (SELECT f1 AS p, count(*) AS n"  # noqa: S608
                f" FROM {self._licences} WHERE {there} AND NOT _withdrawn AND f2 >= {day} GROUP BY f1) l"
                f" ON l.p = v._row WHERE {there} AND NOT _withdrawn) JOIN {self._tree} USING (unit)"
                " GROUP BY GROUPING SETS ((unit), (town))"
            )
        return found


def _compare(ours: Any, by_hand: _ByHand, periods: Any) -> None:
    """Both say the same, but for what is rounded otherwise."""
    told = {}
    for unit, town, month, *values in by_hand.flows():
        place = (
            next(one for one in periods if month.date() in one)
            if hasattr(month, "date")
            else next(one for one in periods if month in one)
        )
        told.update({(f"f{at}", unit or town, place): value for at, value in enumerate(values)})
    for place, unit, town, *values in by_hand.stocks():
        told.update({(f"s{at}", unit or town, periods[place]): value for at, value in enumerate(values)})
    for cell in ours.cells:
        value = told.get((cell.measure, cell.unit, cell.period))
        if abs(float(cell.value or 0) - float(value or 0)) > 1e-4 * max(1.0, abs(float(value or 0))):
            raise RuntimeError(f"{cell} and {value}")
