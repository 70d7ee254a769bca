"""What the papers of a plan are made of, and the words they quote from it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, takewhile
from pathlib import PurePath

from zhangtu.kernel.problems import Problem
from zhangtu.kernel.scripts import in_language
from zhangtu.plans.papers.deadlines import deadline_words
from zhangtu.plans.papers.wording import phrase
from zhangtu.reading.model import Item, Leaf, LeafKind, Reading, ReportAsked, Target

_SPACE = re.compile(r"\s+")
#: A line end between two Chinese characters: only the width of the page put it there.
_GAP = re.compile(r"(?<=[^\x00-\xff])[ \t]*\n\s*(?=[^\x00-\xff])")
_LABELS = (
    "(?:责任|責任|牵头|牽頭|配合|主办|主辦|协办|協辦|主责|主責"
    "|完成时限|完成時限|完成时间|完成時間|办理期限|辦理期限"
    "|协作|協作|统筹|統籌|负责|負責|承办|承辦|时间表|時間表)"
)
#: A line that only names units or a time, and a bracket at the end of a task that does.
_LABEL_LINE = re.compile(rf"\s*[（(【\[]?{_LABELS}[^：:，。]{{0,6}}[：:]")
_LABEL_END = re.compile(
    rf"[（(【\[]{_LABELS}[^：:（(]{{0,6}}[：:][^（(【\[]*(?:[（(][^（()）]*[）)][^（(]*)*[）)】\]][。；;]?$"
)
#: What a heading says of units behind its name: （由某局牵头，某办配合）.
_UNITS_END = re.compile(
    r"[（(]由[^（()）]*(?:[（(][^（()）]*[)）][^（()）]*)*(?:牵头|牽頭|负责|負責|配合)[）)]$"
)
_ISSUED = re.compile(r"印[发發]《(.+)》的通知$", re.DOTALL)
#: A heading longer than this is a paragraph whose first sentence is the heading.
_LONG_HEADING = 30
#: Brackets that name units are shorter than this.
_END_LENGTH = 400
_MARKS = re.compile(r"[\W_]+")
#: How a condition is said of a share and of a count.
_OPERATORS: Mapping[str, tuple[str, str]] = {
    "=": ("达到", ""),
    ">=": ("不低于", "不少于"),
    "<=": ("不超过", "不超过"),
    ">": ("超过", "超过"),
    "<": ("低于", "少于"),
}
_ENGLISH_OPERATORS: Mapping[str, str] = {
    "=": "=",
    ">=": "at least",
    "<=": "at most",
    ">": "more than",
    "<": "less than",
}


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan as its papers show it: as read, or as people corrected it.

    Attributes:
        title: The document's title.
        text: The whole text that the offsets count in.
        script: ``hans`` or ``hant``.
        items: The tasks, in the order of the text.
        targets: The figures to reach, in the order of the text.
        reports: The reports asked for.
        problems: What is wrong, in the order of the text.
        number: The document's number, as written.
        issuer: Who issued it.
        issued: The day it was signed.
        leaves: The text cut into stretches; only headings are looked at, to say where a fault stands.
        contact: Whom to ask about orders; empty leaves a blank.
    """

    title: str
    text: str
    script: str
    items: tuple[Item, ...] = ()
    targets: tuple[Target, ...] = ()
    reports: tuple[ReportAsked, ...] = ()
    problems: tuple[Problem, ...] = ()
    number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    leaves: tuple[Leaf, ...] = ()
    contact: str = ""


def view_of(reading: Reading, name: str = "") -> PlanView:
    """Take a reading as it is.

    Args:
        reading: A document, read.
        name: Its file's name, which stands in when it has no title.

    Returns:
        The view.
    """
    facts = reading.document
    stem = PurePath(name).stem.strip("-")
    untitled = phrase("untitled", "zh-hant" if reading.script == "hant" else "zh-hans")
    return PlanView(
        title=facts.title or stem or untitled,
        text=reading.text,
        script=reading.script,
        items=reading.items,
        targets=reading.targets,
        reports=reading.reports,
        problems=reading.problems,
        number=facts.number,
        issuer=facts.issuer,
        issued=facts.issued,
        leaves=reading.leaves,
    )


def form_language(view: PlanView) -> str:
    """Choose the language of official forms: Traditional for a Traditional document, else Simplified."""
    return "zh-hant" if view.script == "hant" else "zh-hans"


def one_line(text: str) -> str:
    """Join the lines of a stretch of text."""
    return _SPACE.sub(" ", _GAP.sub("", text)).strip()


def words_of(view: PlanView, item: Item) -> str:
    """Quote a task's own words, lines joined, cells of a table's row set apart."""
    cells = view.text[item.start : item.end].split("\t")
    return " ｜ ".join(filter(None, map(one_line, cells)))


def short_title(view: PlanView) -> str:
    """Name the plan itself when the document is a notice that issues it (关于印发《…》的通知)."""
    issued = _ISSUED.search(view.title)
    return one_line(issued[1] if issued else view.title)


