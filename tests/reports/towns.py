"""An invented county with two towns that report about their shops every month."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from office import CONSOLE, START, pack
from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import actions, definitions
from zhangtu.people import actions as people

# ruff: noqa: E501 - packs as people write them
SHOPS = """
ledger: shops
title: {zh: 店铺, en: Shops}
row: "{name}"
fields:
  - {no: 1, name: name, type: text, title: {zh: 名称, en: Name}, required: yes}
  - {no: 2, name: kind, type: choice, title: {zh: 类别, en: Kind}, of: [{code: tea, title: {zh: 茶馆, en: Tea house}}, {code: rice, title: {zh: 米店, en: Rice shop}}]}
  - {no: 3, name: licensed, type: yes_no, title: {zh: 有证, en: Licensed}}
  - {no: 4, name: opened, type: date, title: {zh: 开业日期, en: Opened}}
"""
MEASURES = """
measures:
  shops_there: {title: {zh: 店铺数, en: Shops}, of: shops, value: "count()", at: period_end, by: [kind], measured_in: {zh: 家, en: shops}}
  shops_opened: {title: {zh: 新开, en: Opened}, of: shops, value: "count()", on: opened, by: [kind]}
  licensed_share: {title: {zh: 持证率, en: Licensed}, of: shops, value: "share(licensed)", at: period_end, by: [kind], better: up}
"""
REPORT = """
report: shops_monthly
title: {zh: 店铺月报, en: Shops monthly}
every: month
due: day 5 or next workday
from: town
rows: {shops: kind}
columns:
  - shops_there
  - {measure: shops_opened, title: {zh: 本月新开, en: Opened}}
  - {measure: shops_opened, name: opened_this_year, over: year_to_date, title: {zh: 本年新开, en: This year}}
  - licensed_share
  - {name: unlicensed_share, value: 1 - licensed_share, title: {zh: 无证率, en: Unlicensed}, shown: share}
compare: [last_period]
enter:
  - {name: done, title: {zh: 主要做法, en: Done}, required: yes}
  - {name: visits, title: {zh: 走访次数, en: Visits}, type: number}
text:
  - {zh: "{period}，{unit}有店铺{shops_there}家，{shops_there.from_last_period}，持证率{licensed_share}。", en: "In {period} {unit} had {shops_there} shops, {licensed_share} licensed."}
  - {zh: "主要做法：{done}", en: "Done: {done}"}
checks:
  - {forbid: shops_there < shops_opened, say: {zh: 新开多于现有, en: More opened than there are}}
  - {forbid: licensed_share < 0.5, say: {zh: 持证率偏低，请说明, en: Few are licensed}, warn: yes}
sign: [clerk, chief]
"""
CLIENT = """
report: shops_client
title: {zh: 店铺通报, en: Shops for the client}
every: month
due: workday 2
from: county
to: outside:保险公司
columns: [shops_there]
"""
NOVEMBER = date(2026, 11, 23)


@dataclass
class County:
    """Units, actors and rows by what they are for."""

    county: int
    north: int
    south: int
    office: Actor
    clerk: Actor
    chief: Actor
    southern: Actor
    shops: list[Any]


def somebody(unit: int, name: str, role: str) -> Actor:
    post = people.establish_post(unit, f"{name}岗", actor=CONSOLE, day=START, role=role)
    person = people.enrol(name, actor=CONSOLE)
    people.appoint(person, post, actor=CONSOLE, day=START)
    return Actor(person=person, post=post)


def open_county(folder: Path) -> County:
    with stopped_at(date(2026, 10, 8)):
        county = people.create_unit("青禾县", actor=CONSOLE, day=START, kind="county")
        north, south = (
            people.create_unit(name, actor=CONSOLE, day=START, parent=county, kind="town")
            for name in ("北镇", "南镇")
        )
        (folder / "measures").mkdir(parents=True)
        (folder / "reports").mkdir(parents=True)
        (folder / "measures" / "shops.yaml").write_text(MEASURES, "utf-8")
        (folder / "reports" / "shops_monthly.yaml").write_text(REPORT, "utf-8")
        (folder / "reports" / "shops_client.yaml").write_text(CLIENT, "utf-8")
        definitions.put_in_force(pack(folder, shops=SHOPS), actor=CONSOLE, reason="开始使用")
        found = County(
            county, north, south, somebody(county, "甲一", "clerk"), somebody(north, "乙二", "clerk"),
            somebody(north, "丙三", "chief"), somebody(south, "丁四", "clerk"), [],
        )  # fmt: skip
        for place, (unit, kind, licensed) in enumerate(
            [(north, "tea", True), (north, "tea", False), (north, "rice", True), (south, "rice", True)]
        ):
            values = {
                "name": f"店{place}",
                "kind": kind,
                "licensed": licensed,
                "opened": date(2026, 9 + place % 2, 3),
            }
            found.shops.append(actions.create("shops", values, actor=CONSOLE, unit=unit))
    with stopped_at(date(2026, 11, 3)):
        values = {"name": "新店", "kind": "tea", "licensed": True, "opened": date(2026, 11, 2)}
        found.shops.append(actions.create("shops", values, actor=found.clerk, unit=north))
    return found
