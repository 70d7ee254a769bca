"""What a pack says, as frozen values: ledgers, their fields, checks, pages, choices and dated tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

#: Numbers of a shipped pack's fields end here; the office's own begin behind.
LAST_SHIPPED = 999

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Title:
    """What something is called.

    Attributes:
        zh: In Simplified Chinese.
        en: In English; empty where nobody gave it, the Simplified is shown then.
        hant: In Traditional Chinese; empty where it is to be made from the Simplified.
    """

    zh: str
    en: str = ""
    hant: str = ""


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
    """

    name: str
    title: Title
    version: str
    needs: tuple[str, ...] = ()
    ledgers: tuple[Ledger, ...] = ()
    tables: tuple[Table, ...] = ()
    choices: Sequence[ChoiceList] = ()
