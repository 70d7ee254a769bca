"""The definitions in force, compiled once and kept as long as the store says that nothing changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from zhangtu.journal import registers
from zhangtu.kernel.expressions import Expression, World, parse_stored, write
from zhangtu.ledgers import sql, worlds
from zhangtu.ledgers.compiled import Checked, Computed, InForce
from zhangtu.ledgers.definitions.covering import covered
from zhangtu.ledgers.definitions.measuring import (
    MeasureInForce,
    ReportInForce,
    measure_in_force,
    report_in_force,
)
from zhangtu.ledgers.definitions.proceeding import ProcedureInForce, procedure_in_force
from zhangtu.ledgers.models import Definition
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.schema.loading import load_definition
from zhangtu.schema.specs import ChoiceList, Field, Ledger, Measure, Procedure, Report, Spec, Table

#: The register of definitions in the journal.
REGISTER: Final = "ledgers.definition"
#: What a definition may be.
LEDGER, TABLE, CHOICES, MEASURE, REPORT = "ledger", "table", "choices", "measure", "report"
PROCEDURE: Final = "procedure"


@dataclass(frozen=True, slots=True)
class Version:
    """The newest version of a definition.

    Attributes:
        id: Its number.
        kind: What it is.
        name: Its name.
        version: 1 for the first.
        pack: The pack it came with; empty for the office's own.
        text: What is in force; expressions by number.
        shipped: What the pack shipped when it was last loaded; expressions by number.
    """

    id: int
    kind: str
    name: str
    version: int
    pack: str
    text: str
    shipped: str


@dataclass(frozen=True, slots=True)
class Known:
    """Everything in force.

    Attributes:
        mark: What the store said when it was read.
        ledgers: Ledgers by name.
        tables: Dated tables by name.
        choices: Shared lists of choices by name.
        versions: The newest version of each, by kind and name.
        registered: Ledgers by the number of their register.
        measures: Measures in use, by name.
        reports: Reports in use, by name.
        procedures: Procedures in use, by name.
    """

    mark: str
    ledgers: Mapping[str, InForce]
    tables: Mapping[str, Table]
    choices: Mapping[str, ChoiceList]
    versions: Mapping[tuple[str, str], Version]
    registered: Mapping[int, InForce]
    measures: Mapping[str, MeasureInForce] = field(default_factory=dict)
    reports: Mapping[str, ReportInForce] = field(default_factory=dict)
    procedures: Mapping[str, ProcedureInForce] = field(default_factory=dict)

    def ledger(self, name: str) -> InForce:
        """A ledger by name.

        Raises:
            LedgerError: There is none.
        """
        found = self.ledgers.get(name)
        if found is None:
            raise LedgerError("no_ledger", ledger=name)
        return found

    def procedure(self, name: str) -> ProcedureInForce:
        """A procedure by name.

        Raises:
            LedgerError: There is none in use.
        """
        found = self.procedures.get(name)
        if found is None:
            raise LedgerError("no_procedure", procedure=name)
        return found

    def measure(self, name: str) -> MeasureInForce:
        """A measure by name.

        Raises:
            LedgerError: There is none in use.
        """
        found = self.measures.get(name)
        if found is None:
            raise LedgerError("no_measure", measure=name)
        return found


_NOTHING: Final = Known("", {}, {}, {}, {}, {})
#: By the name of the database; tests and moves have several.
_KNOWN: dict[str, Known] = {}
#: Versions of procedures rows are still in: what the store said when they were read, and number → version.
_OLDER: dict[tuple[str, int], ProcedureInForce] = {}


def known() -> Known:
    """Everything in force; one small query while nothing changes.

    Returns:
        The definitions, compiled.
    """
    mark = sql.definitions_mark()
    place = sql.database_name()
    found = _KNOWN.get(place, _NOTHING)
    if found.mark != mark:
        found = _KNOWN[place] = _read(mark)
    return found


def forget() -> None:
    """Read everything anew next time: after a rollback the same numbers may mean something else."""
    _KNOWN.clear()
    _OLDER.clear()
    _parsed.cache_clear()


def in_force(name: str) -> InForce:
    """A ledger as it is in force.

    Args:
        name: Its name.

    Returns:
        The ledger, ready for use.

    Raises:
        LedgerError: There is none of that name.
    """
    return known().ledger(name)


def of_register(register: int) -> InForce:
    """The ledger whose rows have this register."""
    return known().registered[register]


def names() -> tuple[str, ...]:
    """The names of all ledgers, sorted."""
    return tuple(sorted(known().ledgers))


def tables() -> Mapping[str, Table]:
    """The dated tables in force, by name."""
    return known().tables


@lru_cache(maxsize=2000)
def _parsed(text: str) -> Spec:
    loaded = load_definition(text)
    if loaded.spec is None:
        raise LedgerError("definition_wrong", count=len(loaded.problems), first=loaded.problems[0].kind)
    return loaded.spec


def _read(mark: str) -> Known:
    newest: dict[tuple[str, str], Version] = {}
    for line in sql.definition_lines():
        version = Version(*line)
        newest[version.kind, version.name] = version
    specs = {place: _parsed(version.text) for place, version in newest.items()}
    ledgers = [each for each in specs.values() if isinstance(each, Ledger)]
    seen = {each.name: each for each in specs.values() if isinstance(each, Table)}
    world = worlds.world(ledgers, seen.values())
    compiled = {}
    for each, told in zip(ledgers, covered(ledgers, world), strict=True):
        number, register = newest[LEDGER, each.name].id, registers.number(each.name)
        compiled[each.name] = replace(compiled_ledger(told, number, register, world), stored_ledger=each)
    measures = {
        each.name: measure_in_force(each, newest[place].id, newest[place].version, world)
        for place, each in specs.items()
        if isinstance(each, Measure) and each.removed is None
    }
    reports = {
        each.name: report_in_force(each, newest[place].id, newest[place].version, world, measures)
        for place, each in specs.items()
        if isinstance(each, Report) and each.removed is None
    }
    procedures = _procedures(specs, newest, world)
    return Known(
        mark,
        compiled,
        seen,
        {each.name: each for each in specs.values() if isinstance(each, ChoiceList)},
        newest,
        {each.register: each for each in compiled.values()},
        measures,
        reports,
        procedures,
    )


def _procedures(
    specs: Mapping[tuple[str, str], Spec], newest: Mapping[tuple[str, str], Version], world: World
) -> dict[str, ProcedureInForce]:
    """The procedures in use, by name."""
    ledgers = {each.name: each for each in specs.values() if isinstance(each, Ledger)}
    return {
        each.name: procedure_in_force(
            each, newest[place].id, newest[place].version, world, ledgers.get(each.of)
        )
        for place, each in specs.items()
        if isinstance(each, Procedure) and each.removed is None
    }


def of_version(number: int) -> ProcedureInForce:
    """A version of a procedure, which may no longer be the newest.

    Args:
        number: The number of its definition.

    Returns:
        The procedure, ready for use.

    Raises:
        LedgerError: There is none of that number, or it can't be understood any more.
    """
    there = known()
    for one in there.procedures.values():
        if one.id == number:
            return one
    found = (there.mark, number)
    if found not in _OLDER:
        _OLDER[found] = _older(number, there)
    return _OLDER[found]


def _older(number: int, there: Known) -> ProcedureInForce:
    line = Definition.objects.filter(id=number, kind=PROCEDURE).first()
    spec = None if line is None else _parsed(line.text)
    if line is None or not isinstance(spec, Procedure):
        raise LedgerError("no_procedure", procedure=number)
    force = there.ledger(spec.of)
    return procedure_in_force(spec, number, line.version, force.world, force.stored_ledger)


def compiled_ledger(stored: Ledger, number: int, register: int, world: World) -> InForce:
    """Make a ledger ready for use.

    Args:
        stored: The ledger, its expressions by number.
        number: Its version.
        register: The number of its register.
        world: What its expressions speak of.

    Returns:
        The ledger; its expressions are by name again.

    Raises:
        ExpressionError: An expression can't be understood any more.
    """
    shape = world.ledgers[stored.name]
    expressions = {
        each.no: parse_stored(each.value, world, shape)
        for each in stored.fields
        if each.value and each.removed is None
    }
    checks = [(each, parse_stored(each.forbid, world, shape)) for each in stored.checks]
    behind = _behind(expressions)
    fields = tuple(_told(each, expressions, behind, stored, world) for each in stored.fields)
    named = replace(
        stored,
        fields=fields,
        checks=tuple(replace(check, forbid=write(expression, world)) for check, expression in checks),
    )
    computed = [Computed(each, expressions[each.no]) for each in _ordered(fields, expressions)]
    return InForce(
        named,
        number,
        register,
        world,
        tuple(one for one in computed if not one.field.live),
        tuple(one for one in computed if one.field.live),
        tuple(Checked(check, one, _reads(one, behind)) for check, one in checks),
        stored,
    )


def _told(
    spec: Field,
    expressions: Mapping[int, Expression],
    behind: Mapping[int, frozenset[int]],
    stored: Ledger,
    world: World,
) -> Field:
    """A field with its expression by name; a value computed from personal ones is personal itself."""
    if spec.no not in expressions:
        return spec
    personal = {each.no for each in stored.fields if each.personal}
    expression = expressions[spec.no]
    return replace(
        spec,
        value=write(expression, world),
        live=spec.live or expression.live,
        personal=spec.personal or not personal.isdisjoint(behind[spec.no]),
    )


def _behind(expressions: Mapping[int, Expression]) -> dict[int, frozenset[int]]:
    """All fields a computed field rests on, those behind other computed ones included."""
    found = {no: set(one.fields) for no, one in expressions.items()}
    for _ in expressions:
        for fields in found.values():
            fields.update(*(found[no] for no in fields & found.keys()))
    return {no: frozenset(fields) for no, fields in found.items()}


def _reads(expression: Expression, behind: Mapping[int, frozenset[int]]) -> frozenset[int]:
    return expression.fields.union(*(behind.get(no, frozenset()) for no in expression.fields))


def _ordered(fields: Iterable[Field], expressions: Mapping[int, Expression]) -> list[Field]:
    """Computed fields, those that rest on others behind them; what goes in a circle comes last."""
    waiting = [each for each in fields if each.no in expressions]
    done: list[Field] = []
    while waiting:
        open_ones = {each.no for each in waiting}
        ready = [each for each in waiting if expressions[each.no].fields.isdisjoint(open_ones)]
        done += ready or waiting
        waiting = [each for each in waiting if each not in done]
    return done
