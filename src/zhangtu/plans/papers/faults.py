"""The list of faults that goes back to the author of a document."""

from collections.abc import Iterator

from zhangtu.documents.values import Align, Column, Sheet, TablePaper, Workbook
from zhangtu.kernel.problems import Problem, Repair
from zhangtu.plans.papers.view import (
    PlanView,
    form_language,
    line_and_column,
    one_line,
    place_of,
    short_title,
)
from zhangtu.plans.papers.wording import phrase
from zhangtu.reading.wording import say_problem

#: So many characters of the words concerned are quoted; around an empty place, so many on each side.
_QUOTE, _AROUND = 60, 10


def fault_paper(view: PlanView, language: str | None = None) -> TablePaper:
    """Make the list of faults for Word.

    Args:
        view: The plan.
        language: ``zh-hans``, ``zh-hant`` or ``en``; that of the official form if not given.

    Returns:
        The paper.
    """
    tongue = language or form_language(view)
    return TablePaper(
        title=phrase("titled_faults", tongue, title=f"{short_title(view)}\n"),
        columns=_columns(tongue),
        rows=tuple(_rows(view, tongue)),
        footer=(phrase("faults_footer", tongue),) if view.problems else (),
        empty=phrase("no_faults", tongue),
        language=tongue,
    )


def fault_workbook(view: PlanView, language: str | None = None) -> Workbook:
    """Make the list of faults as a workbook.

    Args:
        view: The plan.
        language: ``zh-hans``, ``zh-hant`` or ``en``; that of the official form if not given.

    Returns:
        The workbook, of one sheet.
    """
    tongue = language or form_language(view)
    sheet = fault_sheet(view, tongue)
    return Workbook(sheet.title, (sheet,), tongue)


def fault_sheet(view: PlanView, language: str) -> Sheet:
    """Make the sheet of faults.

    Args:
        view: The plan.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        The sheet.
    """
    return Sheet(
        name=phrase("faults", language),
        title=phrase("titled_faults", language, title=short_title(view)),
        columns=_columns(language),
        rows=tuple((int(number), *cells) for number, *cells in _rows(view, language)),
        notes=(phrase("faults_footer", language),) if view.problems else (),
        empty=phrase("no_faults", language),
    )


def advice_of(view: PlanView, problem: Problem, language: str) -> str:
    """Say how a problem could be mended; empty when nothing can be proposed."""
    repair = problem.repair
    if repair is None:
        return ""
    if not repair.text:
        return phrase("delete", language, text=one_line(view.text[repair.start : repair.end]))
    if repair.end <= repair.start:
        return phrase("insert", language, text=one_line(repair.text))
    return phrase("replace", language, text=_mended(view, problem, repair))


def _mended(view: PlanView, problem: Problem, repair: Repair) -> str:
    """Quote the words concerned as they would read; only what changes when they are long."""
    inside = problem.start <= repair.start and repair.end <= problem.end
    if not inside or problem.end - problem.start > _QUOTE:
        return one_line(repair.text)
    before, behind = view.text[problem.start : repair.start], view.text[repair.end : problem.end]
    return one_line(f"{before}{repair.text}{behind}")


def _columns(language: str) -> tuple[Column, ...]:
    """Declare the columns of the list."""
    parts = (
        ("number", 3.4, Align.CENTER),
        ("place", 13, Align.LEFT),
        ("concerned", 12, Align.LEFT),
        ("fault", 20, Align.LEFT),
        ("advice", 11, Align.LEFT),
        ("grade", 3.6, Align.CENTER),
    )
    return tuple(Column(phrase(code, language), width, align) for code, width, align in parts)


def _rows(view: PlanView, language: str) -> Iterator[tuple[str, ...]]:
    """Fill a row for each problem."""
    for number, problem in enumerate(view.problems, start=1):
        line, _ = line_and_column(view.text, problem.start)
        place = (place_of(view, problem), phrase("line", language, line=line))
        yield (
            str(number),
            "\n".join(filter(None, place)),
            _concerned(view.text, problem),
            say_problem(problem, language),
            advice_of(view, problem, language),
            phrase(problem.severity.value, language),
        )


def _concerned(text: str, problem: Problem) -> str:
    """Quote the words concerned, or what stands around an empty place."""
    if problem.end <= problem.start:
        before = one_line(text[max(0, problem.start - _AROUND) : problem.start])
        return f"{before}▲{one_line(text[problem.start : problem.start + _AROUND])}"
    words = one_line(text[problem.start : problem.end])
    return words if len(words) <= _QUOTE else f"{words[: _QUOTE // 2]}……{words[-_QUOTE // 2 :]}"
