"""An invented office with a past: stalls and visits to them, units that move and merge, month after month."""

import random
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from office import CONSOLE, START, TODAY, pack
from zhangtu.kernel.clock import stopped_at
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import actions, definitions
from zhangtu.people import actions as people
from zhangtu.people import queries

STALLS = """
ledger: stalls
title: {zh: 摊位, en: Stalls}
row: "{name}"
fields:
  - {no: 1, name: name, type: text, title: {zh: 名称, en: Name}, required: yes}
  - {no: 2, name: size, type: number, title: {zh: 面积, en: Size}}
  - {no: 3, name: cost, type: number, title: {zh: 租金, en: Cost}}
  - {no: 4, name: opened, type: date, title: {zh: 开业日期, en: Opened}}
  - {no: 5, name: expires, type: date, title: {zh: 到期日期, en: Expires}}
  - {no: 6, name: kind, type: choice, title: {zh: 类别, en: Kind}, of: [fruit, fish, cloth]}
  - {no: 7, name: goods, type: choices, title: {zh: 商品, en: Goods}, of: [tea, salt, rice]}
  - {no: 8, name: open, type: yes_no, title: {zh: 营业, en: Open}}
  - {no: 9, name: place, type: unit, title: {zh: 所在村, en: Village}}
  - {no: 10, name: owner, type: person_name, title: {zh: 业主, en: Owner}, personal: yes}
  - {no: 11, name: per, type: computed, title: {zh: 单价, en: Per}, value: "cost / size"}
  - {no: 12, name: valid, type: computed, title: {zh: 有效, en: Valid}, value: "expires >= today()"}
  - {no: 13, name: due, type: computed, title: {zh: 应查次数, en: Due}, value: "quotas(kind).per_year"}
  - {no: 14, name: seen, type: computed, title: {zh: 近期查过, en: Seen lately},
     value: "count(visits where stall = me and day >= today() - 60) >= 1"}
  - {no: 15, name: enough, type: computed, title: {zh: 查够, en: Enough},
     value: "count(visits where stall = me and passed) >= due and valid"}
"""
VISITS = """
ledger: visits
title: {zh: 检查, en: Visits}
row: "{day}"
fields:
  - {no: 1, name: stall, type: reference, title: {zh: 摊位, en: Stall}, of: stalls, required: yes}
  - {no: 2, name: day, type: date, title: {zh: 日期, en: Day}}
  - {no: 3, name: fine, type: money, title: {zh: 罚款, en: Fine}}
  - {no: 4, name: passed, type: yes_no, title: {zh: 合格, en: Passed}}
  - {no: 5, name: note, type: text, title: {zh: 说明, en: Note}}
  - {no: 6, name: late, type: computed, title: {zh: 很久以前, en: Long ago}, value: "day < today() - 30"}
"""
SECRETS = """
ledger: hints
title: {zh: 线索, en: Hints}
row: "{what}"
secret: yes
fields:
  - {no: 1, name: what, type: text, title: {zh: 内容, en: What}, required: yes}
  - {no: 2, name: day, type: date, title: {zh: 日期, en: Day}}
"""
QUOTAS = """
table: quotas
title: {zh: 检查频次, en: Quotas}
keys: [kind]
rows:
  - {kind: fruit, per_year: 1, from: 2020-01-01, to: 2026-07-01, authority: 规定, sure: read}
  - {kind: fruit, per_year: 2, from: 2026-07-01, authority: 规定, sure: read}
  - {kind: fish, per_year: 0.5, from: 2026-03-01, to: 2026-10-10, authority: 规定, sure: read}
"""
FIRST = date(2026, 1, 5)


@dataclass(slots=True)
class Lively:
    """The office.

    Attributes:
        units: Every unit there ever was.
        rows: Ledger → rows with what is to be said when they are changed.
        day: How far its past goes.
    """

    units: list[int]
    rows: dict[str, list[Any]]
    day: date


def begun(folder: Path) -> Lively:
    """The office before anything is entered."""
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    (folder / "tables" / "quotas.yaml").write_text(QUOTAS, "utf-8")
    top = people.create_unit("青溪镇", actor=CONSOLE, day=START)
    units = [top]
    units += [people.create_unit(f"{name}片", actor=CONSOLE, day=START, parent=top) for name in "东西"]
    units += [
        people.create_unit(f"{name}村", actor=CONSOLE, day=START, parent=units[1 + place % 2])
        for place, name in enumerate("甲乙丙丁戊")
    ]
    made = pack(folder, stalls=STALLS, visits=VISITS, hints=SECRETS)
    definitions.put_in_force(made, actor=CONSOLE, reason="开始使用")
    return Lively(units, {"stalls": [], "visits": []}, FIRST)


