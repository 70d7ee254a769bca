"""Telephone numbers: mobile, with area code, service and short numbers, extensions."""

import re
from collections.abc import Sequence
from typing import Final

from zhangtu.kernel.identifiers.checked import Checked, IdentifierFault, warned
from zhangtu.kernel.identifiers.plain import damaged, hidden, plain

_MOBILE: Final = re.compile(r"(?a)1[3-9]\d{9}")
#: Many of them, a line each.
_MOBILES: Final = re.compile(r"(?a)(?:1[3-9]\d{9}\n)*")
#: Area codes have three digits for the largest cities and four for all others.
_AREA: Final = r"0(?:10|2\d|[3-9]\d{2})"
_LANDLINE: Final = re.compile(rf"(?a)({_AREA})([2-8]\d{{6,7}})")
_SERVICE: Final = re.compile(r"(?a)[48]00\d{7}")
#: 110, 12345, 95×××, 96×××, 10086, 106… of messages.
_SHORT: Final = re.compile(r"(?a)1\d{2}|1[02]\d{3}|123\d{2}|9[56]\d{3,6}|106\d{5,17}")
_LOCAL: Final = re.compile(r"(?a)[2-8]\d{6,7}")
_ABROAD: Final = re.compile(r"(?a)\+(?!86)[1-9]\d{6,14}")
_EXTENSION: Final = re.compile(r"(?a)(?:转|轉|EXT\.?|分机号?|分機號?|[-#X])(\d{1,6})$")
_CHINA: Final = re.compile(r"(?a)(?:\+86|0086|\(\+?86\)|86(?=-?1[3-9]\d{9}$))-?")
_BETWEEN: Final = re.compile(r"(?a)[-().]")
_SEVERAL: Final = re.compile(r"(?a)[、,;/]|或")


def check(given: str) -> Checked:
    """Look at one number.

    Args:
        given: As typed, pasted, or read from a cell.

    Returns:
        Digits only for mobile, service and short numbers; ``0532-81234567`` with an area code; ``+`` and
        digits from abroad; ``-801`` behind for an extension; and what is wrong.
    """
    text = plain(given)
    if _MOBILE.fullmatch(text) is not None:
        return Checked(text)
    if damaged(text):
        return Checked(text, IdentifierFault.DAMAGED_BY_EXCEL)
    return _known(_bare(text)) or _extended(text)


def all_right(numbers: Sequence[str]) -> bool:
    """Whether all of many numbers are mobile ones in their normal form."""
    return _MOBILES.fullmatch("\n".join([*numbers, ""])) is not None


def _bare(text: str) -> str:
    """A number without the country's code and without marks between digits."""
    return _BETWEEN.sub("", _CHINA.sub("", text, count=1))


def _known(digits: str) -> Checked | None:
    """A whole number without marks; ``None`` when it is none."""
    if _MOBILE.fullmatch(digits) or _SERVICE.fullmatch(digits) or _ABROAD.fullmatch(digits):
        return Checked(digits)
    landline = _LANDLINE.fullmatch(digits)
    if landline is not None:
        return Checked(f"{landline[1]}-{landline[2]}")
    if _SHORT.fullmatch(digits):
        return Checked(digits)
    lost = _LANDLINE.fullmatch(f"0{digits}")
    if lost is not None and len(digits) > 8:
        return warned(f"{lost[1]}-{lost[2]}", IdentifierFault.PHONE_ZERO_LOST)
    return warned(digits, IdentifierFault.PHONE_NO_AREA) if _LOCAL.fullmatch(digits) else None


def _extended(text: str) -> Checked:
    extension = _EXTENSION.search(text)
    if extension is not None:
        base = _known(_bare(text[: extension.start()]))
        if base is not None:
            return Checked(f"{base.value}-{extension[1]}", base.kind, base.severity)
    if hidden(text):
        return Checked(text, IdentifierFault.HIDDEN)
    parts = [part for part in _SEVERAL.split(text) if part]
    if len(parts) > 1 and all(_known(_bare(part)) for part in parts):
        return Checked(text, IdentifierFault.PHONE_SEVERAL)
    return Checked(text, IdentifierFault.PHONE_FORM)


def masked(value: str) -> str:
    """``138****1234``; of other numbers the last four digits, and the area code where there is one."""
    if _MOBILE.fullmatch(value) is not None:
        return f"{value[:3]}****{value[-4:]}"
    head, dash, tail = value.partition("-")
    if dash and head.startswith("0"):
        return f"{head}-****{tail.partition('-')[0][-4:]}"
    return f"****{value[-4:]}" if len(value) > 6 else "*" * len(value)
