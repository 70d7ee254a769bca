"""Dates as they are written: a year, month, quarter, half or day, complete or not, found at a place."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import Final, TypeAlias

from zhangtu.kernel.numerals import to_int
from zhangtu.reading.deadlines.context import REPUBLIC, Years
from zhangtu.reading.deadlines.feasts import eve_of

CN: Final = "〇零○一二三四五六七八九"
#: Separators between the two ends of a range, on folded text.
TO: Final = "(?:-{1,4}|~{1,2}|至|到)"
LAST: Final = -1
#: The month of 本月 or 春节 when nothing says which it is.
UNKNOWN: Final = -1


class Grain(IntEnum):
    """How fine a written date is."""

    DAY = 1
    PART = 2
    MONTH = 3
    QUARTER = 4
    HALF = 5
    YEAR = 6
    FEAST = 7


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as written.

    Attributes:
        start: First character.
        end: One behind the last.
        grain: How fine it is.
        opens: Month and day it begins with; month -1 means not known.
        closes: Month and day it ends with; day -1 is the month's last.
        year: The year written; None if none is.
        shift: 今年 0, 明年 1, 去年 -1; None if it is not said that way.
        edge: Whether it names the end of a period (底, 末, 年内).
        month_said: Whether a month is written.
    """

    start: int
    end: int
    grain: Grain
    opens: tuple[int, int]
    closes: tuple[int, int]
    year: int | None = None
    shift: int | None = None
    edge: bool = False
    month_said: bool = False


_YEAR = (
    rf"(?:(?:(?:中华)?民国 *(?P<era>[0-9]{{1,3}}|[{CN}十百元]{{1,5}})"
    rf"|(?P<hundred>一百[{CN}十]{{1,3}})(?= *年 *[{CN}十]{{1,3}} *月)"
    rf"|(?P<year>(?:19|20)[0-9]{{2}}|[0-9]{{2,3}}|[一二][{CN}0]{{3}})) *年度?"
    "|(?P<near>今年|本年度?|当年|明年|次年|来年|翌年|去年|上年))"
)
_MONTH = (
    "(?:(?P<month>[0-9]{1,2}|十[一二]?|[一二三四五六七八九]|元) *月(?!刊|报|均|度|嫂|薪|饼|租|息|票)份?"
    "|(?P<moon>本月份?|当月|次月|下个?月|上个?月))"
)
_NUMBER = "[0-9]{1,2}|三十一?|[二两]?十[一二三四五六七八九]?|[廿卅][一二三四五六七八九]?|[一二三四五六七八九]"
_TWELVE = "[0-9]{1,2}|十[一二]?|[一二三四五六七八九]"
_DAY = rf" *(?P<day>{_NUMBER}) *[日号](?!线|楼|文|院)"
_PART = " *(?P<part>[上中下]旬|上中旬|中下旬|底|末|初|中(?=前|以前|之前|[,。;、)]|$))"
_QUARTER = (
    "(?:第? *(?P<quarter>[一二三四1234]) *季度?|(?P<first>首季度?)|前(?P<quarters>[一二两三123]) *个?季度?)"
    " *(?P<hem>末|底|初|内)?"
)
_HALF = "(?P<half>[上下前后])半年(?P<rim>末|底|内)?"
_BRIM = (
    " *(?P<brim>年?底|年?末|年终|终(?=前)|年?内(?!部|容|外|控|设|涵|蒙|地)|年中|中(?=前)|年?初|岁末|全年"
    "|[季月]末|季度末|[季月]底|季度底)"
)
_WRITTEN: Final = re.compile(rf"(?:{_YEAR} *)?(?:{_MONTH}(?:{_DAY}|{_PART})?|{_QUARTER}|{_HALF}|{_BRIM})?")
_FIGURES: Final = re.compile(
    r"(?<![0-9.])(?P<year>(?:19|20)[0-9]{2}|1[0-9]{2}|9[0-9]) *(?P<sep>[./-]) *(?P<month>[0-9]{1,2})"
    r"(?: *(?P=sep) *(?P<day>[0-9]{1,2}))?(?P<odd> *[日号月])?(?![0-9]|\.[0-9]| *[万亿元%个吨公米户人家年])"
)
_MONTH_DAY: Final = re.compile(
    r"(?<![0-9.])(?P<month>1[0-2]|0?[1-9])[./](?P<day>[0-3]?[0-9])(?![0-9./%月年日个])"
)
_DAY_ONLY: Final = re.compile(rf"(?P<day>{_NUMBER}) *[日号]")
_FEASTS = (
    "两会|主?汛期?|春节|元旦|清明节?|“?五一”?(?:国际)?(?:劳动节|节)?|(?:国际)?劳动节|端午节?|中秋节?"
    "|“?十一”?|国庆节?|双节"
    "|“?[六七八]一”?|元宵节?|(?:春季|秋季|新学期)?开学|暑假|寒假|期末|学期末|学期结束|高考|中考|[供采]暖期?"
    "|换届|入[冬汛]|三夏|三秋"
)
_WEEKDAY: Final = re.compile("(?P<which>本|这|下)个?(?:周|星期)(?P<day>[一二三四五六日天])")
_PLAN: Final = re.compile(r"“?十(?P<plan>[二三四五六])五”?(?P<tail>时?期?末|期间|规划期?末|时期)?")
_SCHOOL_YEAR: Final = re.compile(r"(?P<school>1[0-9]{2}) *学年度?(?: *第?(?P<term>[一二12上下]) *学期)?")
_FEAST: Final = re.compile(rf"(?:{_YEAR} *)?(?P<feast>{_FEASTS})(?=[以之]?前(?![往来沿后列置景瞻期夕]))")
_NO_MONTH_DAY = "(?! *[0-9]{1,2} *[日号])"
_SPAN: Final = re.compile(
    rf"(?:{_YEAR} *)?(?:"
    rf"(?P<m1>{_TWELVE}) *(?:{TO}|、) *(?P<m2>{_TWELVE}) *月{_NO_MONTH_DAY}份?"
    rf"|第?(?P<q1>[一二三123]) *(?:{TO}|、) *第?(?P<q2>[二三四234]) *季度?"
    rf"|(?P<sm>{_TWELVE}) *月 *(?P<d1>{_NUMBER}) *[日号]? *(?:{TO}|、) *(?P<d2>{_NUMBER}) *[日号]"
    rf"|(?<![0-9])(?P<y1>(?:19|20)[0-9]{{2}}) *{TO} *(?P<y2>(?:19|20)[0-9]{{2}})(?: *年度?|(?=[,。;)]|$)))"
)
_PARTS: Final = {
    "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, LAST),
    "上中旬": (1, 20), "中下旬": (11, LAST),
    "底": (LAST, LAST), "末": (LAST, LAST),
    "初": (1, 10), "中": (15, 15),
}  # fmt: skip
_NEAR: Final = {"今": 0, "本": 0, "当": 0, "明": 1, "次": 1, "来": 1, "翌": 1, "去": -1, "上": -1}
_MOONS: Final = {"本": 0, "当": 0, "次": 1, "下": 1, "上": -1}

