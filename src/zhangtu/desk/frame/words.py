"""Words and shapes all pages share: the language of the answer, moments, lists of names."""

from datetime import UTC, datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import get_language

from zhangtu.kernel.scripts import in_language
from zhangtu.schema.specs import Title

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def tongue() -> str:
    """The language of this answer, as the rooms below know it."""
    return get_language() or "zh-hans"


def moment(at: datetime) -> str:
    """A moment in the office's time zone, to the minute."""
    return localtime(at).strftime("%Y-%m-%d %H:%M")


def moment_of(micros: int) -> str:
    """A moment of the journal (µs since 1970, UTC) in the office's time zone, to the minute."""
    return moment(_EPOCH + timedelta(microseconds=micros))


def separator() -> str:
    """What stands between names in a list."""
    return ", " if tongue() == "en" else "、"


def titled(title: Title) -> str:
    """What a ledger, field or choice is called in the language of the answer."""
    if tongue() == "zh-hant" and title.hant:
        return title.hant
    return in_language(title.zh, title.en or title.zh, tongue())
