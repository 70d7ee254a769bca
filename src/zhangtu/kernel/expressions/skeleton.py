"""Has sqlglot find the structure of an expression: which operator holds what.

sqlglot never sees a name, number or text of ours: every one is handed over as the number of its word, so
that no word can mean something to it that it does not mean to us, and every leaf of its tree leads back to a
place in the text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlglot import ErrorLevel, exp, parse
from sqlglot.errors import SqlglotError

from zhangtu.kernel.expressions.errors import ExpressionError
from zhangtu.kernel.expressions.words import Sort, Word

#: What functions are called towards sqlglot, with the number of their word behind.
_CALLED: Final = "zhangtu_"
_VALUES: Final = frozenset({"true", "false", "null", "me"})
_GATHERING: Final = frozenset({"count", "sum", "latest", "exists"})
#: Figures over many rows with a word beside what they are about.
_FIGURES: Final = frozenset({"count", "latest"})

#: Words of SQL that are not words here, and what is written instead.
_ELSEWHERE: Final[Mapping[str, str]] = {
    "between": "x >= 1 and x <= 9",
    "like": "starts_with, ends_with, contains, matches",
    "ilike": "starts_with, ends_with, contains, matches",
    "interval": "add_days, add_months, add_years",
    "select": "count(LEDGER where REFERENCE = me)",
}


@dataclass(frozen=True, slots=True)
class Marks:
    """What stood in a sub-query beside its parts.

    Attributes:
        distinct: Whether ``distinct`` stood before the field.
        by: Whether ``by`` stood behind it.
        place: Of a figure over many rows: the number of that word; 0 for a sub-query.
    """

    distinct: bool
    by: bool
    place: int = 0


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The structure of an expression.

    Attributes:
        tree: sqlglot's tree over numbers of words.
        marks: Number of the word → what stands beside, for the words that open a sub-query.
    """

    tree: exp.Expr
    marks: Mapping[int, Marks]


def skeleton(text: str, words: Sequence[Word]) -> Skeleton:
    """Find the structure.

    Args:
        text: The expression.
        words: Its words.

    Returns:
        Its structure.

    Raises:
        ExpressionError: It has none.
    """
    pieces: list[str] = []
    marks: dict[int, Marks] = {}
    ends: dict[int, int] = {}
    inside: dict[int, str] = {}
    for place in range(len(words)):
        if _opens(words, place):
            end = _end(words, place + 1)
            marks[place] = _marks(words, place, end, inside)
            ends[place] = end
        elif _is_figure(words, place):
            _mark_figure(words, place, marks, inside)
        pieces.append(inside.get(place) or _piece(text, words, place))
    try:
        trees = parse(" ".join(pieces), error_level=ErrorLevel.RAISE)
    except (SqlglotError, RecursionError) as error:
        raise _stumbled(text, words, _trouble(words, pieces, error)) from None
    if len(trees) != 1 or trees[0] is None:
        raise ExpressionError("structure", text, 0)
    return Skeleton(trees[0], marks)


def called(name: str) -> int:
    """The number of the word a function was called by.

    Args:
        name: What it is called towards sqlglot.

    Returns:
        The number of its word.
    """
    return int(name.removeprefix(_CALLED))


def _opens(words: Sequence[Word], place: int) -> bool:
    """Whether a sub-query begins: ``count ( ledger where``."""
    following = [word.text for word in words[place + 1 : place + 4]]
    return (
        words[place].sort is Sort.NAME
        and words[place].text in _GATHERING
        and len(following) == 3
        and following[0] == "("
        and words[place + 3].sort is Sort.KEY
        and following[2] == "where"
    )


def _is_figure(words: Sequence[Word], place: int) -> bool:
    """Whether ``count(`` or ``latest(`` begins, which may be figures over many rows."""
    following = words[place + 1 : place + 2]
    return (
        words[place].sort is Sort.NAME
        and words[place].text in _FIGURES
        and bool(following)
        and following[0].text == "("
        and following[0].sort is Sort.SIGN
    )


