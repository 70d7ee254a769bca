"""Measures of the shops of the small office, put in force."""

from office import CONSOLE, Office
from zhangtu.ledgers import definitions
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
