"""Lines of an official document that ask nothing: title, number, addressee, signature, attachments, notes."""

import re
from collections.abc import Sequence

from zhangtu.reading.model import LeafKind
from zhangtu.reading.structure.lexicon import UNIT_ENDS
from zhangtu.reading.structure.lines import Line

NUMBER = re.compile(
    r"[一-鿿]{2,14}[〔\[(【]\s*(?:19|20)?\d{2,3}\s*[〕\])】]\s*第?\s*\d{1,5}\s*号|"
    r"[^\s\d,。;年月日]{1,8}字第\s*\d{5,12}\s*号"
)
DATE_LINE = re.compile(
    r"(?:中华民国\s*)?[\d〇一二三四五六七八九十]{2,4}\s*年\s*[\d一二三四五六七八九十元]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日\s*(?:印发|发布)?"
)
_TITLE_END = re.compile(
    r"(?:方案|计划|计画|通知|意见|要点|分工|清单|分解表?|任务表|安排|措施|行动|总结|汇报|"
    r"报告|办法|规定|条例|细则|制度|通报|决定|函|纪要|预案|规划|须知|守则|台账|公告|通告|"
    r"公约|章程|表|书|指引|纲要|批复|请示)"
    r"(?:\((?:[^()]{1,14})\))?\Z"
)
_UNIT_LINE = re.compile(
    rf"[^,。;:!?]{{2,30}}(?:{UNIT_ENDS})(?:\(?(?:印章|公章|盖章|"
    rf"代章)?\)?)?(?:\s+[^,。;:]{{2,30}}(?:{UNIT_ENDS}))*\Z"
)
_ADDRESSEE = re.compile(
    rf"(?!.*(?:如下|以下|下列|包括)|责任|牵头|配合|主办|协办|承办|负责|参与|实施)[^。;]{{2,300}}(?:{UNIT_ENDS}|人员|同志|企业|单位|同仁|"
    rf"同事|教师|老师)\s*:\Z"
)
_ATTACHMENT = re.compile(
    r"附\s?件\s*[\d一二三四五六七八九十]{0,3}\s*(?:[:：.、]|\Z|\s)|"
    r"附表\s*[\d一二三四五六七八九十]{0,3}\s*(?:[::.、]|\Z)|附\s*[::]|附录"
)
_IMPRINT = re.compile(
    r"抄送|抄报|主送\s*:|主题词|\(?联系人|\(?联系电话|\(?此件|特此(?:通知|函告|报告|公告)|"
    r"校对[::]|打字[::]|共印|发文日期|发文字号|受文者|承办单位联系|"
    r"电话[::]|传真[::]|邮箱[::]|电子邮箱|\(本页无正文|附注|说明[::]|注[::]|备注[::]|"
    r"来源[::]|发布时间|浏览次数|字号[::]|时间:\s*\d{4}-"
)
_CONTENTS = re.compile(r"目\s{0,4}录")
_TOC = re.compile(r"[^.…·]{2,60}(?:\.{4,}|…{2,}|·{4,})\s*\d{1,3}")
_LONGEST_ENTRY = 120
_RED_HEAD = re.compile(r"[^,。;:]{3,24}文\s?件\Z")


def _lists_contents(words: str) -> bool:
    """Whether a line is one of a table of contents: words, leaders, a page number."""
    if not words[-1:].isdigit():
        return _CONTENTS.fullmatch(words) is not None
    return len(words) <= _LONGEST_ENTRY and _TOC.fullmatch(words) is not None


_FRAMES = (
    (LeafKind.ATTACHMENT, _ATTACHMENT.match),
    (LeafKind.NOTE, _IMPRINT.match),
    (LeafKind.NOTE, _lists_contents),
    (LeafKind.SIGNATURE, lambda words: DATE_LINE.fullmatch(words.strip(" ()"))),
)
#: Lines among which the addressee may stand, and the length of a short line.
_ADDRESSED = 30
_SHORT = 60


