"""A plan as text for a terminal: tasks under their headings, targets, reports asked for, problems."""

from collections.abc import Iterator

from zhangtu.plans.papers.deadlines import day_words, rule_words
from zhangtu.plans.papers.faults import advice_of
from zhangtu.plans.papers.view import (
    PlanView,
    form_language,
    headings_of,
    item_deadline_words,
    line_and_column,
    one_line,
    target_words,
    title_of,
    units_words,
)
from zhangtu.plans.papers.wording import phrase
from zhangtu.reading.model import Item, ReportAsked
from zhangtu.reading.wording import say_problem


def screen_text(view: PlanView, language: str | None = None) -> str:
    """Write a plan out for a terminal.

    Args:
        view: The plan.
        language: ``zh-hans``, ``zh-hant`` or ``en``; that of the document if not given.

    Returns:
        Lines joined by line ends, without a last one.
    """
    tongue = language or form_language(view)
    parts = (_head(view, tongue), _tasks(view, tongue), _targets(view, tongue), _reports(view, tongue))
    return "\n".join(line for part in (*parts, _problems(view, tongue)) for line in part)


def _head(view: PlanView, language: str) -> Iterator[str]:
    """Name the document and count what was found in it."""
    yield one_line(view.title)
    facts = {
        "screen_number": ("number", view.number),
        "screen_issuer": ("issuer", view.issuer),
        "screen_issued": ("day", None if view.issued is None else day_words(view.issued, language)),
    }
    said = [phrase(code, language, **{name: value}) for code, (name, value) in facts.items() if value]
    if said:
        yield "　".join(said)
    yield phrase(
        "screen_counts",
        language,
        tasks=len(view.items),
        targets=len(view.targets),
        reports=len(view.reports),
        problems=len(view.problems),
    )


def _tasks(view: PlanView, language: str) -> Iterator[str]:
    """List the tasks; a heading is printed when it changes."""
    if view.items:
        yield from ("", f"【{phrase('screen_tasks', language)}】")
    above: tuple[str, ...] = ()
    for number, item in enumerate(view.items, start=1):
        path = headings_of(item)
        common = next((n for n, (a, b) in enumerate(zip(path, above, strict=False)) if a != b), len(above))
        for depth, heading in enumerate(path[common:], start=common):
            yield f"{'  ' * depth}{heading}"
        above = path
        yield from _task(view, number, item, language)


def _task(view: PlanView, number: int, item: Item, language: str) -> Iterator[str]:
    """Write one task: what, until when, who."""
    yield f"{number:>4}  {one_line(item.label)}{title_of(view, item)}"
    colon = phrase("colon", language)
    said = (
        (
            phrase("deadline", language),
            item_deadline_words(item, language).replace("\n", phrase("comma", language)),
        ),
        (phrase("lead", language), units_words(item, "lead_units", language)),
        (phrase("support", language), units_words(item, "support_units", language)),
    )
    yield from (f"      {label}{colon}{words}" for label, words in said if words)


def _targets(view: PlanView, language: str) -> Iterator[str]:
    """List the figures to reach."""
    if view.targets:
        yield from ("", f"【{phrase('targets', language)}】")
    for number, target in enumerate(view.targets, start=1):
        yield f"{number:>4}  {target_words(target, language)}"


def _reports(view: PlanView, language: str) -> Iterator[str]:
    """List the reports asked for."""
    if view.reports:
        yield from ("", f"【{phrase('reports', language)}】")
    for number, report in enumerate(view.reports, start=1):
        yield f"{number:>4}  {phrase('comma', language).join(_report(report, language))}"


def _report(report: ReportAsked, language: str) -> Iterator[str]:
    """Write one report: what, when, from whom, to whom."""
    yield report.what
    if report.rule:
        yield rule_words(report.rule, language)
    if report.sender:
        yield phrase("screen_sender", language, units=report.sender)
    if report.to:
        yield phrase("screen_receiver", language, units=report.to)


def _problems(view: PlanView, language: str) -> Iterator[str]:
    """List what is wrong, each with line, column, grade and sentence."""
    if view.problems:
        yield from ("", f"【{phrase('faults', language)}】")
    for problem in view.problems:
        line, column = line_and_column(view.text, problem.start)
        advice = advice_of(view, problem, language)
        tail = f" {phrase('screen_advice', language, advice=advice)}" if advice else ""
        grade = phrase(problem.severity.value, language)
        yield f"{line}:{column} {grade} {say_problem(problem, language)}{tail}"
