"""A report as Excel, Word and PDF: its table, its text, and where each figure comes from."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from zhangtu.documents.docx import write_table
from zhangtu.documents.printing.registers import register_pdf
from zhangtu.documents.printing.values import Align as PaperAlign
from zhangtu.documents.printing.values import Column as PaperColumn
from zhangtu.documents.printing.values import Register
from zhangtu.documents.values import Align, Column, Sheet, TablePaper, Value, Workbook
from zhangtu.documents.xlsx import write_workbook
from zhangtu.kernel import clock, periods
from zhangtu.kernel.periods import Period, PeriodKind
from zhangtu.kernel.scripts import in_language
from zhangtu.ledgers import definitions
from zhangtu.reports.content import Content, Figure, Head, Line, change, shown
from zhangtu.reports.wording import WORDS, say
from zhangtu.schema.specs import Report, Title
from zhangtu.schema.types.choice import title_in

#: What is written, by the end of the file's name.
KINDS: Final = ("xlsx", "docx", "pdf")
_WIDE, _NARROW = 26.0, 13.0


def headings(content: Content, language: str) -> list[str]:
    """What the columns are headed, that of the rows' names first."""
    first = in_language("项目", "Item", language)
    return [first, *(title_in(one.title, language) for one in content.columns)]


def line_texts(content: Content, language: str) -> Iterator[tuple[str, ...]]:
    """Each row as texts: its name, then its figures."""
    for line in content.shown:
        yield (
            name_of(line, content, language),
            *(shown(line.figures.get(one.name), one, language) for one in content.columns),
        )


def name_of(line: Line, content: Content, language: str) -> str:
    """What a row is called: that of all together, where there are others, says so."""
    if line.key or not content.lines:
        return title_in(line.title, language)
    return say(WORDS["total"], language)


def footnotes(content: Content, language: str) -> list[str]:
    """Where each column's figures come from: measure, ledger, version, and the last entry in them."""
    known = definitions.known().ledgers
    found = []
    for place, head in enumerate(content.columns, 1):
        heading = title_in(head.title, language)
        if not head.measure:
            pair = ("{n}. {heading}：按本表其他栏计算", "{n}. {heading}: reckoned from other columns")
            found.append(say(pair, language, n=place, heading=heading))
            continue
        of = title_in(known[head.spec.of].ledger.title, language) if head.spec.of in known else head.spec.of
        pair = (
            "{n}. {heading}：台账“{of}”，指标“{measure}”（定义编号 {version}）",
            "{n}. {heading}: ledger {of}, measure {measure} (definition {version})",
        )
        measure = title_in(head.spec.title, language)
        found.append(
            say(pair, language, n=place, heading=heading, of=of, measure=measure, version=head.version)
        )
    pair = ("数字截至变更记录第 {entry} 条（{day}）", "Figures include entries up to number {entry} ({day})")
    return [*found, say(pair, language, entry=content.entry, day=_day(content.today, language))]


def _day(day: date, language: str) -> str:
    return periods.of(PeriodKind.DAY, day).label(language)


def changes(content: Content, language: str) -> list[str]:
    """How the figures of all together differ from earlier ones, a sentence a column."""
    found = []
    for head in content.columns:
        figure = content.whole.figures.get(head.name, Figure())
        for word, before, zh, en in (
            ("last_period", figure.last, "比上期", "on the last period"),
            ("same_period_last_year", figure.year, "比上年同期", "on the year"),
        ):
            said, _ = change(figure, before, head, language)
            if word in content.compare and said:
                heading = title_in(head.title, language)
                pair = ("{heading}" + zh + "{said}", "{heading}: {said} " + en)
                found.append(say(pair, language, heading=heading, said=said))
    return found


def build(content: Content, period: Period, kind: str, language: str = "zh-hans") -> bytes:
    """Write a report as a file.

    Args:
        content: What it says.
        period: What it is about.
        kind: ``xlsx``, ``docx`` or ``pdf``.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        The file.

    Raises:
        KeyError: There is no such kind.
        PrintError: It has too many rows for one paper.
    """
    return _BUILDERS[kind](content, period, language)


