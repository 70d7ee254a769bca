"""An official paper as plain frozen values: who to whom, headings, text with figures, tables, annexes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhangtu.documents.printing.values import Align

#: What a cell of a table may hold. Numbers stay numbers in Excel; text is always text.
Cell = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure inside a paragraph, tied to the line of the source sheet that tells where it is from.

    Attributes:
        text: As it is read: ``95.3%``, ``128家``.
        source: The number of its line among the paper's ``sources``, 1 for the first; 0 for none.
    """

    text: str
    source: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; its number (一、（一）1.（1）) is put before it by the layout.

    Attributes:
        text: Its words, without number.
        level: 1 to 4.
    """

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph.

    Attributes:
        parts: Its words and figures, one after the other.
    """

    parts: tuple[str | Figure, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: Its head cell.
        width: Its share of the width in full-width characters; 0 to take what its words need.
        align: How its words stand.
        places: Digits behind the point; ``None`` for as many as there are.
        share: Whether 0.953 is read 95.3%.
    """

    title: str
    width: float = 0
    align: Align = Align.LEFT
    places: int | None = None
    share: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        columns: Its columns.
        rows: Its rows, each as long as ``columns``.
        title: The line above it; empty for none.
        empty: What stands in its place when it has no rows.
        red: Row and column of cells in red, both from 0.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    empty: str = ""
    red: frozenset[tuple[int, int]] = frozenset()


#: What a paper's body is made of.
Block = Heading | Text | Grid


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex (附件) on pages of its own.

    Attributes:
        title: Its title.
        blocks: What stands in it.
        landscape: Whether its pages are turned, for wide tables.
    """

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure is from: one line of the source sheet (数据来源表) behind the annexes.

    Attributes:
        figure: The figure as it is read.
        measure: What it is called.
        definition: How it is counted, in words.
        period: For which period.
        moment: As of when it was worked out.
        head: The number of the last journal entry in it, by which it can be worked out again; 0 for none.
    """

    figure: str
    measure: str
    definition: str
    period: str
    moment: str
    head: int = 0


class Sort(StrEnum):
    """What kind of paper it is, as far as its layout differs."""

    #: To units below or beside: 通知, 通报, 函.
    DOWN = "down"
    #: To a superior, with 签发人: 报告, 请示.
    UP = "up"


@dataclass(frozen=True, slots=True)
class Official:
    """An official paper after GB/T 9704-2012. What is empty is left out, and its place with it.

    Attributes:
        title: Its title; line ends show where it may be broken with good sense.
        blocks: Its body.
        sort: Whether it goes up.
        head: The red words on top (``××县市场监督管理局文件``); without them there is no red line either.
        number: Its number from the unit's series (发文字号).
        signers: Who signs it out (签发人); shown on papers that go up only.
        copy: The number of this copy (份号), six digits.
        secrecy: Grade and term of secrecy.
        urgency: Grade of urgency.
        to: The main recipients (主送机关), one after the other.
        signed: The units that sign (发文机关署名).
        day: The day it is signed (成文日期).
        seal: Whether room is left for the seal.
        note: The note in brackets below the day (附注).
        annexes: Its annexes.
        sources: Where its figures are from, in the order of their numbers.
        copies: To whom copies go (抄送).
        printer: The office that prints it (印发机关).
        printed: The day it is printed.
        language: ``zh-hans``, ``zh-hant`` or ``en``: decides the fonts and set words.
    """

    title: str
    blocks: tuple[Block, ...]
    sort: Sort = Sort.DOWN
    head: str = ""
    number: str = ""
    signers: tuple[str, ...] = ()
    copy: str = ""
    secrecy: str = ""
    urgency: str = ""
    to: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    day: date | None = None
    seal: bool = True
    note: str = ""
    annexes: tuple[Annex, ...] = ()
    sources: tuple[Source, ...] = ()
    copies: tuple[str, ...] = ()
    printer: str = ""
    printed: date | None = None
    language: str = "zh-hans"
