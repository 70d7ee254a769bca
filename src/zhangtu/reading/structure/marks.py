"""Numbering as officials write it: which mark a line begins with, of which style, with which number."""

import re
from dataclasses import dataclass
from enum import IntEnum

from zhangtu.kernel.numerals import to_int


class Style(IntEnum):
    """A style of numbering; a smaller one usually stands further out."""

    PART = 1  # 第一编
    CHAPTER = 2  # 第一章
    SECTION = 3  # 第一节
    BIG = 4  # 壹、
    ARTICLE = 5  # 第一条
    HAN = 6  # 一、
    HAN_BRACKET = 7  # (一)
    NAMED = 8  # 任务一:
    MOMENT = 8  # 九月份, a heading that is only a time
    STAGE = 8  # 第一阶段:
    ARABIC = 9  # 1.
    DECIMAL = 10  # 1.1, one level deeper for each further point
    ARABIC_BRACKET = 14  # (1)
    HALF_BRACKET = 15  # 1)
    CIRCLE = 16  # ①
    LETTER = 17  # a. or (a)
    SPOKEN = 18  # 一是
    ORDINAL = 19  # 第一,
    BULLET = 20  # ●


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbering mark at the beginning of a line.

    Attributes:
        level: Its style; decimals count one deeper for each point.
        number: Its number, 0 for bullets.
        start: First character of the mark.
        end: One behind the last, its closing point or bracket included, blanks behind it too.
        upper: For decimals the numbers before the last point (``1.2.3`` → ``(1, 2)``), else empty.
    """

    level: int
    number: int
    start: int
    end: int
    upper: tuple[int, ...] = ()


HAN = "[一二三四五六七八九十百〇]"
_MARK = re.compile(
    rf"""
      第(?P<rank>{HAN}{{1,5}}|\d{{1,3}})(?P<kind>编|篇|部分|章|节|条)(?![例款约件文])[\s:、,.]*
    | (?P<BIG>[壹贰叁参肆伍陆柒捌玖拾]{{1,3}})\s*[、.]
    | (?P<HAN>{HAN}{{1,4}})\s*[、.](?!{HAN}{{1,2}}季度)
    | \(\s*(?P<HAN_BRACKET>{HAN}{{1,4}})\s*\)[、.]?
    | (?P<DECIMAL>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?![\d./年月日%万亿元个-])[.、]?(?=\s*[^\W\d]
        |\s*[“《\[【(]|\s+\d{{4}}年)
    | (?P<ARABIC>\d{{1,3}})\s*(?:[.](?!\s*\d{{1,2}}(?!\d))|、(?!\d+[年月日%个项家]))
    | (?P<HALF_BRACKET>\d{{1,3}})\s*\)
    | \(\s*(?P<ARABIC_BRACKET>\d{{1,3}})\s*\)[、.]?
    | (?P<CIRCLE>[\u2460-\u2473\u3251-\u325f\u32b1-\u32bf\u2776-\u277f])[、.]?
    | (?P<SPOKEN>{HAN}{{1,2}})(?:是|要(?!求|点|素))(?=[^否])
    | 第(?P<ORDINAL>{HAN}{{1,2}})\s*[,、:]
    | (?P<NAMED>(?:任务|措施|行动|专项|工程|项目|步骤|阶段)(?:{HAN}{{1,3}}|\d{{1,2}}))\s*[:、.]
    | 第(?P<STAGE>{HAN}{{1,2}}|\d)(?:阶段|步)(?=[\s:、,(]|$)[:、,\s]*
    | \(?(?P<LETTER>[a-z])(?:[.、](?![a-z])|\))
    | (?P<BULLET>[•●◆◇■□▪▲△★☆◎※·*-])(?=\s*[^\W\d]|\s*[“《])
    """,
    re.VERBOSE,
)
_RANKS = {
    "编": Style.PART,
    "篇": Style.PART,
    "部分": Style.PART,
    "章": Style.CHAPTER,
    "节": Style.SECTION,
    "条": Style.ARTICLE,
}
_DIGITS = re.compile(rf"{HAN}+|\d+")
_BLANK = re.compile(r"\s*")


def find_mark(folded: str, start: int, end: int) -> Mark | None:
    """The numbering mark a line begins with.

    Args:
        folded: The folded text.
        start: First character of the line that is not blank.
        end: One behind the line's last character.

    Returns:
        The mark, or None if the line carries no number.
    """
    found = _MARK.match(folded, start, end)
    if found is None:
        return None
    behind = _BLANK.match(folded, found.end(), end)
    close = behind.end() if behind else found.end()
    kind = found.lastgroup or ""
    if kind == "kind":
        return Mark(_RANKS[found["kind"]], to_int(found["rank"]) or 0, start, close)
    level, number, upper = _value(Style[kind], found[kind])
    return Mark(level, number, start, close, upper)


def _value(style: Style, words: str) -> tuple[int, int, tuple[int, ...]]:
    """The level, number and upper numbers of a mark of a style."""
    if style is Style.DECIMAL:
        numbers = [int(part) for part in words.split(".")]
        return Style.DECIMAL + len(numbers) - 2, numbers[-1], tuple(numbers[:-1])
    if style is Style.BULLET:
        return style, 0, ()
    if style is Style.LETTER:
        return style, ord(words) - ord("a") + 1, ()
    if style is Style.CIRCLE:
        return style, _circled(words), ()
    digits = _DIGITS.search(words) if style is Style.NAMED else None
    return style, to_int(digits[0] if digits else words.replace("参", "叁")) or 0, ()


def _circled(sign: str) -> int:
    """The number in a circle, 1 to 50 (and the ten filled ones)."""
    code = ord(sign)
    for first, offset in ((0x32B1, 36), (0x3251, 21), (0x2776, 1), (0x2460, 1)):
        if code >= first:
            return code - first + offset
    return 0
