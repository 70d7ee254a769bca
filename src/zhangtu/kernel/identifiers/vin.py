"""Vehicle identification numbers (车辆识别代号, GB 16735, ISO 3779)."""

import re
from typing import Final

from zhangtu.kernel.identifiers.checked import Checked, IdentifierFault, warned
from zhangtu.kernel.identifiers.plain import damaged, hidden, plain

LETTERS: Final = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
_VALUES: Final = dict(zip(LETTERS, map(int, "012345678912345678123457923456789"), strict=True))
_WEIGHTS: Final = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_FORM: Final = re.compile(f"[{LETTERS}]{{17}}")


def check_character(number: str) -> str:
    """The ninth character of a number.

    Args:
        number: All 17 characters; what stands ninth does not matter.

    Returns:
        A digit or ``X``.
    """
    total = sum(_VALUES[letter] * weight for letter, weight in zip(number, _WEIGHTS, strict=True))
    return "0123456789X"[total % 11]


def check(given: str) -> Checked:
    """Look at a number.

    A wrong check digit is only warned about: vehicles from some countries, and old ones, have none.

    Args:
        given: As typed, pasted, or read from a cell.

    Returns:
        The 17 characters in capitals, and what is wrong.
    """
    text = plain(given).replace("-", "")
    if _FORM.fullmatch(text) is not None:
        right = check_character(text) == text[8]
        return Checked(text) if right else warned(text, IdentifierFault.VIN_CHECK)
    if damaged(text):
        return Checked(text, IdentifierFault.DAMAGED_BY_EXCEL)
    if hidden(text):
        return Checked(text, IdentifierFault.HIDDEN)
    return Checked(text, IdentifierFault.VIN_LETTER if len(text) == 17 else IdentifierFault.VIN_LENGTH)


def masked(value: str) -> str:
    """Maker and kind at the front and the last four characters."""
    return f"{value[:8]}{'*' * (len(value) - 12)}{value[-4:]}" if len(value) > 12 else "*" * len(value)
