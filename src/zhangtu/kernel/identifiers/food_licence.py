"""Numbers of food licences (食品经营许可证 JY, 食品生产许可证 SC, 备案编号 YB)."""

import re
from typing import Final

from zhangtu.kernel.identifiers.checked import Checked, IdentifierFault, warned
from zhangtu.kernel.identifiers.plain import damaged, hidden, plain

#: Product so far → digit → product with it.
_NEXT: Final = [
    {str(digit): ((product + digit) % 10 or 10) * 2 % 11 for digit in range(10)} for product in range(11)
]
_FORM: Final = re.compile(r"(?a)(JY|SC)(\d{14})")
#: Notices of sellers of packed food only; how their last digit is made has not been published.
_NOTICE: Final = re.compile(r"(?a)YB\d{14}")


def check_digit(first: str) -> str:
    """The last digit of a number.

    Args:
        first: The 13 digits before it.

    Returns:
        A digit (GB/T 17710, ISO 7064 MOD 11,10).
    """
    product = 10
    for digit in first:
        product = _NEXT[product][digit]
    return str((11 - product) % 10)


def check(given: str) -> Checked:
    """Look at a number.

    Nothing here is more than a warning: genuine papers with another form, or another last digit, exist.
    The one exception is a number a spreadsheet has rounded, or one copied from where it was hidden.

    Args:
        given: As typed, pasted, or read from a cell.

    Returns:
        Two letters and 14 digits, and what is odd.
    """
    text = plain(given).replace("-", "")
    form = _FORM.fullmatch(text)
    if form is not None:
        right = check_digit(form[2][:13]) == form[2][13]
        return Checked(text) if right else warned(text, IdentifierFault.FOOD_LICENCE_CHECK)
    if _NOTICE.fullmatch(text) is not None:
        return Checked(text)
    if damaged(text):
        return Checked(text, IdentifierFault.DAMAGED_BY_EXCEL)
    if hidden(text):
        return Checked(text, IdentifierFault.HIDDEN)
    return warned(text, IdentifierFault.FOOD_LICENCE_FORM)


def masked(value: str) -> str:
    """A licence hangs on the wall: what is written on it is shown."""
    return value
