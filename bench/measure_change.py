"""One audited change through the actions, beside the bare driver running the very same statements."""

import os
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from harness import Figure, at_least

#: Changes in a round, and rounds in turns.
CHANGES = 400
ROUNDS = 5
LEDGER = """
ledger: shops
title: {zh: 店铺, en: Shops}
row: "{name}"
fields:
  - {no: 1, name: name, type: text, title: {zh: 名称, en: Name}, required: yes, search: yes}
  - {no: 2, name: code, type: text, title: {zh: 编码, en: Code}, unique: yes}
  - {no: 3, name: owner, type: person_name, title: {zh: 负责人, en: Owner}, personal: yes}
  - {no: 4, name: phone, type: phone, title: {zh: 电话, en: Phone}, personal: yes}
  - {no: 5, name: opened, type: date, title: {zh: 开业, en: Opened}}
  - {no: 6, name: closed, type: date, title: {zh: 关停, en: Closed}}
  - {no: 7, name: staff, type: number, title: {zh: 人数, en: Staff}}
  - {no: 8, name: rooms, type: number, title: {zh: 房间, en: Rooms}}
  - {no: 9, name: kind, type: choice, title: {zh: 类别, en: Kind}, of: [tea, rice]}
  - {no: 10, name: open, type: yes_no, title: {zh: 营业, en: Open}}
  - {no: 11, name: street, type: text, title: {zh: 街道, en: Street}}
  - {no: 12, name: area, type: number, title: {zh: 面积, en: Area}}
  - {no: 13, name: note, type: long_text, title: {zh: 备注, en: Note}}
  - {no: 14, name: counted, type: date, title: {zh: 摸底, en: Counted}}
checks:
  - {forbid: "closed < opened", say: {zh: 关停早于开业, en: Closed before it opened}}
"""
VALUES = {
    "name": "东桥茶庄", "code": "a-1", "owner": "欧阳一", "phone": "13800000001", "opened": "2020-01-02",
    "staff": 3, "rooms": 2, "kind": "tea", "open": "yes", "street": "桥头街", "area": "86.5",
    "counted": "2026-03-01",
}  # fmt: skip
Work = Callable[[int], None]


def measure() -> Iterator[Figure]:
    """Changes a second of ours, of the bare driver, in turns."""
    home = Path(tempfile.mkdtemp(prefix="zhangtu-bench-"))
    try:
        yield from _measure(home)
    finally:
        shutil.rmtree(home)


def _measure(home: Path) -> Iterator[Figure]:
    os.environ["ZHANGTU_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhangtu.project.settings")
    import django  # noqa: PLC0415  # the office's folder must be named before

    django.setup()
    ours = amending()
    statements = _recorded(ours)
    works: dict[str, Work] = {"ours": ours, "bare": _bare(home, statements)}
    took = _in_turns(works)
    own, bare = took["ours"], took["bare"]
    share = Figure("one audited change, share of the bare driver's speed", bare / own, "share")
    yield Figure("one audited change", CHANGES / own, "changes/s", "bare driver, same statements", own / bare)
    yield Figure("bare driver, same statements", CHANGES / bare, "changes/s")
    yield at_least(share, 0.6)


def _in_turns(works: dict[str, Work]) -> dict[str, float]:
    """Median wall seconds of a round of each: a change is over when it lies on the disk."""
    took: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(ROUNDS + 1):
        for name, work in works.items():
            began = time.perf_counter()
            work(turn)
            if turn:
                took[name].append(time.perf_counter() - began)
    return {name: statistics.median(times) for name, times in took.items()}


def amending() -> Work:
    """Amend one number of a row of fourteen fields, as a clerk of the row's unit."""
    from django.core.management import call_command  # noqa: PLC0415

    from zhangtu.journal.actor import Actor  # noqa: PLC0415
    from zhangtu.kernel.clock import today  # noqa: PLC0415
    from zhangtu.ledgers import actions, definitions  # noqa: PLC0415
    from zhangtu.people import actions as people  # noqa: PLC0415
    from zhangtu.schema.loading import load_ledger  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    console = Actor(machine="console")
    unit = people.create_unit("东桥村", actor=console, day=today())
    post = people.establish_post(unit, "经办岗", actor=console, day=today(), role="clerk")
    person = people.enrol("甲一", actor=console)
    people.appoint(person, post, actor=console, day=today())
    ledger = load_ledger(LEDGER).ledger
    assert ledger is not None
    definitions.put_in_force(ledger, actor=console)
    clerk = Actor(person=person, post=post)
    row = actions.create("shops", VALUES, actor=clerk)
    last = [row.version, 0]

    def change(turn: int) -> None:
        del turn
        for _ in range(CHANGES):
            last[1] += 1
            last[0] = actions.amend(row.uid, {"staff": last[1]}, actor=clerk, seen=last[0]).version

    return change


def _recorded(ours: Work) -> list[list[tuple[str, Any, bool]]]:
    """The statements of a round, change by change, with their values."""
    from django.db import connection  # noqa: PLC0415

    changes: list[list[tuple[str, Any, bool]]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("BEGIN"):
            changes.append([])
        elif changes:
            changes[-1].append((sql.replace("%s", "?"), params or (), many))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        ours(0)
    return changes


def _bare(home: Path, changes: Sequence[Sequence[tuple[str, Any, bool]]]) -> Work:
    """The same statements on a copy of the store, nothing around them but the transaction."""
    copy = home / "bare.sqlite3"
    with sqlite3.connect(home / "zhangtu.sqlite3") as source, sqlite3.connect(copy) as target:
        source.backup(target)
    driver = sqlite3.connect(copy, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        driver.execute(f"PRAGMA {pragma}")
    numbers = driver.execute("SELECT max(number) FROM journal_entry").fetchone()[0]
    first = next(line for sql, line, _ in changes[0] if "INTO journal_entry " in sql)[0]

    def change(turn: int) -> None:
        # entries of another turn have other numbers: the store refuses a second one of the same
        ahead = numbers - first + 1 + turn * len(changes)
        for statements in changes:
            driver.execute("BEGIN IMMEDIATE")
            for sql, params, many in statements:
                if "INTO journal_entry" in sql:
                    driver.execute(sql, (params[0] + ahead, *params[1:]))
                elif many:
                    driver.executemany(sql, params)
                else:
                    driver.execute(sql, params).fetchall()
            driver.execute("COMMIT")

    return change
