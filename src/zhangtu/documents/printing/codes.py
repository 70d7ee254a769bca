"""What the QR code of a printed page says: the form's word, this page, how many pages."""

import re
import secrets
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import segno

#: Crockford's base 32: no I, L, O, U, so that a word can be read out; all of it fits QR's short alphabet.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: 60 random bits: nobody guesses the word of somebody else's form.
LENGTH: Final = 12
#: More pages than this have no code of their own.
MOST_PAGES: Final = 9_999
_SIGN: Final = "ZT1"
_TEXT: Final = re.compile(rf"{_SIGN}:([{ALPHABET}]{{{LENGTH}}}):([1-9]\d{{0,3}}):([1-9]\d{{0,3}})")


@dataclass(frozen=True, slots=True)
class PageCode:
    """What stands in the code of a page.

    Attributes:
        code: The form's word.
        page: Which page this is, 1 for the first.
        pages: How many there are.
    """

    code: str
    page: int
    pages: int


def new_code() -> str:
    """A word for a form that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def page_text(code: str, page: int, pages: int) -> str:
    """What the code of a page says.

    Args:
        code: The form's word.
        page: Which page, 1 for the first.
        pages: How many there are.

    Returns:
        Text of QR's alphanumeric kind: 26 characters for a short form.
    """
    return f"{_SIGN}:{code}:{page}:{pages}"


def read_page_text(text: str) -> PageCode | None:
    """What the code of a scanned page says.

    Args:
        text: What was read.

    Returns:
        The form's word and the page; ``None`` when it is no code of ours, or one that can't be.
    """
    found = _TEXT.fullmatch(text)
    if found is None or int(found[2]) > int(found[3]):
        return None
    return PageCode(found[1], int(found[2]), int(found[3]))


def square(text: str) -> bytes:
    """A QR code as SVG (ISO/IEC 18004, level Q: what a seal or a fold hides is made good).

    Args:
        text: What it says.

    Returns:
        The picture with its quiet border of four squares.
    """
    out = BytesIO()
    segno.make(text, error="q", micro=False, boost_error=True).save(
        out, kind="svg", border=4, light="#fff", xmldecl=False, svgns=True
    )
    return out.getvalue()
