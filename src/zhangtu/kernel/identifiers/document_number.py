"""Numbers of official documents (发文字号, GB/T 9704-2012, 7.2.5)."""

import re
from typing import Final

from zhangtu.kernel.identifiers.checked import Checked, IdentifierFault
from zhangtu.kernel.identifiers.plain import plain
from zhangtu.kernel.numerals import to_int

_FORM: Final = re.compile(
    r"(?a)(?P<who>[^\[\]〔〕【】()〖〗{}<>《》\d-][^\[\]〔〕【】()〖〗{}<>《》]{0,60})"
    r"[\[〔【(〖](?P<year>\d+|[〇○零一二三四五六七八九]{4})年?[\]〕】)〗]"
    r"第?(?P<number>\d{1,6})(?P<part>-\d{1,3}|之[一二三四五六七八九十]{1,3})?号?"
)
_FIRST_YEAR: Final = 1911
_LAST_YEAR: Final = 2199
_BRACKETS: Final = str.maketrans("﹝﹞", "〔〕")


def check(given: str) -> Checked:
    """Look at a number.

    Any brackets, blanks, 第 and leading zeros are taken; a missing 号 is put there.

    Args:
        given: As typed or pasted.

    Returns:
        The issuer's code, the full year in 〔〕, the number without leading zeros, 号; and what is wrong.
    """
    text = plain(given).translate(_BRACKETS)
    found = _FORM.fullmatch(text)
    if found is None or not int(found["number"]):
        return Checked(given.strip(), IdentifierFault.DOCUMENT_NUMBER_FORM)
    year = to_int(found["year"]) or 0
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return Checked(given.strip(), IdentifierFault.DOCUMENT_NUMBER_YEAR)
    return Checked(f"{found['who']}〔{year}〕{int(found['number'])}{found['part'] or ''}号")


def masked(value: str) -> str:
    """The number of a document tells nothing about a person."""
    return value
