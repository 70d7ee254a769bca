"""The search itself: from anchor to anchor through a stretch, each read as what it may be."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from zhangtu.reading.deadlines.context import Years
from zhangtu.reading.deadlines.dated import Stretch, dated_at
from zhangtu.reading.deadlines.durations import duration_at, same_day_at
from zhangtu.reading.deadlines.lasting import lasting_at
from zhangtu.reading.deadlines.prose import is_limit, is_past
from zhangtu.reading.deadlines.recurring import recurring_at
from zhangtu.reading.deadlines.sightings import Sighting
from zhangtu.reading.model import Deadline

_FIGURES = "0-9"
_CHINESE = "〇一二三四五六七八九十廿卅两半元"
_DATED = "今本这明次来翌去上下前后首第民中全岁年月季春秋清端国劳双汛暑寒期学高供采换主开八七入三新“"
_EVERY = "每按逐单双"
_LASTING = "长持常不适日经随实动定贯根视坚并要须需即立边马当"
#: The first characters of anything that may be a limit; one set keeps the search fast.
_ANCHOR: Final = re.compile(f"[{_FIGURES}{_CHINESE}{_DATED}{_EVERY}{_LASTING}]")
#: Most characters that open an anchor open nothing; these words behind them decide at once.
_NUMBERED: Final = re.compile(
    rf"[{_FIGURES}]+ *[年月日号天./~个周小分时工自星礼旬点季学、至到-]"
    rf"|[{_CHINESE}]+ *(?:[年月日号天个周旬季时分工星学至到、~-]|小时)|半[年月天个日小]|第 *[一二三四1-4]"
    rf"|十[二三四五六]五|一百[{_CHINESE}]+年"
)
_LIKELY: Final = re.compile(
    "两会|元旦|中秋|入[冬汛]|三[夏秋]|新学期|今年|[本这][年月周星个]|明年|次[年月日]|来年|翌年|去年|上[半个月年]"
    "|下[半个月周星]"
    "|前[一二两三123] *个?季|后半年|首季"
    "|民国|中华民国|全[年程]|岁末|年[底末终内中初]|月[底末]|季[末底度首后]|春[节季]|秋季开|清明|端午|国庆"
    "|国际劳|劳动节|双节|主?汛|暑假|寒假"
    "|期末|学期|高考|供暖|采暖|换届|开学|[五六七八十]一|“[五六十七八]一|“十[二三四五六]五|每"
    "|[单双]周|[按逐][月季年半周旬日学]|长[期效年]|持续|常[态年抓]"
    "|不定|适时|日常|经常|随时|实时|动态|定期|贯穿|根据|视情?|坚持|并[长持常坚]|要[长持常坚]"
    "|[须需][长持常]|即[日知时刻办查]"
    "|立[行即查]|边查|马上|当[年月日天场]"
)
#: Words behind a date that make it no time to do anything, not even in a label.
_NO_TIME: Final = frozenset({"以来", "左右"})
_Reader = Callable[[Stretch, int], Sighting | None]
_OTHERS: Final[tuple[_Reader, ...]] = (same_day_at, lasting_at)


def deadlines_in_label(text: str, folded: str, start: int, end: int, years: Years) -> tuple[Deadline, ...]:
    """The times in the content of a label, bracket or cell known to be a time limit.

    Everything dated counts there, and also what has no end (长期坚持, 常态化, 不定期).

    Args:
        text: The original text.
        folded: Its folded twin, of the same length.
        start: First character of the content, the label's own words left out.
        end: One behind its last character.
        years: What is known of the document's years.

    Returns:
        The times in the order of the text.
    """
    stretch = _stretch(text, folded, (start, end), years, labelled=True)
    return tuple(_limits(stretch))


def deadlines_in_prose(text: str, folded: str, start: int, end: int, years: Years) -> tuple[Deadline, ...]:
    """The times in running text that are limits for doing what it says.

    Args:
        text: The original text.
        folded: Its folded twin, of the same length.
        start: First character of the task.
        end: One behind its last character.
        years: What is known of the document's years.

    Returns:
        The times in the order of the text.
    """
    stretch = _stretch(text, folded, (start, end), years, labelled=False)
    return tuple(_limits(stretch))


def _stretch(text: str, folded: str, place: tuple[int, int], years: Years, *, labelled: bool) -> Stretch:
    start = max(0, place[0])
    return Stretch(text, folded, start, min(place[1], len(folded), len(text)), years, labelled)


def _limits(stretch: Stretch) -> Iterator[Deadline]:
    at, carried, seen = stretch.start, None, stretch.start
    while True:
        anchor = _ANCHOR.search(stretch.folded, at, stretch.end)
        if anchor is None:
            return
        at = anchor.start()
        likely = _NUMBERED.match(stretch.folded, at, stretch.end) or _LIKELY.match(
            stretch.folded, at, stretch.end
        )
        sighting = _read(stretch, at, carried, seen) if likely else None
        if sighting is None:
            at = _past_number(stretch, at)
            continue
        at = seen = sighting.end
        counts = sighting.suffix not in _NO_TIME if stretch.labelled else is_limit(stretch, sighting)
        # the year of 2013年以前建成的 is not the year of the limit behind it
        if sighting.carry is not None and (counts or not is_past(stretch, sighting.deadline)):
            carried = sighting
        if counts:
            yield sighting.deadline


def _past_number(stretch: Stretch, at: int) -> int:
    """The next place to look: never inside a number in figures."""
    folded = stretch.folded
    if not "0" <= folded[at] <= "9":
        return at + 1
    while at < stretch.end and "0" <= folded[at] <= "9":
        at += 1
    return at


def _read(stretch: Stretch, at: int, carried: Sighting | None, seen: int) -> Sighting | None:
    found = recurring_at(stretch, at) or dated_at(stretch, at, carried) or duration_at(stretch, at, seen)
    if found is not None:
        return found
    for reader in _OTHERS:
        found = reader(stretch, at)
        if found is not None:
            return found
    return None
