"""Rows in scope as cells: what may be seen of them, in words a spreadsheet and an import understand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from zhangtu.documents.filling.cells import Value
from zhangtu.kernel.expressions import Expression, Kind, Using, parse, run
from zhangtu.kernel.refusals import Words
from zhangtu.kernel.scripts import in_language, to_traditional
from zhangtu.ledgers import definitions, policies, predicates, sql, texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.exporting.refusing import ExportRefusedError
from zhangtu.ledgers.gathering import Gatherer
from zhangtu.ledgers.predicates import Where
from zhangtu.ledgers.sql import Stored
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope
from zhangtu.schema.specs import Field, Title

#: The name of the column that says whose a row is.
UNIT: Final = "@unit"
_CHUNK: Final = 1_000
#: Rows fetched at once by their numbers: fewer than SQLite takes values in one statement.
_PICKED: Final = 500
_BETWEEN: Final = "、"


@dataclass(frozen=True, slots=True)
class Selection:
    """What is exported.

    Attributes:
        force: The ledger.
        scope: Whose export it is.
        fields: The fields, those about persons only where they were asked for with a reason.
        left_out: Names of the fields left out because they are about persons.
        condition: Which rows; ``None`` for all in scope.
        numbers: The numbers of the rows, in the order wanted; ``None`` for all, in the order of entry.
    """

    force: InForce
    scope: Scope
    fields: tuple[Field, ...]
    left_out: tuple[str, ...]
    condition: Expression | None
    numbers: Sequence[int] | None = None


def select(
    ledger: str,
    scope: Scope,
    where: str = "",
    *,
    names: Sequence[str] | None = None,
    numbers: Sequence[int] | None = None,
    personal: bool = False,
) -> Selection:
    """Work out what somebody may export.

    What is about persons is left out for everybody who does not ask for it: its mask would be no use in a
    file, and would overwrite the value when the file is brought back in.

    Args:
        ledger: The ledger's name.
        scope: Whose export it is.
        where: An expression a row must meet; empty for all.
        names: Names of the fields wanted, in order; ``None`` for all.
        numbers: The numbers of the rows wanted, in order, as the mirror gives them; ``None`` for all.
        personal: Whether what is about persons is wanted too, and may be (``check_personal``).

    Returns:
        What is exported.

    Raises:
        LedgerError: It may not be exported.
        ExportRefusedError: The expression reads a masked field, or is no condition.
        ExpressionError: The expression is not understood.
    """
    force = definitions.in_force(ledger)
    policies.check_may(scope, Right.READ, force)
    policies.check_may(scope, Right.EXPORT, force)
    condition = _condition(force, where, _hidden(force, policies.masked(scope, force))) if where else None
    closed = frozenset() if personal else personal_fields(force)
    wanted = force.fields.values() if names is None else _named(force, names)
    fields = [spec for spec in wanted if spec.no not in closed]
    left_out = [spec.name for spec in wanted if spec.no in closed]
    return Selection(force, scope, tuple(fields), tuple(left_out), condition, numbers)


def _named(force: InForce, names: Sequence[str]) -> list[Field]:
    """The fields of some names, those there are."""
    return [force.fields[one] for one in names if one in force.fields]


def check_personal(ledger: str, scope: Scope, reason: str) -> None:
    """Make sure that what is about persons may be taken out.

    Args:
        ledger: The ledger's name.
        scope: Whose export it is.
        reason: Why.

    Raises:
        LedgerError: It stays masked for this scope, or no reason was said.
    """
    policies.check_may(scope, Right.UNMASK, definitions.in_force(ledger))
    if not reason.strip():
        raise ExportRefusedError("no_reason")


def personal_fields(force: InForce) -> frozenset[int]:
    """The numbers of the fields about persons, and of the computed ones that would tell of them."""
    return _hidden(force, force.personal)


def _condition(force: InForce, where: str, masked: frozenset[int]) -> Expression:
    """What a row must meet; refused when it is no condition, or tells of what may not be seen."""
    condition = parse(where, force.world, force.world.ledgers[force.ledger.name])
    if condition.type.kind is not Kind.YES_NO:
        raise ExportRefusedError("no_condition")
    _check_own(force, condition)
    hidden = masked & condition.fields
    if hidden:
        titles = Words.joined(force.numbered[no].title.words for no in sorted(hidden))
        raise ExportRefusedError("masked", fields=titles)
    return condition


def _check_own(force: InForce, condition: Expression) -> None:
    """Refuse a condition that asks other rows: it would answer about rows and values out of scope."""
    own = force.ledger.name
    asked = {one.ledger for one in condition.related}
    asked |= {use.name for use in condition.uses if use.what is Using.LEDGER and use.name != own}
    fields = {(use.name, use.no) for use in condition.uses if use.what is Using.FIELD}
    asked |= {name for name, no in fields if name != own or no not in condition.fields}
    if asked:
        raise ExportRefusedError("elsewhere", ledgers=_BETWEEN.join(sorted(asked)))


def _hidden(force: InForce, masked: frozenset[int]) -> frozenset[int]:
    """The masked fields, and the computed ones that would tell of them."""
    hidden = set(masked)
    for one in (*force.stored, *force.live):
        if not hidden.isdisjoint(one.expression.fields):
            hidden.add(one.field.no)
    return frozenset(hidden)


def title_of(title: Title, language: str) -> str:
    """A title in a language; Simplified where there is no English."""
    if language == "zh-hant":
        return title.hant or to_traditional(title.zh)
    return title.en or title.zh if language == "en" else title.zh


def headings(selection: Selection, language: str) -> list[str]:
    """The headings: the fields' titles, and that of the unit last."""
    titles = [title_of(spec.title, language) for spec in selection.fields]
    return [*titles, in_language("所属单位", "Unit", language)]


