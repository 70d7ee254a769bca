"""The task table of a plan: as a workbook with a sheet for each unit, and as a table for Word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zhangtu.documents.values import Align, Band, Column, Sheet, TablePaper, Value, Workbook
from zhangtu.plans.papers.deadlines import rule_words
from zhangtu.plans.papers.faults import fault_sheet
from zhangtu.plans.papers.view import (
    PlanView,
    demand_of,
    form_language,
    headings_of,
    item_deadline_words,
    one_line,
    operator_words,
    problems_of,
    section_of,
    short_title,
    target_words,
    targets_of,
    title_of,
    units_words,
    words_of,
)
from zhangtu.plans.papers.wording import phrase
from zhangtu.reading.model import Item, Target
from zhangtu.reading.wording import say_problem

#: So many characters of a task are shown in the Word table; the workbook holds all of them.
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class _Line:
    """A task as the tables show it.

    Attributes:
        number: Its running number from 1.
        item: The task.
        section: Headings above it, one a line.
        task: What to do.
        deadline: Until when, as a sentence.
        due: The last day, where there is one.
        lead: Who answers for it.
        support: Who helps.
        targets: Its figures, one a line.
        remarks: What is wrong with it, one a line.
        demand: All that it demands, without labels.
        original: Its own words.
    """

    number: int
    item: Item
    section: str
    task: str
    deadline: str
    due: date | None
    lead: str
    support: str
    targets: str
    remarks: str
    demand: str
    original: str


def _lines(view: PlanView, language: str) -> tuple[_Line, ...]:
    """Prepare every task once."""
    return tuple(
        _Line(
            number=number,
            item=item,
            section=section_of(item),
            task=title_of(view, item),
            deadline=item_deadline_words(item, language),
            due=item.deadline.end,
            lead=units_words(item, "lead_units", language),
            support=units_words(item, "support_units", language),
            targets="\n".join(target_words(target, language) for target in targets_of(view, item)),
            remarks="\n".join(say_problem(problem, language) for problem in problems_of(view, item)),
            demand=demand_of(view, item),
            original=words_of(view, item),
        )
        for number, item in enumerate(view.items, start=1)
    )


def workbook(view: PlanView, language: str | None = None) -> Workbook:
    """Make the workbook: all tasks, a sheet for each unit, the targets, the reports asked for, the faults.

    Args:
        view: The plan.
        language: ``zh-hans``, ``zh-hant`` or ``en``; that of the official form if not given.

    Returns:
        The workbook.
    """
    tongue = language or form_language(view)
    lines = _lines(view, tongue)
    sheets = (
        _task_sheet(view, lines, tongue),
        *_unit_sheets(view, lines, tongue),
        _target_sheet(view, tongue),
        _report_sheet(view, tongue),
        *((fault_sheet(view, tongue),) if view.problems else ()),
    )
    return Workbook(_table_title(view, tongue), sheets, tongue)


def _table_title(view: PlanView, language: str, mark: str = "") -> str:
    """Name the table after the plan, the word not said twice; ``mark`` stands where it may be broken."""
    title, word = short_title(view), phrase("task_table", language)
    return title if title.endswith(word) else phrase("titled_table", language, title=title + mark)


def _source(view: PlanView, language: str) -> str:
    """Say which document the tasks come from."""
    code = "source_numbered" if view.number else "source"
    return phrase(code, language, title=view.title, number=view.number)


def _columns(language: str, *parts: tuple[str, float, Align]) -> tuple[Column, ...]:
    """Name and size columns."""
    return tuple(Column(phrase(code, language), width, align) for code, width, align in parts)


def _task_columns(language: str) -> tuple[Column, ...]:
    """Declare the columns of a sheet of tasks."""
    return _columns(
        language,
        ("number", 2.5, Align.CENTER),
        ("section", 8, Align.LEFT),
        ("task", 13, Align.LEFT),
        ("deadline", 7.5, Align.CENTER),
        ("due", 5.2, Align.CENTER),
        ("lead", 6.5, Align.CENTER),
        ("support", 6.5, Align.CENTER),
        ("target", 6.5, Align.LEFT),
        ("remark", 7, Align.LEFT),
        ("original", 16, Align.LEFT),
    )


def _task_row(line: _Line) -> tuple[Value, ...]:
    """Fill a row of a sheet of tasks."""
    return (
        line.number,
        line.section,
        line.task,
        line.deadline,
        line.due,
        line.lead,
        line.support,
        line.targets,
        line.remarks,
        line.original,
    )


def _notes(view: PlanView, count: str, items: Iterable[Item], language: str) -> tuple[str, ...]:
    """Say where the tasks come from, how many there are, and what the mark of inherited values means."""
    explain = any(item.inherited for item in items)
    marks = (phrase("inherited_note", language),) if explain else ()
    return (f"{_source(view, language)}　　{count}", *marks)


def _task_sheet(view: PlanView, lines: Sequence[_Line], language: str) -> Sheet:
    """Make the sheet of all tasks."""
    return Sheet(
        name=phrase("task_table", language),
        title=_table_title(view, language),
        columns=_task_columns(language),
        rows=tuple(map(_task_row, lines)),
        notes=_notes(view, phrase("count_tasks", language, count=len(lines)), view.items, language),
        empty=phrase("no_tasks", language),
    )


def _unit_sheets(view: PlanView, lines: Sequence[_Line], language: str) -> Iterator[Sheet]:
    """Make a sheet for each unit, in the order the document first names them, with its tasks only."""
    units: dict[str, list[_Line]] = {}
    for line in lines:
        for unit in dict.fromkeys((*line.item.lead_units, *line.item.support_units)):
            units.setdefault(unit, []).append(line)
    number, *others = _task_columns(language)
    role = Column(phrase("role", language), 3, Align.CENTER)
    for unit, own in units.items():
        leading = sum(unit in line.item.lead_units for line in own)
        count = phrase("count_role", language, count=len(own), lead=leading, support=len(own) - leading)
        yield Sheet(
            name=unit,
            title=phrase("unit_title", language, unit=unit),
            columns=(number, role, *others),
            rows=tuple(_unit_row(unit, line, language) for line in own),
            notes=_notes(view, count, [line.item for line in own], language),
        )


def _unit_row(unit: str, line: _Line, language: str) -> tuple[Value, ...]:
    """Fill a row of a unit's sheet: the task keeps its number, its role stands beside it."""
    number, *others = _task_row(line)
    role = "role_lead" if unit in line.item.lead_units else "role_support"
    return (number, phrase(role, language), *others)