def furnish(folded: str, lines: Sequence[Line]) -> dict[int, LeafKind]:
    """The kind of every line that is part of a document's frame.

    Args:
        folded: The folded text.
        lines: The lines in order.

    Returns:
        Kinds by a line's first character; lines of the body are not in it.
    """
    kinds: dict[int, LeafKind] = {}
    body = [line for line in lines if not line.empty]
    _head(folded, body, kinds)
    for place, line in enumerate(body):
        if line.start in kinds:
            continue
        kind = _frame(folded, body, place) or _goes_on(folded, body, place, kinds)
        if kind is not None:
            kinds[line.start] = kind
    return kinds


def _head(folded: str, body: Sequence[Line], kinds: dict[int, LeafKind]) -> None:
    """Title lines, red head, number and addressee at the top."""
    for place, line in enumerate(body[:14]):
        if line.mark is not None and not _TITLE_END.search(folded, line.body, line.end):
            break
        words = folded[line.start : line.end]
        if _ADDRESSEE.match(words):
            kinds[line.start] = LeafKind.ADDRESSEE
            break
        if len(words) > 70 or words.endswith(("。", ";", ":", ",")):
            if place:
                break
            continue
        if line.mark is None:
            kinds[line.start] = LeafKind.SIGNATURE if DATE_LINE.fullmatch(words) else LeafKind.TITLE


def _frame(folded: str, body: Sequence[Line], place: int) -> LeafKind | None:
    line = body[place]
    words = folded[line.start : line.end]
    if line.mark is not None:
        return LeafKind.NOTE if _lists_contents(words) else None
    if place < _ADDRESSED and _ADDRESSEE.match(words):
        return LeafKind.ADDRESSEE
    for kind, holds in _FRAMES:
        if holds(words):
            return kind
    if len(words) > _SHORT or words.endswith(("。", ";", ":", ",")):
        return None
    return _signed_or_titled(folded, body, place)


def _signed_or_titled(folded: str, body: Sequence[Line], place: int) -> LeafKind | None:
    """The kind of a short line that may be a signature or a title."""
    words = folded[body[place].start : body[place].end]
    if _RED_HEAD.match(words) or NUMBER.fullmatch(words):
        return LeafKind.TITLE
    following = folded[body[place + 1].start : body[place + 1].end] if place + 1 < len(body) else ""
    signed = DATE_LINE.fullmatch(following) or _UNIT_LINE.match(following) or not following
    if signed and _UNIT_LINE.match(words):
        return LeafKind.SIGNATURE
    if place and _TITLE_END.search(words) and _after_break(folded, body, place):
        return LeafKind.TITLE
    return None


def _goes_on(folded: str, body: Sequence[Line], place: int, kinds: dict[int, LeafKind]) -> LeafKind | None:
    """The kind of a numbered line that goes on with a list of attachments or notes begun before it."""
    mark, before = body[place].mark, body[place - 1]
    kind = kinds.get(before.start) if place else None
    if mark is None or kind not in (LeafKind.ATTACHMENT, LeafKind.NOTE):
        return None
    number = before.mark.number if before.mark is not None else 1
    listed = before.mark is not None or re.search(r"[::]\s*1\s*[.、]", folded[before.start : before.end])
    return kind if listed and mark.number == number + 1 else None


def _after_break(folded: str, body: Sequence[Line], place: int) -> bool:
    """Whether a line follows a signature, an attachment mark or another title: a new document begins."""
    before = folded[body[place - 1].start : body[place - 1].end]
    plain = body[place - 1].mark is None and len(before) <= 30 and not before.endswith(("。", ";", ":"))
    framed = DATE_LINE.fullmatch(before.strip(" ()")) or _ATTACHMENT.match(before) or _IMPRINT.match(before)
    return plain or before.startswith("(") or framed is not None


def opens_document(kind: LeafKind | None) -> bool:
    """Whether a line of this kind ends the numbering before it (a new part of the paper begins)."""
    return kind in (LeafKind.ATTACHMENT, LeafKind.TITLE)
