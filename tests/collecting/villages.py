"""An invented town with five villages and their shops, for tests of collections."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from recalling import recalled

from office import CONSOLE, START, pack, somebody
from zhangtu.collections import actions, queries, sheets
from zhangtu.collections.actions import Plan
from zhangtu.collections.finding import ask as found
from zhangtu.collections.forms import Wanted
from zhangtu.collections.states import Shape
from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import SHANGHAI, stopped_at
from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers import definitions
from zhangtu.people import actions as organising
from zhangtu.people import queries as people

NAMES = ("东桥村", "西岭村", "南湖村", "北坡村", "中市社区")
DUE = datetime(2026, 11, 30, 17, 30, tzinfo=SHANGHAI)
ENDS = date(2027, 6, 30)
ENTERED = datetime(2026, 3, 5, 9, 30, tzinfo=SHANGHAI)

SHOPS = """
ledger: shops
title: {zh: 店铺, en: Shops}
row: "{name}"
scope: unit
key: [code]
fields:
  - {no: 1, name: name, type: text, title: {zh: 店名, en: Name}, required: yes, search: yes,
     synonyms: [字号, 单位名称]}
  - {no: 2, name: code, type: text, title: {zh: 编码, en: Code}, unique: yes}
  - {no: 3, name: owner, type: person_name, title: {zh: 负责人, en: Owner}, personal: yes}
  - {no: 4, name: phone, type: phone, title: {zh: 电话, en: Phone}, personal: yes, synonyms: [联系方式]}
  - {no: 5, name: opened, type: date, title: {zh: 开业日期, en: Opened}}
  - {no: 6, name: closed, type: date, title: {zh: 关停日期, en: Closed on}}
  - {no: 7, name: staff, type: number, title: {zh: 从业人数, en: Staff}, synonyms: [人数]}
  - {no: 8, name: kind, type: choice, title: {zh: 类别, en: Kind},
     of: [{code: eatery, title: {zh: 小餐饮, en: Eatery}}, {code: shop, title: {zh: 小食杂, en: Grocery}}]}
  - {no: 9, name: open, type: yes_no, title: {zh: 营业, en: Open}}
  - {no: 10, name: total, type: computed, title: {zh: 倍数, en: Doubled}, value: "staff * 2"}
checks:
  - {forbid: "closed < opened", say: {zh: 关停早于开业, en: Closed before it opened}}
pages: {columns: [name, code, staff], filters: [staff], panels: [[name, code]]}
"""
PAPERS = """
ledger: papers
title: {zh: 证照, en: Papers}
row: "{number}"
scope: unit
key: [number]
fields:
  - {no: 1, name: shop, type: reference, title: {zh: 店铺, en: Shop}, of: shops, required: yes}
  - {no: 2, name: number, type: text, title: {zh: 证照编号, en: Number}, required: yes}
  - {no: 3, name: expires, type: date, title: {zh: 有效期止, en: Expires}, synonyms: [有效期至]}
"""
TIPS = """
ledger: tips
title: {zh: 举报, en: Tips}
row: "{what}"
secret: yes
fields:
  - {no: 1, name: what, type: text, title: {zh: 举报内容, en: What}, required: yes}
"""
#: All that a village is asked of its shops.
COLUMNS = ("name", "code", "owner", "phone", "opened", "staff", "kind", "open")


@dataclass(frozen=True)
class Town:
    """Units and actors by what they are for."""

    town: int
    villages: tuple[int, ...]
    #: Clerk of the town: asks, chases, accepts.
    clerk: Actor
    #: Sees all of the town, may not enter.
    reader: Actor
    #: Clerks of the villages.
    helpers: tuple[Actor, ...]


def open_town(folder: Path) -> Town:
    """Set the town up, with three shops in each village and papers of each shop, entered in March."""
    with stopped_at(ENTERED):
        return recalled("town", lambda: _opened(folder))


def _opened(folder: Path) -> Town:
    town = organising.create_unit("青溪镇", actor=CONSOLE, day=START, kind="town")
    villages = tuple(
        organising.create_unit(name, actor=CONSOLE, day=START, parent=town, kind="village") for name in NAMES
    )
    definitions.put_in_force(pack(folder, shops=SHOPS, papers=PAPERS, tips=TIPS), actor=CONSOLE)
    helpers = tuple(somebody(unit, f"丙{place}", "clerk") for place, unit in enumerate(villages))
    clerk, reader = somebody(town, "甲一", "clerk"), somebody(town, "乙二", "reader")
    for place, helper in enumerate(helpers):
        _shops(place, helper)
    return Town(town, villages, clerk, reader, helpers)


def _shops(place: int, helper: Actor) -> None:
    for number in range(3):
        shop = ledgers.create(
            "shops",
            {
                "name": f"{NAMES[place]}第{number + 1}店",
                "code": f"S{place}{number}",
                "owner": "甄有余",
                "phone": f"1990000{place}{number}00",
                "opened": "2020-05-01",
                "staff": str(number + 2),
                "kind": "eatery" if number else "shop",
                "open": None if number == 2 else "yes",
            },
            actor=helper,
        )
        paper = {"shop": str(shop.uid), "number": f"P{place}{number}", "expires": "2027-01-31"}
        ledgers.create("papers", paper, actor=helper)


def plan(town: Town, **changes: object) -> Plan:
    """The usual collection: all shops of the villages, checked by the end of November."""
    usual: dict[str, object] = {
        "title": "小店摸底表",
        "basis": "青政办〔2026〕18号",
        "due": DUE,
        "ends": ENDS,
        "units": town.villages,
        "columns": sourced(COLUMNS),
        "base": "shops",
        "shape": Shape.ROWS,
        "period": "2026年11月",
    }
    return Plan(**{**usual, **changes})  # type: ignore[arg-type]


def sourced(names: Sequence[str]) -> tuple[Wanted, ...]:
    return tuple(Wanted(source=name) for name in names)


def ask_of(town: Town, collection: object, place: int) -> object:
    """What a village is asked."""
    matrix = queries.matrix(collection, people.scope(town.clerk))  # type: ignore[arg-type]
    return next(one.uid for one in matrix if one.unit == town.villages[place])


def look(uid: object, actor: Actor) -> sheets.Sheet:
    """The whole form as somebody of the unit sees it."""
    scope = people.scope(actor)
    return sheets.whole(found(uid, scope), scope)  # type: ignore[arg-type]


def mark(uid: object, actor: Actor) -> str:
    """What the whole form looks like to somebody of the unit."""
    scope = people.scope(actor)
    return sheets.mark(found(uid, scope), scope)  # type: ignore[arg-type]


def hand_in(uid: object, actor: Actor) -> None:
    """Confirm everything and hand it in."""
    actions.submit(uid, actor=actor, seen=mark(uid, actor), confirm_rest=True)  # type: ignore[arg-type]
