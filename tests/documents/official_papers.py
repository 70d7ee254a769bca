"""An invented official paper with every part there is."""

from datetime import date
from decimal import Decimal
from typing import Any

from zhangtu.documents.official import (
    Annex,
    Column,
    Figure,
    Grid,
    Heading,
    Official,
    Sort,
    Source,
    Text,
)
from zhangtu.documents.printing.values import Align

_TABLE = Grid(
    (
        Column("位次", 4, Align.CENTER),
        Column("单位", 10),
        Column("齐全率", 6, Align.RIGHT, share=True),
    ),
    ((1, "石鼓镇", Decimal("0.991")), (2, "长桥镇", Decimal("0.953"))),
)
_WIDE = Grid(
    tuple(Column(f"第{place}列") for place in range(12)),
    tuple(tuple(f"{row}·{place}" for place in range(12)) for row in range(30)),
)
_PARTS: dict[str, Any] = {
    "title": "关于秋季药品零售经营单位证照齐全情况专项检查结果的通报",
    "sort": Sort.DOWN,
    "head": "临江县市场监督管理局文件",
    "number": "临市监〔2026〕18号",
    "signers": ("沈一舟",),
    "copy": "000012",
    "secrecy": "内部",
    "urgency": "加急",
    "to": ("各镇人民政府", "各市场监督管理所"),
    "blocks": (
        Text(
            (
                "截至10月底，全县证照齐全率为",
                Figure("95.3%", 1),
                "，比上月高",
                Figure("1.2", 2),
                "个百分点。",
            )
        ),
        Heading("总体情况"),
        Heading("分镇情况", 2),
        Heading("在前的镇", 3),
        Heading("名单", 4),
        _TABLE,
        Heading("往后怎么做"),
        Heading("补齐", 2),
    ),
    "annexes": (
        Annex("检查明细表", (_WIDE,), landscape=True),
        Annex("整改要求", (Text(("限期补齐。",)),)),
    ),
    "signed": ("临江县市场监督管理局",),
    "day": date(2026, 11, 3),
    "note": "此件公开发布",
    "sources": (
        Source("95.3%", "证照齐全率", "在营单位中证照齐全的占比", "2026年10月", "2026-11-01 08:00", 4711),
        Source("1.2", "证照齐全率", "本期减上期", "2026年10月", "2026-11-01 08:00", 4711),
    ),
    "copies": ("县政府办公室", "县卫生健康局"),
    "printer": "临江县市场监督管理局办公室",
    "printed": date(2026, 11, 4),
}


def paper(**other: Any) -> Official:
    """The paper; what is given replaces its parts."""
    return Official(**{**_PARTS, **other})
