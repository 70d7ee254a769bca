"""A ledger's list as PDF: title, unit, day, repeated heads, sums of the page and of all, 第 x 页 共 y 页."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from zhangtu.documents.printing import wording
from zhangtu.documents.printing.tables import columns_of, numbers_of, rows_of, widths
from zhangtu.documents.printing.typesetting import PrintError, typeset
from zhangtu.documents.printing.values import Band, Mark, Register
from zhangtu.documents.text import writable

#: No longer lists on paper; 5,000 rows are about 200 pages.
MOST_ROWS: Final = 5_000
#: Millimetres between the margins, of A4 and A3 landscape.
_ROOM: Final = {"a4": 273.0, "a3": 396.0}
#: Point sizes tried, the largest first.
_SIZES: Final = (10.0, 9.0, 8.0, 7.0)
_MILLIMETRES: Final = 25.4 / 72
#: What a column takes beside its words, in millimetres.
_AROUND: Final = 2.2


def register_pdf(register: Register) -> bytes:
    """Set a ledger's list.

    Args:
        register: What stands in it.

    Returns:
        A PDF file: A4 landscape if its columns fit, else A3 landscape.

    Raises:
        PrintError: It has more than ``MOST_ROWS`` rows, or could not be set.
    """
    if len(register.rows) > MOST_ROWS:
        raise PrintError("too_long", count=len(register.rows), most=MOST_ROWS)
    rows = [row for row in register.rows if not isinstance(row, Band)]
    wide = widths(register.columns, rows)
    paper, size = format_of(wide)
    data = {
        **shared(register.title, register.unit, register.when, register.language, register.mark),
        **signed(register.signatures, seal=register.seal, language=register.language),
        "paper": paper,
        "size": size,
        "notes": [writable(note) for note in register.notes],
        "subtotals": register.subtotals,
        "columns": columns_of(register.columns, wide),
        "rows": rows_of(register.rows, _on_paper(wide, paper, size)),
        "numbers": numbers_of(register.columns, register.rows),
    }
    return typeset("register.typ", data)


def format_of(wide: Sequence[float]) -> tuple[str, float]:
    """The paper and the point size on which columns fit.

    Args:
        wide: The columns' widths in full-width characters.

    Returns:
        ``a4`` or ``a3``, and the size; words are broken into lines where even the smallest is too large.
    """
    for paper, room in _ROOM.items():
        for size in _SIZES[:2] if paper == "a4" else _SIZES:
            if sum(wide) * size * _MILLIMETRES + len(wide) * _AROUND <= room:
                return paper, size
    return "a3", _SIZES[-1]


def _on_paper(wide: Sequence[float], paper: str, size: float) -> list[float]:
    """How many full-width characters the columns have in fact."""
    room = _ROOM[paper]
    return [max((room * width / sum(wide) - _AROUND) / (size * _MILLIMETRES), 1.0) for width in wide]


def shared(title: str, unit: str, when: date, language: str, mark: Mark | None) -> dict[str, Any]:
    """What every template needs.

    Args:
        title: Of the paper.
        unit: Whose it is.
        when: The day it stands for.
        language: Of its set words.
        mark: What ties it to its record.

    Returns:
        Values by name.
    """
    month, number = (f"{when:%m}", f"{when:%d}") if language == "en" else (when.month, when.day)
    day = wording.say("day", language, year=when.year, month=month, day=number)
    return {
        "title": writable(title),
        "unit": writable(unit),
        "day": day,
        "language": language,
        "words": wording.words(language),
        "mark": None if mark is None else {"number": mark.number, "code": mark.code},
    }


def signed(signatures: tuple[str, ...] | None, *, seal: bool, language: str) -> dict[str, Any]:
    """Who signs: the usual three unless said otherwise.

    Args:
        signatures: Who; ``None`` for the usual three.
        seal: Whether there is a place for the seal.
        language: Of the usual words.

    Returns:
        Values by name.
    """
    usual = tuple(wording.say(word, language) for word in ("maker", "checker", "head"))
    chosen = usual if signatures is None else tuple(writable(one) for one in signatures)
    return {"signatures": chosen, "seal": seal}
