"""Which changes of a definition are refused: what rows and other definitions rest on can't be pulled away."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from zhangtu.kernel.expressions import Expression, Using, parse_stored
from zhangtu.kernel.problems import FieldProblem, Severity
from zhangtu.schema.compiling import Compiled, compile_ledgers
from zhangtu.schema.leaves import BRACES
from zhangtu.schema.measuring import read_measure
from zhangtu.schema.specs import LAST_SHIPPED, Choice, ChoiceList, Field, Ledger, Measure, Table
from zhangtu.schema.troubles import Trouble


class UserKind(StrEnum):
    """What can use a field."""

    COMPUTED = "computed"
    CHECK = "check"
    COLUMNS = "columns"
    FILTERS = "filters"
    PANELS = "panels"
    KEY = "key"
    ROW = "row"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class User:
    """Something that uses a field.

    Attributes:
        ledger: The ledger it belongs to.
        kind: What it is.
        name: The name of a computed field; the sentence of a check; what a measure is called; else empty.
    """

    ledger: str
    kind: UserKind
    name: str = ""


def users(
    ledger: Ledger,
    no: int,
    compiled: Compiled,
    ledgers: Iterable[Ledger],
    measures: Iterable[Measure] = (),
) -> tuple[User, ...]:
    """Everything that uses a field.

    Args:
        ledger: The field's ledger.
        no: The field's number.
        compiled: The expressions of all ledgers.
        ledgers: All ledgers, this one included.
        measures: All measures in use, fields by number.

    Returns:
        Its users: computed fields, checks and measures of any ledger; pages, key and row of its own.
    """
    by_name = {one.name: one for one in ledgers}
    found = [
        User(name, UserKind.COMPUTED, _field(by_name[name], number).name)
        for (name, number), read in compiled.values.items()
        if _uses(read, ledger.name, no) and (name, number) != (ledger.name, no)
    ]
    found += [
        User(name, UserKind.CHECK, by_name[name].checks[at].say.zh)
        for (name, at), read in compiled.checks.items()
        if _uses(read, ledger.name, no)
    ]
    found += [
        User(one.of, UserKind.MEASURE, one.title.zh)
        for one in measures
        if (read := read_measure(one, compiled.world, reader=parse_stored)[0]) is not None
        and any(_uses(each, ledger.name, no) for each in read.each())
    ]
    return (*found, *(User(ledger.name, kind) for kind in _shown(ledger, _field(ledger, no).name)))


def refused(
    old: Ledger,
    new: Ledger,
    ledgers: Iterable[Ledger] = (),
    tables: Iterable[Table] = (),
    *,
    measures: Iterable[Measure] = (),
    by_office: bool = False,
) -> tuple[FieldProblem, ...]:
    """Say which changes of a ledger can't be made.

    Args:
        old: The ledger in force.
        new: What is to be put in force.
        ledgers: All other ledgers in force, whose expressions may use its fields.
        tables: The dated tables in force.
        measures: The measures in use, fields by number.
        by_office: Whether the office itself changes it, which has numbers from 1000 up in a pack's ledger.

    Returns:
        The problems; the ledger can be put in force when there are none.
    """
    if old.name != new.name:
        return (_problem(Trouble.NAME_CHANGED, "", before=old.name, after=new.name),)
    after = {field.no: field for field in new.fields}
    found = [problem for field in old.fields for problem in _changed(field, after.get(field.no))]
    if by_office and new.pack:
        before = {field.no for field in old.fields}
        taken = (one for one in new.fields if one.no <= LAST_SHIPPED and one.no not in before)
        found += [_problem(Trouble.NUMBER_OF_PACK, one.name, no=str(one.no), name=one.name) for one in taken]
    gone = [one for one in old.fields if one.removed is None and _is_gone(after.get(one.no))]
    if gone:
        found += _still_used(gone, new, (ledgers, tables, measures))
    return tuple(found)


def refused_choices(old: ChoiceList, new: ChoiceList) -> tuple[FieldProblem, ...]:
    """Say which changes of a shared list can't be made.

    Args:
        old: The list in force.
        new: What is to be put in force.

    Returns:
        The codes that are gone; they should be marked removed instead.
    """
    kept = {choice.code for choice in new.choices}
    lost = _lost(old.choices, kept)
    return tuple(_problem(Trouble.CHOICE_DROPPED, "", code=one.code, name=old.name) for one in lost)


def refused_table(
    old: Table, new: Table, ledgers: Iterable[Ledger], tables: Iterable[Table] = ()
) -> tuple[FieldProblem, ...]:
    """Say whether a dated table can be changed.

    Args:
        old: The table in force.
        new: What is to be put in force.
        ledgers: All ledgers in force, whose expressions may look into it.
        tables: The other tables in force.

    Returns:
        A problem that lists the expressions that could no longer be read; none where all can.
    """
    everyone = {one.name: one for one in ledgers}
    others = [one for one in tables if one.name != old.name]
    before, after = (compile_ledgers(everyone.values(), [*others, one]) for one in (old, new))
    lost = [
        User(name, UserKind.COMPUTED, _field(everyone[name], no).name)
        for name, no in before.values
        if (name, no) not in after.values
    ]
    lost += [
        User(name, UserKind.CHECK, everyone[name].checks[at].say.zh)
        for name, at in before.checks
        if (name, at) not in after.checks
    ]
    if not lost:
        return ()
    return (_problem(Trouble.TABLE_STILL_USED, "", name=old.name, users=", ".join(map(_said, lost))),)


def _is_gone(field: Field | None) -> bool:
    return field is not None and field.removed is not None


def _changed(old: Field, new: Field | None) -> Iterator[FieldProblem]:
    facts = {"no": str(old.no), "name": old.name}
    if new is None:
        yield _problem(Trouble.FIELD_DROPPED, old.name, **facts)
    elif old.removed is not None and new.removed is None:
        yield _problem(Trouble.NUMBER_REUSED, new.name, **facts)
    elif old.type and new.type and old.type != new.type:
        yield _problem(Trouble.TYPE_CHANGED, old.name, **facts, before=old.type, after=new.type)
    elif new.removed is None:
        kept = {choice.code for choice in new.of}
        for choice in _lost(old.of, kept):
            yield _problem(Trouble.CHOICE_DROPPED, old.name, code=choice.code, name=old.name)


def _lost(choices: Iterable[Choice], kept: set[str]) -> Iterator[Choice]:
    return (choice for choice in choices if choice.code not in kept)


def _still_used(
    gone: list[Field], new: Ledger, around: tuple[Iterable[Ledger], Iterable[Table], Iterable[Measure]]
) -> Iterator[FieldProblem]:
    """Look for users in the new ledger as if the fields were still there."""
    ledgers, tables, measures = around
    figures = list(measures)
    numbers = {field.no: field for field in gone}
    alive = replace(new, fields=tuple(numbers.get(field.no, field) for field in new.fields))
    everyone = [alive, *(one for one in ledgers if one.name != new.name)]
    compiled = compile_ledgers(everyone, tables)
    for field in gone:
        left = [
            user
            for user in users(alive, field.no, compiled, everyone, figures)
            if not (user.kind is UserKind.COMPUTED and user.ledger == new.name and _named(gone, user.name))
        ]
        if left:
            facts = {"no": str(field.no), "name": field.name, "users": ", ".join(map(_said, left))}
            yield _problem(Trouble.STILL_USED, field.name, **facts)


def _named(fields: list[Field], name: str) -> bool:
    return any(field.name == name for field in fields)


def _said(user: User) -> str:
    place = f"{user.ledger}.{user.kind.value}"
    return f"{place} “{user.name}”" if user.name else place


def _uses(read: Expression, ledger: str, no: int) -> bool:
    return any(use.what is Using.FIELD and use.name == ledger and use.no == no for use in read.uses)


def _shown(ledger: Ledger, name: str) -> Iterator[UserKind]:
    pages = ledger.pages
    panels = tuple(one for panel in pages.panels for one in panel)
    named: Mapping[UserKind, tuple[str, ...]] = {
        UserKind.COLUMNS: pages.columns,
        UserKind.FILTERS: pages.filters,
        UserKind.PANELS: panels,
        UserKind.KEY: ledger.key,
        UserKind.ROW: tuple(BRACES.findall(ledger.row)),
    }
    return (kind for kind, names in named.items() if name in names)


def _field(ledger: Ledger, no: int) -> Field:
    return next(field for field in ledger.fields if field.no == no)


def _problem(kind: Trouble, field: str, /, **facts: str) -> FieldProblem:
    return FieldProblem(field, kind, Severity.ERROR, facts)
