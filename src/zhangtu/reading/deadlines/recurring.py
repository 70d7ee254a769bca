"""Limits that come again: every month by day 2, every quarter, every half-year once."""

import re
from datetime import time
from typing import Final

from zhangtu.kernel.numerals import to_int
from zhangtu.reading.deadlines.dated import Stretch, clock_at
from zhangtu.reading.deadlines.sightings import Sighting
from zhangtu.reading.deadlines.stamps import LAST, Grain, stamp_at
from zhangtu.reading.model import Deadline, DeadlineKind, Period, Recurrence, Span

_N = "[0-9]{1,2}|[一二两三四五六七八九十]{1,2}"
_UNIT = "个?工作日|日|天|个?星期|个?礼拜|周|旬|半?个?月份?|个?季度?|半年|年度?|个?学期|个?学年"
_EVERY: Final = re.compile(
    "每?(?P<odd>[单双])周(?=[一二三四五六日])"
    rf"|每(?:间?隔)?(?P<half>半(?=个?月))?(?P<n>{_N})?(?: *个)? *(?P<unit>{_UNIT})"
    "(?!份额|薪|均|级|段|龄|边|岁|节|票|常|饼)"
    "|[按逐](?P<by>月|季度?|半年|年度|周|旬|日|学期)(?!度?计划|照|期|票|边)"
    rf"|(?P<once>一|1|两|半)个?(?P<of>日|天|周|旬|月|季度?|半年|年|学期)(?P<times>{_N})"
    "(?=次|调度|报|通报|会商|督查|检查|总结|研判|分析|汇总|评|考核|汇报|轮换|巡)"
    "|(?P<season>季)度?(?=末月|首月|(?:结束)?后的?[0-9一二三五十]{1,2}个?(?:工作)?日)"
    "|(?P<next>次月|下个?月)(?= *(?:[0-9]|[一二三十]|上旬|初|底))"
)
_COUNT: Final = re.compile(rf"[^,。;:、\n每]{{0,16}}?(?P<count>{_N}) *(?:次|场|轮|回)(?!性|数|要|会议)")
_OF_MONTH: Final = re.compile(
    "(?:的|于|在)? *(?:(?P<day>[0-9]{1,2}|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
    "(?: *[日号]?(?:-|~|至|到)(?P<until>[0-9]{1,2}))? *[日号]"
    "|(?P<part>月?底|月?末|月?初|上旬|中旬|下旬)|(?P<last>最后一?(?:个工作日|天|日|个?周))"
    "|(?P<first>第一(?:个工作日|天|日|周)))"
)
_OF_QUARTER: Final = re.compile(
    "(?:的|于|在)? *(?:(?P<last>末月|最后一?个?月|第三个?月)|(?P<first>首月|第一个?月|头一?个?月|次月|初)"
    "|(?P<second>第二个?月|中间月)|(?P<end>末|底))"
)
_OF_WEEK: Final = re.compile(
    "(?:的|于|在)?(?:星期|周|礼拜)?(?P<day>[一二三四五六日天]|[1-7](?![0-9]))"
    "(?![次回报个场例期十]|小时|天|名|篇|条|调度|汇)"
)
_DAYS_AFTER: Final = re.compile(
    "(?:结束|终了|完结|届满)?(?:之|以)?后的?(?:第)?(?P<days>[0-9]{1,2}|[一二三五十两]{1,3}) *"
    "(?:个?(?P<weeks>星期|周)|个?(?:工作)?[日天])(?:之|以)?内?"
)
#: Further days of the same rule: 每月5日、20日前, 每周一、三、五, 每年6月25日和12月25日前.
_MORE: Final = {
    Period.MONTH: re.compile(
        r"(?:前?[、和及与] *(?:(?:[0-9]{1,2}|[一二三]?十?[一二三四五六七八九十]) *[日号]|月?[底末]))+"
    ),
    Period.WEEK: re.compile("(?:[、和及与] *(?:周|星期)?[一二三四五六日天](?![次个]))+"),
    Period.YEAR: re.compile(
        "(?:前?[、和及与] *(?:[0-9]{1,2} *月(?: *[0-9]{1,2} *[日号]|份|底|末|[上中下]旬)?|[上下]半年"
        "|第?[一二三四]季度))+"
    ),
}
_END: Final = re.compile(
    " *(?:下班)?(?:(?:以|之)?前(?![往来沿后列置景瞻期夕两三几])|(?:以|之)?内(?!部|容|外)|为?止|起)?"
)
_UNITS: Final = {
    "工作日": Period.DAY, "日": Period.DAY, "天": Period.DAY, "周": Period.WEEK,
    "星期": Period.WEEK, "礼拜": Period.WEEK,
    "旬": Period.TEN_DAYS, "月": Period.MONTH, "季": Period.QUARTER,
    "半年": Period.HALF_YEAR, "年": Period.YEAR,
}  # fmt: skip
_STEPS: Final = {
    (Period.MONTH, 2): Period.TWO_MONTHS, (Period.MONTH, 3): Period.QUARTER,
    (Period.MONTH, 6): Period.HALF_YEAR,
    (Period.MONTH, 12): Period.YEAR, (Period.WEEK, 2): Period.HALF_MONTH, (Period.DAY, 10): Period.TEN_DAYS,
    (Period.DAY, 15): Period.HALF_MONTH, (Period.DAY, 7): Period.WEEK, (Period.DAY, 30): Period.MONTH,
    (Period.QUARTER, 2): Period.HALF_YEAR,
}  # fmt: skip
_WORDS: Final = {
    Period.DAY: "days", Period.WEEK: "weeks", Period.MONTH: "months", Period.YEAR: "years",
    Period.QUARTER: "quarters",
}  # fmt: skip
_PARTS: Final = {"底": LAST, "末": LAST, "初": 10, "上旬": 10, "中旬": 20, "下旬": LAST}
_WEEKDAYS: Final = {**{letter: day for day, letter in enumerate("一二三四五六日", 1)}, "天": 7}