def _target_sheet(view: PlanView, language: str) -> Sheet:
    """Make the sheet of figures to reach."""
    return Sheet(
        name=phrase("targets", language),
        title=phrase("titled_targets", language, title=short_title(view)),
        columns=_columns(
            language,
            ("number", 2.5, Align.CENTER),
            ("metric", 20, Align.LEFT),
            ("operator", 6, Align.CENTER),
            ("value", 6, Align.CENTER),
            ("unit", 5, Align.CENTER),
            ("of_task", 24, Align.LEFT),
            ("original", 30, Align.LEFT),
        ),
        rows=tuple(
            _target_row(view, number, target, language) for number, target in enumerate(view.targets, 1)
        ),
        notes=(_source(view, language),),
        empty=phrase("no_targets", language),
    )


def _target_row(view: PlanView, number: int, target: Target, language: str) -> tuple[Value, ...]:
    """Fill a row of the sheet of targets."""
    owner = next((item for item in view.items if item.start <= target.start < item.end), None)
    return (
        number,
        target.metric,
        operator_words(target, language),
        int(target.value) if float(target.value).is_integer() else target.value,
        target.unit,
        None if owner is None else title_of(view, owner),
        one_line(view.text[target.start : target.end]),
    )


def _report_sheet(view: PlanView, language: str) -> Sheet:
    """Make the sheet of reports asked for."""
    return Sheet(
        name=phrase("reports", language),
        title=phrase("titled_reports", language, title=short_title(view)),
        columns=_columns(
            language,
            ("number", 2.5, Align.CENTER),
            ("sender", 14, Align.CENTER),
            ("receiver", 14, Align.CENTER),
            ("content", 20, Align.LEFT),
            ("rhythm", 12, Align.CENTER),
            ("original", 30, Align.LEFT),
        ),
        rows=tuple(
            (
                number,
                report.sender,
                report.to,
                report.what,
                None if report.rule is None else rule_words(report.rule, language),
                one_line(view.text[report.start : report.end]),
            )
            for number, report in enumerate(view.reports, start=1)
        ),
        notes=(_source(view, language),),
        empty=phrase("no_reports", language),
    )


def task_paper(view: PlanView, language: str | None = None) -> TablePaper:
    """Make the task table for Word: an annex, its sections as rows of their own.

    Args:
        view: The plan.
        language: ``zh-hans``, ``zh-hant`` or ``en``; that of the official form if not given.

    Returns:
        The paper.
    """
    tongue = language or form_language(view)
    lines = _lines(view, tongue)
    with_targets = any(line.targets for line in lines)
    columns = _columns(
        tongue,
        ("number", 3, Align.CENTER),
        ("work", 18, Align.LEFT),
        ("deadline", 9.5, Align.CENTER),
        ("lead", 8, Align.CENTER),
        ("support", 9.4, Align.CENTER),
        *([("target", 7.6, Align.LEFT)] if with_targets else []),
    )
    inherited = any(item.inherited for item in view.items)
    return TablePaper(
        title=_table_title(view, tongue, "\n"),
        columns=columns,
        rows=tuple(_paper_rows(lines, len(columns), tongue)),
        mark=phrase("annex", tongue),
        footer=(phrase("inherited_note", tongue),) if inherited else (),
        empty=phrase("no_tasks", tongue),
        language=tongue,
    )


def _short(words: str) -> str:
    """Cut words that would fill half a page of the table, and show that they were cut."""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}……"


def _own_line(words: str, mark: str) -> str:
    """Set the mark of inherited values on a line of its own: narrow columns would break it in two."""
    return words.replace(mark, f"\n{mark.strip()}")


def _paper_rows(lines: Sequence[_Line], width: int, language: str) -> Iterator[tuple[str, ...] | Band]:
    """Set the tasks under the headings they stand under in the document."""
    mark = phrase("inherited", language, words="")
    above: tuple[str, ...] = ()
    for line in lines:
        path = headings_of(line.item)
        if path[:1] != above[:1] and path:
            yield Band(path[0], 1)
        if path[1:] and path != above:
            yield Band("　".join(path[1:]), 2)
        above = path
        times = (line.deadline, line.lead, line.support)
        cells = (
            str(line.number),
            _short(line.demand),
            *(_own_line(words, mark) for words in times),
            line.targets,
        )
        yield cells[:width]
