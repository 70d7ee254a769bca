"""A town, two villages and tasks between them, with the core pack in force."""

from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path

from zhangtu.journal.actor import Actor
from zhangtu.ledgers import actions, definitions
from zhangtu.ledgers.views import RowView
from zhangtu.people import actions as people
from zhangtu.schema.loading import load_pack

CONSOLE = Actor(machine="console")
START = date(2025, 1, 1)
TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class County:
    """Units and actors by what they are for."""

    town: int
    east: int
    west: int
    chief: Actor
    clerk: Actor
    eastern: Actor
    eastern_reader: Actor
    western: Actor
    posts: dict[str, int] = field(default_factory=dict)


def _somebody(unit: int, name: str, role: str) -> Actor:
    post = people.establish_post(unit, f"{name}的岗位", actor=CONSOLE, day=START, role=role)
    person = people.enrol(name, actor=CONSOLE)
    people.appoint(person, post, actor=CONSOLE, day=START)
    return Actor(person=person, post=post)


def open_county() -> County:
    """Set it up."""
    town = people.create_unit("云溪镇", actor=CONSOLE, day=START)
    east = people.create_unit("东湾村", actor=CONSOLE, day=START, parent=town)
    west = people.create_unit("西坪村", actor=CONSOLE, day=START, parent=town)
    loaded = load_pack(Path(str(files("zhangtu.packs") / "core")))
    assert loaded.pack is not None, loaded.problems
    definitions.put_in_force(loaded.pack, actor=CONSOLE, reason="开始使用")
    return County(
        town, east, west,
        _somebody(town, "甲一", "chief"), _somebody(town, "戊五", "clerk"),
        _somebody(east, "乙二", "clerk"), _somebody(east, "丁四", "reader"),
        _somebody(west, "丙三", "clerk"),
    )  # fmt: skip


def draft(county: County, **values: object) -> RowView:
    """A task of the town's, not assigned yet, for the eastern village by the tenth of December."""
    given = {"title": "清理河道漂浮物", "lead": "东湾村", "due": date(2026, 12, 10), **values}
    return actions.create("tasks", given, actor=county.clerk)
