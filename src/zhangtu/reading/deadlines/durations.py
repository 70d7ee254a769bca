"""Limits that run from an event: so many days, hours, months; the same day; at once."""

import re
from typing import Final

from zhangtu.kernel.numerals import to_int
from zhangtu.reading.deadlines.dated import Stretch
from zhangtu.reading.deadlines.sightings import Sighting
from zhangtu.reading.model import Deadline, DeadlineKind, Duration, Span

_N = "[0-9]{1,3}|[一二两三四五六七八九十百]{1,4}"
_DURATION: Final = re.compile(
    rf"(?P<n>{_N}|半) *(?:个? *(?:-|~|至|到) *(?P<n2>{_N}))? *(?P<of>个)? *"
    r"(?P<unit>工作[日天]|自然日|日历日|小时|钟头|分钟|日|天|周|星期|礼拜|月|季度|学期"
    r"|年)(?:左右)?(?:的?时间)?"
    r"(?P<suffix>(?:以|之)?内(?!部|容|外|控|设|涵|蒙|地)|(?:以|之)?前|后|来|以上|左右)?"
)
_SAME_DAY: Final = re.compile(
    "当[日天](?!起|的|至|到|情况|数据|信息|工作|值|最|气|天|报纸|处罚)(?:[以之]?[内前])?"
    "|次日(?:(?:上午|下午)?(?:下班)?[以之]?前)?(?!起)"
)
_AT_ONCE: Final = re.compile(
    "立行立改|即知即改|立查立改|即查即改|边查边改|立即(?:整改|执行|落实|实施|办理)?|即时|即刻|即办件?|当场"
    "|马上"
)
_EVENT: Final = re.compile(
    r"(?P<event>[^,。;:、()“”\s]{1,24}?)(?P<link>(?:之|当|次)日起|之时起|之日(?:以|之)?后|之日|起|以后"
    r"|之后|后|(?<=文到))"
    r"(?:,|的|第|应当?|必须|须|需|要|请|在|于)* *$"
)
_EVENT_FROM: Final = re.compile(
    "自(?!查|评|主|行|治|救)|从|应当?(?!急)|必须|须|需要?(?!求)|要(?=在|于|自|接|收)|在|并(?=在|于|自)"
    "|(?<![关对由属])于(?=..)"
)
_MOST_EVENT: Final = 32
#: 第3周, 第1-2周: a week of the term, not a length of time.
_ORDINAL: Final = re.compile(r"第(?:[0-9一二三四五六七八九十]{1,2}[-~至到])?$")
_LINK_ENDS: Final = frozenset("请起后日的,第应当须需要在于到 ")
_UNITS: Final = {
    "工作日": "workday", "工作天": "workday", "自然日": "day", "日历日": "day", "日": "day", "天": "day",
    "小时": "hour", "钟头": "hour",
    "分钟": "minute", "周": "week", "星期": "week", "礼拜": "week", "月": "month", "年": "year",
}  # fmt: skip
_HALVES: Final = {
    "年": (6, "month"), "月": (15, "day"), "天": (12, "hour"), "日": (12, "hour"), "小时": (30, "minute"),
}  # fmt: skip


def duration_at(stretch: Stretch, at: int, low: int) -> Sighting | None:
    """A length of time at a place.

    Args:
        stretch: Where to look.
        at: Where it would begin.
        low: Where the words before it may begin at the earliest.

    Returns:
        What is seen there, the event it runs from included, or None.
    """
    match = _DURATION.match(stretch.folded, at, stretch.end)
    if not match:
        return None
    amount = _amount(match)
    suffix = match["suffix"] or ""
    if _ORDINAL.search(stretch.folded, max(stretch.start, at - 4), at):
        return None
    if amount is None or suffix in {"前", "后", "来", "以上", "左右", "以前", "之前"}:
        return None
    if match["unit"] == "月" and match["of"] is None and match["n"] != "半":
        return None
    begin, event = event_before(stretch, at, low)
    return _sighting(stretch, begin, match.end(), Duration(*amount, event), suffix)


def _amount(match: re.Match[str]) -> tuple[int, str] | None:
    unit = match["unit"]
    if match["n"] == "半":
        return _HALVES.get(unit)
    number = to_int(match["n2"] or match["n"])
    if not number:
        return None
    if unit in ("季度", "学期"):
        return (3 * number, "month") if unit == "季度" else (6 * number, "month")
    return number, _UNITS[unit]


def event_before(stretch: Stretch, at: int, low: int) -> tuple[int, str | None]:
    """The event a length of time runs from, as written before it.

    Args:
        stretch: Where to look.
        at: Where the length of time begins.
        low: Where the event may begin at the earliest.

    Returns:
        Where the words of the event begin (``at`` if there are none) and the event in the original's words.
    """
    low = max(stretch.start, low, at - _MOST_EVENT)
    if low >= at or stretch.folded[at - 1] not in _LINK_ENDS:
        return at, None
    match = _EVENT.search(stretch.folded, low, at)
    if not match:
        return at, None
    begin, stop = match.span("event")
    outer = begin
    for link in _EVENT_FROM.finditer(stretch.folded, begin, stop):
        if link.end() < stop:
            outer = link.start() if link[0] in ("自", "从") else link.end()
            begin = link.end()
    return outer, stretch.text[begin:stop]


def same_day_at(stretch: Stretch, at: int) -> Sighting | None:
    """``当日``, ``当天``, ``次日`` at a place; in a labelled place also ``立即`` and its like.

    Args:
        stretch: Where to look.
        at: Where it would begin.

    Returns:
        What is seen there, or None.
    """
    match = _SAME_DAY.match(stretch.folded, at, stretch.end)
    if match:
        rule = Duration(1 if match[0].startswith("次") else 0, "day")
        return _sighting(stretch, at, match.end(), rule, "内")
    match = _AT_ONCE.match(stretch.folded, at, stretch.end) if stretch.labelled else None
    return _sighting(stretch, at, match.end(), Duration(0, "day"), "内") if match else None


def _sighting(stretch: Stretch, at: int, stop: int, rule: Duration, suffix: str) -> Sighting:
    raw, place = stretch.text[at:stop], Span(at, stop)
    return Sighting(at, stop, Deadline(DeadlineKind.DURATION, rule=rule, raw=raw, place=place), suffix)
