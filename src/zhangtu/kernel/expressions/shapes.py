"""What an expression may speak of: ledgers with their fields, dated tables, words and questions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from zhangtu.kernel.expressions.kinds import Type, Value

#: Values of a row by field number; a field that is empty is left out or ``None``.
Values = Mapping[int, Value]


@dataclass(frozen=True, slots=True)
class FieldShape:
    """A field as expressions see it.

    Attributes:
        no: Its number for life. What a row has besides its fields (its unit, its post) may be given
            numbers below 0.
        name: Its name.
        type: Its type; that of a computed field is its expression's.
        live: Whether it is computed anew each time: such fields of *other* rows cannot be read.
    """

    no: int
    name: str
    type: Type
    live: bool = False


@dataclass(frozen=True)
class LedgerShape:
    """A ledger as expressions see it.

    Attributes:
        name: Its name.
        fields: Its fields that are not removed, in any order.
        named: The same by name.
        numbered: The same by number.
    """

    name: str
    fields: tuple[FieldShape, ...]
    named: Mapping[str, FieldShape] = field(init=False, repr=False, compare=False)
    numbered: Mapping[int, FieldShape] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "named", {one.name: one for one in self.fields})
        object.__setattr__(self, "numbered", {one.no: one for one in self.fields})


@dataclass(frozen=True, slots=True)
class TableShape:
    """A dated table as expressions see it.

    Attributes:
        name: Its name.
        keys: Name and type of the columns it is looked up by, in order. Words other than numbers and
            dates are ``Type(Kind.CHOICE)`` without codes: they go with every choice.
        columns: Name and type of the other columns.
    """

    name: str
    keys: Mapping[str, Type]
    columns: Mapping[str, Type]


@dataclass(frozen=True, slots=True)
class QuestionShape:
    """A question only a room above can answer, for instance whether officers' certificates are valid.

    Attributes:
        name: What it is called as.
        takes: The types of its arguments.
        gives: The type of its answer.
    """

    name: str
    takes: tuple[Type, ...]
    gives: Type


@dataclass(frozen=True, slots=True)
class World:
    """Everything that can be spoken of.

    Attributes:
        ledgers: Ledgers by name. Units, posts and persons may be given as ledgers ``unit``, ``post`` and
            ``person``, so that ``unit.kind`` can be read.
        tables: Dated tables by name.
        words: Words with a value of their own at the place of use, as ``my_person``.
        questions: Questions by name.
    """

    ledgers: Mapping[str, LedgerShape] = field(default_factory=dict)
    tables: Mapping[str, TableShape] = field(default_factory=dict)
    words: Mapping[str, Type] = field(default_factory=dict)
    questions: Mapping[str, QuestionShape] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Related:
    """Which rows a sub-query looks at; a store can fetch them for a whole page at once.

    Attributes:
        ledger: The ledger looked at; its withdrawn rows do not count.
        reference: The number of its field that must point to me.
        fields: The numbers of all its fields that are read.
    """

    ledger: str
    reference: int
    fields: frozenset[int]


def _no_row(_ledger: str, _row: int, _no: int) -> Value:
    raise LookupError("this place reads no other rows")


def _no_rows(_related: Related, _me: int) -> Iterable[Values]:
    raise LookupError("this place reads no other ledgers")


def _no_table(_table: str, _keys: tuple[Value, ...], _day: date, _column: str) -> Value:
    raise LookupError("this place reads no tables")


def _no_answer(_name: str, _arguments: tuple[Value, ...]) -> Value:
    raise LookupError("this place answers no questions")


@dataclass(frozen=True, slots=True)
class Context:
    """Where and when an expression is asked.

    Attributes:
        today: What ``today()`` is.
        me: The id of the row the values belong to.
        day: The day tables are looked up as of: the row's own date; ``None`` for ``today``.
        look_up: ``(table, keys, day, column)`` → what the table says that day; ``None`` when it says nothing.
        read: ``(ledger, row id, field number)`` → that row's value, for ``premises.kind``.
        rows: ``(related, me)`` → the values of the rows that point to me, for sub-queries.
        words: The values of the world's words.
        before: The row's values before the change, for ``rises_to`` and ``rises_above``; empty for a new row.
        ask: ``(name, arguments)`` → the answer to a question of the world.
    """

    today: date
    me: int = 0
    day: date | None = None
    look_up: Callable[[str, tuple[Value, ...], date, str], Value] = _no_table
    read: Callable[[str, int, int], Value] = _no_row
    rows: Callable[[Related, int], Iterable[Values]] = _no_rows
    words: Mapping[str, Value] = field(default_factory=dict)
    before: Values = field(default_factory=dict)
    ask: Callable[[str, tuple[Value, ...]], Value] = _no_answer
