"""Chinese, full-width and capital numerals as whole numbers, and back."""

from typing import Final

_DIGITS: Final = {
    **{letter: value for value, letter in enumerate("〇一二三四五六七八九")},
    **{letter: value for value, letter in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **{letter: value for value, letter in enumerate("零壹貳參肆伍陸柒捌玖")},
    **{letter: value for value, letter in enumerate("0123456789")},
    **{letter: value for value, letter in enumerate("０１２３４５６７８９")},
    "两": 2, "兩": 2, "○": 0, "元": 1, "叁": 3, "叄": 3, "弍": 2, "弌": 1,
}  # fmt: skip
_SMALL: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCORES: Final = {"廿": 20, "卄": 20, "卅": 30, "卌": 40}
_MOST_LETTERS: Final = 40


def to_int(text: str) -> int | None:
    """The whole number that a numeral says.

    Understands positional writing (``二〇二一``, ``2021``, ``２０２１``), units (``三百六十五``),
    leading ``十`` (``十二``), ``廿`` and ``卅``, and the capitals used for money (``壹佰贰拾叁``).

    Args:
        text: A numeral without blanks, at most 40 characters.

    Returns:
        The number, or None when the text is no numeral.
    """
    if text.isascii():
        return int(text) if text.isdigit() and len(text) <= _MOST_LETTERS else None
    if not text or len(text) > _MOST_LETTERS:
        return None
    digits = [_DIGITS.get(letter) for letter in text]
    known = [digit for digit in digits if digit is not None]
    if len(known) == len(digits):
        return int("".join(map(str, known)))
    return _by_units(text)


def _by_units(text: str) -> int | None:
    total = section = digit = 0
    for letter in text:
        if letter in _DIGITS:
            digit = digit * 10 + _DIGITS[letter] if digit else _DIGITS[letter]
        elif letter in _SMALL:
            section += (digit or 1) * _SMALL[letter]
            digit = 0
        elif letter in _SCORES:
            section += _SCORES[letter]
        elif letter in "万萬":
            total, section, digit = total + (section + digit) * 10_000, 0, 0
        elif letter in "亿億":
            total, section, digit = (total + section + digit) * 100_000_000, 0, 0
        else:
            return None
    return total + section + digit


def to_chinese(number: int) -> str:
    """A small number as it is written in running text.

    Args:
        number: From 0 to 99.

    Returns:
        For instance ``二十八``.

    Raises:
        ValueError: The number is not between 0 and 99.
    """
    if not 0 <= number < 100:
        raise ValueError(f"{number} is not between 0 and 99")
    letters = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return letters[ones]
    return ("" if tens == 1 else letters[tens]) + "十" + (letters[ones] if ones else "")
