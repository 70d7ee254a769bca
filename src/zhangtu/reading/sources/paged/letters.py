"""Letters as people type them: PDF files often hold look-alikes from the radical blocks instead."""

import unicodedata
from types import MappingProxyType
from typing import Final

#: Radicals of U+2E80–2EFF that stand for whole characters but carry no decomposition in Unicode.
_RADICALS: Final = MappingProxyType(
    dict(
        zip(
            "⺎⺒⺓⺝⺠⺩⺬⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
            "兀巳幺月民王示虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
            strict=True,
        )
    )
)
_FOLDED: Final = ((0x2F00, 0x2FDF), (0xF900, 0xFAFF), (0xFB00, 0xFB06), (0x2E80, 0x2EFF))


def plain_letter(char: str) -> str:
    """The ordinary letter of a look-alike.

    Args:
        char: One character.

    Returns:
        The character people mean; for joined letters (ﬁ) the letters. All others unchanged.
    """
    code = ord(char)
    if code < 0x2E80 or not any(first <= code <= last for first, last in _FOLDED):
        return char
    return _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
