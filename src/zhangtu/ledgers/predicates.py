"""What of a list is asked of the database: the one scope rule, filters, order and place, as bound SQL."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final, NamedTuple

from django.db import connection

from zhangtu.kernel.expressions import Kind
from zhangtu.kernel.folding import fold
from zhangtu.kernel.refusals import Words
from zhangtu.ledgers import policies
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people.scope import Right, Scope
from zhangtu.schema.specs import Field


class Where(NamedTuple):
    """A condition with its values.

    Attributes:
        text: SQL with ``%s`` for each value; the row is called ``r``.
        values: The values.
    """

    text: str
    values: tuple[object, ...]


class Op(StrEnum):
    """How a field is compared."""

    IS = "is"
    NOT = "not"
    LESS = "less"
    AT_MOST = "at_most"
    MORE = "more"
    AT_LEAST = "at_least"
    #: One of several values.
    IN = "in"
    #: The folded words stand somewhere in it.
    HAS = "has"
    EMPTY = "empty"
    FILLED = "filled"


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition of a list.

    Attributes:
        name: A field's name, or ``@unit``, ``@post``, ``@state``, ``@due``.
        op: How it is compared.
        value: With what, as the field's type stores it: text, a number of the store, yes or no; for ``IN``
            a sequence of them.
    """

    name: str
    op: Op
    value: Any = None


NOTHING: Final = Where("1 = 0", ())
#: No number of the store is larger.
LARGEST: Final = 2**63 - 1
#: Numbers have no more digits than this before or behind the point.
_DIGITS: Final = 40
_WHOLE: Final = re.compile("-?[0-9]{1,19}")
_SIGNS: Final = {Op.LESS: "<", Op.AT_MOST: "<=", Op.MORE: ">", Op.AT_LEAST: ">="}
_OWN: Final = {"@unit": "r.unit", "@post": "r.post", "@state": "r.state", "@due": "r.due"}
_SHOWN: Final = "(r.pending = 0 OR r.pending IN (SELECT i.id FROM ledgers_import i WHERE i.shown))"


def visible(scope: Scope, force: InForce) -> Where:
    """Which rows of a ledger are in scope: my unit and below, what is assigned to my posts, what is shared.

    Args:
        scope: Whose.
        force: The ledger.

    Returns:
        The condition; rows of imports that are not shown yet never meet it.
    """
    if not policies.can(scope, Right.READ, force):
        return NOTHING
    base = Where(f"r.ledger = %s AND {_SHOWN}", (force.register,))
    if scope.everywhere or scope.kinds.intersection(force.ledger.shared_with):
        return base
    own: list[Where] = []
    if scope.posts:
        own.append(among("r.post", sorted(scope.posts - {0})))
    if force.ledger.scope == "unit":
        own.append(among("r.unit", sorted(scope.units)))
    if force.ledger.scope == "person" and scope.actor.person:
        own.append(Where("r.person = %s", (scope.actor.person,)))
    return both(base, either(own))


def among(column: str, values: Sequence[object]) -> Where:
    """That a column has one of these values."""
    if not values:
        return NOTHING
    return Where(f"{column} IN ({', '.join(['%s'] * len(values))})", tuple(values))


def looked_at(condition: Where) -> Where:
    """A condition that is only looked at, row by row: rows already found by their numbers are few.

    Otherwise SQLite finds all rows of all units and posts first, by their indexes, and then those asked for.
    """
    return Where(f"CASE WHEN {condition.text} THEN 1 ELSE 0 END = 1", condition.values)


def both(*conditions: Where) -> Where:
    """All of these conditions."""
    return Where(
        " AND ".join(one.text for one in conditions), tuple(v for one in conditions for v in one.values)
    )


def either(conditions: Sequence[Where]) -> Where:
    """One of these conditions."""
    if not conditions:
        return NOTHING
    text = " OR ".join(one.text for one in conditions)
    return Where(f"({text})", tuple(value for one in conditions for value in one.values))


def text_of_field(no: int) -> str:
    """The stored value of a field as text, in this database's SQL."""
    if connection.vendor == "sqlite":
        return f"""json_extract(r."values", '$."{no:d}"')"""
    return f"""(r."values"::jsonb ->> '{no:d}') COLLATE "C\""""


def sorted_by(spec: Field, kind: Kind | None) -> tuple[str, object]:
    """What a list is sorted by, and what stands there for an empty field.

    Args:
        spec: The field.
        kind: What expressions see of it.

    Returns:
        SQL that is comparable in both databases, and the value of the empty.
    """
    if kind in (Kind.NUMBER, Kind.ROW):
        return _number(spec.no), 0
    if kind is Kind.YES_NO and connection.vendor == "sqlite":
        return f"CAST({text_of_field(spec.no)} AS TEXT)", ""
    return text_of_field(spec.no), ""


def _number(no: int) -> str:
    if connection.vendor == "sqlite":
        return f"CAST({text_of_field(no)} AS REAL)"
    return f"""(r."values"::jsonb ->> '{no:d}')::numeric"""


def condition(force: InForce, one: Filter) -> Where:
    """A filter as SQL.

    Args:
        force: The ledger.
        one: The filter; its field is known to be open to whoever asks.

    Returns:
        The condition.

    Raises:
        LedgerError: The field can't be filtered that way.
    """
    if one.name in _OWN:
        kind = Kind.TEXT if one.name == "@state" else Kind.ROW
        if not _fits(one, kind):
            raise LedgerError("no_filter", fields=one.name)
        return _compared(_OWN[one.name], one)
    spec = force.fields[one.name]
    known = force.kind_of(spec)
    if known is not None and not _fits(one, known):
        raise LedgerError("no_filter", fields=spec.title.words)
    return _of_field(spec, known, one)


