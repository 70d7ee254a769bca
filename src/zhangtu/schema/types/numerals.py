"""Numbers as people write them: thousands, full-width digits, 万 and 亿, per cent, brackets for minus."""

import re
from decimal import Decimal
from typing import Final

from zhangtu.kernel.folding import fold
from zhangtu.kernel.numerals import to_int

_GROUPED: Final = re.compile(r"(?a)\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DIGITS: Final = re.compile(r"(?a)(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:e[+-]?\d{1,2})?")
_BRACKETED: Final = re.compile(r"\((.+)\)")
_TIMES: Final = re.compile(r"(百|千|万|十万|百万|千万|亿|十亿|百亿|千亿|万亿)$")
_FACTORS: Final = {
    "百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
_CHINESE: Final = re.compile("[〇零一二三四五六七八九两十百千万亿廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟]{1,40}")
#: 一万五 is 15,000 to most people and 10,005 to some; 十五六 and 三五 are fifteen or sixteen, three to five.
_ONES = "[一二三四五六七八九两壹贰叁肆伍陆柒捌玖]"
_UNITS = "[十百千万亿拾佰仟]"
_TWO_WAYS: Final = re.compile(
    rf".*[百千万亿佰仟]{_ONES}|.*{_UNITS}.*{_ONES}{{2}}.*|.*{_ONES}{{2}}.*{_UNITS}.*|{_ONES}{{2}}"
)
_GROUP_MARKS: Final = str.maketrans("", "", " '_")


def plain_form(decimals: int) -> re.Pattern[str]:
    """What nearly every cell holds: digits and perhaps a point.

    Args:
        decimals: How many digits may stand behind the point.

    Returns:
        A pattern for the whole text.
    """
    behind = rf"(?:\.\d{{1,{decimals}}})?" if decimals else ""
    return re.compile(rf"(?a)-?\d{{1,16}}{behind}")


def number_in(text: str, unit: str = "") -> tuple[Decimal, bool] | None:
    """The number a text says.

    Args:
        text: One line of text.
        unit: A unit of measure that may stand behind it.

    Returns:
        The number as written (per cent not yet divided) and whether ``%`` stood behind; ``None`` when it
        is no number or could be read in two ways (``1,5``).
    """
    words = fold(text).strip()
    negative = False
    bracketed = _BRACKETED.fullmatch(words)
    if bracketed is not None:
        words, negative = bracketed[1], True
    if words[:1] in {"-", "+", "负"}:
        negative, words = negative or words[0] in "-负", words[1:].strip()
    words = _without(words, fold(unit))
    percent = words.endswith("%")
    if percent:
        words = words[:-1].rstrip()
    found = _amount(words)
    return None if found is None else (-found if negative and found else found, percent)


def _without(words: str, unit: str) -> str:
    if unit and unit != "%" and words.endswith(unit) and len(words) > len(unit):
        return words[: -len(unit)].rstrip()
    return words


def _amount(words: str) -> Decimal | None:
    """An amount without sign: digits, digits with 万 or 亿 behind, or Chinese numerals."""
    digits = _digits(words)
    if digits is not None:
        return digits
    if _CHINESE.fullmatch(words) is not None:
        number = chinese(words)
        return None if number is None else Decimal(number)
    times = _TIMES.search(words)
    if times is None:
        return None
    digits = _digits(words[: times.start()].rstrip())
    return None if digits is None else digits * _FACTORS[times[1]]


def chinese(words: str) -> int | None:
    """The whole number Chinese numerals say.

    Args:
        words: Folded numerals only.

    Returns:
        The number; ``None`` where people differ about it (一万五, 十五六, 三五).
    """
    return None if _TWO_WAYS.fullmatch(words) is not None else to_int(words)


def _digits(words: str) -> Decimal | None:
    words = words.translate(_GROUP_MARKS)
    if "," in words:
        if _GROUPED.fullmatch(words) is None:
            return None
        words = words.replace(",", "")
    return Decimal(words) if _DIGITS.fullmatch(words) is not None else None


def of_float(given: float) -> Decimal | None:
    """A number cell: the 15 digits a spreadsheet vouches for; ``None`` for what is no number.

    Args:
        given: Any ``float``.

    Returns:
        The shortest decimal, so that ``0.1 + 0.2`` is ``0.3``.
    """
    if given != given or given in {float("inf"), float("-inf")}:  # noqa: PLR0124  # this is how to find what is none
        return None
    if given.is_integer() and abs(given) < 1e15:
        return Decimal(int(given))
    return Decimal(f"{given:.15g}")


def written(number: Decimal) -> str:
    """A number as text without exponent and without zeros nobody needs.

    Args:
        number: A finite number of reasonable size.

    Returns:
        One text for one number: ``1.5`` for 1.50, ``0`` for −0.
    """
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
