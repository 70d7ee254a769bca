"""Spreadsheets as offices really send them, each with what a perfect reader should find in it."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Final

from premises import UNITS, credit_code_of, id_card_of, person

#: A heading from the top down, as a reader should join it: ``("负责人", "姓名")``.
Heading = tuple[str, ...]
#: A cell as the file holds it.
Cell = str | float | date | bool | None

SERIAL: Final[Heading] = ("序号",)
TOWN: Final[Heading] = ("乡镇",)
VILLAGE: Final[Heading] = ("村（社区）",)
NAME: Final[Heading] = ("基本情况", "单位名称")
KIND: Final[Heading] = ("基本情况", "类别")
CODE: Final[Heading] = ("基本情况", "统一社会信用代码")
OWNER: Final[Heading] = ("负责人", "姓名")
ID_CARD: Final[Heading] = ("负责人", "身份证号")
PHONE: Final[Heading] = ("负责人", "联系电话")
OPENED: Final[Heading] = ("经营情况", "开业日期")
AREA: Final[Heading] = ("经营情况", "面积（平方米）")
DISPLAYED: Final[Heading] = ("经营情况", "证照", "是否亮证")
_COLUMNS: Final = (
    SERIAL, TOWN, VILLAGE, NAME, KIND, CODE, OWNER, ID_CARD, PHONE, OPENED, AREA, DISPLAYED,
)  # fmt: skip
_KINDS: Final = ("小餐饮", "小食品店", "小作坊", "小药店")
_EPOCH: Final = date(1899, 12, 30)
_FULL_WIDTH: Final = str.maketrans({48 + digit: chr(0xFF10 + digit) for digit in range(10)})


class Left(StrEnum):
    """Why a line is no row."""

    TITLE = "title"
    HEADING = "heading"
    BLANK = "blank"
    TOTAL = "total"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Dirt:
    """What is wrong with a sheet.

    Attributes:
        titles: Lines above the heading: the title, who filled it in, the day.
        headings: Lines of the heading, 1 to 3; its cells are merged.
        merged_down: Whether town and village stand once for all rows below, in merged cells.
        numbered: Whether there is a column 序号.
        subtotals: Whether 小计 stands below each town.
        total: ``word`` for a line 合计, ``sum`` for one that only sums, empty for none.
        blanks: Whether there are blank lines between rows and at the end.
        hidden: Whether there is a hidden sheet before it.
        dates: How many styles of dates there are, 1 to 6.
        damaged: Whether numbers of citizens are kept as numbers, so that their last digits are lost.
        wide: Whether some digits are full-width.
        note: Whether remarks stand below.
    """

    titles: int = 2
    headings: int = 3
    merged_down: bool = True
    numbered: bool = True
    subtotals: bool = True
    total: str = "word"
    blanks: bool = True
    hidden: bool = True
    dates: int = 5
    damaged: bool = True
    wide: bool = True
    note: bool = True


CLEAN: Final = Dirt(0, 1, False, False, False, "", False, False, 1, False, False, False)


@dataclass(slots=True)
class Sheet:
    """A sheet.

    Attributes:
        name: Its name.
        lines: Its cells, line by line.
        merges: First line, first column, last line, last column of each merged area, counted from 0.
        hidden: Whether it is hidden.
    """

    name: str
    lines: list[list[Cell]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """What a perfect reader finds.

    Attributes:
        sheet: The name of the sheet with the rows.
        columns: The headings of its columns, top down, from the left; 序号 is the first where there is one.
        first: The first line of rows, counted from 0.
        rows: Line → heading → value: text as it should be stored, days and numbers as ISO and plain text,
            ``None`` where nothing is or where it cannot be known.
        left: Line → why it is no row.
        faults: Line and heading of each cell that must be pointed out, with the kind of its problem.
    """

    sheet: str
    columns: tuple[Heading, ...]
    first: int
    rows: Mapping[int, Mapping[Heading, str | None]]
    left: Mapping[int, Left]
    faults: Mapping[tuple[int, Heading], str]


@dataclass(slots=True)
class _Making:
    """A sheet being made and what is known of it."""

    dirt: Dirt
    chance: random.Random
    columns: tuple[Heading, ...]
    sheet: Sheet = field(default_factory=lambda: Sheet("台账"))
    rows: dict[int, dict[Heading, str | None]] = field(default_factory=dict)
    left: dict[int, Left] = field(default_factory=dict)
    faults: dict[tuple[int, Heading], str] = field(default_factory=dict)

    def put(self, cells: list[Cell], why: Left | None = None) -> int:
        """Add a line; the number it gets."""
        line = len(self.sheet.lines)
        self.sheet.lines.append(cells)
        if why is not None:
            self.left[line] = why
        return line

    def at(self, heading: Heading) -> int:
        """The place of a column."""
        return self.columns.index(heading)

    def blank(self) -> list[Cell]:
        """A line with nothing in it."""
        return [None] * len(self.columns)


def book(count: int, dirt: Dirt | None = None, seed: int = 1) -> tuple[list[Sheet], Expected]:
    """A workbook.

    Args:
        count: How many rows.
        dirt: What is wrong with it; everything unless given.
        seed: Another seed, other rows.

    Returns:
        Its sheets in order, and what a perfect reader finds.
    """
    wanted = dirt or Dirt()
    columns = tuple(column for column in _COLUMNS if wanted.numbered or column != SERIAL)
    columns = tuple(_cut(column, wanted.headings) for column in columns)
    making = _Making(wanted, random.Random(seed), columns)  # noqa: S311  # the same file every time
    _titles(making)
    _headings(making)
    first = len(making.sheet.lines)
    _body(making, count)
    _foot(making)
    sheets = [making.sheet]
    if wanted.hidden:
        sheets.insert(0, Sheet("数据字典", [["类别"], *([kind] for kind in _KINDS)], hidden=True))
    expected = Expected(making.sheet.name, columns, first, making.rows, making.left, making.faults)
    return sheets, expected


def _cut(heading: Heading, depth: int) -> Heading:
    """A heading of at most so many lines: the lowest words are kept."""
    return heading[-depth:]


def _titles(making: _Making) -> None:
    words = ("某县经营单位台账", "填报单位：某镇人民政府　　填报日期：2026年6月30日", "单位：家、平方米")
    for text in words[: making.dirt.titles]:
        line = making.put([text, *making.blank()[1:]], Left.TITLE)
        making.sheet.merges.append((line, 0, line, len(making.columns) - 1))


def _headings(making: _Making) -> None:
    top, depth = len(making.sheet.lines), making.dirt.headings
    for level in range(depth):
        cells: list[Cell] = [column[level] if level < len(column) else None for column in making.columns]
        if level < depth - 1 or depth == 1:
            cells = [
                cell if _starts(making.columns, place, level) else None for place, cell in enumerate(cells)
            ]
        making.put(cells, Left.HEADING)
    for place, column in enumerate(making.columns):
        if len(column) < depth:
            making.sheet.merges.append((top + len(column) - 1, place, top + depth - 1, place))
    for level in range(depth - 1):
        for _, group in groupby(range(len(making.columns)), lambda place: making.columns[place][: level + 1]):  # noqa: B023  # used at once
            places = list(group)
            if len(places) > 1:
                making.sheet.merges.append((top + level, places[0], top + level, places[-1]))


def _starts(columns: tuple[Heading, ...], place: int, level: int) -> bool:
    """Whether a merged heading begins here rather than goes on."""
    return place == 0 or columns[place - 1][: level + 1] != columns[place][: level + 1]


def _body(making: _Making, count: int) -> None:
    chance = making.chance
    villages = sorted(chance.choice(tuple(UNITS)) for _ in range(count))
    number = 0
    for town, of_town in groupby(sorted(villages, key=UNITS.__getitem__), UNITS.__getitem__):
        begun, counted = len(making.sheet.lines), 0
        for village, of_village in groupby(of_town):
            lines = []
            for _ in of_village:
                number, counted = number + 1, counted + 1
                lines.append(_row(making, number, town, village))
            _merge_down(making, VILLAGE, lines[0], lines[-1])
        _merge_down(making, TOWN, begun, len(making.sheet.lines) - 1)
        if making.dirt.subtotals:
            _sum(making, "小计", begun)
        if making.dirt.blanks:
            making.put(making.blank(), Left.BLANK)


def _row(making: _Making, number: int, town: str, village: str) -> int:
    chance, line = making.chance, len(making.sheet.lines)
    day = date.fromordinal(date(2015, 1, 1).toordinal() + chance.randrange(3000))
    area, known = 10 + chance.randrange(300), _row_texts(chance, number, town, village)
    truth: dict[Heading, str | None] = {**known, OPENED: day.isoformat(), AREA: str(area)}
    cells: dict[Heading, Cell] = {**known, SERIAL: float(number), OPENED: day, AREA: float(area)}
    cells[OPENED] = _day(day, number % making.dirt.dates)
    if making.dirt.damaged and number % 5 == 0:
        exact = str(known[ID_CARD])
        cells[ID_CARD] = f"{float(exact):.5E}" if number % 10 else float(exact[:15] + "000")
        truth[ID_CARD] = None
        making.faults[line, _cut(ID_CARD, making.dirt.headings)] = "damaged_by_excel"
    if making.dirt.wide and number % 4 == 0:
        cells[PHONE] = str(known[PHONE]).translate(_FULL_WIDTH)
        cells[AREA] = str(area).translate(_FULL_WIDTH)
    if making.dirt.wide and number % 3 == 0:
        cells[CODE] = f" {known[CODE]}\u3000".lower()
    depth = making.dirt.headings
    short = {_cut(heading, depth): cell for heading, cell in cells.items()}
    making.put([short.get(column) for column in making.columns])
    making.rows[line] = {_cut(heading, depth): value for heading, value in truth.items()}
    return line


def _row_texts(chance: random.Random, number: int, town: str, village: str) -> dict[Heading, str]:
    card = id_card_of(chance)
    while card.endswith("X"):  # those are never taken for numbers
        card = id_card_of(chance)
    return {
        TOWN: town,
        VILLAGE: village,
        NAME: f"{village[:4]}第{number}商店",
        KIND: chance.choice(_KINDS),
        CODE: credit_code_of(chance.randrange(10**9)),
        OWNER: person(chance),
        ID_CARD: card,
        PHONE: f"140{chance.randrange(10**8):08}",
        DISPLAYED: chance.choice(("是", "否")),
    }


def _day(day: date, style: int) -> Cell:
    """A day in one of the styles people use."""
    return (
        day,
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y%m%d}",
        float((day - _EPOCH).days),
    )[style]


def _merge_down(making: _Making, heading: Heading, first: int, last: int) -> None:
    """One cell for all these lines; the lower ones hold nothing."""
    if not making.dirt.merged_down or last <= first:
        return
    place = making.at(heading)
    for line in range(first + 1, last + 1):
        making.sheet.lines[line][place] = None
    making.sheet.merges.append((first, place, last, place))


def _sum(making: _Making, word: str, begun: int) -> None:
    """A line that counts and sums the rows from a line on."""
    rows = [line for line in making.rows if line >= begun]
    cells = making.blank()
    if word:
        cells[0] = word
    area = _cut(AREA, making.dirt.headings)
    cells[making.at(area)] = float(sum(int(making.rows[line][area] or 0) for line in rows))
    making.put(cells, Left.TOTAL)


def _foot(making: _Making) -> None:
    if making.dirt.total:
        _sum(making, "合　计" if making.dirt.total == "word" else "", 0)
    if making.dirt.note:
        line = making.put(["注：1.本表每月2日前报送；2.逾期视为无变化。", *making.blank()[1:]], Left.NOTE)
        making.sheet.merges.append((line, 0, line, len(making.columns) - 1))
    if making.dirt.blanks:
        for _ in range(3):
            making.put(making.blank(), Left.BLANK)


def less(dirt: Dirt, **changes: object) -> Dirt:
    """The same dirt but for some of it."""
    return replace(dirt, **changes)  # type: ignore[arg-type]  # names and kinds are those of Dirt
