"""What the labels and brackets of a paragraph say: who leads, who helps, by when."""

import re
from dataclasses import dataclass, field, replace

from zhangtu.reading.deadlines import Years, deadlines_in_label
from zhangtu.reading.model import Deadline, Span
from zhangtu.reading.structure.lexicon import MOMENT
from zhangtu.reading.structure.lines import Twin
from zhangtu.reading.tasks.labels import Field, Label, find_brackets, find_labels
from zhangtu.reading.tasks.names import Who, split_names, who_in_phrase


@dataclass(slots=True)
class Fields:
    """What the labels and brackets of a paragraph say.

    Attributes:
        who: The units named.
        times: The times given.
        spans: Places of the labels and brackets themselves.
        goals: Places of what labels give as goals.
        only: True when the paragraph is nothing but labels.
        scope: How many tasks back the labels hold for; 0 when they do not say.
        blank: Places of labels for units that nothing follows (责任单位：).
        led: True when a label names the lead outright (牵头单位); 责任单位 beside it means those who help.
    """

    who: Who = field(default_factory=Who)
    times: list[Deadline] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    goals: list[Span] = field(default_factory=list)
    only: bool = False
    scope: int = 0
    led: bool = False
    blank: list[Span] = field(default_factory=list)

    def __bool__(self) -> bool:
        """True when a unit or a time is given."""
        return bool(self.who) or bool(self.times)

    def copy(self) -> "Fields":
        """The same again, to be added to without touching this one."""
        who = Who(list(self.who.lead), list(self.who.support))
        return replace(
            self,
            who=who,
            times=list(self.times),
            spans=list(self.spans),
            goals=list(self.goals),
            blank=list(self.blank),
        )

    def add(self, other: "Fields") -> None:
        """Take in what another paragraph of the same task says."""
        if self.led and not other.led:
            self.who.support += other.who.lead
        else:
            self.who.lead += other.who.lead
        self.who.support += other.who.support
        self.led = self.led or other.led
        self.times += other.times
        self.spans += other.spans
        self.goals += other.goals
        self.blank += other.blank
        self.scope = self.scope or other.scope


_TIME_ONLY = re.compile(
    r"(?:时间|时限|期限|完成时间)?[::]?(?:自|从|"
    r"于)?[\d\s年月日前底末至到起~\-.、/上中下旬半第一二三四五六七八九十〇季度初期即日自起内完成前以之民国止周学,]+"
    r"(?:完成|结束|启动|开始)?"
)
_ROLE = re.compile(r"牵头|负责|配合|主办|协办|承办|分工|落实|参与")
_BEHIND = re.compile(r"[\s。;,、.!]*")


def read_fields(twin: Twin, start: int, end: int, years: Years) -> Fields:
    """What the labels and brackets of a paragraph say.

    Args:
        twin: The text.
        start: First character behind the paragraph's number.
        end: One behind its last character.
        years: What is known of the year.

    Returns:
        Units, times and the places of the labels.
    """
    fields = Fields()
    labels = find_labels(twin.folded, start, end)
    for label in labels:
        _take_label(twin, label, years, fields)
    for first, last in find_brackets(twin.folded, start, end):
        inside = [label.start for label in labels if first <= label.start < last]
        if not inside:
            _take_bracket(twin, (first, last), end, years, fields)
        elif min(inside) > first + 2:
            _take_phrase(twin, first, min(inside), fields)
    fields.only = bool(labels) and _is_only(twin.folded, labels, start)
    return fields


