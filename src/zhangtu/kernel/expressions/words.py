"""Cuts the text of an expression into words; what is none is refused here, with its column."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final
from unicodedata import category, normalize

from zhangtu.kernel.expressions.errors import ExpressionError

#: The longest text of an expression, in characters.
LONGEST: Final = 4000
#: How many words an expression may have.
MOST_WORDS: Final = 800
#: How deep brackets, ``case`` and signs before a value may stand inside each other.
DEEPEST: Final = 12
#: Digits a number may have before and behind its point.
DIGITS: Final = 16
PLACES: Final = 6

#: Words with a meaning of their own; no field may be called so.
RESERVED: Final = frozenset(
    [
        *("and", "or", "not", "is", "null", "in", "true", "false", "me", "date"),
        *("case", "when", "then", "else", "end", "where", "distinct", "by"),
    ]
)


class Sort(StrEnum):
    """What sort of word it is."""

    #: A name of a field, function, ledger, table.
    NAME = "name"
    #: ``#12``: a field by number, in stored texts only.
    NUMBERED = "numbered"
    NUMBER = "number"
    TEXT = "text"
    #: A reserved word.
    KEY = "key"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Word:
    """One word.

    Attributes:
        sort: What it is.
        text: What it says: a name, digits, the inside of a text, a sign.
        start: Its first character in the whole text.
    """

    sort: Sort
    text: str
    start: int


_WORD: Final = re.compile(
    r"(?P<space>[ \t\r\n]+)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<numbered>#-?[0-9]+)"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<text>'(?:[^']|'')*')|(?P<sign>\|\||<=|>=|<>|!=|[()+\-*/=<>,.])"
)
#: Signs other languages write, and what is to be written here instead.
_OTHER_SIGNS: Final = {"&&": "and", "!": "not", '"': "'", "；": ","}
#: Pairs of signs that mean something else elsewhere; apart from each other they are two of ours.
_PAIRS: Final = frozenset({"//", "==", "--", "/*"})
#: Reserved words that end a value.
_VALUES: Final = frozenset({"end", "null", "true", "false", "me"})
#: What a Chinese keyboard makes of the signs.
_WIDE: Final = dict(zip("（）＋－＊／＝＜＞，．‘’“”、｜。！", "()+-*/=<>,.'''',|.!", strict=True))


def cut(text: str, *, numbered: bool = False) -> tuple[Word, ...]:
    """Cut a text into words.

    Args:
        text: The expression.
        numbered: Whether fields are written by number, as stored texts do.

    Returns:
        The words, white space left out.

    Raises:
        ExpressionError: Something is no word of the language, or there is too much of it.
    """
    if len(text) > LONGEST:
        raise ExpressionError("long", text[:LONGEST], LONGEST, most=LONGEST)
    words: list[Word] = []
    at = 0
    while at < len(text):
        found = _WORD.match(text, at)
        if found is None:
            raise _no_word(text, at)
        if found.lastgroup != "space":
            words.append(_word(text, found, numbered=numbered))
        at = found.end()
    if not words:
        raise ExpressionError("empty", text, 0)
    if len(words) > MOST_WORDS:
        raise ExpressionError("words", text, words[MOST_WORDS].start, most=MOST_WORDS)
    _check_signs(text, words)
    _check_depth(text, words)
    return tuple(words)


def _word(text: str, found: re.Match[str], *, numbered: bool) -> Word:
    sort, said, start = Sort(str(found.lastgroup)), found.group(), found.start()
    if sort is Sort.NAME:
        if said.lower() in RESERVED:
            return Word(Sort.KEY, said.lower(), start)
        if said != said.lower():
            raise ExpressionError("capitals", text, start, word=said, better=said.lower())
    if sort is Sort.NUMBERED and not numbered:
        raise ExpressionError("sign", text, start, word="#")
    if sort is Sort.NUMBER:
        _check_number(text, found)
    if sort is Sort.TEXT:
        said = _inside(text, found)
    return Word(sort, "!=" if said == "<>" else said, start)


def _check_number(text: str, found: re.Match[str]) -> None:
    whole, _, places = found.group().partition(".")
    if len(whole.lstrip("0")) > DIGITS or len(places) > PLACES or len(whole) > 2 * DIGITS:
        raise ExpressionError("number", text, found.start(), digits=DIGITS, places=PLACES)
    if text[found.end() : found.end() + 1].isidentifier():
        raise ExpressionError("glued", text, found.end(), word=text[found.end()])


def _inside(text: str, found: re.Match[str]) -> str:
    said = normalize("NFC", found.group()[1:-1].replace("''", "'"))
    for place, character in enumerate(found.group()):
        if category(character) in ("Cc", "Cs"):
            raise ExpressionError("control", text, found.start() + place)
    return said


def _no_word(text: str, at: int) -> ExpressionError:
    character = text[at]
    if character == "'":
        return ExpressionError("open_text", text, at)
    if character in _WIDE:
        return ExpressionError("wide", text, at, word=character, better=_WIDE[character])
    other = text[at : at + 2] if text[at : at + 2] in _OTHER_SIGNS else character
    if other in _OTHER_SIGNS:
        return ExpressionError("other_sign", text, at, word=other, better=_OTHER_SIGNS[other])
    if character.isidentifier():
        return ExpressionError("letters", text, at, word=character)
    return ExpressionError("sign", text, at, word=character if character.isprintable() else repr(character))


def _check_signs(text: str, words: list[Word]) -> None:
    for one, after in pairwise(words):
        glued = one.sort is after.sort is Sort.SIGN and after.start == one.start + 1
        if glued and one.text + after.text in _PAIRS:
            raise ExpressionError("sign", text, one.start, word=one.text + after.text)


def _check_depth(text: str, words: list[Word]) -> None:
    """Refuse deep nesting before anything recurses into it."""
    closing: list[str] = []
    signs = 0
    for place, word in enumerate(words):
        if word.sort not in (Sort.SIGN, Sort.KEY):
            signs = 0
        elif word.text in ("not", "-", "+") and _before_value(words, place):
            signs += 1
        elif word.text not in ("(", "case"):
            signs = 0
        _nest(text, word, closing)
        if len(closing) + signs > DEEPEST:
            raise ExpressionError("deep", text, word.start, most=DEEPEST)
    if closing:
        raise ExpressionError("unclosed", text, len(text), word=closing[-1])


def _nest(text: str, word: Word, closing: list[str]) -> None:
    if word.sort not in (Sort.SIGN, Sort.KEY):
        return
    if word.text in ("(", "case"):
        closing.append(")" if word.text == "(" else "end")
    elif word.text in (")", "end") and (not closing or closing.pop() != word.text):
        raise ExpressionError("closing", text, word.start, word=word.text)


def _before_value(words: list[Word], place: int) -> bool:
    if not place:
        return True
    before = words[place - 1]
    if before.sort is Sort.SIGN:
        return before.text != ")"
    return before.sort is Sort.KEY and before.text not in _VALUES and before.text != "is"
