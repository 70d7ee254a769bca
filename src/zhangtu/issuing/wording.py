"""Why the register of papers stays as it is whichever door somebody tries: Simplified and English."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from zhangtu.ledgers.hooks import Pair

GUARDS: Final[Mapping[str, Pair]] = MappingProxyType(
    {
        "enter": (
            "发文由“文书”里的“登记发文”编号登记，不能直接新增。",
            "Papers are registered and numbered on the page Papers, not entered by hand.",
        ),
        "numbered": (
            "已经编号的发文不能再改。有误的请作废后重新编号。",
            "A numbered paper stays as it is. Void it and number it anew.",
        ),
        "stays": (
            "已经编号的发文不能撤销或移走，只能作废；作废的字号保留在登记簿里。",
            "A numbered paper can't be withdrawn or moved, only voided; its number stays in the register.",
        ),
    }
)
