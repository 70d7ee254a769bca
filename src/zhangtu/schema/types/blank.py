"""What people write for nothing, and text without letters that cannot be seen."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

#: What stands in a cell when there is nothing to say; not for free text, where it may be the answer.
_WORDS_FOR_NOTHING = "无 無 空 暂无 暫無 没有 沒有 无此项 N/A n/a #N/A NA null NULL None none nil"
NOTHING: Final = frozenset(
    (*_WORDS_FOR_NOTHING.split(), *"-/\\／、,，。.*", *"—－–―─", "--", "---", "——", "————", "－－", "//")
)
#: What a spreadsheet writes instead of a result.
SHEET_ERRORS: Final = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA", "#SPILL!", "#CALC!")
)
#: Controls, marks that turn the direction of writing, blanks without width, halves of letters, no letters.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
#: What has another form in JSON, marks results of a spreadsheet, or becomes one blank.
_ODD: Final = re.compile(r'["\\#]|  ')
_LINE_END: Final = re.compile("\r\n?|\u2028|\u2029|\x85|\v|\f")


def clean(text: str) -> str:
    r"""Text as it is kept: NFC, seen letters only, line ends as ``\n``, nothing around it.

    Args:
        text: Anything typed or pasted.

    Returns:
        The text; blanks between words and line ends stay. Letters of private use stay: names are written so.
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text.strip()
    shown = _UNSEEN.sub("", _LINE_END.sub("\n", text))
    return unicodedata.normalize("NFC", shown).strip()


def all_plain(texts: Sequence[str], most: int) -> bool:
    """Whether many texts are kept as they stand, and are JSON once there are quotation marks around them.

    Args:
        texts: The texts.
        most: How many letters each may have.

    Returns:
        Whether it is so for all: seen letters in NFC on one line, no blanks to take away, no quotation mark,
        backslash or ``#``, none empty.
    """
    joined = "".join(texts)
    return (
        joined.isprintable()
        and unicodedata.is_normalized("NFC", joined)
        and _ODD.search(joined) is None
        and max(map(len, texts), default=0) <= most
        and all(texts)
        and list(map(str.strip, texts)) == list(texts)
    )


def one_line(text: str) -> str:
    """Clean text on one line.

    Args:
        text: Anything typed or pasted.

    Returns:
        The text, each run of blanks and line ends one blank.
    """
    return " ".join(clean(text).split())


def words_of(given: object) -> str | None:
    """What a cell or a form says, for types that read words.

    Args:
        given: Anything at all.

    Returns:
        Clean text on one line, empty for what people write for nothing; ``None`` when it says no words:
        truth values, lists, mappings, numbers beyond reason.
    """
    if isinstance(given, str):
        text = one_line(given)
        return "" if text in NOTHING else text
    if given is None:
        return ""
    if isinstance(given, bool):
        return None
    if isinstance(given, int):
        return str(given) if abs(given) < 10**40 else None
    if isinstance(given, float):
        return _of_float(given)
    return None


def _of_float(given: float) -> str | None:
    """A number cell as its column shows it: whole numbers without a point, never more than 15 digits."""
    if given != given or abs(given) > 1e40:  # noqa: PLR0124  # this is how to find what is no number
        return None
    if given.is_integer() and abs(given) < 1e15:
        return str(int(given))
    return f"{given:.15g}"
