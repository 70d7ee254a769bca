"""Says a deadline as a person would, with the document's own words beside the date."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time

from zhangtu.kernel.scripts import in_language
from zhangtu.reading.model import Deadline, DeadlineKind, Duration, Period, Recurrence

_SPACE = re.compile(r"\s+")
#: What documents write for "to" between two days.
_DASH = re.compile(r"(?<=[日号號\d])[-\u2010-\u2015~～－到]+(?=\d)")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")
_WEEKDAYS_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: Simplified and English words for a period.
_PERIODS: Mapping[Period, tuple[str, str]] = {
    Period.DAY: ("每日", "every day"),
    Period.WEEK: ("每周", "every week"),
    Period.TEN_DAYS: ("每旬", "every ten days"),
    Period.HALF_MONTH: ("每半月", "every half month"),
    Period.MONTH: ("每月", "every month"),
    Period.TWO_MONTHS: ("每两个月", "every two months"),
    Period.QUARTER: ("每季度", "every quarter"),
    Period.HALF_YEAR: ("每半年", "every half year"),
    Period.YEAR: ("每年", "every year"),
}
_UNITS: Mapping[str, str] = {
    "hour": "小时",
    "day": "日",
    "workday": "个工作日",
    "week": "周",
    "month": "个月",
    "year": "年",
}
_RULE = re.compile(
    rf"(?P<period>{'|'.join(sorted((p.value for p in Period), key=len, reverse=True))})"
    r"(?: (?P<count>\d+) times)?(?: by (?:day (?P<day>\d+)|the (?P<last>last day)))?"
    r"(?: of (?:month (?P<month>\d+)|the (?P<lastmonth>last month)))?"
)
_SPAN = re.compile(
    r"(?:(?P<same>same day)|within (?P<count>\d+) (?P<unit>hour|day|workday|week|month|year)s?)"
    r"(?: of (?P<event>.+))?",
    re.DOTALL,
)


def deadline_words(deadline: Deadline, language: str) -> str:
    """Say a deadline as a sentence.

    Args:
        deadline: The deadline.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        The sentence, the document's own words in brackets where they differ: 2021年6月30日前（6月底前）.
    """
    said = _SAYINGS[deadline.kind](deadline, language)
    raw = _SPACE.sub("", deadline.raw or "")
    if not raw or _DASH.sub("至", raw) in said:
        return said
    return f"{said} ({raw})" if language == "en" else f"{said}（{raw}）"


def rule_words(rule: str, language: str) -> str:
    """Say a rule that was printed by ``Recurrence``, ``Duration`` or a date.

    Args:
        rule: The rule, such as ``monthly by day 2``, ``within 3 workdays of 收到通知`` or ``by 2021-06-30``.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        A sentence; words that are no such rule come back as they are.
    """
    if found := _RULE.fullmatch(rule):
        day = -1 if found["last"] else _number(found["day"])
        month = -1 if found["lastmonth"] else _number(found["month"])
        return _recurrence(Recurrence(Period(found["period"]), month, day, _number(found["count"])), language)
    if found := _SPAN.fullmatch(rule):
        count, unit = (0, "day") if found["same"] else (int(found["count"]), found["unit"])
        return _duration(Duration(count, unit, found["event"]), language)
    try:
        return _by(date.fromisoformat(rule.removeprefix("by ")), None, language)
    except ValueError:
        return rule


def day_words(day: date, language: str) -> str:
    """Say a day: 2021年6月30日, or 30 June 2021."""
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def _number(digits: str | None) -> int | None:
    """Read digits that may be missing."""
    return None if digits is None else int(digits)


def _by(day: date, hour: time | None, language: str) -> str:
    """Say "not later than"."""
    clock = ""
    if language == "en":
        clock = "" if hour is None else f", {hour:%H:%M}"
        return f"by {day_words(day, language)}{clock}"
    if hour is not None:
        minute = f"{hour.minute}分" if hour.minute else ""
        clock = in_language(f"{hour.hour}时{minute}", "", language)
    return f"{day_words(day, language)}{clock}前"


def _dated(deadline: Deadline, language: str) -> str:
    """Say a single day or the end of a period."""
    if deadline.end is None:
        return deadline.raw or in_language("未写明", "not stated", language)
    return _by(deadline.end, deadline.hour, language)


def _range(deadline: Deadline, language: str) -> str:
    """Say from when to when; the year once if it is the same."""
    if deadline.start is None or deadline.end is None:
        return _dated(deadline, language)
    first, last = day_words(deadline.start, language), day_words(deadline.end, language)
    if language == "en":
        return f"{first} to {last}"
    if deadline.start.year == deadline.end.year:
        last = last.partition("年")[2]
    return f"{first}至{last}"


def _recurring(deadline: Deadline, language: str) -> str:
    """Say how it recurs, and from or until when if stated."""
    rule = deadline.rule
    said = _recurrence(rule, language) if isinstance(rule, Recurrence) else _open(deadline, language)
    if deadline.end is not None:
        until = day_words(deadline.end, language)
        said += f", until {until}" if language == "en" else f"，至{until}"
    return said


def _lasting(deadline: Deadline, language: str) -> str:
    """Say how long it runs from an event."""
    rule = deadline.rule
    return _duration(rule, language) if isinstance(rule, Duration) else _open(deadline, language)


def _open(deadline: Deadline, language: str) -> str:
    """Say that no end is stated on purpose."""
    raw = _SPACE.sub("", deadline.raw or "")
    if raw and language != "en":
        return raw
    return in_language("持续推进", "continuous", language)


def _invalid(deadline: Deadline, language: str) -> str:
    """Say that the date cannot be."""
    del deadline
    return in_language("日期有误", "no such date", language)


def _unstated(deadline: Deadline, language: str) -> str:
    """Say that nothing is said."""
    del deadline
    return in_language("未写明", "not stated", language)


def _recurrence(rule: Recurrence, language: str) -> str:
    """Say a rhythm: 每季度末月25日前."""
    base = in_language(*_PERIODS[rule.period], language)
    when = _when_english(rule) if language == "en" else in_language(_when(rule), "", language)
    if rule.count is None:
        return f"{base}{when}"
    if language == "en":
        return f"{rule.count} times {base}{when}"
    return f"{base}{when}，{rule.count}次" if when else f"{base}{rule.count}次"


def _when(rule: Recurrence) -> str:
    """Say by which day of the period, in Chinese."""
    if rule.period is Period.WEEK and rule.day is not None:
        return f"{_WEEKDAYS[rule.day - 1] if 1 <= rule.day <= 7 else '末'}前"
    month = {None: "", -1: "末月"}.get(rule.month, f"{rule.month}月" if rule.period is Period.YEAR else "")
    if rule.month is not None and not month:
        month = f"第{rule.month}个月"
    if rule.day is None:
        return f"{month}底前" if month else ""
    if rule.day == -1:
        return f"{month}底前" if month or rule.period in {Period.MONTH, Period.YEAR} else "末前"
    return f"{month}{rule.day}日前"


def _when_english(rule: Recurrence) -> str:
    """Say by which day of the period, in English."""
    if rule.day is None and rule.month is None:
        return ""
    if rule.period is Period.WEEK and rule.day is not None and 1 <= rule.day <= 7:
        return f" by {_WEEKDAYS_ENGLISH[rule.day - 1]}"
    day = "the last day" if rule.day in {None, -1} else f"day {rule.day}"
    if rule.month is None:
        return f" by {day}"
    if rule.period is Period.YEAR and 1 <= rule.month <= 12:
        return f" by {day} of {_MONTHS[rule.month - 1]}"
    return f" by {day} of its last month" if rule.month == -1 else f" by {day} of its month {rule.month}"


def _duration(rule: Duration, language: str) -> str:
    """Say a length of time from an event: 收到通知后3个工作日内."""
    if language == "en":
        return str(rule)
    same_day = rule.count == 0 and rule.unit == "day"
    length = "当日" if same_day else f"{rule.count}{_UNITS.get(rule.unit, rule.unit)}内"
    event = rule.event or ""
    if event and not event.endswith(("后", "後", "起", "时", "時", "当日", "當日")):
        length = f"后{length}"
    return event + in_language(length, "", language)


_SAYINGS: Mapping[DeadlineKind, Callable[[Deadline, str], str]] = {
    DeadlineKind.DATE: _dated,
    DeadlineKind.RANGE: _range,
    DeadlineKind.PERIOD_END: _dated,
    DeadlineKind.RECURRING: _recurring,
    DeadlineKind.DURATION: _lasting,
    DeadlineKind.CONTINUOUS: _open,
    DeadlineKind.INVALID: _invalid,
    DeadlineKind.NONE: _unstated,
}
