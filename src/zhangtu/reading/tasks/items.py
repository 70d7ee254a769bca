"""Tasks in the making become tasks: units and deadlines of their own, of their group's end, or from above."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from zhangtu.reading.deadlines import Years, deadlines_in_prose, main_deadline, main_in_prose
from zhangtu.reading.model import NO_DEADLINE, Deadline, DeadlineKind, Item, Recurrence, Span
from zhangtu.reading.structure.lines import Twin
from zhangtu.reading.tasks.drafts import Draft, Harvest, a_year_later
from zhangtu.reading.tasks.fields import Fields
from zhangtu.reading.tasks.names import Who
from zhangtu.reading.tasks.told import subject_of, who_in_prose

if TYPE_CHECKING:
    from zhangtu.reading.structure.outline import Node

_SENTENCE = re.compile(r"[^。;!?\n]+")
_CLAUSE = re.compile(r"[。;!?\n]")
_SENTENCES_READ = 12
_TITLE_LENGTH = 60


def settle(twin: Twin, harvest: Harvest, years: Years) -> tuple[Item, ...]:
    """The tasks of a text.

    Args:
        twin: The text.
        harvest: Tasks in the making and what the headings say.
        years: What is known of the year.

    Returns:
        The tasks in the order of the text, with what they inherit.
    """
    shared = _share_group_ends(harvest)
    return tuple(_item(twin, draft, harvest, shared, years) for draft in harvest.drafts)


def void_reversed(items: Sequence[Item]) -> tuple[Item, ...]:
    """The tasks, with times that end before they begin made invalid: no calendar can hold them.

    Args:
        items: The settled tasks.

    Returns:
        The same tasks; a reversed range keeps its words and says in its rule what is wrong.
    """
    return tuple(
        replace(item, deadline=_void(item.deadline), other_deadlines=tuple(map(_void, item.other_deadlines)))
        for item in items
    )


def _void(deadline: Deadline) -> Deadline:
    start, end = deadline.start, deadline.end
    if start is None or end is None or start <= end:
        return deadline
    return replace(
        deadline,
        kind=DeadlineKind.INVALID,
        start=None,
        end=None,
        rule=f"{start} to {end} ends before it begins",
    )


def _share_group_ends(harvest: Harvest) -> dict[Draft, Fields]:
    """For tasks without labels of their own, the labels that close their group."""
    shared: dict[Draft, Fields] = {}
    for group in _siblings(harvest.drafts):
        labelled = [draft for draft in group if draft.fields and draft.row is None]
        last = group[-1]
        alone = len(group) > 1 and labelled == [last] and bool(last.fields.who) and not last.fields.scope
        if alone and not _headed(last, harvest) and not any(draft.fields.blank for draft in group):
            shared.update(dict.fromkeys(group[:-1], last.fields))
    drafts = harvest.drafts
    for place, draft in enumerate(drafts):
        if draft.fields.scope > 1:
            first = max(0, place - draft.fields.scope + 1)
            shared.update({one: draft.fields for one in drafts[first:place] if not one.fields})
    return shared


def _siblings(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    """Tasks grouped by the part that holds them, in order."""
    groups: dict[Node, list[Draft]] = {}
    for draft in drafts:
        holder = draft.node if draft.heading or draft.node.parent is None else draft.node.parent
        groups.setdefault(holder, []).append(draft)
    yield from groups.values()


def _headed(draft: Draft, harvest: Harvest) -> bool:
    """Whether a heading above a task names who answers: then no group's end speaks for its neighbours."""
    return any(fields.who for fields in _above(draft, harvest))


def _above(draft: Draft, harvest: Harvest) -> Iterable[Fields]:
    """What the headings above a task say, innermost first."""
    node: Node | None = draft.node
    if node is not None and draft.heading and node in harvest.heads:
        yield harvest.heads[node]
    if node is None:
        return
    for holder in node.ancestors():
        if holder in harvest.heads:
            yield harvest.heads[holder]


