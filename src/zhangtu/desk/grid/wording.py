"""How people write a filter: words for empty, signs, ranges, months; typed in any of the three languages."""

import re
from typing import Final

from zhangtu.kernel.scripts import to_traditional
from zhangtu.ledgers.predicates import Op

_EMPTY: Final = ("空", "empty")
_FILLED: Final = ("非空", "filled")


def _typed(pair: tuple[str, str]) -> frozenset[str]:
    return frozenset({*pair, to_traditional(pair[0])})


#: What asks for an empty field, and for one that is not.
EMPTY: Final = _typed(_EMPTY) | {"="}
FILLED: Final = _typed(_FILLED) | {"*"}
SIGNS: Final = {
    ">=": Op.AT_LEAST,
    "≥": Op.AT_LEAST,
    "<=": Op.AT_MOST,
    "≤": Op.AT_MOST,
    ">": Op.MORE,
    "<": Op.LESS,
}
SIGN: Final = re.compile(r"^(>=|<=|≥|≤|>|<|=|!=|≠)\s*(.+)$")
RANGE: Final = re.compile(r"^(.+?)(?:\.\.|～|~|至)(.+)$")
MONTH: Final = re.compile(r"^(\d{4})[-年./](\d{1,2})月?$")
YEAR: Final = re.compile(r"^(\d{4})年?$")
BETWEEN: Final = re.compile("[,，、]")
