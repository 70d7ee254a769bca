"""Where words stand in a text, in either script; what of a row shows that it is a hit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhangtu.desk.frame.words import titled, tongue
from zhangtu.kernel.folding import fold
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.views import RowView

#: Letters before a hit in a long text, and of such a text in all.
_BEFORE = 12
_LONG = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text.

    Attributes:
        text: Its letters.
        hit: Whether a word that was looked for stands there.
    """

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """What of a row holds the words.

    Attributes:
        title: What the field is called.
        pieces: Its text.
    """

    title: str
    pieces: tuple[Piece, ...]


def words_of(typed: str) -> list[str]:
    """The words looked for, folded; the longest first, so that they are marked whole."""
    return sorted(set(fold(typed).split()), key=len, reverse=True)


def pieces(text: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """A text in pieces, the hits among them; a long one from shortly before its first hit.

    Args:
        text: The text.
        words: The words, folded.
    """
    marks = _marks(fold(text), words)
    if len(text) > _LONG:
        first = max((marks.index(True) if True in marks else 0) - _BEFORE, 0)
        last = first + _LONG
        before, after = "…" if first else "", "…" if last < len(text) else ""
        text, marks = text[first:last], marks[first:last]
        return (*_plain(before), *_runs(text, marks), *_plain(after))
    return tuple(_runs(text, marks))


def _plain(text: str) -> tuple[Piece, ...]:
    return (Piece(text, hit=False),) if text else ()


def _marks(twin: str, words: Sequence[str]) -> list[bool]:
    """Letter by letter, whether it belongs to a hit."""
    marks = [False] * len(twin)
    for word in words:
        at = twin.find(word)
        while at >= 0:
            marks[at : at + len(word)] = [True] * len(word)
            at = twin.find(word, at + len(word))
    return marks


def _runs(text: str, marks: Sequence[bool]) -> Iterator[Piece]:
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or marks[at] != marks[begin]:
            yield Piece(text[begin:at], marks[begin])
            begin = at


def hits(force: InForce, row: RowView, words: Sequence[str]) -> tuple[Hit, ...]:
    """The fields of a row in which words stand; masked ones never.

    Args:
        force: The row's ledger.
        row: The row.
        words: The words, folded.
    """
    found = []
    for spec in force.fields.values():
        value = row.values.get(spec.name)
        if not spec.search or value is None or spec.name in row.masked or spec.no not in force.types:
            continue
        said = force.types[spec.no].show(value, spec, tongue())
        if said != row.title and any(word in fold(said) for word in words):
            found.append(Hit(titled(spec.title), pieces(said, words)))
    return tuple(found)
