"""Dates, ranges and ends of periods, with the time of day and the words that make them a limit."""

import re
from dataclasses import dataclass, replace
from datetime import time
from typing import Final

from zhangtu.kernel.numerals import to_int
from zhangtu.reading.deadlines.context import Years
from zhangtu.reading.deadlines.moments import Moment, moment_of, year_of
from zhangtu.reading.deadlines.sightings import Sighting
from zhangtu.reading.deadlines.stamps import TO, Grain, Stamp, day_at, month_day_at, span_at, stamp_at
from zhangtu.reading.model import Deadline, DeadlineKind, Span

_BRACKETS = (
    "(?: *[(] *(?:(?:星期|周)?[一二三四五六日天]|含[^()]{0,12}) *[)]| *(?:星期|周)[一二三四五六日天])?"
)
_TIME: Final = re.compile(
    rf"{_BRACKETS} *(?:(?P<half>上午|下午|中午|晚上?|早上|早晨|凌晨|夜间) *)?"
    r"(?:(?P<hour>[0-9]{1,2}|[一二两三四五六七八九十]{1,3}) *"
    r"(?:(?::|[时点] *)(?P<minute>[0-5]?[0-9]|半)? *分?整?)(?![0-9小]))?"
)
_SUFFIX: Final = re.compile(
    r" *(?:下班)?(?P<suffix>或?[以之]?前(?![往来沿后列置景瞻期夕两三几0-9])|前后|[以之]?内(?!部|容|外|控"
    r"|设|涵|蒙|地)"
    r"|底前|为?止|截止|起|开始|以来|以后|之后|后|期间|左右)"
)
_SEPARATOR: Final = re.compile(
    rf" *(?:(?:起|开始) *,?)? *(?:,? *(?:截至|截止到?|直至|直到)|{TO}|一(?= *[0-9])) *"
)
_LEAD: Final = re.compile(
    r"(?:自|从)?(?:即日|现在|今日|目前|[^,。;:、()\n]{0,12}(?:之日|当日|印发|发布|发文|下发|实施))(?:起"
    r"|开始)*,?"
    r"(?:截至|截止|直?至|直?到|-{1,2}|~)(?:到)? *$"
)
#: A range that runs back this many months crosses the new year (11月—2月); a shorter way back is a fault.
_OVER_NEW_YEAR: Final = 3
_MOST_LEAD: Final = 24
_AFTERNOON: Final = frozenset({"下午", "晚上", "晚", "夜间"})
_OPEN_ENDS: Final = ("长期", "持续", "今后", "以后")
_NO_LIMIT: Final = frozenset({"起", "开始", "以来", "以后", "之后", "后"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """The stretch of text a search runs over.

    Attributes:
        text: The original text.
        folded: Its folded twin.
        start: Where the stretch begins.
        end: One behind its last character.
        years: What is known of the document's years.
        labelled: Whether everything in it is known to be about time.
    """

    text: str
    folded: str
    start: int
    end: int
    years: Years
    labelled: bool


@dataclass(frozen=True, slots=True)
class _Clock:
    end: int
    hour: time | None = None
    bad: str = ""


def clock_at(folded: str, at: int, end: int) -> tuple[int, time | None, str]:
    """A weekday and a time of day behind a date.

    Args:
        folded: The folded text.
        at: Where it would begin.
        end: Where the stretch ends.

    Returns:
        Where it ends (``at`` if there is none), the time, and why that time can't be (empty if it can).
    """
    match = _TIME.match(folded, at, end)
    if not match or match.end() == at:
        return at, None, ""
    if match["hour"] is None:
        return match.end() if folded[at : match.end()].strip() else at, None, ""
    hour = to_int(match["hour"]) or 0
    minute = 30 if match["minute"] == "半" else int(match["minute"] or 0)
    if match["half"] in _AFTERNOON and hour < 12:
        hour += 12
    if (hour, minute) == (24, 0):
        return match.end(), time(23, 59), ""
    if hour > 23:
        return match.end(), None, f"{hour:02d}:{minute:02d} does not exist"
    return match.end(), time(hour, minute), ""


def dated_at(stretch: Stretch, at: int, carried: Sighting | None) -> Sighting | None:
    """A date, a range or the end of a period at a place.

    Args:
        stretch: Where to look.
        at: Where it would begin.
        carried: The dated words read last in the same stretch, for years and months not repeated.

    Returns:
        What is seen there, or None.
    """
    folded, end, years = stretch.folded, stretch.end, stretch.years
    span = span_at(folded, at, end, years)
    if span:
        return _range(stretch, span[0], span[1], _after(stretch, span[1].end), carried)
    first = stamp_at(folded, at, end, years) or _loose_stamp(stretch, at, carried)
    if first is None:
        return None
    clock = _after(stretch, first.end)
    dash = _SEPARATOR.match(folded, clock.end, end)
    if dash:
        last = _range_end(stretch, dash.end(), first)
        if last is not None:
            return _range(stretch, first, last, _after(stretch, last.end), carried)
        if folded.startswith(_OPEN_ENDS, dash.end(), end):
            return _single(stretch, first, clock, carried, open_ended=True)
    return _single(stretch, first, clock, carried)


def _after(stretch: Stretch, at: int) -> _Clock:
    return _Clock(*clock_at(stretch.folded, at, stretch.end))


def _loose_stamp(stretch: Stretch, at: int, carried: Sighting | None) -> Stamp | None:
    """``6.30`` in a labelled place; ``25日前`` behind a date that names the month."""
    folded, end = stretch.folded, stretch.end
    found = month_day_at(folded, at, end)
    if found is not None and (stretch.labelled or _SUFFIX.match(folded, found.end, end)):
        return found
    if carried is None or carried.carry is None or not carried.carry.month_said:
        return None
    found = day_at(folded, at, end, carried.carry.closes[0])
    if found is None:
        return None
    suffix = _SUFFIX.match(folded, found.end, end)
    return found if suffix and suffix["suffix"].endswith(("前", "止")) else None


def _range_end(stretch: Stretch, at: int, first: Stamp) -> Stamp | None:
    folded, end = stretch.folded, stretch.end
    last = stamp_at(folded, at, end, stretch.years)
    if last is None and first.month_said:
        last = month_day_at(folded, at, end) if first.grain is Grain.DAY else None
        if last is None and first.grain is Grain.DAY:
            last = day_at(folded, at, end, first.closes[0])
    return last


def _suffix(stretch: Stretch, at: int) -> tuple[int, str]:
    match = _SUFFIX.match(stretch.folded, at, stretch.end)
    return (match.end(), match["suffix"]) if match else (at, "")


def _range(stretch: Stretch, first: Stamp, last: Stamp, clock: _Clock, carried: Sighting | None) -> Sighting:
    year, until = _years_of(stretch, first, last, carried)
    opens, closes = moment_of(first, year), moment_of(last, until)
    stop, suffix = _suffix(stretch, clock.end)
    bad = opens.bad or closes.bad or clock.bad
    deadline = Deadline(
        DeadlineKind.INVALID if bad else DeadlineKind.RANGE,
        None if bad else opens.first,
        None if bad else closes.last,
        bad or None,
        stretch.text[first.start : stop],
        Span(first.start, stop),
        clock.hour,
        guessed_year=first.year is None or last.year is None,
    )
    carry = replace(last, month_said=last.month_said or first.month_said)
    return Sighting(first.start, stop, deadline, suffix, last.grain, two_ended=True, carry=carry, year=until)


def _years_of(
    stretch: Stretch, first: Stamp, last: Stamp, carried: Sighting | None
) -> tuple[int | None, int | None]:
    """The years of both ends: one written at either end serves both; November to February crosses over."""
    known = carried.year if carried else None
    in_order = first.opens[0] <= last.closes[0]
    if first.year is None and first.shift is None and last.year is not None:
        known = last.year if in_order else last.year - 1
    year = year_of(first, stretch.years, known)
    if last.year is not None:
        return year, last.year
    until = year_of(last, stretch.years, year)
    back = first.opens[0] - last.closes[0]
    if last.shift is None and until is not None and last.closes[0] > 0 and back >= _OVER_NEW_YEAR:
        until += 1
    return year, until


def _single(
    stretch: Stretch, stamp: Stamp, clock: _Clock, carried: Sighting | None, *, open_ended: bool = False
) -> Sighting:
    year = year_of(stamp, stretch.years, carried.year if carried else None)
    moment = moment_of(stamp, year)
    stop, suffix = _suffix(stretch, clock.end)
    lead = _lead(stretch, stamp.start, carried.end if carried else stretch.start)
    led = lead < stamp.start
    if moment.bad or clock.bad:
        deadline = Deadline(DeadlineKind.INVALID, rule=moment.bad or clock.bad)
    elif open_ended or suffix in _NO_LIMIT:
        deadline = Deadline(DeadlineKind.RANGE, moment.first)
    elif led:
        deadline = Deadline(DeadlineKind.RANGE, stretch.years.issued, moment.last)
    elif not suffix and _is_window(stretch, stamp, moment):
        deadline = Deadline(DeadlineKind.RANGE, moment.first, moment.last)
    else:
        day = stamp.grain in (Grain.DAY, Grain.FEAST)
        deadline = Deadline(DeadlineKind.DATE if day else DeadlineKind.PERIOD_END, None, moment.last)
    deadline = replace(
        deadline,
        raw=stretch.text[lead:stop],
        place=Span(lead, stop),
        hour=clock.hour,
        guessed_year=moment.guessed,
    )
    known = year if stamp.year is not None or stamp.shift is not None else None
    return Sighting(lead, stop, deadline, suffix, stamp.grain, stamp.edge, led, carry=stamp, year=known)


def _is_window(stretch: Stretch, stamp: Stamp, moment: Moment) -> bool:
    """Whether a whole month, quarter or year is given to do it in, from its first day to its last."""
    led = stamp.start > stretch.start and stretch.folded[stamp.start - 1] in "到至止"
    return not stamp.edge and not led and moment.first is not None and moment.first != moment.last


def _lead(stretch: Stretch, at: int, low: int) -> int:
    """Where a start without a date begins that leads to this date; ``at`` when there is none."""
    low = max(stretch.start, low, at - _MOST_LEAD)
    if at <= low or stretch.folded[at - 1] not in "至到-~ ":
        return at
    match = _LEAD.search(stretch.folded, low, at)
    return match.start() if match else at
