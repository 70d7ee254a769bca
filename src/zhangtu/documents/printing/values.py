"""What is printed, as plain frozen values: a ledger's list, everything about one row, a table for a chat."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

#: What a cell may hold. Numbers are added up exactly; text is always text.
Cell = str | int | Decimal | date | None


class Align(StrEnum):
    """How the words of a column stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Mark:
    """What ties a printed form to its record: each page carries it as a QR code, the number below.

    Attributes:
        number: The form's number as people read it, for instance ``印〔2026〕12号``.
        code: The short word that stands in the QR code; it says nothing by itself.
    """

    number: str
    code: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a printed table.

    Attributes:
        title: Its head cell.
        width: Its share of the width in full-width characters; 0 to take what its words need.
        align: How its words stand.
        total: Whether its numbers are added up (本页小计, 合计).
    """

    title: str
    width: float = 0
    align: Align = Align.LEFT
    total: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A line of a table that heads, or sums up, a group of rows.

    Attributes:
        text: Its words, from the first column on.
        level: 1 for an outer group, 2 for one inside it.
        cells: What stands below the columns, as long as they are; empty for words only. It is never added up.
    """

    text: str
    level: int = 1
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """A ledger's list as it is printed: A4 or A3 landscape, by what its columns need.

    Attributes:
        title: The line above the table.
        unit: The unit that hands it in (填报单位).
        when: The day it stands for.
        columns: Its columns.
        rows: Its rows, each as long as ``columns``, and bands.
        notes: Lines between title and table, for instance the filters that were on.
        subtotals: Whether each page ends with its own sums, where a column is added up.
        signatures: Who signs, one line each; ``None`` for the usual three, empty for none.
        seal: Whether there is a place for the unit's seal.
        mark: What ties it to its record; ``None`` for a print nobody will stamp.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
    """

    title: str
    unit: str
    when: date
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...] | Band, ...]
    notes: tuple[str, ...] = ()
    subtotals: bool = True
    signatures: tuple[str, ...] | None = None
    seal: bool = True
    mark: Mark | None = None
    language: str = "zh-hans"


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value.

    Attributes:
        label: What it is.
        text: What it says; empty is printed as a blank to be filled in by hand.
        wide: Whether it takes a whole line; long texts do anyway.
    """

    label: str
    text: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Facts that belong together.

    Attributes:
        title: What they are about; empty for none.
        facts: The facts.
    """

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """Rows of another ledger that belong to this one.

    Attributes:
        title: What they are.
        columns: The columns shown.
        rows: The rows shown, each as long as ``columns``.
        more: How many there are besides.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that belongs to the row.

    Attributes:
        name: What it is called.
        about: Which field it stands in, or what it shows.
        size: Its length in bytes.
        sha256: Its digest, printed so that a copy can be compared.
        picture: The bytes of a JPEG, PNG, WebP, GIF or BMP picture to be printed; ``None`` for other files.
    """

    name: str
    about: str
    size: int
    sha256: str
    picture: bytes | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the row's history.

    Attributes:
        when: Moment as it is to be printed.
        who: Who did it.
        what: What was done.
        why: The reason; empty for none.
    """

    when: str
    who: str
    what: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class RowFile:
    """Everything about one row (一户一档), or any form of facts and tables, on portrait A4.

    Attributes:
        title: What the row is called.
        heading: What kind of paper it is, above the title: the ledger's title, 填报表, 交接清单 …
        unit: The unit it belongs to.
        when: The day it stands for.
        panels: Its facts.
        tables: The rows that belong to it.
        attachments: Its files; pictures are printed at the end.
        history: The newest changes, the newest first.
        earlier: How many changes there are besides.
        notes: Lines below the title, for instance that it is withdrawn.
        signatures: Who signs, one line each; ``None`` for the usual three, empty for none.
        seal: Whether there is a place for the unit's seal.
        mark: What ties it to its record; ``None`` for a print nobody will stamp.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
    """

    title: str
    heading: str
    unit: str
    when: date
    panels: tuple[Panel, ...]
    tables: tuple[Linked, ...] = ()
    attachments: tuple[Attached, ...] = ()
    history: tuple[Event, ...] = ()
    earlier: int = 0
    notes: tuple[str, ...] = ()
    signatures: tuple[str, ...] | None = None
    seal: bool = True
    mark: Mark | None = None
    language: str = "zh-hans"


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be sent into a chat as one long picture.

    Attributes:
        title: The line above it.
        columns: Its columns.
        rows: Its rows, each as long as ``columns``, and bands.
        notes: Lines between title and table.
        footer: Lines below it: who sends it, as of when.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...] | Band, ...]
    notes: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    language: str = "zh-hans"
