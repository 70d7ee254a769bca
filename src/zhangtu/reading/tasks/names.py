"""Names of units: lists cut into names, who leads and who helps in a phrase."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhangtu.reading.model import Span
from zhangtu.reading.structure.lexicon import UNIT_NAME
from zhangtu.reading.structure.lines import Twin


@dataclass(slots=True)
class Who:
    """Who answers for something and who helps, by place in the text.

    Attributes:
        lead: Places of the names that lead.
        support: Places of the names that help.
    """

    lead: list[Span] = field(default_factory=list)
    support: list[Span] = field(default_factory=list)

    def __bool__(self) -> bool:
        """True when anybody is named."""
        return bool(self.lead or self.support)


_SEPARATOR = re.compile(
    r"[、,;/|\n\t·]|(?<=[^\w])\s+|\s+(?=\S)|和|及其|以及|及|与|会同|联合(?!会|社|体|国)|暨"
)
_SOFT = frozenset({"和", "及", "与", "暨", "联合", "会同", "以及", "及其"})
_HEAD = re.compile(
    r"(?:\d{1,2}[.、]|[一二三四五六七八九十][.、]|第?[①-⑳])?\s*(?:由|责任单位|牵头单位|"
    r"配合单位|各由|会同|联合(?!会)|其中|主要由|分别由)?[::\s“”〔【\[]*"
)
_TAIL = re.compile(
    r"(?:等(?:\d+|[一二三四五六七八九十]+)?(?:个)?(?:有关|相关|各|成员|市直|县直|区直|市级|"
    r"县级|区级|责任|职能)?(?:市直|县直|区直|市级)?(?:部门|单位|机关|科室|处室|股室|机构|"
    r"乡镇|人员)?|"
    r"\((?:牵头|主办|主责|负责|配合|协办)(?:单位|部门)?\)|"
    r"(?:的)?(?:主要|分管)(?:负责人|领导|负责同志)|"
    r"按(?:照)?(?:各自)?(?:职责|职能|分工)(?:分工)?|"
    r"(?:共同|联合|具体|分别|按照?|根据|依|依据|各自|统一|统筹|组织|主要|协同|积极|其他|总|"
    r"为主).{0,12}(?:负责|牵头|落实|配合|实施|参与|推进|承担|执行|分工)|"
    r"(?:共同|具体|分别|统筹)?(?:牵头|负责|配合|协助|参与|协办|主办|承办|落实|实施|执行|"
    r"组织|分工)(?:组织|推进|落实|实施|负责|协调|配合|完成)*)[)\s]*\Z"
)
_NOT_NAME = re.compile(
    r"(?:[\d\W_]*|[^一-鿿]*(?:\d+|[一二三四五六七八九十]+)\s*(?:年(?!级)|月|日|季度|天|个).*|"
    r".*(?:年底|月底|季度末|长期).*|全年|年内|无|/|同上|同前|略|长期|持续推进|长期坚持|待定|"
    r"按职责分工|(?:按)?职责分工负责|各自职责|职责分工|按?分工负责|负责|牵头|配合|落实|"
    r"参与)\Z"
)


def split_names(twin: Twin, start: int, end: int) -> list[Span]:
    """The names in a list such as 市财政局、市教育局和各镇（街道）.

    Args:
        twin: The text.
        start: First character of the list.
        end: One behind the last.

    Returns:
        The place of each name, without the words around it. 和, 及, 与 divide only where units stand on both
        sides, so that 市容和环境管理科 stays one name.
    """
    folded = twin.folded
    joined: list[tuple[int, int]] = []
    for first, last, sign in _pieces(folded, start, end):
        soft = sign in _SOFT and bool(joined)
        if soft and not (is_unit(folded, *joined[-1]) and is_unit(folded, first, last)):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    trimmed = (_trim(folded, first, last) for first, last in joined)
    return [Span(first, last) for first, last in trimmed if _keeps(folded, first, last)]


def _pieces(folded: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The pieces between separators outside brackets, each with the separator before it."""
    first, sign = start, ""
    for cut in _SEPARATOR.finditer(folded, start, end):
        if not _inside(folded, start, cut.start()):
            yield first, cut.start(), sign
            first, sign = cut.end(), cut[0].strip()
    yield first, end, sign


