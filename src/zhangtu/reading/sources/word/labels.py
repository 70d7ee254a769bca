"""Numbers as Word prints them in front of paragraphs (``w:numFmt``, ECMA-376 part 1, 17.18.59)."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

_DIGITS = "〇一二三四五六七八九"
_LEGAL_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)

#: Word's symbol fonts keep their signs in a private area; these are the signs people see.
_SIGNS = MappingProxyType(
    {
        "wingdings": {
            0x6C: "●",
            0x6E: "■",
            0x6F: "□",
            0x70: "□",
            0x71: "❑",
            0x75: "◆",
            0x76: "❖",
            0x77: "◆",
            0x9F: "•",
            0xA1: "○",
            0xA7: "▪",
            0xA8: "□",
            0xD8: "➢",
            0xDF: "←",
            0xE0: "→",
            0xF0: "⇨",
            0xFB: "✗",
            0xFC: "✓",
            0xFD: "☒",
            0xFE: "☑",
            **{0x80 + i: sign for i, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
            **{0x8B + i: sign for i, sign in enumerate("⓿❶❷❸❹❺❻❼❽❾❿")},
        },
        "wingdings 2": {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x2A: "□", 0xA3: "□"},
        "symbol": {0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xAE: "→"},
    }
)


def sign(character: str, font: str) -> str:
    """The visible sign of a character of a symbol font.

    Args:
        character: One character, perhaps of the private area U+F000–U+F0FF.
        font: Name of its font; empty if unknown.

    Returns:
        What people see; a dot for a private character of an unknown font.
    """
    code = ord(character)
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
        known = _SIGNS.get(font.lower())
        tables = [known] if known is not None else list(_SIGNS.values())
        return next((table[code] for table in tables if code in table), "•")
    known = _SIGNS.get(font.lower(), {})
    return known.get(code, "•" if 0xE000 <= code <= 0xF8FF else character)


def _letters(value: int, first: str) -> str:
    """A … Z, AA, BB …: Word repeats the letter."""
    return chr(ord(first) + (value - 1) % 26) * ((value - 1) // 26 + 1) if value <= 780 else str(value)


def _roman(value: int) -> str:
    if value > 32_767:
        return str(value)
    parts: list[str] = []
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        parts.append(letters * count)
    return "".join(parts)


def _by_digit(value: int, digits: str = _DIGITS) -> str:
    return "".join(digits[int(digit)] for digit in str(value))


def _section(value: int, digits: str, units: str, *, zero: bool) -> str:
    """A number below ten thousand in words."""
    parts: list[str] = []
    gap = False
    for unit, size in zip(units, (1000, 100, 10, 1), strict=True):
        count = value // size % 10
        if not count:
            gap = bool(parts)
            continue
        parts.append((digits[0] if gap and zero else "") + digits[count] + unit.strip())
        gap = False
    return "".join(parts)


def _thousands(value: int, digits: str, units: str, *, short_ten: bool, zero: bool = True) -> str:
    """A number in words; ``units`` are the signs of 1000, 100, 10 and 1 (blank) and of ten thousand."""
    if value >= 100_000_000:
        return str(value)
    high, low = divmod(value, 10_000)
    words = _section(low, digits, units[:4], zero=zero)
    if high:
        middle = digits[0] if zero and words and low < 1000 else ""
        words = _section(high, digits, units[:4], zero=zero) + units[4] + middle + words
    if short_ten and words.startswith(digits[1] + units[2]):
        words = words[1:]
    return words


def _counting(value: int) -> str:
    """一 … 九十九 in words, digit by digit beyond."""
    return _by_digit(value) if value >= 100 else _thousands(value, _DIGITS, "千百十 万", short_ten=True)


def _counting_thousand(value: int) -> str:
    return _thousands(value, "零" + _DIGITS[1:], "千百十 万", short_ten=True)


def _japanese(value: int) -> str:
    return re.sub("一(?=[千百十])", "", _thousands(value, _DIGITS, "千百十 万", short_ten=True, zero=False))


def _run(first: str, last: int, beyond: Callable[[int], str] = str) -> Callable[[int], str]:
    """Consecutive characters from ``first`` for 1 … ``last``."""
    return lambda value: chr(ord(first) + value - 1) if value <= last else beyond(value)


def _pick(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if value <= len(signs) else str(value)


def _circled(value: int) -> str:
    if value <= 20:
        return chr(0x2460 + value - 1)
    if value <= 35:
        return chr(0x3251 + value - 21)
    return chr(0x32B1 + value - 36) if value <= 50 else str(value)


def _ordinal(value: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{'th' if 10 <= value % 100 <= 20 else ending}"


_FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": str,
        "decimalHalfWidth": str,
        "decimalZero": lambda value: f"{value:02d}",
        "decimalFullWidth": lambda value: _by_digit(value, "０１２３４５６７８９"),
        "decimalFullWidth2": lambda value: _by_digit(value, "０１２３４５６７８９"),
        "numberInDash": lambda value: f"- {value} -",
        "ordinal": _ordinal,
        "upperLetter": lambda value: _letters(value, "A"),
        "lowerLetter": lambda value: _letters(value, "a"),
        "upperRoman": _roman,
        "lowerRoman": lambda value: _roman(value).lower(),
        "chineseCounting": _counting,
        "taiwaneseCounting": _counting,
        "chineseCountingThousand": _counting_thousand,
        "taiwaneseCountingThousand": _counting_thousand,
        "japaneseCounting": _japanese,
        "ideographDigital": _by_digit,
        "taiwaneseDigital": _by_digit,
        "japaneseDigitalTenThousand": _by_digit,
        "chineseLegalSimplified": lambda value: _thousands(
            value, _LEGAL_SIMPLIFIED, "仟佰拾 万", short_ten=False
        ),
        "ideographLegalTraditional": lambda value: _thousands(
            value, _LEGAL_TRADITIONAL, "仟佰拾 萬", short_ten=False
        ),
        "japaneseLegal": lambda value: _thousands(
            value, "零壱弐参四伍六七八九", "阡百拾 萬", short_ten=False
        ),
        "ideographTraditional": _pick(_STEMS),
        "ideographZodiac": _pick(_BRANCHES),
        "ideographZodiacTraditional": lambda value: _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12],
        "ideographEnclosedCircle": _run("㊀", 10),
        "decimalEnclosedCircle": _circled,
        "decimalEnclosedCircleChinese": _circled,
        "decimalEnclosedFullstop": _run("⒈", 20),
        "decimalEnclosedParen": _run("⑴", 20),
    }
)


def format_number(value: int, form: str, pattern: str = "") -> str:
    """A list number as Word prints it.

    Args:
        value: The number.
        form: ``w:numFmt``; an unknown one is printed in decimal, as Word does.
        pattern: For ``custom``, Word's own pattern (``001, 002, 003, ...``).

    Returns:
        Its sign, empty for ``none``.
    """
    if form in {"none", "bullet"}:
        return ""
    if form == "custom":
        return f"{value:0{len(pattern.partition(',')[0].strip())}d}"
    if value < 1:
        return "零" if value == 0 and form.startswith(("chinese", "taiwanese")) else str(value)
    return _FORMATS.get(form, str)(value)