def rows(selection: Selection, language: str) -> Iterator[dict[str, Value]]:
    """The rows in scope that meet the condition, in the order they were entered, or that was asked for.

    Args:
        selection: What is exported.
        language: For titles of choices.

    Yields:
        Field name → cell, and the unit's name; empty fields are left out.
    """
    force = selection.force
    known = definitions.known()
    names = _Names(known.ledgers)
    for stored in _chunks(selection):
        values = {row.id: force.loaded(texts.objects(row.values)) for row in stored}
        readable = {
            row: {no: value for no, value in own.items() if no in force.readable}
            for row, own in values.items()
        }
        gatherer = Gatherer(force, readable, known.ledgers, known.tables)
        names.learn(force, values.values())
        for row in stored:
            context = gatherer.context(row.id)
            seen = dict(readable[row.id])
            for one in force.live:
                seen[one.field.no] = run(one.expression, seen, context)
            if selection.condition is not None and run(selection.condition, seen, context) is not True:
                continue
            yield _cells(selection, {**values[row.id], **seen}, names, language) | {
                UNIT: names.unit(row.unit)
            }


def _chunks(selection: Selection) -> Iterator[list[Stored]]:
    """The rows, some at once."""
    visible = predicates.visible(selection.scope, selection.force)
    if selection.numbers is not None:
        for start in range(0, len(selection.numbers), _PICKED):
            part = list(selection.numbers[start : start + _PICKED])
            found = _page(predicates.both(predicates.looked_at(visible), predicates.among("r.id", part)))
            rows = {row.id: row for row in found}
            yield [rows[number] for number in part if number in rows]
        return
    last = 0
    while stored := _page(
        predicates.both(visible, Where("r.id > %s", (last,)), Where("NOT r.withdrawn", ()))
    ):
        last = stored[-1].id
        yield stored


def _page(where: Where) -> list[Stored]:
    return [sql.row_of(raw[2:]) for raw in sql.page(("0", "0"), where, "r.id", _CHUNK)]


def _cells(
    selection: Selection, values: Mapping[int, Any], names: "_Names", language: str
) -> dict[str, Value]:
    force = selection.force
    found: dict[str, Value] = {}
    for spec in selection.fields:
        value = values.get(spec.no)
        if value is None or value == ():
            continue
        if spec.type in {"reference", "unit", "person", "post"}:
            several = value if isinstance(value, list | tuple) else (value,)
            found[spec.name] = _BETWEEN.join(names.name(spec, one) for one in several)
        elif spec.type == "computed":
            found[spec.name] = _computed(value, language)
        else:
            found[spec.name] = force.types[spec.no].cell(value, spec, language)
    return found


def _computed(value: Any, language: str) -> Value:
    if isinstance(value, bool):
        return in_language(*(("是", "yes") if value else ("否", "no")), language)
    return _BETWEEN.join(map(str, value)) if isinstance(value, tuple) else value


class _Names:
    """What rows, units, posts and persons are called, so that an import finds them again."""

    def __init__(self, ledgers: Mapping[str, InForce]) -> None:
        self._ledgers = ledgers
        self._rows: dict[int, str] = {}
        self._units: dict[int, str] = {}

    def learn(self, force: InForce, rows: Sequence[Mapping[int, Any]] | Any) -> None:
        """Fetch the names of all rows referred to by some rows, in one query a thousand."""
        self._rows = {}
        wanted: dict[str, set[int]] = {}
        for values in rows:
            for no in force.references.intersection(values):
                value = values[no]
                wanted.setdefault(force.numbered[no].target, set()).update(
                    value if isinstance(value, list | tuple) else (value,)
                )
        for ledger, numbers in wanted.items():
            self._learn(self._ledgers[ledger], sorted(numbers))

    def _learn(self, target: InForce, numbers: list[int]) -> None:
        uids = sql.uids(numbers)
        self._rows.update({number: str(uid) for number, uid in uids.items()})
        single = [fields[0] for number, fields, _ in target.keyed if number and len(fields) == 1]
        keys = [no for no in single if no not in target.personal and no not in target.references]
        if not keys:
            return
        spec = target.numbered[keys[0]]
        for number, text in sql.values_of(numbers).items():
            value = target.loaded(texts.objects(text)).get(spec.no)
            if value is not None:
                self._rows[number] = target.types[spec.no].show(value, spec, "zh-hans")

    def name(self, spec: Field, number: int) -> str:
        """What a row, unit, post or person is called."""
        if spec.type == "reference":
            return self._rows.get(number, "")
        if spec.type == "unit":
            return self.unit(number)
        if spec.type == "post":
            state = people.post(number)
            return state.name if state is not None else ""
        view = people.person(number)
        return view.name if view is not None else ""

    def unit(self, number: int) -> str:
        """What a unit is called; by its name to the outside where two are called so."""
        if number not in self._units:
            name = people.name_on(number)
            found = people.find(name)
            self._units[number] = name if found == (number,) else str(people.unit_uid(number) or "")
        return self._units[number]
