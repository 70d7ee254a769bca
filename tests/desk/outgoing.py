"""What papers are drafted from in tests: three shops, the query of a notice, the core pack in force."""

from importlib.resources import files
from pathlib import Path

from office import CONSOLE, Office
from zhangtu.ledgers import actions, definitions
from zhangtu.schema.loading import load_pack


def core() -> None:
    """Put the core pack in force."""
    pack = load_pack(Path(str(files("zhangtu.packs") / "core"))).pack
    assert pack is not None
    definitions.put_in_force(pack, actor=CONSOLE, reason="开始使用")


def shops(office: Office) -> None:
    """Two shops in the east, one of them large; one in the west, large."""
    for name, staff, actor in (
        ("东一店", "6", office.eastern),
        ("东二店", "2", office.eastern),
        ("西一店", "9", office.western),
    ):
        actions.create("shops", {"name": name, "code": name, "staff": staff, "open": "yes"}, actor=actor)


def asked(office: Office, **more: object) -> str:
    """The query of a notice that ranks by the share of large shops."""
    said = {"measure": "big_share", "unit": office.town, "period": "2026-11", "best": 1, "worst": 1, **more}
    return "?" + "&".join(f"{name}={value}" for name, value in said.items())