def _item(twin: Twin, draft: Draft, harvest: Harvest, shared: dict[Draft, Fields], years: Years) -> Item:
    inherited: list[str] = []
    above = list(_above(draft, harvest))
    if draft in shared:
        above.insert(0, shared[draft])
    who = _who(twin, draft, above, inherited)
    deadline, others = _deadline(twin, draft, above, years, inherited)
    lead, support = _unique(twin, who.lead), _unique(twin, who.support)
    lead_names = tuple(twin.text[span.start : span.end] for span in lead)
    support_names = tuple(
        name for name in (twin.text[span.start : span.end] for span in support) if name not in lead_names
    )
    return Item(
        path=draft.path, label=draft.label, title=_title(twin, draft), start=draft.start, end=draft.end,
        deadline=deadline, other_deadlines=others, lead_units=lead_names, support_units=support_names,
        inherited=tuple(inherited), unit_places=(*lead, *support),
    )  # fmt: skip


def _unique(twin: Twin, spans: Sequence[Span]) -> list[Span]:
    """The first place of each name."""
    seen: dict[str, Span] = {}
    for span in spans:
        seen.setdefault(re.sub(r"\s", "", twin.folded[span.start : span.end]), span)
    return list(seen.values())


def _who(twin: Twin, draft: Draft, above: Sequence[Fields], inherited: list[str]) -> Who:
    own = draft.fields.who
    prose = Who() if draft.row else _prose(twin, draft)
    if own:
        return Who(list(own.lead), own.support + prose.support)
    if prose.lead:
        return prose
    told = _subject(twin, draft) if draft.row is None else []
    told = [
        span
        for span in told
        if not any(span.start < one.end and one.start < span.end for one in prose.support)
    ]
    if told:
        return Who(told, prose.support)
    for fields in above:
        if fields.who:
            inherited.append("lead_units")
            if fields.who.support:
                inherited.append("support_units")
            return Who(list(fields.who.lead), fields.who.support + prose.support)
    return prose


def _prose(twin: Twin, draft: Draft) -> Who:
    return who_in_prose(twin, draft.body, draft.end)


def _subject(twin: Twin, draft: Draft) -> list[Span]:
    """Whom a task's sentences tell to act: the subject of the first that has one, then all told firmly."""
    told: list[Span] = []
    for count, sentence in enumerate(_SENTENCE.finditer(twin.folded, draft.body, draft.end)):
        if count >= _SENTENCES_READ:
            break
        if told and _REPORTING.search(sentence[0]):
            continue
        first = sentence.start()
        while first < sentence.end() and twin.folded[first] in " \t\n“":
            first += 1
        told += subject_of(twin, first, sentence.end(), firm=bool(told))
        comma = twin.folded.find(",", first, sentence.end())
        while comma >= 0:
            told += subject_of(twin, comma + 1, sentence.end(), firm=True)
            comma = twin.folded.find(",", comma + 1, sentence.end())
    return told


def _deadline(
    twin: Twin, draft: Draft, above: Sequence[Fields], years: Years, inherited: list[str]
) -> tuple[Deadline, tuple[Deadline, ...]]:
    labelled = [_in_year_of(time, above) for time in draft.fields.times]
    if labelled:
        return main_deadline(labelled)
    if draft.row is None:
        found = [_in_year_of(time, above) for time in _prose_times(twin, draft, years)]
        own = _without_reports(twin, draft, found) or found
        if own and not _yields(own, above) and not _stage_says(draft, above):
            main = main_in_prose(own, twin.folded)[0]
            return main, tuple(one for one in found if one is not main)
    for fields in above:
        if fields.times:
            main, others = main_deadline(fields.times)
            if main.end is not None or main.kind not in (DeadlineKind.DATE, DeadlineKind.RANGE):
                inherited.append("deadline")
                return main, others
    return NO_DEADLINE, ()


