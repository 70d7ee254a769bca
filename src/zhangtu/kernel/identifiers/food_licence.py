"""Numbers of food licences (食品经营许可证 JY, 食品生产许可证 SC, 备案编号 YB)."""

import re
from collections.abc import Sequence
from typing import Final

from zhangtu.kernel.identifiers.checked import Checked, IdentifierFault, warned
from zhangtu.kernel.identifiers.plain import damaged, hidden, plain
from zhangtu.kernel.identifiers.together import chained

#: Product so far → digit → product with it.
_NEXT: Final = [
    {str(digit): ((product + digit) % 10 or 10) * 2 % 11 for digit in range(10)} for product in range(11)
]
_FORM: Final = re.compile(r"(?a)(JY|SC)(\d{14})")
#: Many of them, a line each.
_FORMS: Final = re.compile(r"(?a)(?:(?:JY|SC)\d{14}\n)*")
#: The same as ``_NEXT``: ten times the product, and the digit → the next product.
_FOLLOWING: Final = bytes(
    ((code // 10 + code % 10) % 10 or 10) * 2 % 11 if code < 110 else 0 for code in range(256)
)
#: Product → the last digit that goes with it.
_LAST: Final = bytes(ord("0") + (11 - product) % 10 for product in range(256))
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


def all_right(numbers: Sequence[str]) -> bool:
    """Whether nothing is odd about any of many numbers, and all are in their normal form."""
    if _FORMS.fullmatch("\n".join([*numbers, ""])) is None:
        return False
    products = chained([number[2:15] for number in numbers], 10, _FOLLOWING)
    return products.translate(_LAST) == "".join([number[15] for number in numbers]).encode()


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
