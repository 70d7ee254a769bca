"""Papers as plain frozen values: what stands in a workbook, a table, an order, a calendar."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: What a cell of a sheet may hold. Text is always text: a renderer never takes it for a formula.
Value = str | int | float | date | None


class Align(StrEnum):
    """How the words of a column stand."""

    LEFT = "left"
    CENTER = "center"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        heading: Its head cell.
        width: Its share of the width, in Chinese characters that fit on one of its lines.
        align: How its words stand.
        number: How Excel shows its numbers (``0.0%``); empty for as they are.
    """

    heading: str
    width: float
    align: Align = Align.LEFT
    number: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: a title, a head row, rows.

    Attributes:
        name: What its tab says; made legal and unique when written.
        title: The line above the table.
        columns: The columns.
        rows: The rows, each as long as ``columns``.
        notes: Lines between title and table.
        empty: What stands in the table's place when there are no rows.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook.

    Attributes:
        title: Its title in the file's properties.
        sheets: Its sheets, at least one.
        language: ``zh-hans``, ``zh-hant`` or ``en``: decides fonts and the page footer.
    """

    title: str
    sheets: tuple[Sheet, ...]
    language: str = "zh-hans"


@dataclass(frozen=True, slots=True)
class Band:
    """A row of a table that spans all columns and heads the rows below it.

    Attributes:
        text: Its words.
        level: 1 for an outer heading, 2 for one inside it.
    """

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class TablePaper:
    """A table on landscape A4, as annexed to an official document.

    Attributes:
        title: Its title; line ends show where it may be broken when it is too long for one line.
        columns: The columns.
        rows: Rows of cells, each as long as ``columns``, and bands.
        mark: The mark of an annex (附件) at the top left; empty for none.
        notes: Lines between title and table.
        footer: Lines below the table.
        empty: What stands in the table's place when there are no rows.
        language: ``zh-hans``, ``zh-hant`` or ``en``: decides the fonts.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...] | Band, ...]
    mark: str = ""
    notes: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    empty: str = ""
    language: str = "zh-hans"


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled box of a form.

    Attributes:
        label: What it is for.
        text: What is filled in; empty for a box to be filled by hand.
        lines: How many lines high it is at least.
        fills: Whether it takes what room the page leaves, to be written in by hand.
    """

    label: str
    text: str = ""
    lines: int = 1
    fills: bool = False


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """An order to a unit (督办单) on one portrait A4 page.

    Attributes:
        title: The name of the form.
        number: Its number, or the blank for it.
        addressee: To whom it goes, without the colon; empty for none.
        opening: The sentence above the boxes.
        rows: The boxes, one or two side by side in a row.
        closing: Lines below the boxes.
        signature: Signing unit and date, set to the right, one a line.
        language: ``zh-hans``, ``zh-hant`` or ``en``: decides the fonts.
    """

    title: str
    number: str
    addressee: str
    opening: str
    rows: tuple[tuple[Field, ...], ...]
    closing: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    language: str = "zh-hans"


class Step(StrEnum):
    """The unit in which something repeats, named as RFC 5545 names it."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


@dataclass(frozen=True, slots=True)
class Repeat:
    """How an event repeats, in the terms of RFC 5545 section 3.3.10.

    Attributes:
        step: The unit.
        interval: Every how many units.
        weekday: Day of the week, 1 = Monday; only with weekly ones.
        days: Days of the month it may fall on; negative ones count from its end.
        last_of_days: Only the last of ``days`` that the month has (the 31st, else the 30th…).
        until: The last day it may fall on.
    """

    step: Step
    interval: int = 1
    weekday: int | None = None
    days: tuple[int, ...] = ()
    last_of_days: bool = False
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that fills whole days of a calendar.

    Attributes:
        uid: Its name for life: the same task gets the same one, so that a second import replaces the first.
        title: What the calendar shows.
        start: Its first day.
        end: Its last day, included.
        description: More words.
        repeat: How it repeats.
        remind: Whether to remind on the morning before its last day.
    """

    uid: str
    title: str
    start: date
    end: date
    description: str = ""
    repeat: Repeat | None = None
    remind: bool = True


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar to be taken into any calendar program.

    Attributes:
        name: What it is called there.
        events: Its events.
        left_out: How many tasks have no time that a calendar can hold.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
    """

    name: str
    events: tuple[Event, ...]
    left_out: int = 0
    language: str = "zh-hans"
