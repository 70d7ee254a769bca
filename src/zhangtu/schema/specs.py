"""What a pack says, as frozen values: ledgers with their fields, choices, tables, measures, reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from zhangtu.schema.procedural import Procedure
from zhangtu.schema.titles import Title

__all__ = [
    "LAST_SHIPPED", "Check", "Choice", "ChoiceList", "Column", "Entered", "Field", "Ledger", "Measure",
    "Pack", "Pages", "Procedure", "Report", "Spec", "Table", "TableRow", "Title",
]  # fmt: skip

#: Numbers of a shipped pack's fields end here; the office's own begin behind.
LAST_SHIPPED = 999

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values a choice may take.

    Attributes:
        code: What is stored; never changes.
        title: What is shown.
        removed: The day it was taken out of use; rows that have it keep it.
        synonyms: Other words people write for it.
    """

    code: str
    title: Title
    removed: date | None = None
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a ledger.

    Attributes:
        no: Its number for life: 1–999 the shipped pack's, from 1000 the office's own.
        name: Its name in expressions and in the API: small letters, digits and ``_``.
        type: The name of its type (``schema.types``); never changes.
        title: What it is called.
        required: Whether a row may not be without it.
        unique: Whether no two rows of the ledger that are not withdrawn may have the same.
        personal: Whether it is about a person: kept apart, masked, removable.
        search: Whether typed search looks at it.
        of: The choices of a choice, in order; empty for other types.
        target: The ledger a reference points to; the list or table name choices were taken from; else empty.
        default: The value a new row starts with, as text; ``None`` for none.
        value: The expression of a computed field, by name; empty for others.
        live: Whether a computed value must be asked anew each time (``today()``, tables, other rows).
        set_by: The one procedure, score or draw that may set it; empty when people may.
        synonyms: Other headings people give this column.
        help: What to enter, in a sentence.
        removed: The day it was taken away; its number is never given again. ``None`` while it is there.
        why: Why it was taken away.
        options: What else its type understands (``pattern``, ``min``, ``max``, ``unit``, ``serial`` …).
    """

    no: int
    name: str
    type: str
    title: Title
    required: bool = False
    unique: bool = False
    personal: bool = False
    search: bool = False
    of: tuple[Choice, ...] = ()
    target: str = ""
    default: str | None = None
    value: str = ""
    live: bool = False
    set_by: str = ""
    synonyms: tuple[str, ...] = ()
    help: Title | None = None
    removed: date | None = None
    why: str = ""
    options: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Check:
    """What a row may not be, or should not be.

    Attributes:
        forbid: An expression; a row for which it is true is refused (or only warned about).
        say: The sentence shown then.
        warn: Whether it is only a warning.
    """

    forbid: str
    say: Title
    warn: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """How a ledger is shown.

    Attributes:
        columns: Names of the fields of its list, in order.
        filters: Names of the fields offered as filters.
        panels: Names of fields, panel by panel.
    """

    columns: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    panels: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """A register of one kind of thing.

    Attributes:
        name: Its name for life: small letters, digits and ``_``.
        title: What it is called.
        row: What a row of it is called, with field names in braces.
        scope: Whose people see a row: ``unit``, ``post`` or ``person``.
        shared_with: Kinds of units that see every row besides.
        secret: Whether only posts that were named for it see it at all.
        key: Names of the fields an import finds a row by; together they are one key.
        fields: Its fields, removed ones included, by number.
        checks: Its checks.
        pages: How it is shown.
        pack: The pack it came with; empty for the office's own.
    """

    name: str
    title: Title
    row: str
    scope: str = "unit"
    shared_with: tuple[str, ...] = ()
    secret: bool = False
    key: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    checks: tuple[Check, ...] = ()
    pages: Pages = field(default_factory=Pages)
    pack: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """What a dated table says from a day to a day.

    Attributes:
        values: Column name → value as written: text, number as text, or several texts.
        begins: First day it holds.
        ends: The day it no longer holds; ``None`` while it does.
        authority: The law or decision it rests on.
        sure: ``read`` in the text of the law, or ``to_confirm`` by a person before it is relied on.
    """

    values: Mapping[str, str | tuple[str, ...]]
    begins: date
    ends: date | None
    authority: str
    sure: str


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers and lists the law or the office may change, looked up as of a day.

    Attributes:
        name: Its name in expressions.
        title: What it is called.
        keys: Names of the columns it is looked up by.
        rows: What it says.
    """

    name: str
    title: Title
    keys: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """Choices several fields share.

    Attributes:
        name: What ``of`` names it by.
        title: What it is called.
        choices: The choices in order.
    """

    name: str
    title: Title
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure computed from the rows of a ledger: a stock at a moment, or a flow over a period.

    Names of fields may be stepped through one reference (``premises.kind``). Where a measure is kept, fields
    stand by number (``#3``, ``#2.#3``) and expressions as they are stored.

    Attributes:
        name: Its name for life: small letters, digits and ``_``.
        title: What it is called.
        of: The name of the ledger whose rows it counts.
        value: A figure over many rows: ``count()``, ``share(licensed)``, ``sum(a) / sum(b)``.
        where: A condition on a row; empty for all that are not withdrawn.
        at: ``period_end`` or ``period_start`` of a stock: rows, tree and tables are that day's, and
            ``today()`` is that day. Empty for a flow.
        on: The date or time field of a flow, whose day must lie in the period. Empty for a stock.
        unit: The unit field the figure is parted by units with; the row's own unit if empty.
        by: Fields it may be parted by besides.
        better: ``up`` or ``down``; empty where neither is better.
        shown: ``number``, ``share``, ``money`` or ``days``.
        measured_in: What it is counted in (家, 件, 元); ``None`` for nothing.
        places: Digits shown behind the point; ``None`` for what is usual.
        open_to: ``all``: who may read the ledger sees the figure of every unit; ``own``: of units in his
            scope only.
        synonyms: Other words by which targets of plans find it.
        help: What is counted and what not, in a sentence.
        removed: The day it was taken out of use; ``None`` while it is there.
        why: Why it was taken out of use.
        pack: The pack it came with; empty for the office's own.
    """

    name: str
    title: Title
    of: str
    value: str
    where: str = ""
    at: str = ""
    on: str = ""
    unit: str = ""
    by: tuple[str, ...] = ()
    better: str = ""
    shown: str = "number"
    measured_in: Title | None = None
    places: int | None = None
    open_to: str = "all"
    synonyms: tuple[str, ...] = ()
    help: Title | None = None
    removed: date | None = None
    why: str = ""
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a report: a measure, or something reckoned from other columns of the same row.

    Attributes:
        name: What text, checks and templates call it; the measure's name if nothing else is said.
        measure: The name of the measure; empty where ``value`` is given.
        value: An expression over the columns and entered fields by name; empty where ``measure`` is given.
        title: What it is headed; ``None`` for the measure's title.
        over: What the measure is asked over: empty for the report's period, or ``year_to_date``,
            ``last_period``, ``same_period_last_year``.
        shown: How a ``value`` is shown; empty for what its measure says, or a number.
    """

    name: str
    measure: str = ""
    value: str = ""
    title: Title | None = None
    over: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """What only people know of a report, and enter.

    Attributes:
        name: What text, checks and templates call it.
        title: What it is called.
        type: ``text``, ``number``, ``money``, ``date`` or ``yes_no``.
        required: Whether a report can't be submitted without it.
        each: Whether it is entered for each row; otherwise once.
        help: What to enter, in a sentence.
    """

    name: str
    title: Title
    type: str = "text"
    required: bool = False
    each: bool = False
    help: Title | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Figures and text that go up the tree, or out, every period.

    Attributes:
        name: Its name for life: small letters, digits and ``_``.
        title: What it is called.
        every: The kind of its periods (``kernel.periods.PeriodKind``), or ``once``.
        due: When it is due, as ``kernel.due_days.read_rule`` takes it.
        sender: Who submits (``from``): a kind of unit, or ``post`` and a kind of post; empty for nobody yet.
        to: Who receives: a kind of unit, ``outside:NAME``, or empty for the unit above.
        rows: ``units`` for a row of each unit directly below the sender, ``units KIND`` for each of that kind
            anywhere below, ``by`` for a row of each value of a field; empty for one row.
        rows_by: With ``by``: ledger → its field, named as in the ``by`` of its measures.
        columns: Its columns in order.
        compare: ``last_period``, ``same_period_last_year``, ``target``: shown beside every figure.
        enter: What only people know.
        text: Paragraphs with figures inside: ``{licensed_share}``, ``{licensed_share.from_last_period}``.
        checks: What no row of it may be, or should not be; over columns and entered fields by name.
        sign: Kinds of posts that sign, in order; the last one submits.
        templates: ``docx`` or ``xlsx`` → name of a file in the pack's folder ``templates``.
        begins: The first day it is asked for; ``None`` from when it is in force.
        ends: The last day it is asked for; ``None`` for always.
        help: What it is for, in a sentence.
        removed: The day it was taken out of use; ``None`` while it is there.
        why: Why it was taken out of use.
        pack: The pack it came with; empty for the office's own.
    """

    name: str
    title: Title
    every: str
    due: str
    sender: str = ""
    to: str = ""
    rows: str = ""
    rows_by: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    columns: tuple[Column, ...] = ()
    compare: tuple[str, ...] = ()
    enter: tuple[Entered, ...] = ()
    text: tuple[Title, ...] = ()
    checks: tuple[Check, ...] = ()
    sign: tuple[str, ...] = ()
    templates: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    begins: date | None = None
    ends: date | None = None
    help: Title | None = None
    removed: date | None = None
    why: str = ""
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """One field of work.

    Attributes:
        name: Its name.
        title: What it is called.
        version: Its version, for instance ``2026-11``.
        needs: Names of the packs it builds on.
        ledgers: Its ledgers.
        tables: Its dated tables.
        choices: Its shared lists of choices.
        measures: Its measures.
        reports: Its reports.
        procedures: Its procedures.
    """

    name: str
    title: Title
    version: str
    needs: tuple[str, ...] = ()
    ledgers: tuple[Ledger, ...] = ()
    tables: tuple[Table, ...] = ()
    choices: Sequence[ChoiceList] = ()
    measures: tuple[Measure, ...] = ()
    reports: tuple[Report, ...] = ()
    procedures: tuple[Procedure, ...] = ()


#: Everything that is a definition of its own.
Spec = Ledger | Table | ChoiceList | Measure | Report | Procedure
