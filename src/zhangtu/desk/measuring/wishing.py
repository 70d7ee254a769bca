"""A measure as somebody puts it together in a form: fields chosen, words typed, made into a definition."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final, cast

from django.http import QueryDict

from zhangtu.kernel.expressions import Kind
from zhangtu.ledgers import definitions
from zhangtu.ledgers.compiled import InForce
from zhangtu.schema.specs import Field, Measure, Title
from zhangtu.schema.types import TYPES, Looking, Nowhere

#: What a figure may be; those that need a field of the rows, or a condition.
HOWS: Final = ("count", "share", "sum", "average", "distinct")
OF_FIELD: Final = {
    "sum": (Kind.NUMBER,),
    "average": (Kind.NUMBER,),
    "distinct": (Kind.TEXT, Kind.CHOICE, Kind.ROW, Kind.DATE, Kind.NUMBER),
}
#: How a field is compared: sign of the expression, or a condition of its own.
OPS: Final = ("is", "not", "more", "at_least", "less", "at_most", "filled", "empty")
_SIGNS: Final = {"is": "=", "not": "!=", "more": ">", "at_least": ">=", "less": "<", "at_most": "<="}
_EMPTY: Final = {"filled": "is not null", "empty": "is null"}
#: Conditions one chooses; more are written.
LINES: Final = 3
_LONGEST: Final = 500
_NOWHERE: Final = cast("Looking", Nowhere())
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Line:
    """A condition somebody chose: a field, how it is compared, with what."""

    field: str = ""
    op: str = "is"
    value: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What stands in the form.

    Attributes:
        ledger: The ledger.
        title: What the measure is to be called.
        how: One of ``HOWS``.
        what: The field that is summed, averaged or told apart.
        lines: Conditions chosen, which must all hold.
        where: A further condition, written.
        share: Of a share: the condition that counts, written; the lines choose the rows it is a share of.
        when: ``period_end``, ``period_start``, or the date field of a flow.
        unit: The unit field; empty for the row's own unit.
        by: What it may be parted by.
        better: ``up``, ``down``, or empty.
        measured_in: What it is counted in.
        help: What is counted, in a sentence.
    """

    ledger: str
    title: str = ""
    how: str = "count"
    what: str = ""
    lines: tuple[Line, ...] = ()
    where: str = ""
    share: str = ""
    when: str = "period_end"
    unit: str = ""
    by: tuple[str, ...] = ()
    better: str = ""
    measured_in: str = ""
    help: str = ""
    named: str = field(default="", compare=False)


def kinds(force: InForce) -> Mapping[str, Kind]:
    """Names of the fields a measure may rest on → what their values are; those about persons are left out."""
    shape = force.world.ledgers[force.ledger.name]
    told = {one.name: one.type.kind for one in shape.fields}
    return {
        one.name: told[one.name]
        for one in force.ledger.fields
        if one.removed is None and one.no not in force.personal and one.name in told
    }


def wish_of(given: QueryDict, ledger: str) -> Wish:
    """What a form says."""

    def text(name: str) -> str:
        return given.get(name, "").strip()[:_LONGEST]

    lines = [
        Line(text(f"field{at}"), text(f"op{at}") if text(f"op{at}") in OPS else "is", text(f"value{at}"))
        for at in range(LINES)
    ]
    how = text("how")
    return Wish(
        ledger, text("title"), how if how in HOWS else "count", text("what"),
        tuple(one for one in lines if one.field), text("where"), text("share"), text("when") or "period_end",
        text("unit"), tuple(given.getlist("by")[:20]), text("better"), text("measured_in"), text("help"),
    )  # fmt: skip


def wish_like(spec: Measure) -> Wish:
    """The form of a measure there is: its condition stands written, its figure as what it was made from."""
    how, _, inner = spec.value.partition("(")
    inner = inner.removesuffix(")").strip()
    made = Wish(
        spec.of, spec.title.zh, where=spec.where, when=spec.on or spec.at, unit=spec.unit, by=spec.by,
        better=spec.better, measured_in=spec.measured_in.zh if spec.measured_in else "",
        help=spec.help.zh if spec.help else "", how=how.strip(), named=spec.name,
    )  # fmt: skip
    return _replaced(made, share=inner) if how == "share" else _replaced(made, what=inner)


def _replaced(wish: Wish, **changes: str) -> Wish:
    return Wish(**{name: changes.get(name, getattr(wish, name)) for name in wish.__dataclass_fields__})


def made(wish: Wish, name: str = "") -> Measure:
    """The measure a form describes.

    Args:
        wish: The form.
        name: Its name; a new one where none is given.

    Returns:
        The measure, expressions by name; whether they can be understood, ``measures.defined`` says.
    """
    known = definitions.known()
    force = known.ledger(wish.ledger)
    there = known.measures.get(name)
    conditions = [_condition(force, one) for one in wish.lines]
    if wish.where:
        conditions.append(f"({wish.where})" if conditions else wish.where)
    value = {
        "count": "count()",
        "share": f"share({wish.share})",
    }.get(wish.how, f"{wish.how}({wish.what})")
    stock = wish.when in {"period_end", "period_start"}
    return Measure(
        name or _free(known.measures), _titled(wish.title, there.measure.title if there else None),
        wish.ledger, value, " and ".join(conditions), wish.when if stock else "",
        "" if stock else wish.when, wish.unit, wish.by,
        wish.better if wish.better in {"up", "down"} else "", "share" if wish.how == "share" else "number",
        _maybe(wish.measured_in, there.measure.measured_in if there else None),
        help=_maybe(wish.help, there.measure.help if there else None),
        synonyms=there.measure.synonyms if there else (),
    )  # fmt: skip


def _titled(text: str, before: Title | None) -> Title:
    """A title; the other languages stay while its words do."""
    return before if before is not None and before.zh == text else Title(text)


def _maybe(text: str, before: Title | None) -> Title | None:
    return _titled(text, before) if text else None


def _free(taken: Mapping[str, object]) -> str:
    number = 1
    while f"own_measure_{number}" in taken:
        number += 1
    return f"own_measure_{number}"


def _condition(force: InForce, line: Line) -> str:
    """A condition that was chosen, as an expression; what does not fit the field, the parser says."""
    if line.op in _EMPTY:
        return f"{line.field} {_EMPTY[line.op]}"
    kind = kinds(force).get(line.field)
    if kind is Kind.YES_NO:
        spec = force.fields[line.field]
        yes = TYPES["yes_no"].reader(spec, _NOWHERE)(line.value) is not False
        return line.field if yes is (line.op != "not") else f"not {line.field}"
    if kind is Kind.SET:
        sign = "not " if line.op == "not" else ""
        return f"{sign}contains({line.field}, {_literal(force.fields.get(line.field), kind, line.value)})"
    return f"{line.field} {_SIGNS[line.op]} {_literal(force.fields.get(line.field), kind, line.value)}"


def _literal(spec: Field | None, kind: Kind | None, value: str) -> str:
    """A typed value as expressions write it."""
    if kind is Kind.NUMBER:
        try:
            return f"{Decimal(value):f}"
        except InvalidOperation:
            return _quoted(value)
    if kind is Kind.DATE and _DAY.fullmatch(value):
        return f"date '{value}'"
    for choice in spec.of if spec is not None else ():
        if value in {choice.title.zh, choice.title.en, choice.code, *choice.synonyms}:
            return _quoted(choice.code)
    return _quoted(value)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
