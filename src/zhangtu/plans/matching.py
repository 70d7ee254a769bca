"""Finds the same words and the same task again in a text that has changed since. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhangtu.kernel.folding import fold
from zhangtu.reading.model import Span

#: How many characters before and behind are remembered with a quotation.
CONTEXT = 16
#: How many characters of a task's own words are remembered and compared.
WORDS = 240
#: At least this likeness makes two tasks the same one.
ENOUGH = 0.6
#: No more places of one quotation than this are weighed.
MOST_PLACES = 2000


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text, remembered so that they can be found again.

    Attributes:
        start: Where they stood.
        words: The words; empty for a place between two characters.
        before: What stood before them.
        after: What stood behind them.
    """

    start: int
    words: str
    before: str
    after: str


def quote(text: str, start: int, end: int) -> Quote:
    """Remember words of a text.

    Args:
        text: The whole text.
        start: First character.
        end: One behind the last.

    Returns:
        The words with what stands around them.
    """
    return Quote(start, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def find(text: str, wanted: Quote) -> Span | None:
    """Find remembered words in a text.

    Args:
        text: The text as it is now.
        wanted: What to look for.

    Returns:
        The place whose surroundings are most alike, the nearest of equals; None if no place is convincing.
    """
    best: tuple[int, int] | None = None
    for place in _places(text, wanted):
        likeness = _likeness(text, place, wanted)
        rank = (likeness, -abs(place - wanted.start))
        if best is None or rank > (best[0], -abs(best[1] - wanted.start)):
            best = (likeness, place)
    if best is None:
        return None
    known = len(wanted.before) + len(wanted.after)
    needed = min(known, 6) if len(wanted.words) < 12 else 0
    return Span(best[1], best[1] + len(wanted.words)) if best[0] >= needed else None


def _places(text: str, wanted: Quote) -> Iterator[int]:
    """Where the words stand; for an empty quotation, the places between the same neighbours."""
    needle, shift = wanted.words, 0
    if not needle:
        tail = wanted.before[-4:]
        needle, shift = (tail, len(tail)) if tail else (wanted.after[:4], 0)
    if not needle:
        return
    if text[wanted.start - shift : wanted.start - shift + len(needle)] == needle and wanted.start >= shift:
        yield wanted.start
    place, count = text.find(needle), 0
    while place != -1 and count < MOST_PLACES:
        yield place + shift
        place, count = text.find(needle, place + 1), count + 1


def _likeness(text: str, place: int, wanted: Quote) -> int:
    """How many neighbouring characters agree, counted outward from the words."""
    before, after = 0, 0
    while (
        before < len(wanted.before)
        and place > before
        and text[place - before - 1] == wanted.before[-before - 1]
    ):
        before += 1
    end = place + len(wanted.words)
    while after < len(wanted.after) and text[end + after : end + after + 1] == wanted.after[after]:
        after += 1
    return before + after


@dataclass(frozen=True, slots=True)
class Anchor:
    """A task, remembered so that it can be found again.

    Attributes:
        key: Its key in the view it was corrected in.
        path: The headings above it.
        label: Its number as written.
        words: The beginning of its own text, folded.
        start: Where it stood.
    """

    key: str
    path: tuple[str, ...]
    label: str
    words: str
    start: int


def own_words(text: str, start: int, end: int) -> str:
    """The words by which a task is known again: folded, without blanks, cut to a bearable length."""
    return "".join(fold(text[start : min(end, start + 2 * WORDS)]).split())[:WORDS]


@lru_cache(maxsize=20_000)
def _pairs(words: str) -> Counter[str]:
    return Counter(words[index : index + 2] for index in range(max(1, len(words) - 1)))


def alike(one: str, other: str) -> float:
    """How alike two folded texts are: twice the shared letter pairs by all letter pairs, 0 to 1."""
    if one == other:
        return 1.0
    first, second = _pairs(one), _pairs(other)
    return 2 * (first & second).total() / max(1, first.total() + second.total())


def likeness(wanted: Anchor, candidate: Anchor) -> float:
    """How likely two anchors mean the same task.

    Args:
        wanted: The task as remembered.
        candidate: A task of the text as it is now.

    Returns:
        0 to 1: words count for seven tenths, headings for two, the own number for one.
    """
    path = alike(fold("".join(wanted.path)), fold("".join(candidate.path)))
    return 0.7 * alike(wanted.words, candidate.words) + 0.2 * path + 0.1 * (wanted.label == candidate.label)


def best(wanted: Anchor, candidates: Sequence[Anchor]) -> tuple[int, float] | None:
    """The candidate most like a remembered task.

    Args:
        wanted: The task as remembered.
        candidates: The tasks of the text as it is now.

    Returns:
        Its index and likeness, the nearest place winning among equals; None without candidates.
    """
    for index, candidate in enumerate(candidates):
        if candidate.key == wanted.key:
            return index, 1.0
    ranked = [(likeness(wanted, candidate), -abs(candidate.start - wanted.start), -index)
              for index, candidate in enumerate(candidates)]  # fmt: skip
    if not ranked:
        return None
    score, _, index = max(ranked)
    return -index, score
