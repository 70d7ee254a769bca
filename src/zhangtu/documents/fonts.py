"""Which fonts a paper names; they are never embedded, and a machine without them takes its nearest."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a paper.

    Attributes:
        title: For the title.
        head: For head rows, labels and the annex mark.
        band: For rows that head a group.
        body: For everything else.
        sheet: For the cells of a workbook.
        latin: For letters and digits between Chinese characters.
    """

    title: str
    head: str
    band: str
    body: str
    sheet: str
    latin: str


#: GB/T 9704-2012: 小标宋 for titles, 黑体 and 楷体 for headings, 仿宋 for the body.
_SIMPLIFIED = Fonts("方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体", "Times New Roman")
#: Offices in Taiwan and Hong Kong set their papers in 標楷體.
_TRADITIONAL = Fonts("標楷體", "標楷體", "標楷體", "標楷體", "新細明體", "Times New Roman")


def fonts_for(language: str) -> Fonts:
    """Choose the fonts of a paper.

    Args:
        language: ``zh-hans``, ``zh-hant`` or ``en``; an English heading still stands over Chinese tasks.

    Returns:
        The fonts.
    """
    return _TRADITIONAL if language == "zh-hant" else _SIMPLIFIED
