"""The numbers a browser shows in front of list items (HTML list types and CSS list styles)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

from zhangtu.reading.sources.word.labels import format_number

#: ``type`` of ``ol`` → number format.
_TYPES: Mapping[str, str] = MappingProxyType(
    {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
)
#: CSS ``list-style-type`` → number format and the sign behind the number.
_STYLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "decimal": ("decimal", ". "),
        "decimal-leading-zero": ("decimalZero", ". "),
        "lower-alpha": ("lowerLetter", ". "),
        "lower-latin": ("lowerLetter", ". "),
        "upper-alpha": ("upperLetter", ". "),
        "upper-latin": ("upperLetter", ". "),
        "lower-roman": ("lowerRoman", ". "),
        "upper-roman": ("upperRoman", ". "),
        "cjk-ideographic": ("chineseCountingThousand", "、"),
        "trad-chinese-informal": ("chineseCountingThousand", "、"),
        "simp-chinese-informal": ("chineseCountingThousand", "、"),
        "simp-chinese-formal": ("chineseLegalSimplified", "、"),
        "trad-chinese-formal": ("ideographLegalTraditional", "、"),
        "cjk-decimal": ("ideographDigital", "、"),
        "cjk-heavenly-stem": ("ideographTraditional", "、"),
        "cjk-earthly-branch": ("ideographZodiac", "、"),
        "disc": ("bullet", "• "),
        "circle": ("bullet", "• "),
        "square": ("bullet", "• "),
        "none": ("none", ""),
    }
)
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(-?\d{1,9})")
#: An item that already begins with a number of its own shows no second one.
OWN_NUMBER = re.compile(
    r"\s*(?:[（(【\[]?(?:\d{1,3}|[一二三四五六七八九十百]{1,4})[、.．)）】\]]|第[一二三四五六七八九十百\d]+[条條章节節]|[①-⑳●•])"
)


@dataclass(slots=True)
class RunningList:
    """A list being read.

    Attributes:
        form: Number format, ``bullet`` or ``none``.
        behind: What stands between number and words.
        value: The next number.
        step: 1, or -1 when it counts down.
    """

    form: str
    behind: str
    value: int
    step: int = 1

    def label(self, item: etree._Element) -> str:
        """Count an item and give its label.

        Args:
            item: The ``li``.

        Returns:
            Number and sign; empty when none is shown.
        """
        own = _NUMBER.match(item.get("value") or "")
        if own is not None:
            self.value = int(own[1])
        value, self.value = self.value, self.value + self.step
        if self.form == "none":
            return ""
        return format_number(value, self.form) + self.behind


def begin_list(element: etree._Element) -> RunningList:
    """Start a list.

    Args:
        element: ``ol``, ``ul`` or ``menu``.

    Returns:
        Its state.
    """
    ordered = element.tag == "ol"
    form, behind = ("decimal", ". ") if ordered else ("bullet", "• ")
    form = _TYPES.get(element.get("type") or "", form) if ordered else form
    style = _STYLE.search(element.get("style") or "")
    for word in style[1].lower().split() if style is not None else ():
        form, behind = _STYLES.get(word, (form, behind))
    start = _NUMBER.match(element.get("start") or "")
    backward = ordered and element.get("reversed") is not None
    count = sum(1 for child in element if child.tag == "li") if backward else 1
    return RunningList(form, behind, int(start[1]) if start is not None else count, -1 if backward else 1)
