"""Numbers as people and spreadsheets write them: blanks, full-width forms, and the damage Excel does."""

import re

#: Full-width letters, digits and marks as half-width ones; dashes as ``-``; blanks go.
_HALF: dict[int, str | None] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_HALF.update(dict.fromkeys(map(ord, "—–―─━−﹣‐‑‒"), "-"))
_HALF.update(
    dict.fromkeys(map(ord, " \t\r\n\v\f\u00a0\u3000\u2002\u2003\u2009\u202f\u200b\u200c\u200d\u2060\ufeff"))
)
#: Excel marks a number kept as text with an apostrophe; copied out of the formula bar it comes along.
_APOSTROPHES = "'’‘`′"
_SCIENTIFIC = re.compile(r"(?a)\d(?:\.\d+)?E\+?\d{1,3}")
_POINT_ZERO = re.compile(r"(?a)(\d+)\.0+")
_LONG = re.compile(r"(?a)\d{16,}")
#: Excel keeps this many digits of a number and puts zeros for the rest.
EXCEL_DIGITS = 15


def plain(given: str) -> str:
    """A number without what people and spreadsheets put around it.

    Args:
        given: As typed, pasted, or read from a cell.

    Returns:
        Half-width capitals without blanks and without Excel's apostrophe; a ``.0`` that Excel added to
        a number it has kept exactly is taken off.
    """
    if given.isascii() and given.isalnum():
        return given.upper()
    text = given.translate(_HALF).upper().lstrip(_APOSTROPHES)
    point = _POINT_ZERO.fullmatch(text)
    if point is not None and len(point[1]) <= EXCEL_DIGITS:
        return point[1]
    return text


def damaged(text: str) -> bool:
    """Whether a spreadsheet has rounded a number so that nobody can know the digits it had.

    Args:
        text: What ``plain`` made of a number that is not valid as it stands.

    Returns:
        True for scientific notation (``1.10105E+17``), for more than 15 digits with ``.0`` behind, and for
        more than 15 digits of which all from the 16th on are zeros.
    """
    if _SCIENTIFIC.fullmatch(text) is not None:
        return True
    point = _POINT_ZERO.fullmatch(text)
    if point is not None:
        return True
    return _LONG.fullmatch(text) is not None and not text[EXCEL_DIGITS:].strip("0")


def hidden(text: str) -> bool:
    """Whether a number was copied from where part of it was hidden."""
    return "*" in text or "＊" in text
