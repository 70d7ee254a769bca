"""The words by which people mark what is no row: totals, notes, numbering, lines of unit and period."""

import re
from datetime import date, datetime

from zhangtu.documents.sheets.grid import filled
from zhangtu.documents.sheets.slices import Cell
from zhangtu.kernel.folding import fold

_SPACES = re.compile(r"[\s\u00a0\u3000]+")
_TOTAL = re.compile(
    r"(?:.{0,20}(?:合计|总计|小计|共计|累计|总和|小结)|本页计|(?:sub|grand )?total|sum)"
    r"(?:[(（].{0,12}[)）])?[:：]?\Z"
)
_NOTE = re.compile(
    r"(?:注|备注|说明|附注|填表说明|填报说明|制表人?|填表人?|填报人|审核人?|复核人?|单位负责人|负责人签字|联系电话|"
    r"填报单位|填报日期|制表日期|单位盖章|[(（]盖章[)）]|数据来源|note|notes|remark|prepared by|checked by)"
    r"(?:\d{0,2})[:：、.]"
)
_NUMBERING = frozenset({"序号", "序", "顺序号", "行号", "no.", "no", "#", "№", "行次"})
#: A line over the table that says something of all of it: ``单位：万元``, ``填报时间：2024年1月``.
_LINE = re.compile(r"\A[^:：]{1,12}[:：].*", re.DOTALL)
_CODE = re.compile(r"[\d\-+/.,:%() ]*\d[\d\-+/.,:%() ]*\Z")


def label(cell: Cell) -> str:
    """A heading as it is compared: folded, without spaces and line ends."""
    return _SPACES.sub("", fold(str(cell))).strip("*＊:：")


def shown(cell: Cell) -> str:
    """A heading as it is shown: on one line."""
    text = _SPACES.sub(" ", str(cell)).strip()
    return text if text.isascii() else text.replace(" ", "")


def is_total(cell: Cell) -> bool:
    """Whether a cell says that its row adds up others."""
    if type(cell) is not str or len(cell) > 40:
        return False
    # hardly a row has any of these letters, and to look for them takes a third of the time
    words = fold(cell)
    if not ("计" in words or "结" in words or "l" in words or "m" in words):
        return False
    return _TOTAL.match(label(cell) or "-") is not None


def is_note(cell: Cell) -> bool:
    """Whether a cell says that its row is a note below (or over) the table."""
    return type(cell) is str and _NOTE.match(_SPACES.sub("", fold(cell))) is not None


def is_numbering(cell: Cell) -> bool:
    """Whether a heading is that of the column that only counts rows."""
    return label(cell) in _NUMBERING


def is_line(cell: Cell) -> bool:
    """Whether a cell over a table says its unit, period or author."""
    return type(cell) is str and _LINE.match(cell.strip()) is not None


def could_head(cell: Cell) -> bool:
    """Whether a cell could be the heading of a column: a short text that is no number, date or code."""
    if not filled(cell):
        return True
    if isinstance(cell, (date, datetime)) or type(cell) is not str:
        # A heading may be a year or a month written as a number.
        return type(cell) is int and (1 <= cell <= 31 or 1990 <= cell <= 2100)
    text = cell.strip()
    return len(text) <= 60 and _CODE.match(text) is None
