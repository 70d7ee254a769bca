"""Days, weeks, ten-day parts of months, months, quarters, half years and years, as offices report by them."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, Final

from zhangtu.kernel.numerals import to_chinese, to_int
from zhangtu.kernel.refusals import RefusedError
from zhangtu.kernel.scripts import in_language

#: Offices report about no other years; it keeps every neighbour of a period a day that exists.
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2999

_PARTS: Final = "上中下"
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ONE_DAY: Final = timedelta(days=1)
_NUMBER: Final = r"[0-9〇零一二三四五六七八九十]{1,3}"
#: How periods are written, by people and by us: kind, and groups y, n (number), m, d or p where it has them.
_WRITINGS: Final = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("day", r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
        ("day", rf"(?P<y>\d{{4}})年(?P<m>{_NUMBER})月(?P<d>{_NUMBER})[日号號]"),
        ("week", r"(?P<y>\d{4})-?W(?P<n>\d{1,2})"),
        ("week", rf"(?P<y>\d{{4}})年第(?P<n>{_NUMBER})[周週](?:\(.*\))?"),
        ("ten_days", r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<p>[上中下])旬"),
        ("ten_days", rf"(?P<y>\d{{4}})年(?P<m>{_NUMBER})月(?:份)?(?P<p>[上中下])旬"),
        ("month", r"(?P<y>\d{4})-(?P<n>\d{1,2})"),
        ("month", rf"(?P<y>\d{{4}})年(?P<n>{_NUMBER})月(?:份)?"),
        ("quarter", r"(?P<y>\d{4})-?Q(?P<n>\d)"),
        ("quarter", rf"(?P<y>\d{{4}})年第?(?P<n>{_NUMBER})季度?"),
        ("half_year", r"(?P<y>\d{4})-?H(?P<n>\d)"),
        ("half_year", r"(?P<y>\d{4})年(?P<p>[上下])半年"),
        ("year", r"(?P<y>\d{4})(?:年度?)?"),
    )
)


class PeriodError(RefusedError):
    """No period, or no rule for a due day, is written like this."""

    sentences: ClassVar = {
        "unknown": (
            "“{text}”不是统计期。写法举例：2026-11、2026Q3、2026、2026H1、2026W07、2026-11-上旬、2026-11-03。",
            "“{text}” is no period. Write for instance 2026-11, 2026Q3, 2026, 2026H1, 2026W07 or 2026-11-03.",
        ),
        "no_such": (
            "没有“{text}”这个统计期，请核对年份和序号。",
            "There is no period “{text}”; check its year and number.",
        ),
        "unknown_rule": (
            "“{text}”不是报送时限。写法举例：day 2、workday 3、friday、same day、day 25 of period。",
            "“{text}” is no due rule. Write: day 2, workday 3, friday, same day, day 25 of period.",
        ),
    }


class PeriodKind(StrEnum):
    """How long a period is."""

    DAY = "day"
    #: An ISO 8601 week, Monday to Sunday, of the year its Thursday lies in (GB/T 7408).
    WEEK = "week"
    #: 旬: the 1st to 10th, 11th to 20th, and 21st to the last day of a month.
    TEN_DAYS = "ten_days"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of days figures are told for.

    Periods of one kind are ordered as they follow one another.

    Attributes:
        kind: How long it is.
        year: Its year; of a week the ISO year.
        number: Which one of its year, 1 for the first: month 1–12, ten days 1–36, day 1–366; 1 for a year.
    """

    kind: PeriodKind
    year: int
    number: int

    def __post_init__(self) -> None:
        if not (FIRST_YEAR <= self.year <= LAST_YEAR and 1 <= self.number <= _most(self.kind, self.year)):
            raise PeriodError("no_such", text=f"{self.year} {self.kind} {self.number}")

    @property
    def begin(self) -> date:
        """Its first day."""
        year, index = self.year, self.number - 1
        if self.kind is PeriodKind.DAY:
            return date(year, 1, 1) + index * _ONE_DAY
        if self.kind is PeriodKind.WEEK:
            return date.fromisocalendar(year, self.number, 1)
        if self.kind is PeriodKind.TEN_DAYS:
            return date(year, index // 3 + 1, index % 3 * 10 + 1)
        return date(year, index * _MONTHS_OF[self.kind] + 1, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        if self.kind is PeriodKind.DAY:
            return self.begin
        if self.kind is PeriodKind.WEEK:
            return date.fromisocalendar(self.year, self.number, 7)
        if self.number < _most(self.kind, self.year):
            return Period(self.kind, self.year, self.number + 1).begin - _ONE_DAY
        return date(self.year, 12, 31)

    def __contains__(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.begin <= day <= self.end

    def last(self) -> "Period":
        """The period before it (上期)."""
        if self.number > 1:
            return Period(self.kind, self.year, self.number - 1)
        return Period(self.kind, self.year - 1, _most(self.kind, self.year - 1))

    def following(self) -> "Period":
        """The period after it (下期)."""
        if self.number < _most(self.kind, self.year):
            return Period(self.kind, self.year, self.number + 1)
        return Period(self.kind, self.year + 1, 1)

    def same_last_year(self) -> "Period":
        """The period it is compared with a year earlier (上年同期).

        29 February is compared with the 28th, week 53 with the last week of a year that has only 52.
        """
        year = self.year - 1
        if self.kind is PeriodKind.DAY:
            day = self.begin
            leap = (day.month, day.day) == (2, 29)
            return of(PeriodKind.DAY, date(year, day.month, 28 if leap else day.day))
        return Period(self.kind, year, min(self.number, _most(self.kind, year)))

    def __str__(self) -> str:
        """As it is written in addresses, commands and files; ``parse`` reads it."""
        return _TEXTS[self.kind].format(**_words(self))

    def label(self, language: str) -> str:
        """What people call it.

        Args:
            language: ``zh-hans``, ``zh-hant`` or ``en``.

        Returns:
            For instance ``2026年第三季度``; a week says its days besides.
        """
        words = _words(self)
        return in_language(_CHINESE[self.kind].format(**words), _ENGLISH[self.kind].format(**words), language)


_MONTHS_OF: Final = {
    PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12,
}  # fmt: skip
_MOST: Final = {PeriodKind.TEN_DAYS: 36, **{kind: 12 // months for kind, months in _MONTHS_OF.items()}}


def of(kind: PeriodKind, day: date) -> Period:
    """The period a day lies in.

    Args:
        kind: How long it is.
        day: The day.

    Returns:
        The one period of that kind with the day in it.

    Raises:
        PeriodError: The day lies outside the years offices report about.
    """
    if kind is PeriodKind.DAY:
        return Period(kind, day.year, day.timetuple().tm_yday)
    if kind is PeriodKind.WEEK:
        year, week, _ = day.isocalendar()
        return Period(kind, year, week)
    if kind is PeriodKind.TEN_DAYS:
        return Period(kind, day.year, (day.month - 1) * 3 + min(2, (day.day - 1) // 10) + 1)
    return Period(kind, day.year, (day.month - 1) // _MONTHS_OF[kind] + 1)


def between(first: date, last: date, kind: PeriodKind) -> tuple[Period, ...]:
    """The periods that have any day from one day to another.

    Args:
        first: The first day.
        last: The last day.
        kind: How long the periods are.

    Returns:
        The periods, earliest first; empty when ``last`` is before ``first``.

    Raises:
        PeriodError: A day lies outside the years offices report about.
    """
    found: list[Period] = []
    if first <= last:
        found.append(of(kind, first))
        while found[-1].end < last:
            found.append(found[-1].following())
    return tuple(found)


def parse(text: str) -> Period:
    """Read a period as people or addresses write it.

    Args:
        text: For instance ``2026-11``, ``2026Q3``, ``2026``, ``2026W07``, ``2026H1``, ``2026-11-上旬``,
            ``2026-11-03``, or as it is said: ``2026年第三季度``.

    Returns:
        The period.

    Raises:
        PeriodError: Nothing of the kind, or it is in no calendar (``2026Q5``).
    """
    written = unicodedata.normalize("NFKC", text).replace(" ", "")
    for kind, pattern in _WRITINGS:
        if found := pattern.fullmatch(written):
            try:
                return _made(PeriodKind(kind), found)
            except (PeriodError, ValueError) as problem:
                raise PeriodError("no_such", text=text[:40]) from problem
    raise PeriodError("unknown", text=text[:40])


def _made(kind: PeriodKind, found: re.Match[str]) -> Period:
    """The period its parts name; ``ValueError`` for days that are in no calendar."""
    parts = found.groupdict()
    year, month = int(parts["y"]), to_int(parts.get("m") or "") or 0
    if kind is PeriodKind.DAY:
        return of(kind, date(year, month, to_int(parts["d"]) or 0))
    if kind is PeriodKind.TEN_DAYS:
        return of(kind, date(year, month, _PARTS.index(parts["p"]) * 10 + 1))
    if parts.get("p"):
        return Period(kind, year, "上下".index(parts["p"]) + 1)
    return Period(kind, year, to_int(parts["n"]) or 0 if "n" in parts else 1)


def _most(kind: PeriodKind, year: int) -> int:
    """How many periods of a kind a year has."""
    if kind is PeriodKind.DAY:
        return date(year, 12, 31).timetuple().tm_yday
    if kind is PeriodKind.WEEK:
        return date(year, 12, 28).isocalendar().week  # 28 December lies in the last week of every ISO year
    return _MOST[kind]


def _words(period: Period) -> dict[str, object]:
    """What the texts below are filled with."""
    begin, end = period.begin, period.end
    index = period.number - 1
    return {
        "day": begin.isoformat(), "year": period.year, "number": period.number, "days": _days(begin, end),
        "begin": begin, "end": end, "first": _MONTHS[begin.month - 1], "last": _MONTHS[end.month - 1],
        "part": _PARTS[index % 3], "half": "上下"[index % 2], "nth": ("first", "second")[index % 2],
        "quarter": to_chinese(period.number % 100),
    }  # fmt: skip


def _days(begin: date, end: date) -> str:
    """The days of a week as a plan of an office says them: as short as they are plain."""
    if begin.year != end.year:
        return f"{begin.year}年{begin.month}月{begin.day}日—{end.year}年{end.month}月{end.day}日"
    if begin.month != end.month:
        return f"{begin.month}月{begin.day}日—{end.month}月{end.day}日"
    return f"{begin.month}月{begin.day}日—{end.day}日"


_TEXTS: Final = {
    PeriodKind.DAY: "{day}",
    PeriodKind.WEEK: "{year}W{number:02}",
    PeriodKind.TEN_DAYS: "{year}-{begin.month:02}-{part}旬",
    PeriodKind.MONTH: "{year}-{number:02}",
    PeriodKind.QUARTER: "{year}Q{number}",
    PeriodKind.HALF_YEAR: "{year}H{number}",
    PeriodKind.YEAR: "{year}",
}
_CHINESE: Final = {
    PeriodKind.DAY: "{year}年{begin.month}月{begin.day}日",
    PeriodKind.WEEK: "{year}年第{number}周（{days}）",
    PeriodKind.TEN_DAYS: "{year}年{begin.month}月{part}旬",
    PeriodKind.MONTH: "{year}年{number}月",
    PeriodKind.QUARTER: "{year}年第{quarter}季度",
    PeriodKind.HALF_YEAR: "{year}年{half}半年",
    PeriodKind.YEAR: "{year}年",
}
_ENGLISH: Final = {
    PeriodKind.DAY: "{begin.day} {first} {year}",
    PeriodKind.WEEK: "week {number} of {year} ({begin.day} {first} – {end.day} {last})",
    PeriodKind.TEN_DAYS: "{begin.day}–{end.day} {first} {year}",
    PeriodKind.MONTH: "{first} {year}",
    PeriodKind.QUARTER: "Q{number} {year}",
    PeriodKind.HALF_YEAR: "{nth} half of {year}",
    PeriodKind.YEAR: "{year}",
}