def _mark_figure(words: Sequence[Word], place: int, marks: dict[int, Marks], inside: dict[int, str]) -> None:
    """Take ``distinct`` out of ``count(distinct value)``; ``by`` in ``latest(value by day)`` is a comma."""
    if words[place].text == "count":
        if place + 2 < len(words) and words[place + 2] == Word(Sort.KEY, "distinct", words[place + 2].start):
            marks[place], inside[place + 2] = Marks(distinct=True, by=False, place=place + 2), " "
        return
    depth = 0
    for at in range(place + 2, _end(words, place + 1)):
        word = words[at]
        if word.sort is Sort.SIGN:
            depth += {"(": 1, ")": -1}.get(word.text, 0)
        if not depth and word.sort is Sort.KEY and word.text == "by":
            marks[place], inside[at] = Marks(distinct=False, by=True, place=at), ","
            return


def _end(words: Sequence[Word], opening: int) -> int:
    depth = 0
    for place in range(opening, len(words)):
        if words[place].sort is Sort.SIGN:
            depth += {"(": 1, ")": -1}.get(words[place].text, 0)
            if not depth:
                return place
    return len(words)


def _marks(words: Sequence[Word], opening: int, end: int, inside: dict[int, str]) -> Marks:
    """Turn ``where`` and ``by`` of a sub-query into commas and take ``distinct`` out."""
    inside[opening + 3] = ","
    found = {"distinct": False, "by": False}
    depth = 0
    for place in range(opening + 4, end):
        word = words[place]
        if word.sort is Sort.SIGN:
            depth += {"(": 1, ")": -1}.get(word.text, 0)
        if depth or word.sort is not Sort.KEY or word.text not in found or found[word.text]:
            continue
        if word.text == "distinct" and words[place - 1].text != ",":
            continue
        found[word.text] = True
        inside[place] = "," if word.text == "by" else " "
    return Marks(found["distinct"], found["by"])


def _piece(text: str, words: Sequence[Word], place: int) -> str:
    word = words[place]
    after = words[place + 1] if place + 1 < len(words) else None
    if word.sort is Sort.SIGN:
        return word.text
    if word.sort is Sort.KEY:
        return _key(text, words, place)
    if word.sort is Sort.NAME and after is not None and after.text == "(" and after.sort is Sort.SIGN:
        return f"{_CALLED}{place}"
    if (
        word.sort is Sort.TEXT
        and place
        and words[place - 1] == Word(Sort.KEY, "date", words[place - 1].start)
    ):
        return " "
    return f'"{place}"'


def _key(text: str, words: Sequence[Word], place: int) -> str:
    word = words[place]
    if word.text == "date":
        if place + 1 < len(words) and words[place + 1].sort is Sort.TEXT:
            return f'"{place}"'
        raise ExpressionError("date", text, word.start)
    if word.text in ("where", "distinct", "by"):
        raise ExpressionError("gathering", text, word.start, word=word.text)
    if word.text in _VALUES:
        before = [one.text for one in words[max(0, place - 2) : place]]
        asked = before[-1:] == ["is"] or before == ["is", "not"]
        return "null" if word.text == "null" and asked else f'"{place}"'
    return word.text


def _stumbled(text: str, words: Sequence[Word], place: int) -> ExpressionError:
    """Refuse where sqlglot stumbled, with a hint where the word is known from elsewhere."""
    for word in words[max(0, place - 1) : place + 1]:
        if word.sort is Sort.NAME and word.text in _ELSEWHERE:
            return ExpressionError(
                "elsewhere", text, word.start, word=word.text, better=_ELSEWHERE[word.text]
            )
    return ExpressionError("structure", text, words[place].start)


def _trouble(words: Sequence[Word], pieces: Sequence[str], error: Exception) -> int:
    """The word sqlglot stumbled at: its column counts the pieces joined by blanks."""
    found = error.errors[0] if getattr(error, "errors", None) else {}  # type: ignore[attr-defined]
    column = found.get("col") or 0
    reached = 0
    for place, piece in enumerate(pieces):
        reached += len(piece) + 1
        if reached > column:
            return place
    return len(words) - 1
