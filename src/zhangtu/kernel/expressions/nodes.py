"""The tree an expression becomes; every node knows its type, and nothing else is ever run or printed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from enum import StrEnum

from zhangtu.kernel.expressions.figuring import Figure, Rising
from zhangtu.kernel.expressions.kinds import DATE, NUMBER, TEXT, YES_NO, Type, Value


class Comparing(StrEnum):
    """How two values are compared."""

    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


class Reckoning(StrEnum):
    """What is done with two numbers."""

    PLUS = "+"
    MINUS = "-"
    TIMES = "*"
    BY = "/"


class Function(StrEnum):
    """The functions that are written as calls."""

    TODAY = "today"
    ADD_DAYS = "add_days"
    ADD_MONTHS = "add_months"
    ADD_YEARS = "add_years"
    DAYS_BETWEEN = "days_between"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    ABS = "abs"
    ROUND = "round"
    COALESCE = "coalesce"
    GREATEST = "greatest"
    LEAST = "least"
    LENGTH = "length"
    LOWER = "lower"
    UPPER = "upper"
    STARTS_WITH = "starts_with"
    ENDS_WITH = "ends_with"
    CONTAINS = "contains"
    MATCHES = "matches"
    COUNT = "count"


class Gathering(StrEnum):
    """What a sub-query makes of the rows it finds."""

    COUNT = "count"
    SUM = "sum"
    LATEST = "latest"
    EXISTS = "exists"


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the text; ``None`` for ``null``."""

    value: Value
    type: Type


@dataclass(frozen=True, slots=True)
class Own:
    """A field of the row looked at: mine, or within a sub-query the other ledger's."""

    no: int
    type: Type
    ledger: str
    live: bool = False


@dataclass(frozen=True, slots=True)
class Mine:
    """Within a sub-query: a field of mine, reached through the reference that points to me."""

    reference: int
    no: int
    type: Type
    ledger: str
    mine: str
    live: bool = False


@dataclass(frozen=True, slots=True)
class Me:
    """The row itself."""

    type: Type


@dataclass(frozen=True, slots=True)
class Named:
    """A word of the world, as ``my_person``."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Step:
    """A stored field of the row a reference points to."""

    through: "Own | Named"
    ledger: str
    no: int
    type: Type


@dataclass(frozen=True, slots=True)
class Compare:
    """Two values compared."""

    how: Comparing
    left: "Node"
    right: "Node"
    type: Type = YES_NO


@dataclass(frozen=True, slots=True)
class Reckon:
    """Two numbers reckoned with."""

    how: Reckoning
    left: "Node"
    right: "Node"
    type: Type = NUMBER


@dataclass(frozen=True, slots=True)
class Negative:
    """A number with the other sign."""

    inner: "Node"
    type: Type = NUMBER


@dataclass(frozen=True, slots=True)
class Shift:
    """A day so many days later (``+``) or earlier (``-``)."""

    how: Reckoning
    left: "Node"
    right: "Node"
    type: Type = DATE


@dataclass(frozen=True, slots=True)
class Gap:
    """The number of days from the right day to the left."""

    left: "Node"
    right: "Node"
    type: Type = NUMBER


@dataclass(frozen=True, slots=True)
class Join:
    """Two texts, one after the other."""

    left: "Node"
    right: "Node"
    type: Type = TEXT


@dataclass(frozen=True, slots=True)
class All:
    """True when all parts are."""

    parts: tuple["Node", ...]
    type: Type = YES_NO


@dataclass(frozen=True, slots=True)
class Some:
    """True when some part is."""

    parts: tuple["Node", ...]
    type: Type = YES_NO


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    inner: "Node"
    type: Type = YES_NO


@dataclass(frozen=True, slots=True)
class Empty:
    """Whether there is no value."""

    inner: "Node"
    type: Type = YES_NO


@dataclass(frozen=True, slots=True)
class OneOf:
    """Whether a value is one of those listed."""

    inner: "Node"
    options: tuple["Node", ...]
    type: Type = YES_NO


@dataclass(frozen=True, slots=True)
class Within:
    """Whether a value is a member of a set."""

    inner: "Node"
    group: "Node"
    type: Type = YES_NO


@dataclass(frozen=True, slots=True)
class When:
    """One branch of a ``case``."""

    test: "Node"
    then: "Node"
    type: Type


@dataclass(frozen=True, slots=True)
class Case:
    """The first branch that fits; ``subject`` is ``None`` when the branches carry conditions."""

    subject: "Node | None"
    branches: tuple[When, ...]
    otherwise: "Node | None"
    type: Type


@dataclass(frozen=True, slots=True)
class Call:
    """A function called."""

    function: Function
    arguments: tuple["Node", ...]
    type: Type


@dataclass(frozen=True, slots=True)
class LookUp:
    """What a dated table says.

    ``names`` are what the key columns are called; ``shown`` says whether the column was written, ``implied``
    whether the keys were left out because the row's fields are called as they are (a stored text has them).
    """

    table: str
    names: tuple[str, ...]
    keys: tuple["Node", ...]
    column: str
    type: Type
    shown: bool = True
    implied: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of the world."""

    name: str
    arguments: tuple["Node", ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Gather:
    """A sub-query: what is gathered from the rows of a ledger that point to me."""

    what: Gathering
    ledger: str
    reference: Own
    condition: "Node | None"
    gathered: Own | None
    distinct: bool
    by: Own | None
    type: Type


@dataclass(frozen=True, slots=True)
class Rises:
    """Whether a number reaches a bound with this change and had not before."""

    how: Rising
    figure: Own
    bound: "Node"
    type: Type = YES_NO


@dataclass(frozen=True, slots=True)
class Total:
    """A figure over many rows: ``count()``, ``share(condition)``, ``sum(number)`` and their like."""

    what: Figure
    inner: "Node | None"
    type: Type = NUMBER
    by: "Node | None" = None


Node = (
    Literal
    | Own
    | Mine
    | Me
    | Named
    | Step
    | Compare
    | Reckon
    | Negative
    | Shift
    | Gap
    | Join
    | All
    | Some
    | Not
    | Empty
    | OneOf
    | Within
    | When
    | Case
    | Call
    | LookUp
    | Ask
    | Gather
    | Rises
    | Total
)


def walk(node: Node) -> Iterator[Node]:
    """Go through a tree, each node before those below it.

    Args:
        node: The root.

    Yields:
        Every node once.
    """
    waiting: list[Node] = [node]
    while waiting:
        one = waiting.pop()
        yield one
        for part in fields(one):
            below = getattr(one, part.name)
            waiting.extend(
                each for each in (below if isinstance(below, tuple) else (below,)) if is_node(each)
            )


def is_node(value: object) -> bool:
    """Whether something is a node of the tree.

    Args:
        value: Anything.

    Returns:
        True for nodes.
    """
    return isinstance(value, Node)
