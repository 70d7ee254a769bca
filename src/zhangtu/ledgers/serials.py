"""Numbers given from a unit's yearly series without gaps, 罚决字〔2026〕12号; voided ones are kept."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Max, Q

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.ledgers import actions, definitions, drafts, hooks, policies, storing, texts
from zhangtu.ledgers.budgets import moment
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.drafts import Settled
from zhangtu.ledgers.models import Row, Serial
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.sql import Stored
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope
from zhangtu.schema.specs import Field

#: Key of a serial number in an entry: this and the field's number.
KEY: Final = "@serial:"


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of a unit, series and year.

    Attributes:
        given: How many were given.
        voided: The numbers voided since.
        gaps: Numbers that are missing between; always none unless somebody went past the actions.
    """

    given: int
    voided: tuple[int, ...]
    gaps: tuple[int, ...]


def written(series: str, year: int, number: int) -> str:
    """A number as papers show it (GB/T 9704-2012 7.2.5)."""
    return f"{series}〔{year}〕{number}号"


def give(
    uid: UUID,
    field: str,
    *,
    actor: Actor,
    year: int | None = None,
    unit: int | None = None,
    reason: str = "",
    by: str = "",
    series: str = "",
) -> str:
    """Give a row the next number of a series.

    Args:
        uid: The row.
        field: The name of its field of type serial.
        actor: Who asks for it.
        year: The year of the series; this year if left out.
        unit: The unit whose series it is; the row's if left out.
        reason: Why, where that is asked for.
        by: The room whose act gives it; empty for people.
        series: The series, where a room chooses it; the field's if left out.

    Returns:
        The number as papers show it.

    Raises:
        LedgerError: The row has one, no such field, or may not be changed; or the unit is out of scope.
    """
    with act(actor=actor, reason=reason) as one:
        force, row, spec, settled = _opened(uid, field, actor, by)
        if spec.no in settled.after:
            raise LedgerError("serial_given")
        series, whose = series or spec.options.get("serial", ""), _whose(row, unit, actor)
        when = moment(one.at).year if year is None else year
        number = _next(whose, series, when, row.id, spec.no)
        drafts.put(force, spec, written(series, when, number), settled)
        storing.amend(one, force, row, settled, "number", **{_key(spec): text(whose, series, when, number)})
        return written(series, when, number)


def _whose(row: Stored, unit: int | None, actor: Actor) -> int:
    if unit is None:
        return row.unit
    policies.check_unit(people.scope(actor), unit)
    return unit


def _next(unit: int, series: str, year: int, row: int, field: int) -> int:
    number = _coming(unit, series, year)
    Serial.objects.create(unit=unit, series=series, year=year, number=number, row=row, field=field)
    return number


def _coming(unit: int, series: str, year: int) -> int:
    chosen = Serial.objects.filter(unit=unit, series=series, year=year)
    return int(chosen.aggregate(last=Max("number"))["last"] or 0) + 1


def upcoming(unit: int, series: str, year: int) -> str:
    """The number of a series that would be given now; by the time it is, somebody else may have it.

    Args:
        unit: The unit whose series it is.
        series: The series.
        year: Its year.
    """
    return written(series, year, _coming(unit, series, year))


def void(uid: UUID, field: str, *, actor: Actor, reason: str, by: str = "") -> str:
    """Void a row's number: it stays in the series, crossed out, and is never given again.

    Args:
        uid: The row.
        field: The name of its field of type serial.
        actor: Who voids it.
        reason: Why; must be said.
        by: The room whose act voids it; empty for people.

    Returns:
        The number that was voided.

    Raises:
        LedgerError: There is none, no reason was given, or the row may not be changed.
    """
    with act(actor=actor, reason=reason) as one:
        force, row, spec, settled = _opened(uid, field, actor, by)
        if not one.reason.strip():
            raise LedgerError("no_reason")
        if spec.no not in settled.after:
            raise LedgerError("no_serial")
        number = str(settled.after[spec.no])
        drafts.put(force, spec, None, settled)
        new = storing.amend(one, force, row, settled, "void_number", **{_key(spec): texts.EMPTIED})
        Serial.objects.filter(row=row.id, field=spec.no, voided=0).update(voided=new.version)
        return number


def series(unit: int, name: str, year: int) -> Series:
    """What became of a series; asked for whoever keeps the register of papers.

    Args:
        unit: The unit.
        name: The series, such as 罚决字.
        year: The year.

    Returns:
        How many were given, which were voided, which are missing.
    """
    lines = dict(Serial.objects.filter(unit=unit, series=name, year=year).values_list("number", "voided"))
    last = max(lines, default=0)
    return Series(
        last,
        tuple(sorted(number for number, voided in lines.items() if voided)),
        tuple(number for number in range(1, last + 1) if number not in lines),
    )


@dataclass(frozen=True, slots=True)
class Book:
    """What became of a series of a unit in a year.

    Attributes:
        unit: The unit.
        name: The series, such as 罚决字.
        year: The year.
        series: How many were given, which were voided, which are missing.
    """

    unit: int
    name: str
    year: int
    series: Series


def books(ledger: str, scope: Scope, *, most: int = 200) -> tuple[Book, ...]:
    """The series the rows of a ledger are numbered in, of the units in scope, the newest year first.

    Args:
        ledger: The ledger's name.
        scope: Whose.
        most: How many at most.

    Returns:
        The series.

    Raises:
        LedgerError: There is no such ledger, or it may not be read.
    """
    force = definitions.in_force(ledger)
    policies.check_may(scope, Right.READ, force)
    fields = [each for each in force.fields.values() if each.type == "serial"]
    rows = Row.objects.filter(ledger=force.register).values("id")
    # Where a room chooses the series row by row, only the rows know which there are.
    own = Q(field__in=[each.no for each in fields], row__in=rows)
    chosen = Serial.objects.filter(Q(series__in={each.options.get("serial", "") for each in fields}) | own)
    if not scope.everywhere:
        chosen = chosen.filter(unit__in=scope.units)
    kept = chosen.values_list("unit", "series", "year").distinct().order_by("-year", "series", "unit")[:most]
    return tuple(Book(unit, name, year, series(unit, name, year)) for unit, name, year in kept)


def text(unit: int, series: str, year: int, number: int) -> str:
    """A number as its entry says it besides the field: whose series it is from."""
    return texts.text_of({"number": number, "series": series, "unit": unit, "year": year})


def _key(spec: Field) -> str:
    return f"{KEY.removeprefix('@')}{spec.no}"


def _found(uid: UUID, field: str, actor: Actor) -> tuple[InForce, Stored, Field]:
    force, row = actions.found(uid, definitions.known())
    policies.check_change(people.scope(actor), Right.AMEND, force, row)
    spec = force.fields.get(field)
    if spec is None or spec.type != "serial":
        raise LedgerError("no_field", ledger=force.ledger.name, fields=field)
    if row.withdrawn:
        raise LedgerError("withdrawn")
    return force, row, spec


def _opened(uid: UUID, field: str, actor: Actor, by: str) -> tuple[InForce, Stored, Field, Settled]:
    """A row whose number may be given or voided, with its values."""
    force, row, spec = _found(uid, field, actor)
    values = force.loaded(texts.objects(row.values))
    hooks.check_field(force, values, field, by)
    return force, row, spec, Settled(values, dict(values), texts.apart(row.values))
