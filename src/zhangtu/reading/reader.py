"""The reader: a document in, a reading out; the one place where the rules are called in order."""

import re
from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING

from zhangtu.kernel.folding import script_of
from zhangtu.kernel.problems import Problem
from zhangtu.reading.deadlines import Years, context_year, signing_date, speaks_minguo
from zhangtu.reading.faults.dates import time_faults
from zhangtu.reading.faults.gaps import empty_names, missing_in_rows, missing_leads, missing_units
from zhangtu.reading.faults.names import name_faults
from zhangtu.reading.faults.numbering import numbering_faults, row_number_faults
from zhangtu.reading.faults.wording import wording_faults
from zhangtu.reading.model import Item, LeafKind, Reading, ReportAsked, Span, Target
from zhangtu.reading.reports import find_reports
from zhangtu.reading.source import Source
from zhangtu.reading.sources import open_source
from zhangtu.reading.structure.facts import document_facts, find_title
from zhangtu.reading.structure.furniture import NUMBER, furnish, opens_document
from zhangtu.reading.structure.genre import Genre, genre_of
from zhangtu.reading.structure.leaves import cut_leaves
from zhangtu.reading.structure.lines import Line, Twin, cut_lines
from zhangtu.reading.structure.outline import Node, build_outline
from zhangtu.reading.structure.tables import find_tables, understand_all
from zhangtu.reading.targets import find_targets
from zhangtu.reading.tasks.drafts import Gatherer, Harvest
from zhangtu.reading.tasks.items import settle, void_reversed
from zhangtu.reading.tasks.names import split_names
from zhangtu.reading.tasks.rows import drafts_of_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

_NO_ASKING = frozenset({LeafKind.PENALTY, LeafKind.TITLE, LeafKind.SIGNATURE, LeafKind.ATTACHMENT})


def read(data: bytes, name: str, *, issued: date | None = None) -> Reading:
    """Read a document.

    Args:
        data: The bytes of the file.
        name: Its file name; only a hint.
        issued: The day it was signed, for documents that do not say.

    Returns:
        What it asks, of whom, by when, and what is wrong with it.

    Raises:
        UnreadableError: The file can't be read; the error says what to do.
    """
    return read_source(open_source(data, name), issued=issued)


def read_source(source: Source, *, issued: date | None = None) -> Reading:
    """Read a document whose text is known.

    Args:
        source: The text with its layout.
        issued: The day it was signed, for documents that do not say.

    Returns:
        What it asks, of whom, by when, and what is wrong with it.
    """
    return _Desk(source, issued).read()


