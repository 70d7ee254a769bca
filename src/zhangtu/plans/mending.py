"""Corrections of the text itself: words replaced, with tables, pages and notes moved along. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from zhangtu.plans.matching import Quote, find
from zhangtu.reading.model import Span
from zhangtu.reading.source import Source

#: So many characters on either side must agree before new words count as the author's own.
NEIGHBOURS = 6


@dataclass(frozen=True, slots=True)
class Mend:
    """Words to put in the place of others.

    Attributes:
        number: The number of the correction that asks for it.
        old: The words to replace, with what stood around them.
        new: What to put there.
    """

    number: int
    old: Quote
    new: str


def replaced(source: Source, place: Span, new: str) -> Source:
    """A source with some characters replaced.

    Args:
        source: The text with its layout.
        place: What to replace.
        new: What to put there.

    Returns:
        The new source; everything behind the place is moved, what ended inside it ends with it.
    """
    growth = len(new) - (place.end - place.start)

    def begin(offset: int) -> int:
        if offset >= place.end and offset > place.start:
            return offset + growth
        return min(offset, place.start) if offset > place.start else offset

    def end(offset: int) -> int:
        if offset >= place.end:
            return offset + growth
        return min(offset, place.start + len(new)) if offset > place.start else offset

    return _moved(
        replace(source, text=source.text[: place.start] + new + source.text[place.end :]), begin, end
    )


def _moved(source: Source, begin: Callable[[int], int], end: Callable[[int], int]) -> Source:
    """A source whose layout is moved by two rules: one for beginnings and one for ends."""
    return replace(
        source,
        tables=tuple(
            replace(
                table,
                start=begin(table.start),
                end=end(table.end),
                cells=tuple(
                    replace(cell, start=begin(cell.start), end=end(cell.end)) for cell in table.cells
                ),
            )
            for table in source.tables
        ),
        headings=tuple(replace(head, start=begin(head.start), end=end(head.end)) for head in source.headings),
        pages=tuple(begin(page) for page in source.pages),
        notes=tuple(
            replace(note, start=begin(note.start), end=end(note.end), anchor=begin(note.anchor))
            for note in source.notes
        ),
    )


@dataclass(frozen=True, slots=True)
class Mended:
    """A source after its mends.

    Attributes:
        source: The text as corrected.
        done: Numbers of the mends that found their place, each with the place its new words have.
        lost: Numbers of those that did not.
        settled: Numbers of those whose new words stand there already, because the author put them in.
    """

    source: Source
    done: dict[int, Span]
    lost: tuple[int, ...]
    settled: tuple[int, ...] = ()


def mended(source: Source, mends: Sequence[Mend]) -> Mended:
    """Apply mends in their order.

    Args:
        source: The text as it came in.
        mends: What to replace, oldest first.

    Returns:
        The text as corrected; a mend whose words are not found, or are replaced already, is
        left out and named.
    """
    done: dict[int, Span] = {}
    lost: list[int] = []
    settled: list[int] = []
    for mend in mends:
        place = find(source.text, mend.old)
        if _said_already(source.text, mend, place):
            settled.append(mend.number)
            continue
        if place is None:
            lost.append(mend.number)
            continue
        source = replaced(source, place, mend.new)
        growth = len(mend.new) - (place.end - place.start)
        done = {number: _after(span, place, growth) for number, span in done.items()}
        done[mend.number] = Span(place.start, place.start + len(mend.new))
    return Mended(source, done, tuple(lost), tuple(settled))


def _said_already(text: str, mend: Mend, place: Span | None) -> bool:
    """Whether the new words stand between the old neighbours; ``place`` is where the old words were found."""
    before, after = mend.old.before[-NEIGHBOURS:], mend.old.after[:NEIGHBOURS]
    wanted = f"{before}{mend.new}{after}"
    if place is None:
        return bool(wanted) and wanted in text
    inside = mend.new.find(mend.old.words)
    start = place.start - inside - len(before)
    return inside != -1 and start >= 0 and text.startswith(wanted, start)


def _after(span: Span, place: Span, growth: int) -> Span:
    """Where an earlier mend stands after a later one."""
    start = span.start + growth if span.start >= place.end else min(span.start, place.start)
    end = span.end + growth if span.end >= place.end else min(span.end, max(start, place.start))
    return Span(start, max(start, end))
