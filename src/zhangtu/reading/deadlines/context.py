"""What a document says of its own year: the years a date without one may belong to."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhangtu.kernel.numerals import to_int

#: The year before the first of the Republic's calendar (民國元年 is 1912).
REPUBLIC: Final = 1911

_CN = "〇零○0一二三四五六七八九"
_SIGNED: Final = re.compile(
    rf"(?:(?P<era>(?:中华)?民国) *)?(?P<year>[0-9]{{2,4}}|[{_CN}]{{4}}|[{_CN}十百]{{2,6}}) *年 *"
    r"(?P<month>[0-9]{1,2}|[一二三四五六七八九十元]{1,2}) *月 *"
    r"(?P<day>[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3}) *[日号]"
)
_SIGNED_FIGURES: Final = re.compile(
    r"(?<![0-9])(?P<year>[0-9]{3,4}) *([./-]) *(?P<month>[0-9]{1,2}) *\2 *(?P<day>[0-9]{1,2})(?![0-9])"
)
_ONE_YEAR: Final = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2}) *(?:-|~|至)? *((?:19|20)[0-9]{2})?(?: *年|学年)"
)
_CHINESE_YEAR: Final = re.compile(r"[一二][〇零○0一二三四五六七八九]{3}(?= *年)")
_REPUBLIC_YEAR: Final = re.compile(r"(?<![0-9])(?:民国 *)?(1[0-9]{2}|9[0-9]) *(?:年|学年)")
_NUMBER_YEAR: Final = re.compile(r"[〔\[(【] *((?:19|20)[0-9]{2}) *[〕\])】]")
_LIMIT_YEAR: Final = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2}) *(?:年|[./-]) *[0-9]{1,2} *(?:月|[./-])[^。;\n]{0,8}?(?:前|底|末|-|~"
    r"|至|到|内|止)"
    r"|(?<![0-9])((?:19|20)[0-9]{2}) *年(?:年?底|末|内|度)"
)
_ANY_YEAR: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2}) *(?:年|[./-] *[0-9]{1,2}(?![0-9]))")
_REPUBLIC_DATE: Final = re.compile(
    r"民国|(?<![0-9])(?:1[0-9]{2}|9[0-9]) *(?:年 *[0-9]{1,2} *月|年[度底]|/ *[0-9]{1,2} */ *[0-9])"
)


@dataclass(frozen=True, slots=True)
class Years:
    """What is known when a date names no year.

    Attributes:
        default: The year the document speaks of; None if it can't be known.
        issued: The day the document was signed; None if it is not known.
        minguo: Whether two- and three-digit years count from 1912 (民國), as in Taiwan.
    """

    default: int | None = None
    issued: date | None = None
    minguo: bool = False

    @property
    def year(self) -> int | None:
        """The year a date without one belongs to."""
        if self.default is not None:
            return self.default
        return None if self.issued is None else self.issued.year


def speaks_minguo(folded: str) -> bool:
    """Whether a document counts its years from 1912.

    Args:
        folded: The folded text, or its beginning.

    Returns:
        True when it names 民国 or writes dates such as 110年6月 or 110/06/30.
    """
    return _REPUBLIC_DATE.search(folded) is not None


def _western(year: int, *, minguo: bool) -> int:
    if year < 1000 and (minguo or 90 <= year < 200):
        return year + REPUBLIC
    return year + 2000 if year < 100 else year


def signing_date(folded: str, start: int = 0, end: int | None = None, *, minguo: bool = False) -> date | None:
    """The last full date of a stretch, such as the line under a document's signature.

    Args:
        folded: The folded text.
        start: Where the stretch begins.
        end: One behind its last character; None for the end of the text.
        minguo: Whether short years count from 1912.

    Returns:
        The day, or None when no day that exists is written there.
    """
    stop = len(folded) if end is None else end
    found = [*_SIGNED.finditer(folded, start, stop), *_SIGNED_FIGURES.finditer(folded, start, stop)]
    for match in sorted(found, key=lambda each: -each.start()):
        parts = [to_int(match[name].replace("元", "一")) for name in ("year", "month", "day")]
        if None in parts:
            continue
        year, month, day = (part or 0 for part in parts)
        era = "era" in match.re.groupindex and match["era"] is not None
        try:
            return date(year + REPUBLIC if era else _western(year, minguo=minguo), month, day)
        except ValueError:
            continue
    return None


def _title_year(title: str, *, minguo: bool) -> int | None:
    single = {int(m[1]) for m in _ONE_YEAR.finditer(title) if m[2] is None}
    single |= {to_int(m[0]) or 0 for m in _CHINESE_YEAR.finditer(title)}
    if minguo and not single:
        single = {int(m[1]) + REPUBLIC for m in _REPUBLIC_YEAR.finditer(title)}
    return single.pop() if len(single) == 1 else None


def context_year(
    folded: str, *, title: str = "", number: str = "", issued: date | None = None, minguo: bool = False
) -> int | None:
    """The year a document speaks of, for dates that do not name theirs.

    Asked in this order: the one year in the title, the day of signing, the year in the document number,
    the year most frequent in limits, the year most frequent at all.

    Args:
        folded: The folded text of the document.
        title: Its folded title, empty if it has none.
        number: Its document number (发文字号), folded, empty if it has none.
        issued: The day it was signed, if known.
        minguo: Whether short years count from 1912.

    Returns:
        The year, or None when the document names none.
    """
    of_title = _title_year(title, minguo=minguo)
    if of_title is not None:
        return of_title
    if issued is not None:
        return issued.year
    numbered = _NUMBER_YEAR.search(number)
    if numbered:
        return int(numbered[1])
    return _frequent_year(folded, minguo=minguo)


def _frequent_year(folded: str, *, minguo: bool) -> int | None:
    counts = Counter(int(m[1] or m[2]) for m in _LIMIT_YEAR.finditer(folded))
    if not counts:
        counts = Counter(int(m[1]) for m in _ANY_YEAR.finditer(folded))
    if not counts and minguo:
        counts = Counter(int(m[1]) + REPUBLIC for m in _REPUBLIC_YEAR.finditer(folded))
    if not counts:
        return None
    most = max(counts.values())
    return max(year for year, count in counts.items() if count == most)
