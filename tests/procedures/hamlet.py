"""A town with a village, findings and their procedure."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import zhangtu.packs
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import definitions
from zhangtu.people import actions as people
from zhangtu.procedures import actions
from zhangtu.procedures.actions import Moved
from zhangtu.schema.loading import load_pack

CONSOLE = Actor(machine="console")
START = date(2025, 1, 1)
TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Town:
    """Units and those who act in them."""

    town: int
    village: int
    #: Safety post of the town's office, and its chief; the village's helper and clerk of another village.
    safety: Actor
    chief: Actor
    helper: Actor
    stranger: Actor

    def found(self, **values: object) -> Moved:
        given = {"what": "灭火器过期", "unit": "东桥村", "found_on": "2026-11-24", **values}
        return actions.enter("corrections", given, actor=self.safety, unit=self.village)


def somebody(unit: int, name: str, role: str, kind: str = "") -> Actor:
    post = people.establish_post(unit, f"{name}的岗位", actor=CONSOLE, day=START, role=role, kind=kind)
    person = people.enrol(name, actor=CONSOLE)
    people.appoint(person, post, actor=CONSOLE, day=START)
    return Actor(person=person, post=post)


def open_town() -> Town:
    """Set the town up and put the core pack in force."""
    top = people.create_unit("青溪镇", actor=CONSOLE, day=START, kind="town")
    office = people.create_unit("平安办", actor=CONSOLE, day=START, parent=top, kind="office")
    village = people.create_unit("东桥村", actor=CONSOLE, day=START, parent=top, kind="village")
    other = people.create_unit("西岭村", actor=CONSOLE, day=START, parent=top, kind="village")
    pack = load_pack(Path(zhangtu.packs.__file__).parent / "core").pack
    assert pack is not None
    definitions.put_in_force(pack, actor=CONSOLE)
    return Town(
        top,
        village,
        somebody(office, "甲一", "clerk", "correspondent"),
        somebody(top, "乙二", "chief", "vice_leader"),
        somebody(village, "丙三", "clerk", "village_helper"),
        somebody(other, "丁四", "clerk", "village_helper"),
    )