def _take_label(twin: Twin, label: Label, years: Years, fields: Fields) -> None:
    first, last = label.value_start, label.value_end
    fields.scope = fields.scope or label.scope
    if label.field in (Field.LEAD, Field.SUPPORT):
        who = _who_of(twin, first, last)
        if label.field is Field.SUPPORT or (fields.led and not label.main):
            who.support, who.lead = who.lead + who.support, []
        if first >= last:
            fields.blank.append(Span(label.start, label.end))
        fields.led = fields.led or label.main
        fields.who.lead += who.lead
        fields.who.support += who.support
    elif label.field is Field.TIME:
        fields.times += deadlines_in_label(twin.text, twin.folded, first, last, years)
    elif label.field is Field.GOAL:
        fields.goals.append(Span(first, last))
        return
    elif label.field is Field.OTHER:
        return
    fields.spans.append(Span(label.start, label.end))


def _who_of(twin: Twin, first: int, last: int) -> Who:
    """The names of a label's value; a value with role words of its own is read as a phrase."""
    if _MARKED.search(twin.folded, first, last):
        return _marked(twin, first, last)
    if _ROLE.search(twin.folded, first, last):
        who = who_in_phrase(twin, first, last)
        if who:
            return who
    return Who(lead=split_names(twin, first, last))


#: A name marked as the lead among others: 市城管局(牵头)、市公安局.
_MARKED = re.compile(r"\((?:牵头|主办|主责)(?:单位|部门)?\)")


def _marked(twin: Twin, first: int, last: int) -> Who:
    """Names of which one or more are marked as the lead; the others help."""
    who = Who()
    for name in split_names(twin, first, last):
        leads = _MARKED.match(twin.folded, name.end, last) is not None
        (who.lead if leads else who.support).append(name)
    return who


def _take_bracket(twin: Twin, place: tuple[int, int], end: int, years: Years, fields: Fields) -> None:
    """A bracket without a label: who leads, or a time, or neither."""
    first, last = place[0] + 1, place[1] - 1
    folded = twin.folded
    behind = _BEHIND.match(folded, place[1], end)
    ended = behind is not None and behind.end() > place[1]
    closes = ended or place[1] >= end or folded[place[1]] in "([【〔"
    if _TIME_ONLY.fullmatch(folded, first, last) and any(sign in folded[first:last] for sign in "年月日季"):
        times = deadlines_in_label(twin.text, folded, first, last, years)
        if times:
            fields.times += times
            fields.spans.append(Span(*place))
        return
    if not closes or last - first > 400 or not (_ROLE.search(folded, first, last) or place[1] >= end - 1):
        return
    who = who_in_phrase(twin, first, last)
    if who:
        fields.who.lead += who.lead
        fields.who.support += who.support
        if _SAYS_WHEN.search(folded, first, last):
            fields.times += deadlines_in_label(twin.text, folded, first, last, years)
        fields.spans.append(Span(*place))


#: A bracket of names holds a time as well only where it says so (某局牵头,6月底前完成).
_SAYS_WHEN = re.compile(r"\d\s*[月日]|[月年季]底|季度|年内|[前内末]|长期|持续|常态|每[年季月周日天]")


def _take_phrase(twin: Twin, first: int, last: int, fields: Fields) -> None:
    """What stands in a bracket before its first label: (某局负责；完成时限：…)."""
    if _ROLE.search(twin.folded, first, last):
        who = who_in_phrase(twin, first + 1, last)
        fields.who.lead += who.lead
        fields.who.support += who.support
        fields.spans.append(Span(first, last))


def _is_only(folded: str, labels: list[Label], start: int) -> bool:
    """Whether only brackets and breaks stand before the first label, and that label is no loose word."""
    head = folded[start : labels[0].start].strip(" \t([【〔")
    return not head and labels[0].field is not Field.OTHER


def time_of_heading(twin: Twin, start: int, end: int, years: Years) -> list[Deadline]:
    """The time a heading is, when it is nothing else (九月份, 第一季度).

    Args:
        twin: The text.
        start: First character behind the heading's number.
        end: One behind its last character.
        years: What is known of the year.
    """
    if MOMENT.fullmatch(twin.folded, start, end) is None:
        return []
    return list(deadlines_in_label(twin.text, twin.folded, start, end, years))