Groups: TypeAlias = dict[str, str | None]


def stamp_at(folded: str, at: int, end: int, years: Years) -> Stamp | None:
    """The date written at a place.

    Args:
        folded: The folded text.
        at: Where it would begin.
        end: Where the stretch ends.
        years: What is known of the document's years.

    Returns:
        The date, the longest that can be read there, or None.
    """
    figures = _FIGURES.match(folded, at, end)
    if figures:
        found = _of_figures(figures, years)
        if found is not None:
            return found
    feast = _FEAST.match(folded, at, end)
    if feast:
        return _of_feast(feast, years)
    plan = _PLAN.match(folded, at, end)
    if plan and (plan["tail"] or "").endswith("末"):
        closes = (12, LAST)
        return Stamp(at, plan.end(), Grain.YEAR, closes, closes, _plan_year(plan), edge=True)
    weekday = _WEEKDAY.match(folded, at, end)
    if weekday:
        return _of_weekday(weekday, years)
    match = _WRITTEN.match(folded, at, end)
    if not match or match.end() == at:
        return None
    return _of_words(match, years)


def month_day_at(folded: str, at: int, end: int) -> Stamp | None:
    """A month and day in figures without a year (``6.30``), which only a labelled place may hold.

    Args:
        folded: The folded text.
        at: Where it would begin.
        end: Where the stretch ends.

    Returns:
        The date or None.
    """
    match = _MONTH_DAY.match(folded, at, end)
    if not match:
        return None
    when = (int(match["month"]), int(match["day"]))
    return Stamp(match.start(), match.end(), Grain.DAY, when, when, month_said=True)


def day_at(folded: str, at: int, end: int, month: int) -> Stamp | None:
    """A day without its month (``25日``), the month being known from before.

    Args:
        folded: The folded text.
        at: Where it would begin.
        end: Where the stretch ends.
        month: The month it belongs to.

    Returns:
        The date or None.
    """
    match = _DAY_ONLY.match(folded, at, end)
    if not match:
        return None
    when = (month, _number(match["day"]))
    return Stamp(match.start(), match.end(), Grain.DAY, when, when)


