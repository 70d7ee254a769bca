"""Numbers of citizens (居民身份证, GB 11643-1999)."""

import re
from datetime import date
from typing import Final

from zhangtu.kernel.identifiers.checked import Checked, IdentifierFault, warned
from zhangtu.kernel.identifiers.plain import damaged, hidden, plain

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK: Final = "10X98765432"
_FORM: Final = re.compile(r"(?a)[1-9]\d{16}[\dX]")
_OLD: Final = re.compile(r"(?a)[1-9]\d{14}")
#: Sequence numbers that were kept for people who were over a hundred when numbers began.
_CENTENARIANS: Final = frozenset(("996", "997", "998", "999"))


def check_character(first: str) -> str:
    """The last character of a number.

    Args:
        first: Its first 17 digits.

    Returns:
        A digit or ``X`` (ISO 7064, MOD 11-2).
    """
    return _CHECK[sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True)) % 11]


def check(given: str) -> Checked:
    """Look at a number.

    The place is not compared with a table: numbers keep codes of places that are long gone. A number of 15
    digits (given until 1999, not valid since 2013) is made one of 18 and warned about.

    Args:
        given: As typed, pasted, or read from a cell.

    Returns:
        The 18 characters, and what is wrong.
    """
    text = plain(given)
    if _FORM.fullmatch(text) is None:
        return _other(text)
    if check_character(text[:17]) != text[17]:
        kind = IdentifierFault.DAMAGED_BY_EXCEL if damaged(text) else IdentifierFault.ID_CARD_CHECK
        return Checked(text, kind)
    if not _is_day(text[6:14]):
        return Checked(text, IdentifierFault.ID_CARD_BIRTHDAY)
    return Checked(text)


def _other(text: str) -> Checked:
    if _OLD.fullmatch(text) is not None:
        first = f"{text[:6]}{'18' if text[12:] in _CENTENARIANS else '19'}{text[6:]}"
        if not _is_day(first[6:14]):
            return Checked(text, IdentifierFault.ID_CARD_BIRTHDAY)
        return warned(first + check_character(first), IdentifierFault.ID_CARD_OLD)
    if damaged(text):
        return Checked(text, IdentifierFault.DAMAGED_BY_EXCEL)
    if hidden(text):
        return Checked(text, IdentifierFault.HIDDEN)
    length = len(text) == 18
    return Checked(text, IdentifierFault.ID_CARD_LETTER if length else IdentifierFault.ID_CARD_LENGTH)


def _is_day(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year >= 1800
    except ValueError:
        return False


def masked(value: str) -> str:
    """The first six and last four characters, the day of birth hidden."""
    return f"{value[:6]}{'*' * (len(value) - 10)}{value[-4:]}" if len(value) > 10 else "*" * len(value)
