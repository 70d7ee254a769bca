"""The folded twin of a text: Simplified, half-width, lower case, character by character.

A twin has exactly the length of its text, so a place found in one is the same place in the other. All rules
of reading and searching are written once, against the twin.
"""

from functools import cache
from importlib.resources import files

#: Marks that are written in several ways, and the one way rules know them by.
MARKS = {
    "「": "“", "」": "”", "『": "‘", "』": "’", "﹁": "“", "﹂": "”", '"': "“", "＂": "“",
    "—": "-", "–": "-", "―": "-", "─": "-", "━": "-", "−": "-", "﹣": "-", "‐": "-", "‑": "-", "‒": "-",
    "〜": "~", "∼": "~", "∽": "~", "﹏": "~",
    "︰": ":", "∶": ":", "﹕": ":", "﹔": ";", "﹐": ",", "﹑": "、", "｡": "。", "､": "、", "﹒": ".",
    "﹙": "(", "﹚": ")", "❨": "(", "❩": ")", "［": "[", "］": "]", "﹝": "〔", "﹞": "〕",
    "╱": "/", "⁄": "/", "％": "%", "﹪": "%", "✽": "*", "∗": "*", "﹡": "*", "✕": "×", "╳": "×",
    "\u00a0": " ", "\u3000": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ",
    "○": "〇", "◯": "〇",
}  # fmt: skip


@cache
def _table() -> dict[int, str]:
    lines = (files("zhangtu.kernel") / "data" / "simplified.txt").read_text("utf-8").split("\n")
    table = {ord(line[0]): line[1] for line in lines if line}
    table.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
    table.update({code: chr(code - 0xFEE0).lower() for code in range(0xFF21, 0xFF3B)})
    table.update({code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)})
    table.update({ord(mark): plain for mark, plain in MARKS.items()})
    return table


def fold(text: str) -> str:
    """The folded twin of a text.

    Args:
        text: Any text.

    Returns:
        A text of the same length: Simplified characters, ASCII letters in lower case, full-width forms as
        half-width ones, dashes as ``-``, corner brackets as quotation marks, ○ as 〇.
    """
    if text.isascii() and '"' not in text:
        return text.lower()
    return text.translate(_table())


@cache
def _traditional() -> frozenset[str]:
    table = _table()
    return frozenset(chr(code) for code, plain in table.items() if code > 0x3400 and ord(plain) > 0x3400)


def script_of(text: str) -> str:
    """Which script a text is written in.

    Args:
        text: Any text; its first 20,000 characters decide.

    Returns:
        ``hant`` if at least one Chinese character in 25 is a Traditional one, else ``hans``.
    """
    head = text[:20_000]
    chinese = sum("\u3400" <= letter <= "\u9fff" for letter in head)
    traditional = len([letter for letter in head if letter in _traditional()])
    return "hant" if chinese and traditional * 25 >= chinese else "hans"