def demand_of(view: PlanView, item: Item) -> str:
    """Say all that a task demands: its own words without its number and the labels that name units and times.

    A task that a person gave another title, or that has no words of its own, is said by its title.

    Args:
        view: The plan.
        item: One of its tasks.

    Returns:
        The words, lines joined.
    """
    title = title_of(view, item)
    cells = view.text[item.start : item.end].split("\t")
    own = next((cell for cell in cells if _folded(title) in _folded(cell)), cells[0])
    lines = own.split("\n")
    kept = "\n".join(line for line in lines if not _LABEL_LINE.match(line))
    words = one_line(kept)
    while (bare := _without_end(_LABEL_END, words)) != words:
        words = bare
    words = words.removeprefix(one_line(item.label)).lstrip(" .．、")
    return words if _folded(title) in _folded(words) else title


def _without_end(pattern: re.Pattern[str], words: str) -> str:
    """Drop what a pattern finds at the end of words; looks no further back than such an end is long."""
    return words[:-_END_LENGTH] + pattern.sub("", words[-_END_LENGTH:])


def _folded(words: str) -> str:
    """Drop what a reading may have changed in a title: spaces and marks."""
    return _MARKS.sub("", words)


def title_of(view: PlanView, item: Item) -> str:
    """Say what to do, without the number in front; a task without a title is quoted."""
    said = one_line(item.title) or words_of(view, item)
    return said.removeprefix(one_line(item.label)).lstrip() or said


def headings_of(item: Item) -> tuple[str, ...]:
    """Name the headings above a task, outermost first, without what they say of units."""
    return tuple(_without_end(_UNITS_END, _first_sentence(one_line(heading))) for heading in item.path)


def _first_sentence(heading: str) -> str:
    """Take the name of a heading whose paragraph runs on."""
    name, stop, _ = heading.partition("。")
    return name if stop and len(heading) > _LONG_HEADING else heading


def section_of(item: Item) -> str:
    """Say where a task stands: the headings above it, outermost first, one a line, and its own number."""
    *outer, last = headings_of(item) or ("",)
    return "\n".join((*outer, "　".join(filter(None, (last, one_line(item.label))))))


def place_of(view: PlanView, problem: Problem) -> str:
    """Say where a problem stands in the numbering: its task, else the last heading above it."""
    place = bisect_right(view.items, problem.start, key=lambda item: item.start)
    if place and problem.start < view.items[place - 1].end:
        return section_of(view.items[place - 1]).replace("\n", "　")
    headings = (leaf for leaf in view.leaves if leaf.kind is LeafKind.HEADING and leaf.start <= problem.start)
    last = max(headings, key=lambda leaf: leaf.start, default=None)
    return "" if last is None else one_line(view.text[last.start : last.end])


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Turn an offset into a line and a column, both counted from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def units_words(item: Item, role: str, language: str) -> str:
    """List the units of a task.

    Args:
        item: The task.
        role: ``lead_units`` or ``support_units``.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        Their names as written; those stated for a whole section are marked.
    """
    units: tuple[str, ...] = getattr(item, role)
    return _marked(phrase("list_comma", language).join(units), item, role, language)


def item_deadline_words(item: Item, language: str) -> str:
    """Say the time a task is given, further times below it; what is stated for a whole section is marked."""
    main = _marked(deadline_words(item.deadline, language), item, "deadline", language)
    others = (
        phrase("also", language, words=deadline_words(deadline, language))
        for deadline in item.other_deadlines
    )
    return "\n".join((main, *others))


def _marked(words: str, item: Item, role: str, language: str) -> str:
    """Mark what was not stated in the task itself."""
    return phrase("inherited", language, words=words) if words and role in item.inherited else words


def targets_of(view: PlanView, item: Item) -> Iterator[Target]:
    """Find the targets stated inside a task."""
    first = bisect_left(view.targets, item.start, key=lambda target: target.start)
    return takewhile(lambda target: target.start < item.end, islice(view.targets, first, None))


def problems_of(view: PlanView, item: Item) -> Iterator[Problem]:
    """Find the problems that touch a task."""
    first = bisect_left(view.problems, item.start, key=lambda problem: problem.start)
    across = (one for one in view.problems[max(0, first - _OVERLAPPING) : first] if one.end > item.start)
    inside = takewhile(lambda one: one.start < item.end, islice(view.problems, first, None))
    return chain(across, inside)


#: So many problems before a task are looked at for one that reaches into it.
_OVERLAPPING = 8


def number_words(value: float) -> str:
    """Write a number without a useless fraction."""
    return str(int(value)) if float(value).is_integer() else str(value)


def operator_words(target: Target, language: str) -> str:
    """Say a target's condition: 不低于, at least."""
    share, count = _OPERATORS.get(target.op, (target.op, target.op))
    is_share = "%" in target.unit or "％" in target.unit
    # 应达100%, 达到95%: the document's own word is enough.
    said = "" if target.op == "=" and target.metric.endswith(("达", "達", "达到", "達到")) else share
    english = _ENGLISH_OPERATORS.get(target.op, target.op)
    return in_language(said if is_share else count, english, language)


def target_words(target: Target, language: str) -> str:
    """Say a target: 办结率不低于95%."""
    space = " " if language == "en" else ""
    condition = operator_words(target, language)
    if target.metric.endswith(condition):
        condition = ""
    return space.join(filter(None, (target.metric, condition, number_words(target.value) + target.unit)))
