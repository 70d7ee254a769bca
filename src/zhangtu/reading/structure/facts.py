"""What a document says of itself: title, number, issuer, the day it was signed."""

import re
from collections.abc import Sequence
from datetime import date

from zhangtu.reading.model import DocumentFacts, LeafKind
from zhangtu.reading.structure.furniture import NUMBER
from zhangtu.reading.structure.lexicon import UNIT_ENDS
from zhangtu.reading.structure.lines import Line, Twin

_ISSUER = re.compile(
    rf"(?P<issuer>[^\s,。:()〔]{{2,30}}?(?:{UNIT_ENDS}))(?:关于|印发)|"
    rf"(?P<red>[^\s,。:]{{2,30}}?)文\s?件\Z"
)


def find_title(twin: Twin, lines: Sequence[Line], kinds: dict[int, LeafKind]) -> str | None:
    """The title: the first run of title lines that is no red head and no number.

    Args:
        twin: The text.
        lines: Its lines.
        kinds: The kinds of the frame's lines.

    Returns:
        The title, its lines joined, or None.
    """
    run: list[str] = []
    for line in lines:
        if line.empty:
            continue
        first = line.body if line.mark is None else line.start
        words = twin.text[first : line.end]
        folded = twin.folded[first : line.end]
        if kinds.get(line.start) is not LeafKind.TITLE or folded.startswith("("):
            if run:
                break
            if line.mark is not None:
                return None
            continue
        if NUMBER.fullmatch(folded) or re.search(r"文\s?件\Z", folded):
            continue
        if run and _whole(run[-1]):
            break
        run.append(words)
    return "".join(run) or None


def _whole(words: str) -> bool:
    return bool(
        re.search(
            r"(?:方案|計畫|計劃|计划|通知|意见|意見|要点|要點|清单|清單|表|总结|办法|辦法|规定|預案|"
            r"预案)[)）]?\Z",
            words,
        )
    )


def document_facts(
    twin: Twin, lines: Sequence[Line], kinds: dict[int, LeafKind], title: str | None, issued: date | None
) -> DocumentFacts:
    """What a document says of itself.

    Args:
        twin: The text.
        lines: Its lines.
        kinds: The kinds of the frame's lines.
        title: The title found before.
        issued: The day it was signed, found before.

    Returns:
        The facts; None for what it does not say.
    """
    framed = [line for line in lines if line.start in kinds and not line.empty]
    number = next(
        (found for line in framed if (found := NUMBER.search(twin.folded, line.start, line.end))), None
    )
    return DocumentFacts(
        title,
        twin.text[number.start() : number.end()] if number else None,
        _issuer(twin, framed, kinds),
        issued,
    )


def _issuer(twin: Twin, framed: Sequence[Line], kinds: dict[int, LeafKind]) -> str | None:
    """The unit above the signing date, else the one named in the red head or title."""
    for line in reversed(framed):
        words = twin.text[line.start : line.end]
        if kinds[line.start] is LeafKind.SIGNATURE and not re.search(
            r"\d\s*日|[一二三四五六七八九十]\s*日|印发", words
        ):
            return words
    for line in framed:
        if kinds[line.start] is LeafKind.TITLE:
            found = _ISSUER.search(twin.folded, line.start, line.end)
            if found is not None:
                group = "issuer" if found["issuer"] else "red"
                return twin.text[found.start(group) : found.end(group)]
    return None