def span_at(folded: str, at: int, end: int, years: Years) -> tuple[Stamp, Stamp] | None:
    """A range whose unit is written once (``3-5月``, ``6月1至10日``, ``一至二季度``, ``2021-2023年``).

    Args:
        folded: The folded text.
        at: Where it would begin.
        end: Where the stretch ends.
        years: What is known of the document's years.

    Returns:
        Its first and last date, both with the place of the whole, or None.
    """
    match = _SPAN.match(folded, at, end)
    if not match:
        return _named_years(folded, at, end)
    groups = match.groupdict()
    if not _year_fits(groups, years, alone=False):
        return None
    year, shift = _year_of(groups, years)
    base = Stamp(match.start(), match.end(), Grain.MONTH, (1, 1), (12, LAST), year, shift, month_said=True)
    if groups["y1"]:
        whole = replace(base, grain=Grain.YEAR)
        return replace(whole, year=int(groups["y1"])), replace(whole, year=int(groups["y2"] or 0))
    return _span_ends(base, groups)


def _named_years(folded: str, at: int, end: int) -> tuple[Stamp, Stamp] | None:
    """A five-year plan, or a school year as the law of Taiwan has it: from August to July."""
    plan = _PLAN.match(folded, at, end)
    if plan and not (plan["tail"] or "").endswith("末"):
        whole = Stamp(at, plan.end(), Grain.YEAR, (1, 1), (12, LAST), _plan_year(plan))
        return replace(whole, year=_plan_year(plan) - 4), whole
    school = _SCHOOL_YEAR.match(folded, at, end)
    if not school:
        return None
    year, term = int(school["school"]) + REPUBLIC, school["term"] or ""
    first = (year, 8) if term not in {"二", "2", "下"} else (year + 1, 2)
    last = (year + 1, 7) if term not in {"一", "1", "上"} else (year + 1, 1)
    whole = Stamp(at, school.end(), Grain.YEAR, (first[1], 1), (last[1], LAST), first[0])
    return whole, replace(whole, year=last[0])


def _plan_year(match: re.Match[str]) -> int:
    """The last year of a five-year plan: the fourteenth ends in 2025."""
    return 1955 + 5 * (10 + _number(match["plan"]))


def _span_ends(base: Stamp, groups: Groups) -> tuple[Stamp, Stamp]:
    if groups["m1"]:
        grain, pairs = Grain.MONTH, [(_number(groups[k]), _number(groups[k])) for k in ("m1", "m2")]
    elif groups["q1"]:
        grain, pairs = (
            Grain.QUARTER,
            [(3 * _number(groups[k]) - 2, 3 * _number(groups[k])) for k in ("q1", "q2")],
        )
    else:
        month = _number(groups["sm"])
        days = [(month, _number(groups[k])) for k in ("d1", "d2")]
        first, last = (replace(base, grain=Grain.DAY, opens=when, closes=when) for when in days)
        return first, last
    first, last = (replace(base, grain=grain, opens=(a, 1), closes=(b, LAST)) for a, b in pairs)
    return first, last


def _number(text: str | None) -> int:
    return 1 if text == "元" else (to_int(text or "") or 0)


def _year_of(groups: Groups, years: Years) -> tuple[int | None, int | None]:
    era = groups.get("era") or groups.get("hundred")
    if era:
        return _number(era) + REPUBLIC, None
    if groups.get("near"):
        return None, _NEAR[(groups["near"] or "")[0]]
    if not groups.get("year"):
        return None, None
    year = _number(groups["year"])
    if year < 1000 and (years.minguo or year >= 90):
        return year + REPUBLIC, None
    return (year + 2000 if year < 100 else year), None


def _year_fits(groups: Groups, years: Years, *, alone: bool) -> bool:
    """Whether a short year is one: ``20年内`` is a length of time, ``110年`` a year only in Taiwan."""
    said = groups.get("year")
    if said is None or len(said) >= 4:
        return True
    if len(said) == 3 and not 90 <= int(said) < 200:
        return False
    brim = groups.get("brim")
    if brim is not None:
        return brim not in {"内", "初", "中"} or len(said) == 3
    return not alone or (years.minguo and len(said) == 3)


def _of_figures(match: re.Match[str], years: Years) -> Stamp | None:
    said, day = match["year"], match["day"]
    if len(said) < 4 and day is None:
        return None
    year = int(said) + (REPUBLIC if len(said) < 4 else 0)
    month = int(match["month"])
    if day is None:
        # 2021-12 is a month, 2020.5 may be a number: only a plausible month is read
        if not 1 <= month <= 12:
            return None
        return Stamp(
            match.start(), match.end(), Grain.MONTH, (month, 1), (month, LAST), year, month_said=True
        )
    if len(said) == 2 and not years.minguo:
        return None
    when = (month, int(day))
    return Stamp(match.start(), match.end(), Grain.DAY, when, when, year, month_said=True)


