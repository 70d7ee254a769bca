"""The text of a report with its figures inside, in three languages."""

import re
from datetime import date
from typing import Final

import msgspec

from zhangtu.kernel import periods
from zhangtu.kernel.periods import Period, PeriodKind
from zhangtu.reports.content import Content, Figure, Head, change, shown
from zhangtu.reports.wording import WORDS, say
from zhangtu.schema.specs import Entered, Report, Title
from zhangtu.schema.types.choice import title_in

_BRACES: Final = re.compile(r"\{([^{}]*)\}")


def spoken(content: Content, report: Report, period: Period, due: date) -> Content:
    """A report with its paragraphs.

    Args:
        content: Its figures.
        report: Its definition.
        period: What it is about.
        due: The last day it is in time.

    Returns:
        The same with its text; a figure that is not there is a dash.
    """
    said = [_paragraph(one, content, report, (period, due)) for one in report.text]
    return msgspec.structs.replace(content, text=tuple(said) if content.fresh else ())


def _paragraph(text: Title, content: Content, report: Report, when: tuple[Period, date]) -> Title:
    def say_in(language: str) -> str:
        return _BRACES.sub(
            lambda found: _word(found[1], content, report, when, language), title_in(text, language)
        )

    return Title(say_in("zh-hans"), say_in("en"), say_in("zh-hant"))


def _word(name: str, content: Content, report: Report, when: tuple[Period, date], language: str) -> str:
    period, due = when
    fixed = {
        "unit": content.unit, "period": period.label(language), "begins": _day(period.begin, language),
        "ends": _day(min(period.end, max(content.today, period.begin)), language), "due": _day(due, language),
        "rows": str(len(content.lines)),
    }  # fmt: skip
    if name in fixed:
        return fixed[name]
    first, _, behind = name.partition(".")
    for one in report.enter:
        if one.name == first:
            return entered(content.entered.get(first, ""), one, language)
    figure, head = content.whole.figures.get(first, Figure()), content.head(first)
    return _behind(figure, head, behind, language) or say(WORDS["nothing"], language)


def _behind(figure: Figure, head: Head, behind: str, language: str) -> str:
    if behind == "from_last_period":
        return change(figure, figure.last, head, language)[0]
    if behind == "from_same_period_last_year":
        return change(figure, figure.year, head, language)[0]
    values = {"last_period": figure.last, "same_period_last_year": figure.year, "target": figure.target}
    return shown(Figure(values[behind]) if behind else figure, head, language)


def _day(day: date, language: str) -> str:
    return periods.of(PeriodKind.DAY, day).label(language)


def entered(text: str, one: Entered, language: str) -> str:
    """What was entered, as people read it; a dash for nothing."""
    if one.type == "yes_no" and text:
        return say(WORDS[text], language)
    return text or say(WORDS["nothing"], language)
