"""Slips of the pen: marks written twice, words that do not belong, rates above one hundred."""

import re
from collections.abc import Callable

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
    for fault, rule, mend in _SLIPS:
        for found in rule.finditer(twin.folded, start, end):
            first, last = found.span("high" if "high" in rule.groupindex else 0)
            words = twin.text[first:last]
            better = mend(words)
            repair = None if better is None else Repair(first, last, better)
            problems.append(Problem(first, last, fault, Severity.WARNING, {"words": words}, repair))
    return problems


#: Kind, pattern, and what to write instead (None when only a person can say).
_SLIPS: tuple[tuple[Fault, re.Pattern[str], Callable[[str], str | None]], ...] = (
    (Fault.DOUBLED_PUNCTUATION, _DOUBLED, lambda words: words[0]),
    (Fault.FOREIGN_TEXT, _FOREIGN, lambda _: ""),
    (Fault.RATE_ABOVE_100, _ABOVE, lambda words: "100%" if words.startswith("100") else None),
)
