"""What the mirror is asked and what it answers, as it goes over the wire between processes."""

from typing import Any

import msgspec


class Area(msgspec.Struct, frozen=True):
    """Which rows of a ledger somebody sees: the one scope rule with its numbers.

    Attributes:
        whole: Whether all.
        units: Or those of these units.
        posts: Or those assigned to these posts.
        person: Or those about this person; 0 for none.
    """

    whole: bool = False
    units: tuple[int, ...] = ()
    posts: tuple[int, ...] = ()
    person: int = 0


class Condition(msgspec.Struct, frozen=True):
    """One condition of a list, its value as stored; see ``ledgers.predicates.Filter``."""

    name: str
    op: str
    value: Any = None


class Which(msgspec.Struct, frozen=True):
    """Which rows of a ledger are meant.

    Attributes:
        ledger: The number of its register.
        definition: The version of its definition whoever asks knows.
        area: Whose.
        where: Conditions that must all hold.
        words: Words that must all stand in the searchable fields.
        withdrawn: Whether withdrawn rows are meant; ``None`` for both.
    """

    ledger: int
    definition: int
    area: Area
    where: tuple[Condition, ...] = ()
    words: str = ""
    withdrawn: bool | None = False


class Listing(msgspec.Struct, frozen=True, tag=True):
    """A page of a list is wanted.

    Attributes:
        which: Of which rows.
        orders: Names of columns and whether each is descending.
        after: The values of the columns and the row's number where the page before ended.
        limit: How many rows.
        counted: Whether the whole list is counted, up to so many; 0 for not.
    """

    which: Which
    orders: tuple[tuple[str, bool], ...]
    after: tuple[Any, ...] | None
    limit: int
    counted: int


class Grouping(msgspec.Struct, frozen=True, tag=True):
    """Groups of rows are wanted: by which columns, what is summed, how many groups at most."""

    which: Which
    by: tuple[str, ...]
    sums: tuple[str, ...]
    limit: int


class Counting(msgspec.Struct, frozen=True, tag=True):
    """How many rows of each of some ledgers are meant, all at one moment.

    Attributes:
        which: One of them, by which the question is known as any other.
        each: The rows of each ledger; an answer has a line for each, in this order.
    """

    which: Which
    each: tuple[Which, ...]


class Distinct(msgspec.Struct, frozen=True, tag=True):
    """The values of a column are wanted that begin so, at most so many."""

    which: Which
    name: str
    prefix: str
    limit: int


class Overlap(msgspec.Struct, frozen=True, tag=True):
    """How many of some folded texts stand in each of some columns."""

    which: Which
    names: tuple[str, ...]
    texts: tuple[str, ...]


class Search(msgspec.Struct, frozen=True, tag=True):
    """The best rows are wanted in which all words stand, at most so many."""

    which: Which
    limit: int


class Span(msgspec.Struct, frozen=True):
    """A period figures are wanted for.

    Attributes:
        first: Its first day.
        last: Its last day.
        day: What ``today()`` is for a stock, and the day tables are looked up as of.
        at: The moment a stock is taken at, in microseconds; 0 for the entry that is asked about.
    """

    first: str
    last: str
    day: str
    at: int = 0


class Measured(msgspec.Struct, frozen=True):
    """A figure; its expressions by number.

    Attributes:
        value: The figure, over the rows that count.
        where: Which rows count; empty for all.
        on: The day or moment that must lie in the period, for a flow; empty for a stock.
        unit: The unit a row counts for; empty for the row's own.
        live: Whether what it asks of a row can change though the row does not.
    """

    value: str
    where: str = ""
    on: str = ""
    unit: str = ""
    live: bool = True


class Measuring(msgspec.Struct, frozen=True, tag=True):
    """Figures are wanted, of one ledger.

    Attributes:
        which: Its rows; whoever asks, a figure is of all of them.
        word: The word of the definitions in force, for those of other ledgers and tables.
        entry: The last entry that counts; later ones are passed over.
        today: What ``today()`` is for flows.
        measures: The figures.
        spans: The periods.
        tree: Unit, one that it counts for, and the first and last of the periods in which it does.
        office: Whether figures of all rows together are wanted too, as of unit 0.
        by: What the figures are parted by, at most two: expressions by number, or ``@state``, ``@post``.
    """

    which: Which
    word: str
    entry: int
    today: str
    measures: tuple[Measured, ...]
    spans: tuple[Span, ...]
    tree: tuple[tuple[int, int, int, int], ...] = ()
    office: bool = False
    by: tuple[str, ...] = ()


class Behind(msgspec.Struct, frozen=True, tag=True):
    """The rows behind a figure are wanted: those in an area, and how many there are in all.

    Attributes:
        which: Rows of which ledger, and whose: those of the area are shown.
        word: The word of the definitions in force.
        entry: The last entry that counts.
        measure: The figure.
        span: The period.
        units: The units whose rows count; ``None`` for all.
        keys: What the figure was parted by, and its value as the figure's key says it.
        kind: Which of them: ``yes`` or ``no`` of a share; empty for all that count.
        after: The last row of the page before.
        limit: How many rows.
    """

    which: Which
    word: str
    entry: int
    measure: Measured
    span: Span
    units: tuple[int, ...] | None = None
    keys: tuple[tuple[str, Any], ...] = ()
    kind: str = ""
    after: int = 0
    limit: int = 50


class Asked(msgspec.Struct, frozen=True):
    """A question.

    Attributes:
        question: What is asked.
        least: The entry the answer must include.
    """

    question: Listing | Grouping | Counting | Distinct | Overlap | Search | Measuring | Behind
    least: int


class Rows(msgspec.Struct, frozen=True, tag=True):
    """Rows.

    Attributes:
        rows: Their numbers.
        last: Where the page ended, ``None`` where nothing is behind it.
        count: How many rows the whole list has, up to one more than was to be counted.
    """

    rows: tuple[int, ...]
    last: tuple[Any, ...] | None = None
    count: int = 0


class Lines(msgspec.Struct, frozen=True, tag=True):
    """Lines of values."""

    lines: tuple[tuple[Any, ...], ...]


class NotNow(msgspec.Struct, frozen=True, tag=True):
    """The mirror can't say.

    Attributes:
        share: How much of it is built, 0 to 1; 1 when it is, and can't answer this.
    """

    share: float


Question = Listing | Grouping | Counting | Distinct | Overlap | Search | Measuring | Behind
Answer = Rows | Lines | NotNow
