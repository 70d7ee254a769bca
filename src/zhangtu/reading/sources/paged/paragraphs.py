"""Lines → paragraphs: a line that reaches the right margin goes on, unless the next plainly begins anew."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from zhangtu.reading.sources.layout import Anchor, AnchorKind, Words
from zhangtu.reading.sources.paged.lines import Line
from zhangtu.reading.sources.paged.marks import CJK

_NUMBER_MARK = re.compile(
    r"[（(]?[一二三四五六七八九十百]{1,4}[、．.）)]|[（(]?\d{1,3}(?:[、．）)]|\.(?!\d))|[①-⑳⑴-⒛㈠-㈩]"
    r"|第[一二三四五六七八九十百零\d]{1,5}[章节條条節]|[壹贰叁肆伍陆柒捌玖拾貳參陸]{1,3}、|[●■◆▪•★]|附件|附表|附錄"
)
_SENTENCE_END = tuple("。；;：:！!？?」”")
#: What a typesetter keeps on one line: a Latin word or one sign, with quotation marks and what they touch,
#: and closing marks with a number behind them.
_UNBREAKABLE = re.compile(
    r"[（《〈“‘「『【〔(\[]*(?:[0-9A-Za-z%％.\-–—/]+|.)(?:[“”‘’\"'].?|[，。、；：！？）》」』】〕％,.;:!?)\]]+[0-9A-Za-z%]*)*"
)


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the words of a kind of page stand.

    Attributes:
        left: Left edge of full lines.
        right: Right edge of full lines.
        pitch: Usual distance between base lines.
    """

    left: float
    right: float
    pitch: float


@dataclass(slots=True)
class Joined:
    """A paragraph being put together from lines."""

    lines: list[Line] = field(default_factory=list)

    def words(self, first_page: int) -> Words:
        """Its words, with a mark where a later page begins inside.

        Args:
            first_page: Page it is known to begin on.

        Returns:
            The words.
        """
        text = ""
        page = first_page
        marks: list[Anchor] = []
        for line in self.lines:
            text += _between(text, line.text)
            while page < line.page:
                page += 1
                marks.append(Anchor(len(text), AnchorKind.PAGE))
            text += line.text
        return Words(text, tuple(marks))


def margins_of(lines: Iterable[Line], width: float) -> Margins:
    """Find the margins of a set of pages.

    Args:
        lines: All their lines outside tables.
        width: Width of the pages.

    Returns:
        The margins. Where too few lines end at one place to show the right one, it is taken to be as wide as
        the left one.
    """
    every = list(lines)
    if not every:
        return Margins(0.0, width, 0.0)
    widest = max(line.right - line.left for line in every)
    long = [line for line in every if line.right - line.left >= 0.75 * widest]
    lefts = Counter(round(line.left / 4) for line in long)
    often = min(place for place, count in lefts.items() if count * 5 >= max(lefts.values()))
    left = min(line.left for line in long if round(line.left / 4) == often)
    ends = sorted((line.right for line in long), reverse=True)
    right = ends[len(ends) // 10]
    if widest < 0.6 * width or sum(abs(end - right) < long[0].size for end in ends) < 3:
        right = max(right, width - left)
    return Margins(left, right, _pitch(every))


def _pitch(lines: list[Line]) -> float:
    distances = Counter(
        round(above.y - below.y) for above, below in pairwise(lines) if above.page == below.page
    )
    return float(next((distance for distance, _ in distances.most_common() if distance > 0), 0))


def join_lines(lines: Iterable[tuple[Line, Margins]]) -> Iterator[Joined]:
    """Join lines that belong to one paragraph.

    Args:
        lines: Lines in reading order, each with the margins of its page.

    Yields:
        Paragraphs in order.
    """
    current = Joined()
    for line, margins in lines:
        if current.lines and not _goes_on(current, line, margins):
            yield current
            current = Joined()
        current.lines.append(line)
    if current.lines:
        yield current


def _goes_on(paragraph: Joined, line: Line, margins: Margins) -> bool:
    last, size = paragraph.lines[-1], line.size
    if abs(last.size - size) > 0.13 * max(last.size, size):
        return False
    if last.page == line.page and last.y - line.y > 1.6 * max(margins.pitch, size):
        return False
    if not _is_full(last, line, margins):
        return False
    if _NUMBER_MARK.match(line.text) and last.text.endswith(_SENTENCE_END):
        return False
    return _place_fits(paragraph, line, margins)


def _is_full(last: Line, line: Line, margins: Margins) -> bool:
    """Whether the next line's first unbreakable piece would not have fitted behind the last line."""
    piece = _UNBREAKABLE.match(line.text)
    room = sum(1.0 if CJK.match(sign) else 0.55 for sign in piece[0]) if piece is not None else 1.0
    return last.right + max(room, 1.0) * line.size + 0.35 * line.size > margins.right


def _place_fits(paragraph: Joined, line: Line, margins: Margins) -> bool:
    """Whether the line begins where a going-on line of this paragraph begins."""
    first, size = paragraph.lines[0], line.size
    if len(paragraph.lines) > 1:
        return abs(line.left - paragraph.lines[1].left) < 0.9 * size or line.left < margins.left + 0.9 * size
    if _is_centred(first, margins) and _is_centred(line, margins):
        return not first.text.endswith(_SENTENCE_END)
    if first.left - margins.left > 3.6 * size:
        return False
    if line.left - margins.left < 0.9 * size:
        return True
    # A hanging number: the words go on to the right of it.
    hangs = _NUMBER_MARK.match(first.text) is not None
    return hangs and 0.5 * size < line.left - first.left < 4 * size


def _is_centred(line: Line, margins: Margins) -> bool:
    return abs((line.left - margins.left) - (margins.right - line.right)) < line.size


def _between(before: str, after: str) -> str:
    """What stands between two joined lines: a blank between Latin words, nothing otherwise."""
    if not before or not after or before[-1] == "-":
        return ""
    latin = before[-1].isascii() and after[0].isascii()
    return " " if latin and (before[-1].isalpha() or before[-1] in ",.;:") and not after[0].isdigit() else ""


def joined_cell(lines: list[Line], border: float) -> str:
    """The words of a table cell as one line.

    Args:
        lines: Its lines.
        border: x of its right border.

    Returns:
        The lines joined; a blank stands where a line ends early or the next one begins with a number.
    """
    text = ""
    for last, line in zip([None, *lines], lines, strict=False):
        early = last is not None and border - last.right > 2.2 * last.size
        anew = last is not None and (_NUMBER_MARK.match(line.text) is not None or early)
        text += (" " if anew else _between(text, line.text)) + line.text
    return text