def _in_year_of(time: Deadline, above: Sequence[Fields]) -> Deadline:
    """A day without a year under a month's heading falls into that month's year."""
    if not time.guessed_year or time.end is None:
        return time
    later = a_year_later(time.end)
    for fields in above:
        for stage in fields.times:
            if stage.start is not None and stage.end is not None and stage.start <= later <= stage.end:
                start = None if time.start is None else a_year_later(time.start)
                return replace(time, start=start, end=later)
    return time


def _without_reports(twin: Twin, draft: Draft, found: Sequence[Deadline]) -> list[Deadline]:
    """The times of a task but for those by which a report on it is due (12月10日前将总结报镇党委)."""
    if not found:
        return []
    starts = [time.place.start if time.place is not None else draft.end for time in found]
    kept = []
    for time, behind in zip(found, [*starts[1:], draft.end], strict=True):
        first = time.place.end if time.place is not None else draft.end
        stop = _CLAUSE.search(twin.folded, first, draft.end)
        end = min(stop.start() if stop is not None else draft.end, max(first, behind), first + _NEAR)
        if _REPORTING.search(twin.folded, first, end) is None:
            kept.append(time)
    return kept


#: So near behind its time stands the word that asks for a report.
_NEAR = 40
_REPORTING = re.compile(r"报送|上报|报告|提交|函送|呈报|报(?=[镇县市区乡街局委办领党政省各至给到院校处科])")


def _stage_says(draft: Draft, above: Sequence[Fields]) -> bool:
    """Whether a task is the paragraph under a stage's heading, whose dates are its own (3月1日至31日)."""
    head = above[0] if draft.heading and above else None
    dated = (DeadlineKind.RANGE, DeadlineKind.INVALID)
    return head is not None and any(
        time.kind in dated and _FROM_TO.search(time.raw or "") is not None for time in head.times
    )


_FROM_TO = re.compile(r"[-—–―~～至到]")


def _yields(found: Sequence[Deadline], above: Sequence[Fields]) -> bool:
    """Whether times in running text say no more than the stage they stand in: its end, or only a rhythm."""
    stages = {one.end for fields in above for one in fields.times if one.kind is DeadlineKind.RANGE}
    main = main_in_prose(found)[0]
    return bool(stages) and (_bare(main) or (main.end is not None and main.end in stages))


def _bare(deadline: Deadline) -> bool:
    """Whether a time only says how often, not by which day."""
    rule = deadline.rule
    return isinstance(rule, Recurrence) and rule.day is None and rule.month is None


def _prose_times(twin: Twin, draft: Draft, years: Years) -> list[Deadline]:
    """Times in the running words of a task, its labels left out."""
    found: list[Deadline] = []
    at = draft.body
    for span in [*sorted(draft.fields.spans, key=lambda one: one.start), Span(draft.end, draft.end)]:
        if span.start > at:
            found += deadlines_in_prose(twin.text, twin.folded, at, span.start, years)
        at = max(at, span.end)
    return found


def _title(twin: Twin, draft: Draft) -> str:
    """The first words that say what to do, without labels."""
    if draft.row is not None:
        start, end = draft.row
    else:
        start, end = draft.body, draft.end
    for span in draft.fields.spans:
        if start < span.start < end:
            end = min(end, span.start)
    cut = _CLAUSE.search(twin.folded, start, end)
    while cut is not None and cut.start() == start:
        start += 1
        cut = _CLAUSE.search(twin.folded, start, end)
    end = cut.start() if cut else end
    if end - start > _TITLE_LENGTH:
        comma = twin.folded.find(",", start + 8, start + _TITLE_LENGTH)
        end = comma if comma > 0 else end
    return (
        twin.text[start:end].strip(" \t\n([（【〔,，;；:：")
        or twin.text[draft.start : draft.end][:_TITLE_LENGTH].strip()
    )