def _inside(folded: str, start: int, at: int) -> bool:
    """Whether a place stands inside round brackets opened behind ``start``."""
    opened = folded.count("(", start, at)
    return opened > 0 and opened > folded.count(")", start, at)


def _trim(folded: str, first: int, last: int) -> tuple[int, int]:
    """A name's place without the words before and behind it."""
    head = _HEAD.match(folded, first, last)
    first = head.end() if head else first
    while last > first and folded[last - 1] in " \t,;。、.:”\n〕】]":
        last -= 1
    tail = _TAIL.search(folded, first, last)
    while tail is not None and tail.start() > first and not folded.endswith("党组织", first, last):
        last = tail.start()
        tail = _TAIL.search(folded, first, last)
    if (
        last > first
        and folded[last - 1] == ")"
        and folded.count("(", first, last) < folded.count(")", first, last)
    ):
        last -= 1
    while last > first and folded[last - 1] in " \t,;。、":
        last -= 1
    return first, last


def _keeps(folded: str, first: int, last: int) -> bool:
    return 1 < last - first <= 40 and _NOT_NAME.match(folded, first, last) is None


def is_unit(folded: str, start: int, end: int) -> bool:
    """Whether a stretch reads as the name of a unit or group of people."""
    name = folded[start:end].strip()
    return 1 < len(name) <= 40 and UNIT_NAME.match(name) is not None


_LEADS = re.compile(r"牵头|主办|主责|为主|总负责|统筹负责|召集")
_HELPS = re.compile(r"配合|协助|参与|协办|协同|参加|支持")
_DOES = re.compile(r"负责|落实|承办|实施|承担|执行|分工|推进|组织|完成|抓好|办理|督促|指导")


def who_in_phrase(twin: Twin, start: int, end: int) -> Who:
    """Who leads and who helps in a phrase such as 市财政局牵头，市教育局、市审计局配合.

    Args:
        twin: The text.
        start: First character of the phrase.
        end: One behind the last.

    Returns:
        The names with their roles; empty when it names nobody in such a role. A bare list of units leads.
    """
    folded = twin.folded
    who = Who()
    clauses = list(_clauses(folded, start, end))
    led = any(_LEADS.search(folded, first, last) for first, last in clauses)
    for first, last in clauses:
        role, names = _role(folded, first, last, led=led)
        if role is not None:
            (who.lead if role else who.support).extend(split_names(twin, names[0], names[1]))
    if not who.lead and who.support and not led:
        who.lead, who.support = who.support, []
    return who


def _clauses(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Clauses that end in a role word; a comma inside a list of names divides none."""
    first = start
    for cut in re.finditer(r"[,;。]", folded[start:end]):
        at = start + cut.start()
        if _inside(folded, start, at):
            continue
        if cut[0] != "," or _role_word(folded, first, at):
            yield first, at
            first = at + 1
    if first < end:
        yield first, end


def _role_word(folded: str, first: int, last: int) -> bool:
    return any(rule.search(folded, max(first, last - 8), last) for rule in (_LEADS, _HELPS, _DOES))


def _role(folded: str, first: int, last: int, *, led: bool) -> tuple[bool | None, tuple[int, int]]:
    """Whether the names of a clause lead (True), help (False) or are none (None), and where they stand."""
    lead = _LEADS.search(folded, first, last)
    helps = _HELPS.search(folded, first, last)
    if lead is not None and (helps is None or lead.start() < helps.start()):
        return True, (first, lead.start())
    if helps is not None:
        return False, (first, helps.start())
    does = _DOES.search(folded, first, last)
    if does is not None:
        return not led, (first, does.start())
    return (not led, (first, last)) if _all_units(folded, first, last) else (None, (first, last))


def _all_units(folded: str, first: int, last: int) -> bool:
    pieces = [piece.strip() for piece in re.split(r"[、,;/\s]", folded[first:last]) if piece.strip()]
    return bool(pieces) and all(is_unit(piece, 0, len(piece)) for piece in pieces)
