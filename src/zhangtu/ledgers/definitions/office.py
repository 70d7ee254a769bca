"""What an office changes of definitions itself: fields of its own from 1000 up, titles, fields out of use."""

from dataclasses import replace
from typing import Final

from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import today
from zhangtu.ledgers.definitions.keeping import in_force, known
from zhangtu.ledgers.definitions.putting import put_in_force
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.schema.dumping import dump, dump_ledger
from zhangtu.schema.guarding import refused
from zhangtu.schema.loading import LoadedOne, Surroundings, load_definition
from zhangtu.schema.specs import LAST_SHIPPED, Field, Ledger, Measure, Procedure, Report, Title
from zhangtu.schema.wording import say_change_problem

#: The first number of an office's own fields.
FIRST: Final = LAST_SHIPPED + 1


def written(name: str) -> str:
    """A definition in force as YAML, to be changed and put in force again.

    Args:
        name: The name of a ledger, table, list of choices, measure, report or procedure.

    Returns:
        Its text, expressions by name.

    Raises:
        LedgerError: There is none of that name.
    """
    there = known()
    force = there.ledgers.get(name)
    if force is None or force.stored_ledger is None:
        if name in there.measures:
            return dump(there.measures[name].measure)
        if name in there.reports:
            return dump(there.reports[name].report)
        if name in there.procedures:
            return dump(there.procedures[name].procedure)
        texts = [version.text for version in there.versions.values() if version.name == name]
        if not texts:
            raise LedgerError("no_ledger", ledger=name)
        return texts[0]
    # what was found out while compiling, such as that a computed value is personal, is no part of the text
    values = {each.no: each.value for each in force.ledger.fields}
    fields = tuple(replace(each, value=values[each.no]) for each in force.stored_ledger.fields)
    return dump_ledger(replace(force.stored_ledger, fields=fields, checks=force.ledger.checks))


def read(text: str, name: str) -> LoadedOne:
    """Read what an office wrote: a definition of its own, or another wording of one in force.

    Args:
        text: The YAML.
        name: What problems call it.

    Returns:
        The definition and what is wrong with it. It stays part of the pack it came with, whatever is written.
    """
    there = known()
    ledgers = {each: force.ledger for each, force in there.ledgers.items()}
    measures = {each: one.measure for each, one in there.measures.items()}
    loaded = load_definition(text, name, Surroundings(ledgers, there.tables, there.choices, measures))
    spec = loaded.spec
    if not isinstance(spec, Ledger | Measure | Report | Procedure):
        return loaded
    return replace(loaded, spec=replace(spec, pack=_pack_of(spec)))


def _pack_of(spec: Ledger | Measure | Report | Procedure) -> str:
    """The pack a definition came with; empty for the office's own."""
    there = known()
    if isinstance(spec, Ledger):
        return there.ledgers[spec.name].ledger.pack if spec.name in there.ledgers else ""
    if isinstance(spec, Measure):
        return there.measures[spec.name].measure.pack if spec.name in there.measures else ""
    if isinstance(spec, Procedure):
        return there.procedures[spec.name].procedure.pack if spec.name in there.procedures else ""
    return there.reports[spec.name].report.pack if spec.name in there.reports else ""


def add_field(ledger: str, field: Field, *, actor: Actor, reason: str = "") -> int:
    """Give a ledger a field of the office's own.

    Args:
        ledger: The ledger's name.
        field: The field; number 0 for the next that is free.
        actor: Who adds it.
        reason: Why.

    Returns:
        Its number, 1000 or more.

    Raises:
        LedgerError: The number is a pack's or taken, the name is taken, or it can't be understood.
    """
    spec = in_force(ledger).ledger
    number = field.no or max(FIRST, *(each.no + 1 for each in spec.fields))
    if number < FIRST or any(each.no == number for each in spec.fields):
        raise LedgerError("office_number")
    if any(each.name == field.name for each in spec.fields):
        raise LedgerError("name_taken", field=field.name)
    _put(replace(spec, fields=(*spec.fields, replace(field, no=number))), actor=actor, reason=reason)
    return number


def retitle(ledger: str, field: str, title: Title, *, actor: Actor, reason: str = "") -> None:
    """Call a field differently; its number, name and values stay.

    Args:
        ledger: The ledger's name.
        field: The field's name.
        title: What it is called from now on.
        actor: Who says so.
        reason: Why.

    Raises:
        LedgerError: There is no such field, or it may not be done.
    """
    _put(_with(ledger, field, title=title), actor=actor, reason=reason)


def remove_field(ledger: str, field: str, *, actor: Actor, reason: str) -> None:
    """Take a field out of use; its number is never given again, its values stay in their rows.

    Args:
        ledger: The ledger's name.
        field: The field's name.
        actor: Who takes it away.
        reason: Why; must be said.

    Raises:
        LedgerError: Something uses it (its users are listed), there is no such field, or no reason.
    """
    if not reason.strip():
        raise LedgerError("no_reason")
    changed = _with(ledger, field, removed=today(), why=reason, value="")
    there = known()
    others = [force.ledger for name, force in there.ledgers.items() if name != ledger]
    measures = [one.stored for one in there.measures.values()]
    tables = there.tables.values()
    old = in_force(ledger).ledger
    problems = refused(old, changed, others, tables, measures=measures, by_office=True)
    if problems:
        users = "；".join(say_change_problem(each, "zh-hans") for each in problems)
        raise LedgerError("field_used", problems=problems, field=field, users=users)
    _put(changed, actor=actor, reason=reason, destroys=True)


def _with(ledger: str, field: str, **changes: object) -> Ledger:
    spec = in_force(ledger).ledger
    if field not in in_force(ledger).fields:
        raise LedgerError("no_field", ledger=ledger, fields=field)
    fields = tuple(
        replace(each, **changes) if each.name == field else each  # type: ignore[arg-type]  # by name
        for each in spec.fields
    )
    return replace(spec, fields=fields)


def _put(spec: Ledger, *, actor: Actor, reason: str, destroys: bool = False) -> None:
    put_in_force(spec, actor=actor, reason=reason, destroys=destroys)
