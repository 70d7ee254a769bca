"""The flow chart of a procedure as an SVG picture that stands by itself: for a page, on paper, to publish."""

from collections.abc import Collection
from html import escape
from typing import Final

from zhangtu.kernel.scripts import in_language
from zhangtu.procedures import holders
from zhangtu.procedures.charting import Box, Chart, Line, chart, folded
from zhangtu.schema.procedural import Procedure
from zhangtu.schema.titles import Title

#: What stands in the picture besides titles: Simplified and English.
_WORDS: Final = {
    "when": ("按条件", "if it applies"),
    "final": ("结束", "end"),
    "here": ("现在在这里", "now here"),
    "flow": ("流程图", "flow chart"),
}
_FONT: Final = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif"


def svg(procedure: Procedure, language: str, *, here: str = "", passed: Collection[str] = ()) -> str:
    """Draw a procedure.

    Args:
        procedure: The procedure.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        here: The name of the step a row is at, marked with words and a thick line; empty for none.
        passed: Names of the steps it came through, marked by a tick.

    Returns:
        The picture; its colours are attributes, so that a page may give it others by class.
    """
    drawn = chart(procedure)
    name = titled(procedure.title, language)
    parts = [
        (
            '<svg xmlns="http://www.w3.org/2000/svg" class="flow" '
            f'viewBox="0 0 {drawn.wide:g} {drawn.tall:g}" '
            f'width="{drawn.wide:g}" height="{drawn.tall:g}" role="img" font-family="{_FONT}" font-size="14" '
            f'aria-label="{escape(name)} {_said("flow", language)}">'
        ),
        f"<title>{escape(name)}</title>",
        *(_forced(*one) for one in drawn.forced),
        *(_line(one, language) for one in drawn.lines),
        *(_box(one, drawn, language, here=here, passed=passed) for one in drawn.boxes),
        *(
            f'<text class="move" x="{x:g}" y="{y:g}" font-size="12" fill="#4a5568">'
            f"↻ {escape(titled(move.title, language))}</text>"
            for x, y, move in drawn.notes
        ),
        "</svg>",
    ]
    return "".join(parts)


def titled(title: Title, language: str) -> str:
    """A title in a language."""
    return title.words.say(language)


def _said(word: str, language: str) -> str:
    return in_language(*_WORDS[word], language)


def _forced(path: str, arrow: str) -> str:
    return (
        f'<path class="way forced" d="{path}" fill="none" stroke="#718096" stroke-width="1.5" '
        f'stroke-dasharray="2 4"/><polygon class="way forced head" points="{arrow}" fill="#718096"/>'
    )


def _line(line: Line, language: str) -> str:
    x, y, anchor = line.words
    colour = "#9c4221" if line.back else "#2d3748"
    dashes = ' stroke-dasharray="5 3"' if line.back else ""
    kind = "way back" if line.back else "way"
    words = _short(titled(line.move.title, language))
    return (
        f'<path class="{kind}" d="{line.path}" fill="none" stroke="{colour}" stroke-width="1.5"{dashes}/>'
        f'<polygon class="{kind} head" points="{line.arrow}" fill="{colour}"/>'
        f'<text class="move" x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="12" fill="#4a5568" '
        'stroke="#ffffff" stroke-width="4" paint-order="stroke">'
        f"{escape(words)}</text>"
    )


def _short(words: str) -> str:
    most = 22 if words.isascii() else 11
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _box(box: Box, drawn: Chart, language: str, *, here: str, passed: Collection[str]) -> str:
    step = box.step
    wide, tall = drawn.box
    is_here = step.name == here
    kinds = ["step", *(["here"] if is_here else []), *(["final"] if step.final else [])]
    dashes = ' stroke-dasharray="6 3"' if step.when else ""
    round_ = 20 if box.first or step.final else 4
    middle = box.x + wide / 2
    owner = holders.called(step.owner).say(language) if step.owner else _said("final", language)
    mark = _mark(step.name, is_here=is_here, passed=passed, language=language)
    notes = [owner, *([_said("when", language)] if step.when else []), *([mark] if mark else [])]
    lines = folded(titled(step.title, language))
    first = box.y + (28 if len(lines) == 1 else 20)
    return (
        f'<rect class="{" ".join(kinds)}" x="{box.x:g}" y="{box.y:g}" width="{wide}" height="{tall}" '
        f'rx="{round_:g}" fill="{"#ebf4ff" if is_here else "#ffffff"}" stroke="#2b6cb0" '
        f'stroke-width="{3 if is_here else 1.5}"{dashes}/>'
        + "".join(
            f'<text class="name" x="{middle:g}" y="{first + 17 * at:g}" text-anchor="middle" '
            f'font-weight="600" fill="#1a202c">{escape(line)}</text>'
            for at, line in enumerate(lines)
        )
        + f'<text class="owner" x="{middle:g}" y="{box.y + tall - 10:g}" text-anchor="middle" '
        f'font-size="11" fill="#4a5568">{escape(_fit(" · ".join(notes)))}</text>'
    )


def _mark(name: str, *, is_here: bool, passed: Collection[str], language: str) -> str:
    if is_here:
        return _said("here", language)
    return "✓" if name in passed else ""


def _fit(words: str) -> str:
    """What goes under a step's name, cut to its box."""
    width = 0
    for place, sign in enumerate(words):
        width += 2 if ord(sign) > 0x2E7F else 1
        if width > 40:
            return f"{words[:place]}…"
    return words