def lived(office: Lively, chance: random.Random, count: int, *, until: date = TODAY) -> None:
    """So many things happen, one after the other, until a day."""
    step = max(1, (until - office.day).days) / max(1, count)
    start = office.day
    for place in range(count):
        office.day = start + timedelta(days=int(place * step))
        with stopped_at(office.day), suppress(RefusedError):
            chance.choices((_stall, _visit, _amend, _withdraw, _units), (6, 8, 9, 2, 1))[0](office, chance)
    office.day = until


def _number(chance: random.Random) -> Decimal | None:
    some = Decimal(chance.randrange(-500, 5000)) / 100
    return chance.choice((None, Decimal(0), some, some, Decimal("0.000001"), Decimal(10**9) + some))


def _day(office: Lively, chance: random.Random) -> date | None:
    return chance.choice((None, office.day + timedelta(days=chance.randrange(-90, 90))))


def _stall_values(office: Lively, chance: random.Random) -> dict[str, Any]:
    return {
        "name": f"摊{chance.randrange(1000)}",
        "size": _number(chance),
        "cost": _number(chance),
        "opened": _day(office, chance),
        "expires": _day(office, chance),
        "kind": chance.choice((None, "fruit", "fish", "cloth")),
        "goods": chance.sample(("tea", "salt", "rice"), chance.randrange(4)) or None,
        "open": chance.choice((None, True, False)),
        "place": chance.choice((None, *map(_named, office.units))),
        "owner": chance.choice((None, "赵一", "钱二")),
    }


def _named(unit: int) -> str:
    return str(queries.unit_uid(unit))


def _visit_values(office: Lively, chance: random.Random) -> dict[str, Any]:
    return {
        "stall": str(chance.choice(office.rows["stalls"])),
        "day": _day(office, chance),
        "fine": chance.choice((None, Decimal(chance.randrange(100_000)) / 100)),
        "passed": chance.choice((None, True, False)),
        "note": chance.choice((None, "好", "差", "é")),
    }


def _stall(office: Lively, chance: random.Random) -> None:
    values = {name: one for name, one in _stall_values(office, chance).items() if one is not None}
    row = actions.create("stalls", values, actor=CONSOLE, unit=chance.choice(office.units))
    office.rows["stalls"].append(row.uid)


def _visit(office: Lively, chance: random.Random) -> None:
    if office.rows["stalls"]:
        values = {name: one for name, one in _visit_values(office, chance).items() if one is not None}
        row = actions.create("visits", values, actor=CONSOLE, unit=chance.choice(office.units))
        office.rows["visits"].append(row.uid)


def _any(office: Lively, chance: random.Random) -> tuple[str, Any]:
    name = chance.choice(("stalls", "visits"))
    return name, chance.choice(office.rows[name]) if office.rows[name] else None


def _amend(office: Lively, chance: random.Random) -> None:
    name, uid = _any(office, chance)
    if uid is not None:
        values = (_stall_values if name == "stalls" else _visit_values)(office, chance)
        kept = chance.sample(sorted(values), chance.randrange(1, 4))
        actions.amend(uid, {one: values[one] for one in kept}, actor=CONSOLE, seen=10**9)


def _withdraw(office: Lively, chance: random.Random) -> None:
    _, uid = _any(office, chance)
    if uid is None:
        return
    if chance.random() < 0.3:
        actions.restore(uid, actor=CONSOLE, seen=10**9, reason="恢复")
    else:
        actions.withdraw(uid, actor=CONSOLE, seen=10**9, reason="错了", although=True)


def _units(office: Lively, chance: random.Random) -> None:
    what, day = chance.randrange(3), office.day + timedelta(days=chance.randrange(-20, 20))
    one, other = chance.sample(office.units[3:], 2)
    if what == 0:
        people.move_unit(one, chance.choice(office.units[:3]), actor=CONSOLE, day=day)
    elif what == 1:
        people.merge_units([one], other, actor=CONSOLE, day=day)
    else:
        made = people.create_unit(f"新{len(office.units)}村", actor=CONSOLE, day=day, parent=office.units[1])
        office.units.append(made)
