"""Days as people write them, and as spreadsheets count them."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from zhangtu.kernel.clock import SHANGHAI
from zhangtu.kernel.folding import fold
from zhangtu.kernel.numerals import to_int
from zhangtu.schema.types.faults import FieldFault

_NUMERAL: Final = "[0-9〇零一二三四五六七八九十廿卅]"
#: A day with all its parts, and perhaps a time, a week day or a blank behind; group 4 is what stands behind.
_FULL: Final = re.compile(
    rf"(?a)(\d{{4}}|[〇零一二三四五六七八九]{{4}})\s*[-/.、。年]\s*({_NUMERAL}{{1,3}})\s*[-/.、。月]\s*({_NUMERAL}{{1,3}})"
    r"\s*[日号.。]?\s*(?:\(?(?:星期|周|礼拜)[一二三四五六日天]\)?)?(?:[t\s]+|(?=[上下中早晚\d])|$)(.*)",
    re.DOTALL,
)
_EIGHT: Final = re.compile(r"(?a)((?:1[89]|2[01])\d{2})(\d{2})(\d{2})")
_MONTH: Final = re.compile(
    r"(?a)\d{4}\s*(?:[-/.]\s*\d{1,2}|年(?:\s*\d{1,2}\s*月(?:份)?)?)?|\d{6}|[〇零一二三四五六七八九]{4}年.{0,3}月?"
)
_SHORT: Final = re.compile(r"(?a)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?")
_ORDER: Final = re.compile(r"(?a)\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{4}")
_NO_YEAR: Final = re.compile(r"(?a)\d{1,2}\s*(?:[-/.]\s*\d{1,2}|月\s*\d{1,2}\s*[日号]?)")
_NO_END: Final = frozenset(("长期", "长期有效", "永久", "永久有效", "无期限", "无固定期限", "至今"))
_SERIAL: Final = re.compile(r"(?a)\d{5}(?:\.\d+)?")
#: Five digits as text are a spreadsheet's day only between 1954 and 2064.
_TIME: Final = re.compile(
    r"(?a)(?P<part>上午|下午|中午|晚上|早上|凌晨|am|pm)?\s*(?P<hour>\d{1,2})\s*"
    r"(?::\s*(?P<minute>\d{1,2})(?::\s*(?P<second>\d{1,2})(?:[.,]\d{1,9})?)?|[时点]\s*(?:(?P<minutes>\d{1,2})\s*分?|(?P<half>半)|整)?)"
    r"\s*(?P<behind>am|pm)?\s*(?P<zone>z|[+-]\d{2}:?\d{2})?"
)
_AFTERNOON: Final = frozenset(("下午", "晚上", "pm"))
_TEXT_SERIALS: Final = range(20_000, 60_000)
_LAST_SERIAL: Final = 2_958_465


def split_day(text: str) -> tuple[date, str] | FieldFault:
    """The day a text says and what stands behind it.

    Args:
        text: One line of text.

    Returns:
        The day and the rest, such as a time; or what keeps it from being a day.
    """
    words = fold(text).strip()
    found = _FULL.fullmatch(words)
    if found is not None:
        day = _day(to_int(found[1]), to_int(found[2]), to_int(found[3]))
        return FieldFault.NOT_A_DATE if day is None else (day, found[4].strip())
    eight = _EIGHT.fullmatch(words[:8])
    if eight is not None and (len(words) == 8 or words[8] in " t"):
        day = _day(*map(int, eight.groups()))
        return FieldFault.NOT_A_DATE if day is None else (day, words[8:].lstrip(" t"))
    return _why_not(words)


def _why_not(words: str) -> FieldFault:
    if words in _NO_END:
        return FieldFault.NO_END
    for pattern, fault in (
        (_MONTH, FieldFault.DAY_MISSING),
        (_SHORT, FieldFault.SHORT_YEAR),
        (_ORDER, FieldFault.DATE_ORDER),
        (_NO_YEAR, FieldFault.SHORT_YEAR),
    ):
        if pattern.fullmatch(words) is not None:
            return fault
    return FieldFault.NOT_A_DATE


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None or year < 1000:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def text_serial(text: str) -> float | None:
    """A spreadsheet's day number that has become text, when it can be nothing else."""
    if _SERIAL.fullmatch(text) is None or int(text[:5]) not in _TEXT_SERIALS:
        return None
    return float(text)


def of_serial(serial: float, *, from_1904: bool) -> datetime | FieldFault:
    """The moment a spreadsheet's day number means.

    Args:
        serial: Days since the file's first day, the time as a fraction.
        from_1904: Whether the file counts from 1904 rather than 1900.

    Returns:
        The moment, to the second; or what keeps it from being one. Numbers that look like a year
        or like year and month (2021, 2021.03, 202103) are taken for those; eight digits for a day.
    """
    if serial != serial or not 1 <= serial < 1e8:  # noqa: PLR0124  # this is how to find what is no number
        return FieldFault.NOT_A_DATE
    if serial >= 10_000_000 and serial.is_integer():
        found = split_day(str(int(serial)))
        return found if isinstance(found, FieldFault) else datetime.combine(found[0], time())
    if 1900 <= serial < 2101 or (190_001 <= serial < 210_013 and serial % 100 <= 12):
        return FieldFault.DAY_MISSING
    if serial > _LAST_SERIAL or (60 <= serial < 61 and not from_1904):
        return FieldFault.NOT_A_DATE
    days = serial + 1462 if from_1904 else serial
    # Excel has a 29 February 1900, which never was
    first = date(1899, 12, 31) if days < 60 else date(1899, 12, 30)
    try:
        return datetime.combine(first, time()) + timedelta(seconds=round(days * 86_400))
    except OverflowError:
        return FieldFault.NOT_A_DATE


def local(moment: datetime) -> datetime:
    """A moment in the office's time, without a zone, to the second.

    Args:
        moment: With or without a zone; without one it is the office's.

    Returns:
        The same moment.
    """
    if moment.tzinfo is not None:
        try:
            moment = moment.astimezone(SHANGHAI)
        except OverflowError:  # the first and last day of all: its zone does not matter
            moment = moment.replace(tzinfo=None)
    return moment.replace(tzinfo=None, microsecond=0, fold=0)


def with_time(day: date, words: str) -> datetime | FieldFault:
    """A day and what stands behind it as a moment.

    Args:
        day: The day.
        words: What ``split_day`` found behind it.

    Returns:
        The moment in the office's time, or that it is none.
    """
    found = _TIME.fullmatch(words)
    if found is None:
        return FieldFault.NOT_A_TIME
    hour = int(found["hour"])
    part = found["part"] or found["behind"]
    if part in _AFTERNOON and hour < 12:
        hour += 12
    elif part in {"am", "凌晨"} and hour == 12:
        hour = 0
    minute = 30 if found["half"] else int(found["minute"] or found["minutes"] or 0)
    zone = (found["zone"] or "").replace("z", "+00:00")
    try:
        text = f"{day.isoformat()}T{hour:02}:{minute:02}:{int(found['second'] or 0):02}{zone}"
        return local(datetime.fromisoformat(text))
    except ValueError:
        return FieldFault.NOT_A_TIME