def recurring_at(stretch: Stretch, at: int) -> Sighting | None:
    """A recurring limit at a place.

    Args:
        stretch: Where to look.
        at: Where it would begin.

    Returns:
        What is seen there, or None.
    """
    match = _EVERY.match(stretch.folded, at, stretch.end)
    if not match:
        return None
    step = _step(match)
    if not isinstance(step, Period):
        return _sighting(stretch, at, match.end(), step)
    stop, month, day = _detail(stretch, match.end(), step)
    stop, hour, _ = clock_at(stretch.folded, stop, stretch.end)
    for tail in (_MORE.get(step) if day or month else None, _END):
        more = tail.match(stretch.folded, stop, stretch.end) if tail else None
        stop = more.end() if more else stop
    stop, count = _count(stretch, match, stop)
    return _sighting(stretch, at, stop, Recurrence(step, month, day, count), hour)


def _step(match: re.Match[str]) -> Period | str:
    if match["odd"]:
        return Period.HALF_MONTH
    unit = (
        (match["unit"] or match["by"] or match["of"] or match["season"] or "月")
        .removeprefix("个")
        .removesuffix("度")
        .removesuffix("份")
    )
    if "学" in unit:
        return "every term" if "期" in unit else "every school year"
    if match["half"] or unit.startswith("半个") or unit == "半月" or match["once"] == "半":
        return Period.HALF_YEAR if unit in ("年", "半年") else Period.HALF_MONTH
    period = _UNITS[unit.removeprefix("个")]
    said = match["n"] or ""
    # 两三年 is as often as three
    said = said[-1:] if len(said) > 1 and "十" not in said and not said.isascii() else said
    number = to_int(said) or (2 if match["once"] == "两" else 1)
    if number == 1:
        return period
    return _STEPS.get((period, number), f"every {number} {_WORDS.get(period, 'times')}")


