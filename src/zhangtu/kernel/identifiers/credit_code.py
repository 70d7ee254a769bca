"""Unified social credit codes (统一社会信用代码, GB 32100-2015)."""

import re
from collections.abc import Sequence
from operator import mul
from typing import Final

from zhangtu.kernel.identifiers.checked import Checked, IdentifierFault
from zhangtu.kernel.identifiers.plain import damaged, hidden, plain
from zhangtu.kernel.identifiers.together import weighted

#: The 31 characters of a code in the order of their values; I, O, S, V and Z are not among them.
LETTERS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
#: Turns the letters of a code into bytes of their values.
_VALUES: Final = bytes.maketrans(LETTERS.encode(), bytes(range(len(LETTERS))))
_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_FORM: Final = re.compile(f"(?a)[{LETTERS}]{{18}}")
#: Many of them, a line each.
_FORMS: Final = re.compile(f"(?a)(?:[{LETTERS}]{{18}}\n)*")
#: A registration number of firms (15 digits) or the nine characters of GB 11714, both before 2015.
_OLD: Final = re.compile(r"(?a)\d{15}|[0-9A-Z]{8}-?[0-9X]")
_SUBJECT_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)


def check_character(first: str) -> str:
    """The last character of a code.

    Args:
        first: Its first 17 characters, each one of ``LETTERS``.

    Returns:
        The 18th (GB 32100-2015, annex: 31 less the weighted sum, by 31).
    """
    total = sum(map(mul, first.encode().translate(_VALUES), _WEIGHTS))
    return LETTERS[-total % 31]


def subject_character(first: str) -> str:
    """The last of the nine characters within a code that name the subject (GB 11714).

    Args:
        first: The eight before it, digits or capital letters.

    Returns:
        A digit or ``X``.
    """
    total = sum(int(letter, 36) * weight for letter, weight in zip(first, _SUBJECT_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def check(given: str) -> Checked:
    """Look at a code.

    The first character may be a letter (``A`` the army, ``N`` village collectives, ``Y`` others). The place
    is not compared with a table: codes keep the place they were given in.

    Args:
        given: As typed, pasted, or read from a cell.

    Returns:
        The 18 characters in capitals, and what is wrong.
    """
    text = plain(given)
    well_formed = _FORM.fullmatch(text) is not None
    if not well_formed and "-" in text and _OLD.fullmatch(text) is None:
        text = text.replace("-", "")
        well_formed = _FORM.fullmatch(text) is not None
    if well_formed:
        if check_character(text[:17]) == text[17]:
            return Checked(text)
        wrong = IdentifierFault.DAMAGED_BY_EXCEL if damaged(text) else IdentifierFault.CREDIT_CODE_CHECK
        return Checked(text, wrong)
    return Checked(text, _misshapen(text))


def all_right(codes: Sequence[str]) -> bool:
    """Whether nothing is wrong with any of many codes, and all are in their normal form."""
    if _FORMS.fullmatch("\n".join([*codes, ""])) is None:
        return False
    # the last character makes the whole sum a multiple of 31
    return weighted(codes, _VALUES, (*_WEIGHTS, 1), len(LETTERS))


def _misshapen(text: str) -> IdentifierFault:
    if damaged(text):
        return IdentifierFault.DAMAGED_BY_EXCEL
    if hidden(text):
        return IdentifierFault.HIDDEN
    if _OLD.fullmatch(text) is not None:
        return IdentifierFault.CREDIT_CODE_OLD
    return IdentifierFault.CREDIT_CODE_LETTER if len(text) == 18 else IdentifierFault.CREDIT_CODE_LENGTH


def masked(value: str) -> str:
    """A code is public for firms but tells a trader's own number: the first eight and last four are shown."""
    return f"{value[:8]}{'*' * max(len(value) - 12, 1)}{value[-4:]}" if len(value) > 12 else "*" * len(value)
