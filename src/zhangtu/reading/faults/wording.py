"""Slips of the pen: marks written twice, words that do not belong, rates above one hundred."""

import re

from zhangtu.kernel.problems import Problem, Repair, Severity
from zhangtu.reading.faults.kinds import Fault
from zhangtu.reading.structure.lines import Twin

_DOUBLED = re.compile(r"([,、;:])\1+|。{2}(?!。)(?<!。。。)|[,;、]\s*[。;](?!\")|。\s*[,、;]")
_FOREIGN = re.compile(
    r"(?<=[一-鿿])版权所有(?=[一-鿿])|(?<=[一-鿿])(?:未经许可|转载请注明|点击查看|本文来自|"
    r"更多请关注)(?=[一-鿿])|https?://\S+(?=[一-鿿])"
)
_ABOVE = re.compile(
    r"(?:率|比例|比重|覆盖面|占比)[^,。;\d%]{0,12}?(?P<high>100\s*%\s*(?:以上|及以上)|"
    r"(?:1[1-9]\d|10[1-9]|[2-9]\d\d)(?:\.\d+)?\s*%)"
)


def wording_faults(twin: Twin, start: int, end: int) -> list[Problem]:
    """Slips of the pen in a stretch of text.

    Args:
        twin: The text.
        start: First character.
        end: One behind the last.

    Returns:
        ``doubled_punctuation``, ``foreign_text`` and ``rate_above_100`` problems.
    """
    problems = []
    for found in _DOUBLED.finditer(twin.folded, start, end):
        first, last = found.span()
        repair = Repair(first, last, twin.text[first])
        problems.append(
            Problem(
                first,
                last,
                Fault.DOUBLED_PUNCTUATION,
                Severity.WARNING,
                {"words": twin.text[first:last]},
                repair,
            )
        )
    for found in _FOREIGN.finditer(twin.folded, start, end):
        first, last = found.span()
        problems.append(
            Problem(
                first,
                last,
                Fault.FOREIGN_TEXT,
                Severity.WARNING,
                {"words": twin.text[first:last]},
                Repair(first, last, ""),
            )
        )
    for found in _ABOVE.finditer(twin.folded, start, end):
        first, last = found.span("high")
        mend = Repair(first, last, "100%") if twin.folded[first:last].startswith("100") else None
        problems.append(
            Problem(
                first, last, Fault.RATE_ABOVE_100, Severity.WARNING, {"words": twin.text[first:last]}, mend
            )
        )
    return problems
