"""A small invented office for tests: a town, two villages, their people, ledgers that refer to others."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from recalling import recalled

from zhangtu.journal.actor import Actor
from zhangtu.ledgers import definitions
from zhangtu.people import actions as people
from zhangtu.schema.loading import load_pack
from zhangtu.schema.specs import Pack

CONSOLE = Actor(machine="console")
START = date(2025, 1, 1)
TODAY = date(2026, 11, 23)

SHOPS = """
ledger: shops
title: {zh: 店铺, en: Shops}
row: "{name}"
scope: unit
key: [code]
fields:
  - {no: 1, name: name, type: text, title: {zh: 名称, en: Name}, required: yes, search: yes}
  - {no: 2, name: code, type: text, title: {zh: 编码, en: Code}, unique: yes}
  - {no: 3, name: owner, type: person_name, title: {zh: 负责人, en: Owner}, personal: yes, search: yes}
  - {no: 4, name: phone, type: phone, title: {zh: 电话, en: Phone}, personal: yes, unique: yes}
  - {no: 5, name: opened, type: date, title: {zh: 开业日期, en: Opened}}
  - {no: 6, name: closed, type: date, title: {zh: 关停日期, en: Closed on}}
  - {no: 7, name: staff, type: number, title: {zh: 人数, en: Staff}}
  - {no: 8, name: rooms, type: number, title: {zh: 房间, en: Rooms}}
  - {no: 9, name: crowd, type: computed, title: {zh: 每间人数, en: Per room}, value: "staff / rooms"}
  - {no: 10, name: grade, type: choice, title: {zh: 等级, en: Grade}, of: [A, B], set_by: grading}
  - {no: 11, name: goods, type: choices, title: {zh: 商品, en: Goods}, of: [tea, salt, rice]}
  - {no: 12, name: licensed, type: computed, title: {zh: 持证, en: Licensed},
     value: "count(papers where shop = me and expires >= today()) >= 1"}
  - {no: 13, name: note, type: long_text, title: {zh: 备注, en: Note}, search: yes}
  - {no: 14, name: open, type: yes_no, title: {zh: 营业, en: Open}, default: "yes"}
  - {no: 15, name: ticket, type: serial, title: {zh: 文号, en: Ticket}, serial: 店登字}
  - {no: 16, name: photo, type: file, title: {zh: 照片, en: Photo}, many: "yes"}
checks:
  - {forbid: "closed < opened", say: {zh: 关停早于开业, en: Closed before it opened}}
  - {forbid: "staff > 100", say: {zh: 人数很多，请核对, en: Very many staff}, warn: yes}
pages: {columns: [name, code, staff, licensed], filters: [staff], panels: [[name, code]]}
"""
PAPERS = """
ledger: papers
title: {zh: 证照, en: Papers}
row: "{number}"
scope: unit
key: [shop, number]
fields:
  - {no: 1, name: shop, type: reference, title: {zh: 店铺, en: Shop}, of: shops, required: yes}
  - {no: 2, name: number, type: text, title: {zh: 编号, en: Number}, required: yes}
  - {no: 3, name: expires, type: date, title: {zh: 有效期止, en: Expires}}
"""
TIPS = """
ledger: tips
title: {zh: 举报, en: Tips}
row: "{what}"
secret: yes
fields:
  - {no: 1, name: what, type: text, title: {zh: 内容, en: What}, required: yes}
"""
HEAD = "pack: sample\ntitle: {zh: 样例, en: Sample}\nversion: 2026-11\n"


def pack(folder: Path, **texts: str) -> Pack:
    """A pack made of these ledgers, the usual ones unless others are given."""
    texts = texts or {"shops": SHOPS, "papers": PAPERS, "tips": TIPS}
    (folder / "ledgers").mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(HEAD, "utf-8")
    for name, text in texts.items():
        (folder / "ledgers" / f"{name}.yaml").write_text(text, "utf-8")
    loaded = load_pack(folder)
    assert loaded.pack is not None, loaded.problems
    return loaded.pack


@dataclass(frozen=True)
class Office:
    """Units and actors by what they are for."""

    town: int
    east: int
    west: int
    #: Chief of the town: sees both villages, may withdraw and unmask.
    chief: Actor
    #: Clerks of the villages: see their own village, personal values masked.
    eastern: Actor
    western: Actor
    reader: Actor


def somebody(unit: int, name: str, role: str) -> Actor:
    post = people.establish_post(unit, f"{name}的岗位", actor=CONSOLE, day=START, role=role)
    person = people.enrol(name, actor=CONSOLE)
    people.appoint(person, post, actor=CONSOLE, day=START)
    return Actor(person=person, post=post)


def open_office(folder: Path) -> Office:
    """Set the office up and put its pack in force."""
    return recalled("office", lambda: _opened(folder))


def _opened(folder: Path) -> Office:
    town = people.create_unit("青溪镇", actor=CONSOLE, day=START)
    east = people.create_unit("东桥村", actor=CONSOLE, day=START, parent=town)
    west = people.create_unit("西岭村", actor=CONSOLE, day=START, parent=town)
    definitions.put_in_force(pack(folder), actor=CONSOLE, reason="开始使用")
    return Office(
        town, east, west,
        somebody(town, "甲一", "chief"), somebody(east, "乙二", "clerk"),
        somebody(west, "丙三", "clerk"), somebody(east, "丁四", "reader"),
    )  # fmt: skip
