"""What is wrong with written dates: impossible days, ranges that run backwards, years nobody names."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Final

from zhangtu.kernel.numerals import to_chinese, to_int
from zhangtu.kernel.problems import Problem, Repair, Severity
from zhangtu.reading.deadlines.context import Years
from zhangtu.reading.deadlines.moments import moment_of, year_of
from zhangtu.reading.deadlines.stamps import CN, Grain, stamp_at
from zhangtu.reading.model import Deadline, DeadlineKind, Span

_BAD_DAY: Final = re.compile(r"(?P<year>[0-9]{4}|-)-(?P<month>[0-9]{2})-(?P<day>[0-9]{2}) does not exist")
_DAY: Final = re.compile(rf"[0-9]{{1,2}}(?![0-9])|[{CN}十廿卅]{{1,3}}")
_YEAR: Final = re.compile(rf"(?<![0-9])(?:[0-9]{{4}}|[0-9]{{2,3}})(?= *[年./-])|[{CN}0]{{4}}(?= *年)")
_WRITTEN_DAY: Final = re.compile(
    r"(?<![0-9])(?:(?:[0-9]{3,4}|[一二][〇零○一二三四五六七八九]{3}) *年 *)?"
    r"(?:[0-9]{1,2} *月 *[0-9]{1,2}|[一二三四五六七八九十]{1,2} *月 *[一二三四五六七八九十廿卅]{1,3}) *日"
)
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_SHORT_YEARS: Final = 1000


def date_problems(text: str, folded: str, deadlines: Iterable[Deadline]) -> tuple[Problem, ...]:
    """What is wrong with the dates of limits.

    Kinds: ``invalid_date`` (a day, month or hour that does not exist), ``reversed_range`` (the end lies
    before the beginning), ``no_year`` (nothing says which year is meant).

    Args:
        text: The original text.
        folded: Its folded twin, of the same length.
        deadlines: Limits read from that text; those without a place are passed over.

    Returns:
        The problems in the order of the limits, each with a repair where one is evident.
    """
    found: list[Problem] = []
    for deadline in deadlines:
        place = deadline.place
        if place is None or not 0 <= place.start <= place.end <= min(len(text), len(folded)):
            continue
        problem = _problem(text, folded, deadline, place)
        if problem is not None:
            found.append(problem)
    return tuple(found)


def impossible_dates(text: str, folded: str, start: int, end: int, years: Years) -> tuple[Problem, ...]:
    """Written days that do not exist, wherever they stand: in a signature, an account, a heading.

    Args:
        text: The original text.
        folded: Its folded twin, of the same length.
        start: Where to begin.
        end: Where to stop.
        years: What is known of the document's years.

    Returns:
        The problems in the order of the text, of kind ``invalid_date``.
    """
    found: list[Deadline] = []
    for match in _WRITTEN_DAY.finditer(folded, max(0, start), max(0, min(end, len(text), len(folded)))):
        stamp = stamp_at(folded, match.start(), match.end(), years)
        if stamp is None or stamp.grain is not Grain.DAY:
            continue
        bad = moment_of(stamp, year_of(stamp, years)).bad
        if bad:
            place = Span(stamp.start, stamp.end)
            found.append(Deadline(DeadlineKind.INVALID, rule=bad, place=place))
    return date_problems(text, folded, found)


def _problem(text: str, folded: str, deadline: Deadline, place: Span) -> Problem | None:
    start, end = deadline.start, deadline.end
    raw = {"raw": text[place.start : place.end]}
    if deadline.kind is DeadlineKind.INVALID:
        facts, repair = _impossible(text, folded, deadline, place)
        return Problem(place.start, place.end, "invalid_date", Severity.ERROR, raw | facts, repair)
    if start is not None and end is not None and end < start:
        facts = raw | {"start": start.isoformat(), "end": end.isoformat()}
        repair = _other_year(text, folded, deadline, place)
        return Problem(place.start, place.end, "reversed_range", Severity.ERROR, facts, repair)
    dated = deadline.kind in (DeadlineKind.DATE, DeadlineKind.PERIOD_END, DeadlineKind.RANGE)
    if dated and deadline.guessed_year and start is None and end is None:
        return Problem(place.start, place.end, "no_year", Severity.WARNING, raw)
    return None


def _impossible(
    text: str, folded: str, deadline: Deadline, place: Span
) -> tuple[dict[str, str], Repair | None]:
    rule = deadline.rule if isinstance(deadline.rule, str) else ""
    facts = {"date": rule.removesuffix(" does not exist")}
    match = _BAD_DAY.match(rule)
    if not match or not 1 <= int(match["month"]) <= 12:
        return facts, None
    year, month, day = match["year"], int(match["month"]), int(match["day"])
    if year == "-" and month == 2:
        return facts, None
    last = monthrange(2001 if year == "-" else int(year), month)[1]
    facts["last"] = str(last)
    written = [each for each in _DAY.finditer(folded, place.start, place.end) if to_int(each[0]) == day]
    if day <= last or not written:
        return facts, None
    at, stop = written[-1].span()
    return facts, Repair(at, stop, _like(text[at:stop], last))


def _like(written: str, number: int) -> str:
    """A number in the writing of the one it replaces."""
    if written.isascii():
        return str(number)
    if written.isdigit():
        return str(number).translate(_FULL_WIDTH)
    return to_chinese(number)


def _other_year(text: str, folded: str, deadline: Deadline, place: Span) -> Repair | None:
    """The year written for the end is evidently the wrong one: another makes a range of at most a year."""
    start, end = deadline.start, deadline.end
    years = list(_YEAR.finditer(folded, place.start, place.end))
    if start is None or end is None or len(years) < 2:
        return None
    at, stop = years[-1].span()
    written = to_int(years[-1][0])
    if written is None:
        return None
    for year in (start.year, start.year + 1):
        candidate = _in_year(end, year)
        if year != end.year and start <= candidate and (candidate - start).days <= 366:
            said = written + year - end.year if written < _SHORT_YEARS else year
            return Repair(at, stop, _year_like(text[at:stop], said))
    return None


def _in_year(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def _year_like(written: str, year: int) -> str:
    if written.isascii():
        return str(year)
    if written.isdigit():
        return str(year).translate(_FULL_WIDTH)
    return "".join("〇一二三四五六七八九"[int(figure)] for figure in str(year))
