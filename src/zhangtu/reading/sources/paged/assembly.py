"""Pages of signs → one text with paragraphs, tables and the places where pages begin."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhangtu.reading.source import Source
from zhangtu.reading.sources.layout import (
    Anchor,
    AnchorKind,
    Block,
    Grid,
    GridCell,
    Paragraph,
    Words,
    Writer,
)
from zhangtu.reading.sources.paged.grids import RuledTable, find_tables
from zhangtu.reading.sources.paged.lines import Line, to_lines
from zhangtu.reading.sources.paged.marks import Page
from zhangtu.reading.sources.paged.paragraphs import Margins, join_lines, margins_of
from zhangtu.reading.sources.paged.running import drop_running


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
    """
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
    return writer.finish(form, remarks=remarks)


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
    """A table that goes on on the next page with the same columns becomes one; its repeated head goes."""
    held: _Placed | None = None
    for item in flow:
        if isinstance(item, _Placed) and held is not None and _goes_on(held, item):
            grid = _appended(held.table.grid, item.table.grid, item.page - held.last)
            held = _Placed(replace(held.table, grid=grid), held.page, item.last)
            continue
        if held is not None:
            yield held
            held = None
        if isinstance(item, _Placed):
            held = item
        else:
            yield item
    if held is not None:
        yield held


def _goes_on(above: _Placed, below: _Placed) -> bool:
    first, second = above.table.columns, below.table.columns
    return (
        below.page > above.last
        and len(first) == len(second)
        and all(abs(one - other) < 6 for one, other in zip(first, second, strict=True))
    )


def _appended(above: Grid, below: Grid, pages: int) -> Grid:
    repeated = len(below.rows) > 1 and _said(below.rows[0]) == _said(above.rows[0])
    added = _marked_grid(Grid(below.rows[1:] if repeated else below.rows), pages)
    return Grid((*above.rows, *added.rows), head_rows=max(int(repeated), above.head_rows))


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
