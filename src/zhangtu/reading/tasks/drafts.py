"""Tasks in the making: found in the tree of numbered parts, not yet given what they inherit."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from zhangtu.reading.deadlines import Years, deadlines_in_prose
from zhangtu.reading.model import Deadline, LeafKind
from zhangtu.reading.structure.genre import (
    Genre,
    Section,
    explains,
    genre_of,
    only_punishes,
    section_of,
    sets_up,
    tells_to_act,
)
from zhangtu.reading.structure.lexicon import PAST
from zhangtu.reading.structure.lines import Line, Twin
from zhangtu.reading.structure.outline import Node, papers_of
from zhangtu.reading.tasks.fields import Fields, read_fields, time_of_heading
from zhangtu.reading.tasks.labels import Field, find_labels
from zhangtu.reading.tasks.told import subject_of

#: Sections in which a label makes a task of a paragraph.
_ASKING = frozenset({LeafKind.TASK, LeafKind.GOAL, LeafKind.PAST, LeafKind.PRINCIPLE, LeafKind.NOTE})
#: The first sentence of a paragraph names its section when it is no longer than this.
_NAMES_SECTION = 24
_BY_THEN = re.compile(
    r"(?:(?:20)?\d{2,4}年)?(?:(?:\d{1,2}月(?:底|末|\d{1,2}日|[上中下]旬)?|年底|[一二三四]季度末?|[上下]半年)(?:之?前|以前)|"
    r"(?:\d{1,2}月[底末]|年底|[一二三四]季度末?|[上下]半年),)"
)
_HALF_A_YEAR = 183
#: A figure told with a word of the past.
_TELLS_FIGURES = re.compile(
    r"(?:已|共|现有|累计|截至|目前|年均|约|达到?)[^,。;]{0,20}\d|\d[^,。;]{0,8}(?:同比|环比)"
)
_UNSURE = frozenset({LeafKind.STATISTIC, LeafKind.PROSE})
_NO_TASKS = (
    (LeafKind.DEFINITION, explains),
    (LeafKind.MEMBER_LIST, sets_up),
    (LeafKind.PENALTY, only_punishes),
)
#: A first line without a full stop and no longer than this is a heading when text follows it.
HEADING_LENGTH = 60


@dataclass(slots=True, eq=False)
class Draft:
    """A task in the making.

    Attributes:
        node: The numbered part it stands in (the root for table rows and unnumbered texts).
        path: Headings above it.
        label: Its number as written.
        start: First character, number included.
        body: First character behind the number.
        end: One behind the last character.
        fields: What its own labels say.
        heading: True when the part's own heading stands in the path, not in the task.
        row: For a table row, the place of the cell that says what to do; else None.
        silent: For a table row, True when the cell for who leads is empty.
    """

    node: Node
    path: tuple[str, ...]
    label: str
    start: int
    body: int
    end: int
    fields: Fields
    heading: bool = False
    row: tuple[int, int] | None = None
    silent: bool = False


@dataclass(slots=True)
class Harvest:
    """What a walk through the tree brings home.

    Attributes:
        drafts: Tasks in the making, in order.
        kinds: What each line is, by its first character.
        heads: What the labels of each part's heading say.
    """

    drafts: list[Draft] = field(default_factory=list)
    kinds: dict[int, LeafKind] = field(default_factory=dict)
    heads: dict[Node, Fields] = field(default_factory=dict)


class Gatherer:
    """Walks the tree of numbered parts and gathers the tasks in it."""

    def __init__(self, twin: Twin, years: Years, genre: Genre, tables: Collection[int] = ()) -> None:
        """A gatherer for one text.

        Args:
            twin: The text.
            years: What is known of the year.
            genre: What the document is for.
            tables: Where tables begin; a part that consists of a table holds no task of its own.
        """
        self.twin = twin
        self.tables = tables
        self.years = years
        self.genre = self.whole = genre
        self.harvest = Harvest()
        self.reached: date | None = None
        self.known: dict[int, Fields] = {}
        self.headings: dict[Node, str] = {}

    def gather(self, root: Node) -> Harvest:
        """All tasks of a tree.

        Args:
            root: The root that ``build_outline`` made.

        Returns:
            The tasks, the kinds of the lines, and what the headings say.
        """
        section = Section(LeafKind.TASK)
        for line in root.lines:
            self.harvest.kinds[line.start] = LeafKind.INTRODUCTION
        if not root.children:
            self._paragraphs(root, root.lines, section, ())
        for paper in papers_of(root):
            self.genre = self._genre_of(root, paper)
            for child in paper:
                self._walk(child, section)
        self._fill_siblings(root)
        self.harvest.drafts.sort(key=lambda draft: draft.start)
        return self.harvest

    def _genre_of(self, root: Node, paper: list[Node]) -> Genre:
        """What a paper is for: the first is what the document is for, an account may follow it."""
        last = list(paper[-1].walk())[-1]
        ends = [line.end for line in (last.line, *last.lines) if line is not None]
        first = paper[0].line
        if first is None or paper[0] is root.children[0]:
            return self.whole
        told = genre_of(self.twin.folded[first.start : max(ends)], None)
        return told if told is Genre.REPORT else self.whole

    def _walk(self, top: Node, section: Section) -> None:
        waiting: list[tuple[Node, Section, tuple[str, ...]]] = [(top, section, ())]
        while waiting:
            node, around, path = waiting.pop()
            inner = self._visit(node, around, path)
            below = (*path, self.heading(node))
            waiting.extend((child, inner, below) for child in reversed(node.children))

    def heading(self, node: Node) -> str:
        """A part's heading as written: its first line up to the first full stop, without trailing labels."""
        if node not in self.headings:
            self.headings[node] = self._heading(node)
        return self.headings[node]

    def _heading(self, node: Node) -> str:
        line = node.line
        if line is None:
            return ""
        end = line.end
        for label in find_labels(self.twin.folded, line.body, line.end):
            if label.field not in (Field.GOAL, Field.OTHER):
                end = min(end, label.start)
        stop = self.twin.folded.find("。", line.body, end)
        end = stop if stop >= 0 else end
        start = line.mark.start if line.mark is not None else line.body
        return self.twin.text[start:end].rstrip(" :：;；,，")

    def _visit(self, node: Node, around: Section, path: tuple[str, ...]) -> Section:
        line = node.line
        if line is None:
            return around
        words = self.twin.folded[line.body : line.end].split("。")[0]
        section = section_of(words.split("(")[0].strip(" :;"), around)
        self._adopt_labels(node)
        if node.children:
            self._inner(node, path)
            return section
        if self._before_table(node):
            self.harvest.kinds[line.start] = LeafKind.HEADING
            self.harvest.heads[node] = self._fields(line)
            return section
        if self._is_heading(node):
            self._paragraphs(node, node.lines, section, (*path, self.heading(node)))
        else:
            own = section if len(words) <= _NAMES_SECTION else Section(around.kind, section.ahead)
            self._paragraphs(node, [line, *node.lines], own, path)
        return section

    def _adopt_labels(self, node: Node) -> None:
        """Numbered lines that are nothing but labels speak of the part they stand in."""
        labels = [
            child
            for child in node.children
            if child.line and not child.children and self._fields(child.line).only
        ]
        if labels and len(node.children) - len(labels) <= len(labels):
            node.children = [child for child in node.children if child not in labels]
            node.lines += [line for child in labels for line in (child.line, *child.lines) if line]

    def _before_table(self, node: Node) -> bool:
        """Whether a part's own words are only the heading of a table."""
        line = node.line
        if line is None or node.lines or line.end - line.start > HEADING_LENGTH:
            return False
        end = line.end
        while end < len(self.twin.folded) and self.twin.folded[end].isspace():
            end += 1
        return end in self.tables

    def _inner(self, node: Node, path: tuple[str, ...]) -> None:
        """A part with parts in it: its heading's labels hold for all of them."""
        line = node.line
        fields = read_fields(self.twin, line.body, line.end, self.years) if line else Fields()
        if line:
            self.harvest.kinds[line.start] = LeafKind.HEADING
            fields.times += self._moment(line)
            if (
                fields.who
                and self.twin.folded.find("。", line.body, line.end - 1) > 0
                and line.end - line.start > HEADING_LENGTH
            ):
                self._begin(node, line, fields, path, headed=False)
                self.harvest.kinds[line.start] = LeafKind.TASK
        for plain in node.lines:
            more = read_fields(self.twin, plain.start, plain.end, self.years)
            self.harvest.kinds[plain.start] = LeafKind.LABEL if more.only else LeafKind.INTRODUCTION
            if more.only or (more and plain.end - plain.start < HEADING_LENGTH):
                fields.add(more)
        self.harvest.heads[node] = fields

    def _moment(self, line: Line) -> list[Deadline]:
        """The time a heading is; months that begin again behind December are next year's."""
        times = time_of_heading(self.twin, line.body, line.end, self.years)
        for place, time in enumerate(times):
            if time.end is not None:
                if self.reached is not None and (self.reached - time.end).days > _HALF_A_YEAR:
                    times[place] = _next_year(time)
                self.reached = times[place].end
        return times

    def _is_heading(self, node: Node) -> bool:
        """Whether a part's first line is a heading over the plain paragraphs that follow."""
        line = node.line
        if line is None or line.end - line.start > HEADING_LENGTH or self._runs_on(line):
            return False
        return any(not self._fields(plain).only for plain in node.lines)

    def _runs_on(self, line: Line) -> bool:
        """Whether a line is running text, not a heading: it has or lacks the end of a sentence."""
        folded = self.twin.folded
        stop = folded.find("。", line.body, line.end)
        if stop == line.end - 1 and line.end - line.body <= _NAMES_SECTION:
            return False
        return folded[line.end - 1] in "。;.!,、" or stop >= 0

    def _fields(self, line: Line) -> Fields:
        if line.start not in self.known:
            self.known[line.start] = read_fields(self.twin, line.body, line.end, self.years)
        return self.known[line.start].copy()

    def _paragraphs(self, node: Node, lines: Iterable[Line], section: Section, path: tuple[str, ...]) -> None:
        """The plain paragraphs of a part without parts: each that tells somebody to act becomes a task."""
        headed = node.line is not None and path and path[-1] == self.heading(node)
        if headed and node.line:
            self.harvest.kinds[node.line.start] = LeafKind.HEADING
            fields = self._fields(node.line)
            fields.times += self._moment(node.line)
            self.harvest.heads[node] = fields
        current: Draft | None = None
        silent: Line | None = node.line if headed else None
        for line in lines:
            fields = self._fields(line)
            if current is None and silent is not None and fields.only and fields and section.kind in _ASKING:
                headed_task = silent is node.line and bool(headed)
                current = self._begin(
                    node, silent, self._fields(silent), path[:-1] if headed_task else path, headed=False
                )
                self.harvest.kinds[silent.start] = LeafKind.TASK
            broken = current is not None and self.twin.folded[current.end - 1] in ",、"
            if current is not None and (broken or fields.only or not self._opens(node, line, fields)):
                self._extend(current, line, fields)
                continue
            kind = self._kind(line, fields, section)
            self.harvest.kinds[line.start] = kind
            if kind in _UNSURE or kind is LeafKind.GOAL:
                silent = line
            if kind is LeafKind.TASK:
                current = self._begin(node, line, fields, path, headed=bool(headed))

    def _begin(self, node: Node, line: Line, fields: Fields, path: tuple[str, ...], *, headed: bool) -> Draft:
        own = line.mark is not None and not headed
        label = self.twin.text[line.mark.start : line.mark.end].strip() if own and line.mark else ""
        draft = Draft(node, path, label, line.start, line.body, line.end, fields, headed)
        self.harvest.drafts.append(draft)
        return draft

    def _extend(self, draft: Draft, line: Line, fields: Fields) -> None:
        draft.end = line.end
        draft.fields.add(fields)
        self.harvest.kinds[line.start] = LeafKind.LABEL if fields.only else LeafKind.TASK

    def _opens(self, node: Node, line: Line, fields: Fields) -> bool:
        """Whether a further paragraph is a task of its own, not more about the one before."""
        if line.start == (node.line.start if node.line else -1):
            return True
        if fields:
            return True
        return self._told(line) or _BY_THEN.match(self.twin.folded, line.body, line.end) is not None

    def _told(self, line: Line) -> bool:
        """Whether a paragraph tells somebody by name to act, perhaps behind a time (6月底前，各镇…)."""
        folded, first = self.twin.folded, line.body
        behind = [folded.find(sign, first, min(line.end, first + _NAMES_SECTION)) for sign in ",。"]
        starts = [first, *(place + 1 for place in behind if place >= 0)]
        told = any(subject_of(self.twin, start, line.end) for start in starts)
        return told and len(PAST.findall(self.twin.folded, line.body, line.end)) <= 1

    def _kind(self, line: Line, fields: Fields, section: Section) -> LeafKind:
        """What a paragraph is; ``TASK`` when it tells somebody to do something."""
        if fields.only and line.mark is not None:
            return LeafKind.LABEL
        if fields and (fields.who or section.kind is LeafKind.TASK) and self.genre is not Genre.REPORT:
            return LeafKind.TASK if section.kind in _ASKING else section.kind
        if self.genre is not Genre.PLAN and not (section.ahead and self.genre is Genre.REPORT):
            return self._kind_elsewhere(line, section)
        if section.kind is LeafKind.TASK:
            return self._kind_by_words(line)
        if section.kind is LeafKind.MEMBER_LIST and self._charges_all(line):
            return LeafKind.TASK
        return section.kind

    def _kind_elsewhere(self, line: Line, section: Section) -> LeafKind:
        """In an account nobody is told; in lasting rules only a named unit with a time is."""
        if section.kind is not LeafKind.TASK:
            return section.kind
        if self.genre is Genre.REPORT:
            return LeafKind.PAST
        times = deadlines_in_prose(self.twin.text, self.twin.folded, line.body, line.end, self.years)
        return LeafKind.TASK if times and self._told(line) else LeafKind.DEFINITION

    def _charges_all(self, line: Line) -> bool:
        """Whether a paragraph among the members of a group charges every unit with something."""
        folded = self.twin.folded
        told = folded[line.body] in "各全所" and subject_of(self.twin, line.body, line.end)
        return bool(told) and tells_to_act(folded, line.body, line.end)

    def _charged(self, line: Line) -> bool:
        """Whether a paragraph says which unit acts, after its title or at its beginning."""
        folded, first = self.twin.folded, line.body
        stop = folded.find("。", first, line.end)
        starts = [first, stop + 1] if 0 <= stop < line.end - 1 else [first]
        return any(subject_of(self.twin, start, line.end) for start in starts)

    def _kind_by_words(self, line: Line) -> LeafKind:
        folded, first, last = self.twin.folded, line.body, line.end
        for kind, holds in _NO_TASKS:
            if holds(folded, first, last) and not (kind is LeafKind.PENALTY and self._charged(line)):
                return kind
        if tells_to_act(folded, first, last) or self._told(line) or _BY_THEN.match(folded, first, last):
            return LeafKind.TASK
        return LeafKind.STATISTIC if _TELLS_FIGURES.search(folded, first, last) else LeafKind.PROSE

    def _fill_siblings(self, root: Node) -> None:
        """A numbered part among tasks is one too, though its words begin with a noun."""
        made = {draft.node for draft in self.harvest.drafts}
        for node in root.walk():
            leaves = [child for child in node.children if not child.children and child.line is not None]
            tasks = [child for child in leaves if child in made]
            if len(leaves) < 3 or len(tasks) * 5 < len(leaves) * 3:
                continue
            for child in leaves:
                line = child.line
                if line and child not in made and self.harvest.kinds.get(line.start) in _UNSURE:
                    self.harvest.kinds[line.start] = LeafKind.TASK
                    path = tuple(self.heading(above) for above in reversed(list(child.ancestors())))
                    draft = self._begin(child, line, self._fields(line), path, headed=False)
                    for plain in child.lines:
                        self._extend(draft, plain, self._fields(plain))


def _next_year(time: Deadline) -> Deadline:
    """The same time a year later."""
    start, end = time.start, time.end
    return replace(
        time,
        start=None if start is None else a_year_later(start),
        end=None if end is None else a_year_later(end),
    )


def a_year_later(day: date) -> date:
    """The same day of the next year; 29 February becomes the 28th."""
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