def is_number(value: object) -> bool:
    """Whether both databases take something for a number."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return False
    return number.is_finite() and abs(number.adjusted()) <= _DIGITS


def _fits(one: Filter, kind: Kind) -> bool:
    """Whether a column of a kind can be compared so: what one database forgives, the other fails on."""
    if one.op in (Op.EMPTY, Op.FILLED):
        return True
    values = list(one.value) if one.op is Op.IN else [one.value]
    if kind is Kind.YES_NO:
        return one.op in (Op.IS, Op.NOT)
    if kind is Kind.ROW:
        whole = all(_WHOLE.fullmatch(str(value)) and abs(int(value)) <= LARGEST for value in values)
        return one.op is not Op.HAS and whole
    if kind is Kind.NUMBER:
        return one.op is not Op.HAS and all(map(is_number, values))
    return not any("\x00" in str(value) for value in values)


def _of_field(spec: Field, kind: Kind | None, one: Filter) -> Where:
    """A filter on a field as SQL, its values known to fit."""
    if spec.live or kind is None:
        if one.op in (Op.EMPTY, Op.FILLED) and not spec.live:
            return _presence(text_of_field(spec.no), one.op)
        raise LedgerError("no_filter", fields=spec.title.words)
    if kind is Kind.SET and one.op in (Op.IS, Op.NOT, Op.IN):
        return _member(spec.no, one)
    if kind in (Kind.NUMBER, Kind.ROW):
        return _compared(_number(spec.no), one)
    if kind is Kind.YES_NO and one.op in (Op.IS, Op.NOT):
        return _yes(spec.no, one)
    return _compared(text_of_field(spec.no), one)


def _presence(column: str, op: Op) -> Where:
    return Where(f"{column} IS {'NOT ' if op is Op.FILLED else ''}NULL", ())


def _compared(column: str, one: Filter) -> Where:
    """A comparison of a column; ``not`` also holds for the empty, which is not that value either."""
    if one.op in (Op.EMPTY, Op.FILLED):
        return _presence(column, one.op)
    if one.op is Op.IN:
        return among(column, list(one.value))
    if one.op is Op.HAS:
        return Where(f"lower({column}) LIKE %s ESCAPE '!'", (f"%{_plain(fold(str(one.value)))}%",))
    if one.op is Op.NOT:
        return Where(f"({column} <> %s OR {column} IS NULL)", (one.value,))
    sign = "=" if one.op is Op.IS else _SIGNS[one.op]
    return Where(f"{column} {sign} %s", (one.value,))


def likeness(words: str) -> str:
    """What ``LIKE … ESCAPE '!'`` finds words by, wherever they stand."""
    return f"%{_plain(words)}%"


def _plain(words: str) -> str:
    """Words for LIKE, its signs taken literally."""
    return words.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _yes(no: int, one: Filter) -> Where:
    wanted = bool(one.value) is (one.op is Op.IS)
    if connection.vendor == "sqlite":
        return Where(f"{text_of_field(no)} = %s", (int(wanted),))
    return Where(f"{text_of_field(no)} = %s", ("true" if wanted else "false",))


def _member(no: int, one: Filter) -> Where:
    """That a set holds a value."""
    values = list(one.value) if one.op is Op.IN else [one.value]
    if connection.vendor == "sqlite":
        found = among("e.value", values)
        each = f"""json_each(r."values", '$."{no:d}"') e"""
        held = Where(f"EXISTS (SELECT 1 FROM {each} WHERE {found.text})", found.values)  # noqa: S608 - bound
    else:
        column = f"""(r."values"::jsonb -> '{no:d}')"""
        held = either([Where(f"{column} @> to_jsonb(%s::text)", (value,)) for value in values])
    return Where(f"NOT coalesce({held.text}, false)", held.values) if one.op is Op.NOT else held


def search(force: InForce, words: str, masked: frozenset[int]) -> Where:
    """That every word stands somewhere in the searchable fields.

    Args:
        force: The ledger.
        words: What was typed.
        masked: The fields masked for whoever searches: they are not looked at.

    Returns:
        The condition. Fields about persons are compared as they are written, the others folded.
    """
    personal = [
        each.no
        for each in force.fields.values()
        if each.search and each.personal and each.no not in masked and not each.live
    ]
    conditions = []
    for word in fold(words).replace("\x00", " ").split()[:8]:
        like = f"%{_plain(word)}%"
        places = ["r.folded", *[f"lower({text_of_field(no)})" for no in personal]]
        conditions.append(either([Where(f"{place} LIKE %s ESCAPE '!'", (like,)) for place in places]))
    return both(*conditions) if conditions else Where("1 = 1", ())


def check_open(force: InForce, names: Sequence[str], masked: frozenset[int]) -> None:
    """Make sure that fields may be used in a list by whoever asks.

    Args:
        force: The ledger.
        names: Names of fields, or of what a row has besides.
        masked: The numbers of the fields masked for whoever asks.

    Raises:
        LedgerError: One is unknown, or masked; only its title is said, never a value.
    """
    fields: Mapping[str, Field] = force.fields
    unknown = [name for name in names if name not in fields and name not in _OWN]
    if unknown:
        raise LedgerError("no_field", ledger=force.ledger.name, fields="、".join(unknown))
    hidden = [fields[name].title.words for name in names if name in fields and fields[name].no in masked]
    if hidden:
        raise LedgerError("masked", fields=Words.joined(hidden))