def bound(several: list[tuple[Content, Period]], kind: str, language: str = "zh-hans") -> bytes:
    """Several reports in one workbook.

    Raises:
        KeyError: Only workbooks hold several.
    """
    sheets = [sheet for content, period in several for sheet in _sheets(content, period, language)]
    title = title_in(several[0][0].title, language)
    return {"xlsx": write_workbook}[kind](Workbook(title, tuple(sheets), language), clock.now())


def _heading(content: Content, period: Period, language: str) -> str:
    return (
        f"{title_in(content.title, language)}（{period.label(language)}）"
        if language != "en"
        else (f"{title_in(content.title, language)}, {period.label(language)}")
    )


def _xlsx(content: Content, period: Period, language: str) -> bytes:
    sheets = tuple(_sheets(content, period, language))
    return write_workbook(Workbook(title_in(content.title, language), sheets, language), clock.now())


def _sheets(content: Content, period: Period, language: str) -> Iterator[Sheet]:
    first, *others = headings(content, language)
    columns = (
        Column(first, _WIDE),
        *(
            Column(f"{one}{_counted(head, language)}", _NARROW, Align.CENTER)
            for one, head in zip(others, content.columns, strict=True)
        ),
    )
    rows = tuple(
        (
            name_of(line, content, language),
            *(_value(line.figures.get(one.name), one, language) for one in content.columns),
        )
        for line in content.shown
    )
    notes = [content.unit, *(title_in(one, language) for one in content.text)]
    yield Sheet(f"{period.label(language)}", _heading(content, period, language), columns, rows, tuple(notes))
    source = in_language("数据来源", "Sources", language)
    columns = (Column(source, 90.0),)
    yield Sheet(f"{source} {period}", source, columns, tuple((one,) for one in footnotes(content, language)))


def _counted(head: Head, language: str) -> str:
    if head.spec.shown == "share":
        return "（%）" if language != "en" else " (%)"
    return ""


def _value(figure: Figure | None, head: Head, language: str) -> Value:
    """A figure as a cell that can be reckoned with; shares in per cent."""
    if figure is None or figure.value is None:
        return shown(figure, head, language)
    value = figure.value * 100 if head.spec.shown == "share" else figure.value
    return float(round(value, 2))


def _docx(content: Content, period: Period, language: str) -> bytes:
    first, *others = headings(content, language)
    columns = (Column(first, _WIDE), *(Column(one, _NARROW, Align.CENTER) for one in others))
    paper = TablePaper(
        _heading(content, period, language), columns, tuple(line_texts(content, language)), content.unit,
        tuple(title_in(one, language) for one in content.text), tuple(footnotes(content, language)),
        language=language,
    )  # fmt: skip
    return write_table(paper, clock.now())


def _pdf(content: Content, period: Period, language: str) -> bytes:
    first, *others = headings(content, language)
    columns = (PaperColumn(first), *(PaperColumn(one, align=PaperAlign.RIGHT) for one in others))
    notes = (*(title_in(one, language) for one in content.text), *footnotes(content, language))
    paper = Register(
        _heading(content, period, language), content.unit, content.today, columns,
        tuple(line_texts(content, language)), notes, subtotals=False, language=language,
    )  # fmt: skip
    return register_pdf(paper)


_BUILDERS: Final = {"xlsx": _xlsx, "docx": _docx, "pdf": _pdf}


def entered_of(report: Report, content: Content, language: str) -> list[tuple[str, str]]:
    """What was entered once: heading and text."""
    return [
        (title_in(one.title, language), content.entered.get(one.name, ""))
        for one in report.enter
        if not one.each
    ]


def in_order(content: Content, language: str) -> list[tuple[str, str, str]]:
    """Every figure in the order in which the level above asks for them: row, column, figure bare of signs.

    Args:
        content: What it says.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
    """
    return [
        (
            name_of(line, content, language),
            title_in(head.title, language),
            shown(line.figures.get(head.name), head, language).replace(",", ""),
        )
        for line in content.shown
        for head in content.columns
    ]


def file_name(title: Title, unit: str, period: Period, kind: str, language: str) -> str:
    """What the file of a report is called."""
    return f"{title_in(title, language)}-{unit}-{period}.{kind}"
