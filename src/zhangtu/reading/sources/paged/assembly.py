"""Pages of signs → one text with paragraphs, tables and the places where pages begin."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhangtu.reading.source import Source, UnreadableError
from zhangtu.reading.sources.layout import (
    Anchor,
    AnchorKind,
    Block,
    Grid,
    GridCell,
    Paragraph,
    Words,
    Writer,
    join_words,
)
from zhangtu.reading.sources.paged.grids import RuledTable, find_tables
from zhangtu.reading.sources.paged.lines import Line, to_lines
from zhangtu.reading.sources.paged.marks import Page
from zhangtu.reading.sources.paged.paragraphs import Margins, join_lines, margins_of
from zhangtu.reading.sources.paged.running import drop_running
from zhangtu.reading.sources.sentences import Trouble

#: Lines of notes that may stand at the foot of a page below a table that goes on.
_MAX_NOTES = 6
#: Points by which the columns of the two parts of a table may differ.
_SAME_COLUMN = 6.0


@dataclass(slots=True)
class _Placed:
    """A table with the pages it begins and ends on."""

    table: RuledTable
    page: int
    last: int


def assemble(pages: Sequence[Page], name: str, form: str, remarks: Sequence[str]) -> Source:
    """Make one text of the pages.

    Args:
        pages: The pages in order.
        name: The file's name, for sentences.
        form: Kind of file for ``Source.form``.
        remarks: Codes for ``Source.remarks``.

    Returns:
        The source; ``pages`` has one offset per page.

    Raises:
        UnreadableError: Nothing but page numbers and the like stands on the pages.
    """
    pages = [page.bounded() for page in pages]
    tables: list[list[RuledTable]] = []
    lines: list[list[Line]] = []
    for number, page in enumerate(pages):
        found, rest = find_tables(page.rules, page.glyphs, number)
        tables.append(found)
        lines.append(to_lines(rest, number))
    lines = drop_running(lines, [page.height for page in pages])
    margins = _margins(pages, lines)
    flow = _merged_tables(_flow(lines, tables))
    writer = Writer(name)
    writer.write(_with_pages(_blocks(flow, margins), len(pages)))
    source = writer.finish(form, remarks=remarks)
    if not source.text.strip():
        raise UnreadableError(Trouble.NO_TEXT, name=name)
    return source


def _margins(pages: Sequence[Page], lines: list[list[Line]]) -> list[Margins]:
    """Margins of each page, found together for pages of one size."""
    groups: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for page, page_lines in zip(pages, lines, strict=True):
        groups[round(page.width), round(page.height)] += page_lines
    known = {size: margins_of(group, size[0]) for size, group in groups.items()}
    return [known[round(page.width), round(page.height)] for page in pages]


def _flow(lines: list[list[Line]], tables: list[list[RuledTable]]) -> Iterator[Line | _Placed]:
    """Lines and tables from top to bottom, page after page."""
    for number, (page_lines, page_tables) in enumerate(zip(lines, tables, strict=True)):
        waiting = list(page_tables)
        for line in page_lines:
            while waiting and waiting[0].top > line.y:
                yield _Placed(waiting.pop(0), number, number)
            yield line
        for table in waiting:
            yield _Placed(table, number, number)


def _merged_tables(flow: Iterator[Line | _Placed]) -> Iterator[Line | _Placed]:
    """A table that goes on on the next page with the same columns becomes one; its repeated head goes.

    A few lines between the two parts are notes at the foot of the page when the head is repeated behind
    them: they follow the whole table.
    """
    held: _Placed | None = None
    between: list[Line] = []
    for item in flow:
        if (
            held is not None
            and isinstance(item, Line)
            and item.page == held.last
            and len(between) < _MAX_NOTES
        ):
            between.append(item)
            continue
        if held is not None and isinstance(item, _Placed) and _goes_on(held, item, after_notes=bool(between)):
            grid = _appended(held.table.grid, item.table.grid, item.page - held.last)
            held = _Placed(replace(held.table, grid=grid), held.page, item.last)
            continue
        if held is not None:
            yield held
        yield from between
        held, between = None, []
        if isinstance(item, _Placed):
            held = item
        else:
            yield item
    if held is not None:
        yield held
    yield from between


def _goes_on(above: _Placed, below: _Placed, *, after_notes: bool) -> bool:
    first, second = above.table.columns, below.table.columns
    if below.page <= above.last or len(first) != len(second):
        return False
    if any(abs(one - other) >= _SAME_COLUMN for one, other in zip(first, second, strict=True)):
        return False
    return not after_notes or _repeats_head(above.table.grid, below.table.grid)


def _repeats_head(above: Grid, below: Grid) -> bool:
    return len(below.rows) > 1 and _said(below.rows[0]) == _said(above.rows[0])


def _appended(above: Grid, below: Grid, pages: int) -> Grid:
    repeated = _repeats_head(above, below)
    first, *added = _marked_grid(Grid(below.rows[1:] if repeated else below.rows), pages).rows
    rows = (*above.rows[:-1], _mended(above.rows[-1], first)) if _is_rest(first) else (*above.rows, first)
    return Grid((*rows, *added), head_rows=max(int(repeated), above.head_rows))


def _is_rest(row: Sequence[GridCell | None]) -> bool:
    """Whether a row is the rest of one cut by the page: no number, and half of its cells empty."""
    said = _said(row)
    return bool(said) and not said[0] and said.count("") * 2 >= len(said) > said.count("")


def _mended(row: tuple[GridCell | None, ...], rest: Sequence[GridCell | None]) -> tuple[GridCell | None, ...]:
    more = {cell.column: cell.words for cell in rest if cell is not None}
    return tuple(
        replace(cell, words=join_words([cell.words, more.get(cell.column, Words(""))], ""))
        if cell is not None
        else None
        for cell in row
    )


def _said(row: Sequence[GridCell | None]) -> list[str]:
    return [cell.words.text if cell is not None else "" for cell in row]


def _blocks(flow: Iterator[Line | _Placed], margins: list[Margins]) -> Iterator[tuple[int, int, Block]]:
    """Blocks, each with the pages it begins and ends on."""
    run: list[tuple[Line, Margins]] = []
    for item in flow:
        if isinstance(item, Line):
            run.append((item, margins[item.page]))
            continue
        yield from _paragraphs(run)
        run = []
        yield item.page, item.last, item.table.grid
    yield from _paragraphs(run)


def _paragraphs(run: list[tuple[Line, Margins]]) -> Iterator[tuple[int, int, Block]]:
    for joined in join_lines(run):
        page = joined.lines[0].page
        yield page, joined.lines[-1].page, Paragraph(joined.words(page))


def _with_pages(blocks: Iterator[tuple[int, int, Block]], count: int) -> Iterator[Block]:
    """Put a mark where each page begins; pages without words begin where the next words do."""
    reached = -1
    for page, last, block in blocks:
        yield _marked(block, page - reached)
        reached = max(reached, last)
    if reached + 1 < count:
        yield _marked(Paragraph(Words("")), count - 1 - reached)


def _marked(block: Block, pages: int) -> Block:
    """The block with so many pages beginning at its first word."""
    if isinstance(block, Grid):
        return _marked_grid(block, pages)
    return replace(block, words=_marked_words(block.words, pages))


def _marked_grid(grid: Grid, pages: int) -> Grid:
    first = next((cell for row in grid.rows for cell in row if cell is not None), None)
    if first is None or pages < 1:
        return grid
    marked = replace(first, words=_marked_words(first.words, pages))
    return replace(
        grid, rows=tuple(tuple(marked if cell is first else cell for cell in row) for row in grid.rows)
    )


def _marked_words(words: Words, pages: int) -> Words:
    return Words(words.text, (*(Anchor(0, AnchorKind.PAGE) for _ in range(pages)), *words.anchors))