class _Desk:
    """One document on the table: what is known of it so far."""

    def __init__(self, source: Source, issued: date | None) -> None:
        self.source = source
        self.twin = Twin.of(source.text)
        tables = find_tables(
            self.twin.folded, source.tables, plain=source.form in ("txt", "html", "md", "pdf")
        )
        self.grids = understand_all(self.twin.folded, tables)
        self.lines = cut_lines(self.twin, tables)
        self.frame = furnish(self.twin.folded, self.lines)
        self.title = find_title(self.twin, self.lines, self.frame)
        self.genre = genre_of(self.twin.folded, self._folded_title())
        minguo = speaks_minguo(self.twin.folded)
        self.issued = self._signed(minguo=minguo) or issued
        number = next(
            (found[0] for line in self.lines if line.start in self.frame and (found := self._number(line))),
            "",
        )
        self.year = context_year(
            self.twin.folded,
            title=self._folded_title() or "",
            number=number,
            issued=self.issued,
            minguo=minguo,
        )
        self.years = Years(default=self.year, issued=self.issued, minguo=minguo)

    def _number(self, line: Line) -> re.Match[str] | None:
        return NUMBER.search(self.twin.folded, line.start, line.end)

    def _signed(self, *, minguo: bool) -> date | None:
        """The day on the first signature line that names one."""
        for line in self.lines:
            if self.frame.get(line.start) is LeafKind.SIGNATURE:
                day = signing_date(self.twin.folded, line.start, line.end, minguo=minguo)
                if day is not None:
                    return day
        return None

    def read(self) -> Reading:
        root = self._outline()
        self.nodes = [node for node in root.walk() if node.line is not None]
        self.starts = [node.line.start for node in self.nodes if node.line is not None]
        harvest = self._harvest(root)
        items = settle(self.twin, harvest, self.years)
        kinds = {**harvest.kinds, **self.frame}
        leaves = cut_leaves(len(self.twin.text), self.lines, kinds, self.grids, items)
        return Reading(
            source=self.source, script=script_of(self.twin.text), year=self.year,
            document=document_facts(self.twin, self.lines, self.frame, self.title, self.issued),
            items=void_reversed(items), targets=self._targets(kinds), reports=self._reports(kinds),
            problems=tuple(self._problems(root, harvest, items)), leaves=leaves,
        )  # fmt: skip

    def _outline(self) -> Node:
        headings = {heading.start: heading.level for heading in self.source.headings}
        body = [line for line in self.lines if line.start not in self.frame or line.empty]
        self.breaks = [line.start for line in self.lines if opens_document(self.frame.get(line.start))]
        return build_outline(body, headings, self.breaks)

    def _harvest(self, root: Node) -> Harvest:
        harvest = Gatherer(self.twin, self.years, self.genre, {start for start, _, _ in self.grids}).gather(
            root
        )
        for start, _, grid in self.grids:
            if grid is not None and grid.asks:
                node, path = self._place(root, start)
                harvest.drafts += drafts_of_rows(self.twin, grid, self.years, node, path)
        harvest.drafts.sort(key=lambda draft: draft.start)
        return harvest

    def _folded_title(self) -> str | None:
        return Twin.of(self.title).folded if self.title else None

    def _place(self, root: Node, start: int) -> tuple[Node, tuple[str, ...]]:
        """The part a table stands in, and the headings above it."""
        place = bisect_left(self.starts, start)
        found = self.nodes[place - 1] if place else root
        if found.line is not None and any(found.line.start < one < start for one in self.breaks):
            found = root
        above = [found, *found.ancestors()] if found.line is not None else []
        return found, tuple(
            self.twin.text[one.line.start : one.line.end] for one in reversed(above) if one.line
        )

    def _body(self, kinds: dict[int, LeafKind]) -> list[tuple[int, int, bool]]:
        """Stretches that may hold targets or ask for reports."""
        lines: Sequence[Line] = [one for one in self.lines if not one.empty]
        stretches = [
            (one.body, one.end, self._tells(kinds.get(one.start, LeafKind.PROSE)))
            for one in lines
            if kinds.get(one.start, LeafKind.PROSE) not in _NO_ASKING
        ]
        for _, _, grid in self.grids:
            if grid is not None:
                stretches += [
                    (cell.start, cell.end, False) for cell in grid.table.cells if cell.row >= grid.head_rows
                ]
        return sorted(stretches)

    def _tells(self, kind: LeafKind) -> bool:
        """Whether lines of a kind tell of the past: there only firm wording asks for anything."""
        return kind in (LeafKind.PAST, LeafKind.NOTE) or (
            self.genre is Genre.REPORT and kind is not LeafKind.TASK
        )

    def _targets(self, kinds: dict[int, LeafKind]) -> tuple[Target, ...]:
        if self.genre is Genre.RULES:
            return ()
        return tuple(
            target
            for start, end, past in self._body(kinds)
            for target in find_targets(self.twin, start, end, firm=past)
        )

    def _reports(self, kinds: dict[int, LeafKind]) -> tuple[ReportAsked, ...]:
        return tuple(
            report
            for start, end, past in self._body(kinds)
            for report in find_reports(self.twin, start, end, self.years)
            if not past or (report.rule is not None and report.what)
        )

    def _problems(self, root: Node, harvest: Harvest, items: tuple[Item, ...]) -> list[Problem]:
        whole = (0, len(self.twin.text))
        problems = [
            *numbering_faults(self.twin, root),
            *row_number_faults(
                self.twin, [grid for _, _, grid in self.grids if grid is not None and grid.asks]
            ),
            *missing_units(self.twin, root, harvest, items),
            *missing_leads(items),
            *missing_in_rows(harvest, items),
            *name_faults(self.twin, items, self._members(harvest)),
            *empty_names(self.twin, *whole),
            *wording_faults(self.twin, *whole),
            *time_faults(self.twin, harvest, items, self.years),
        ]
        return sorted(problems, key=lambda problem: (problem.start, problem.end, problem.kind))

    def _members(self, harvest: Harvest) -> list[Span]:
        """Names in member lists: the units a plan introduces."""
        spans: list[Span] = []
        for line in self.lines:
            if harvest.kinds.get(line.start) is LeafKind.MEMBER_LIST:
                colon = self.twin.folded.find(":", line.body, line.end)
                if "成员" in self.twin.folded[line.body : line.body + 12] and colon >= 0:
                    spans += split_names(self.twin, colon + 1, line.end)
        return spans
