"""Measures of the shops of the small office, put in force."""

from importlib.resources import files
from pathlib import Path

from office import CONSOLE, Office
from zhangtu.ledgers import actions, definitions
from zhangtu.ledgers.views import RowView
from zhangtu.schema.loading import load_pack
from zhangtu.schema.specs import Measure, Title

SHOPS_OPEN = Measure(
    "shops_open",
    Title("营业店铺数", "Open shops"),
    "shops",
    "count()",
    where="open",
    at="period_end",
    by=("grade", "open"),
    better="up",
    measured_in=Title("家", "shops"),
    help=Title("期末营业的店铺。", "Shops open at the end."),
)
BIG_SHARE = Measure(
    "big_share",
    Title("大店占比", "Large shops"),
    "shops",
    "share(staff >= 5)",
    at="period_end",
    by=("open",),
    better="up",
    shown="share",
    synonyms=("规模店铺",),
)
OPENED = Measure(
    "shops_opened", Title("新开店铺数", "Newly opened"), "shops", "count()", on="opened", better="up"
)


def count(office: Office) -> Office:
    """Put the measures in force."""
    for one in (SHOPS_OPEN, BIG_SHARE, OPENED):
        definitions.put_in_force(one, actor=CONSOLE, reason="指标")
    return office


def aims(office: Office, *wanted: tuple[str, str]) -> list[RowView]:
    """Targets of the town bound to the share of large shops, in per cent, by the end of the year."""
    core = load_pack(Path(str(files("zhangtu.packs") / "core"))).pack
    assert core is not None
    definitions.put_in_force(core, actor=CONSOLE, reason="开始使用")
    return [
        actions.create(
            "targets",
            {
                "words": "大店占比达到要求",
                "op": op,
                "value": value,
                "measured_in": "%",
                "by_day": "2026-12-31",
                "of_unit": "青溪镇",
                "measure": "big_share",
                "state": "bound",
            },
            actor=office.chief,
            by="plans",
        )
        for op, value in wanted
    ]