def _of_feast(match: re.Match[str], years: Years) -> Stamp:
    name = match["feast"].strip("“").replace("”", "")
    year, shift = _year_of(match.groupdict(), years)
    eve = eve_of(name, year, shift, years)
    when = (UNKNOWN, LAST) if eve is None else (eve.month, eve.day)
    return Stamp(match.start(), match.end(), Grain.FEAST, when, when, None if eve is None else eve.year)


def _of_weekday(match: re.Match[str], years: Years) -> Stamp:
    """本周五, 下周一: a day only beside the day of signing."""
    issued, when, year = years.issued, (UNKNOWN, LAST), None
    if issued is not None:
        ahead = "一二三四五六日".find(match["day"].replace("天", "日")) - issued.weekday()
        ordinal = issued.toordinal() + ahead + (7 if match["which"] == "下" else 0)
        if 0 < ordinal <= date.max.toordinal():
            day = date.fromordinal(ordinal)
            when, year = (day.month, day.day), day.year
    return Stamp(match.start(), match.end(), Grain.DAY, when, when, year)


def _of_words(match: re.Match[str], years: Years) -> Stamp | None:
    groups: Groups = match.groupdict()
    finer = [groups[key] for key in ("month", "moon", "quarter", "first", "quarters", "half", "brim")]
    alone = not any(finer)
    if not _year_fits(groups, years, alone=alone):
        return None
    year, shift = _year_of(groups, years)
    base = Stamp(match.start(), match.end(), Grain.YEAR, (1, 1), (12, LAST), year, shift)
    if groups["month"] or groups["moon"]:
        return _with_month(base, groups, years)
    if groups["quarter"] or groups["first"] or groups["quarters"]:
        return _with_quarter(base, groups)
    if groups["half"]:
        opens, closes = ((1, 1), (6, LAST)) if groups["half"] in "上前" else ((7, 1), (12, LAST))
        return replace(base, grain=Grain.HALF, opens=opens, closes=closes, edge=bool(groups["rim"]))
    if groups["brim"]:
        return _with_brim(base, groups["brim"], years)
    return base


def _with_month(base: Stamp, groups: Groups, years: Years) -> Stamp:
    month, year = _number(groups["month"]), base.year
    if groups["moon"]:
        month = UNKNOWN
        if years.issued is not None:
            ordinal = years.issued.year * 12 + years.issued.month - 1 + _MOONS[(groups["moon"] or "")[0]]
            year, month = ordinal // 12, ordinal % 12 + 1
    base = replace(
        base, year=year, month_said=True, grain=Grain.MONTH, opens=(month, 1), closes=(month, LAST)
    )
    if groups["day"]:
        when = (month, _number(groups["day"]))
        return replace(base, grain=Grain.DAY, opens=when, closes=when)
    if groups["part"]:
        first, last = _PARTS[groups["part"] or ""]
        edge = groups["part"] in ("底", "末")
        grain = Grain.MONTH if edge else Grain.PART
        return replace(base, grain=grain, opens=(month, first), closes=(month, last), edge=edge)
    return base


def _with_quarter(base: Stamp, groups: Groups) -> Stamp:
    hem = groups["hem"]
    if groups["quarters"]:
        last = _number(groups["quarters"])
        return replace(base, grain=Grain.QUARTER, closes=(3 * last, LAST), edge=bool(hem))
    quarter = 1 if groups["first"] else _number(groups["quarter"])
    closes = (3 * quarter - 2, 10) if hem == "初" else (3 * quarter, LAST)
    return replace(
        base, grain=Grain.QUARTER, opens=(3 * quarter - 2, 1), closes=closes, edge=bool(hem) and hem != "初"
    )


def _with_brim(base: Stamp, brim: str, years: Years) -> Stamp | None:
    if brim[0] in "季月":
        issued = years.issued
        month = (
            UNKNOWN if issued is None else issued.month if brim[0] == "月" else (issued.month + 2) // 3 * 3
        )
        year = base.year if issued is None else issued.year
        return replace(
            base, grain=Grain.MONTH, year=year, opens=(month, LAST), closes=(month, LAST), edge=True
        )
    if brim.endswith("初"):
        return replace(base, grain=Grain.PART, closes=(1, LAST))
    if brim.endswith("中"):
        return replace(base, grain=Grain.PART, opens=(6, LAST), closes=(6, LAST))
    if brim == "全年" or brim.endswith("内"):
        return replace(base, edge=brim != "全年")
    return replace(base, opens=(12, LAST), edge=True)
