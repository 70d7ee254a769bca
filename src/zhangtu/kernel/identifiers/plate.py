"""Number plates of vehicles (机动车号牌, GA 36-2018)."""

import re
from typing import Final

from zhangtu.kernel.identifiers.checked import Checked, IdentifierFault, warned
from zhangtu.kernel.identifiers.plain import hidden, plain

#: One character for each province, in the order the law lists them.
PROVINCES: Final = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
_FORM: Final = re.compile(
    rf"(?a)[{PROVINCES}][A-HJ-NP-Z](?:"
    r"[A-HJ-NP-Z0-9]{5}"  # most vehicles
    r"|[A-HJ-NP-Z0-9]{4}[挂学警港澳领试超]"
    r"|[DF-HJKABCE][A-HJ-NP-Z0-9]\d{4}"  # small ones of new energy
    r"|\d{5}[DF-HJKABCE]"  # large ones of new energy
    r"|[A-HJ-NP-Z0-9]{4,5}临"
    r")"
    rf"|[{PROVINCES}][XS]\d{{3,5}}应急"
    rf"|[{PROVINCES}]\d{{2}}[A-HJ-NP-Z0-9]{{5}}"  # tractors: two digits for the city
    r"|使\d{6}"
    r"|民航[A-HJ-NP-Z0-9]{5}"
    rf"|WJ[{PROVINCES}]?\d{{4,5}}[A-HJ-NP-Z]?"
)
_NO_PROVINCE: Final = re.compile(r"(?a)[A-HJ-NP-Z]{2}\d{5}")
_DOTS: Final = str.maketrans("", "", "·•・‧∙.-")


def check(given: str) -> Checked:
    """Look at a plate.

    Args:
        given: As typed or pasted: blanks, dots and small letters do not matter.

    Returns:
        The plate in capitals without blanks and dots, and what is wrong.
    """
    text = plain(given).translate(_DOTS)
    if _FORM.fullmatch(text) is not None:
        return Checked(text)
    if _NO_PROVINCE.fullmatch(text) is not None:
        return warned(text, IdentifierFault.PLATE_NO_PROVINCE)
    return Checked(text, IdentifierFault.HIDDEN if hidden(text) else IdentifierFault.PLATE_FORM)


def masked(value: str) -> str:
    """A plate as it may stand in public: the two characters in the middle hidden."""
    return f"{value[:2]}**{value[4:]}" if len(value) > 4 else "*" * len(value)