def _detail(stretch: Stretch, at: int, step: Period) -> tuple[int, int | None, int | None]:
    """End of the words, month and day of the period."""
    if step in (Period.MONTH, Period.TWO_MONTHS):
        return _of_month(stretch, at)
    if step in (Period.QUARTER, Period.HALF_YEAR):
        return _of_quarter(stretch, at)
    if step is Period.WEEK:
        match = _OF_WEEK.match(stretch.folded, at, stretch.end)
        if match:
            return match.end(), None, _WEEKDAYS.get(match["day"]) or int(match["day"])
    if step is Period.YEAR:
        return _of_year(stretch, at)
    return at, None, None


def _of_month(stretch: Stretch, at: int) -> tuple[int, int | None, int | None]:
    after = _DAYS_AFTER.match(stretch.folded, at, stretch.end)
    if after:
        return after.end(), None, _days(after)
    match = _OF_MONTH.match(stretch.folded, at, stretch.end)
    if not match:
        return at, None, None
    if match["day"]:
        return match.end(), None, _possible_day(match["until"] or match["day"])
    if match["part"]:
        return match.end(), None, _PARTS[match["part"].removeprefix("月")]
    if match["last"]:
        return match.end(), None, LAST
    return match.end(), None, 7 if match["first"].endswith("周") else 1


def _days(match: re.Match[str]) -> int | None:
    number = to_int(match["days"])
    return number * 7 if number and match["weeks"] else number


def _possible_day(text: str) -> int | None:
    day = to_int(text) or 0
    return day if 1 <= day <= 31 else None


def _of_quarter(stretch: Stretch, at: int) -> tuple[int, int | None, int | None]:
    after = _DAYS_AFTER.match(stretch.folded, at, stretch.end)
    if after:
        return after.end(), 1, _days(after)
    match = _OF_QUARTER.match(stretch.folded, at, stretch.end)
    if not match:
        return at, None, None
    if match["end"]:
        if stretch.folded.startswith("月", match.end()) and match.end() < stretch.end:
            stop, _, day = _of_month(stretch, match.end() + 1)
            return stop, LAST, day
        return match.end(), LAST, LAST
    month = LAST if match["last"] else 2 if match["second"] else 1
    stop, _, day = _of_month(stretch, match.end())
    return stop, month, day


def _of_year(stretch: Stretch, at: int) -> tuple[int, int | None, int | None]:
    begin = at
    while begin < stretch.end and stretch.folded[begin] in "的于在 ":
        begin += 1
    if stretch.folded.startswith(("底", "末"), begin) and begin < stretch.end:
        return begin + 1, 12, LAST
    stamp = stamp_at(stretch.folded, begin, stretch.end, stretch.years)
    if stamp is None:
        return at, None, None
    if stamp.grain is Grain.FEAST:
        return stamp.end, None, None
    if stamp.year is not None or stamp.shift is not None:
        return at, None, None
    month, day = stamp.closes
    if not 1 <= month <= 12 or day > 31:
        return at, None, None
    return stamp.end, month, None if stamp.grain is Grain.MONTH and not stamp.edge else day


def _count(stretch: Stretch, match: re.Match[str], stop: int) -> tuple[int, int | None]:
    """How often within a period; words that stand directly behind belong to the limit."""
    if match["times"]:
        number = to_int(match["times"])
        return stop, number if number != 1 else None
    counted = _COUNT.match(stretch.folded, stop, stretch.end)
    if not counted:
        return stop, None
    number = to_int(counted["count"])
    return (counted.end() if counted.start("count") == stop else stop), (None if number == 1 else number)


def _sighting(
    stretch: Stretch, at: int, stop: int, rule: Recurrence | str, hour: time | None = None
) -> Sighting:
    raw, place = stretch.text[at:stop], Span(at, stop)
    return Sighting(at, stop, Deadline(DeadlineKind.RECURRING, rule=rule, raw=raw, place=place, hour=hour))
