"""Procedures in force, their expressions ready: kept by number, shown by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from zhangtu.kernel.expressions import ExpressionError, World, parse_stored, write
from zhangtu.ledgers.definitions.measuring import wrong
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.schema.proceeding import WORDS, ReadProcedure, asking, field_of, read_procedure, respelled
from zhangtu.schema.specs import Ledger, Procedure

_CONFLICT: Final = ("conflict",)


@dataclass(frozen=True, eq=False)
class ProcedureInForce:
    """One version of a procedure, ready for use.

    Attributes:
        procedure: The procedure, fields by name.
        id: The number of its definition, which rows in it name.
        version: 1 for the first of its name.
        stored: The procedure, fields by number.
        read: Its expressions.
    """

    procedure: Procedure
    id: int
    version: int
    stored: Procedure
    read: ReadProcedure


def numbered_procedure(procedure: Procedure, world: World, ledger: Ledger | None) -> Procedure:
    """A procedure with its fields by number.

    Args:
        procedure: The procedure, fields by name.
        world: What can be spoken of.
        ledger: Its ledger; ``None`` if there is none.

    Returns:
        What is kept.

    Raises:
        LedgerError: It can't be understood.
    """
    if procedure.removed is not None and ledger is None:
        return procedure
    read, faults = read_procedure(procedure, world, ledger)
    if read is None or ledger is None:
        raise wrong(procedure.title.zh, faults)
    numbers = {name: field_of(name, ledger) for one in procedure.moves for name in one.asks}
    said = {name: name if field is None else f"#{field.no}" for name, field in numbers.items()}
    return asking(respelled(procedure, lambda path, _text: read.found[path].stored()), said.__getitem__)


def procedure_in_force(
    stored: Procedure, number: int, version: int, world: World, ledger: Ledger | None
) -> ProcedureInForce:
    """Make a procedure ready for use.

    Args:
        stored: The procedure, fields by number.
        number: The number of its definition.
        version: 1 for the first of its name.
        world: What can be spoken of.
        ledger: Its ledger; ``None`` if there is none.

    Returns:
        The procedure.

    Raises:
        LedgerError: It can't be understood any more.
    """
    read, faults = read_procedure(stored, world, ledger, parse_stored)
    if read is None:
        raise wrong(stored.title.zh, faults)
    return ProcedureInForce(named_procedure(stored, world, ledger), number, version, stored, read)


def named_procedure(stored: Procedure, world: World, ledger: Ledger | None) -> Procedure:
    """A procedure with its fields by name.

    Args:
        stored: What is kept, fields by number.
        world: What can be spoken of.
        ledger: Its ledger; ``None`` if there is none.

    Returns:
        What people read, and what can be put in force.

    Raises:
        LedgerError: It speaks of what is no longer there.
    """
    shape = world.ledgers.get(stored.of)
    if shape is None or ledger is None:
        raise LedgerError("no_ledger", ledger=stored.of)

    def spell(path: tuple[str | int, ...], text: str) -> str:
        around = replace(world, words={**world.words, **WORDS}) if path == _CONFLICT else world
        return write(parse_stored(text, around, shape), around)

    def called(name: str) -> str:
        field = field_of(name, ledger)
        return name if field is None else field.name

    try:
        return asking(respelled(stored, spell), called)
    except ExpressionError as error:
        raise LedgerError("definition_wrong", count=1, first=f"{stored.title.zh}: {error}") from error


def broken_procedures(
    procedures: Iterable[Procedure], ledgers: Mapping[str, Ledger], world: World
) -> list[str]:
    """What would be wrong with procedures, were these the definitions in force.

    Args:
        procedures: All procedures, fields by number.
        ledgers: All ledgers by name.
        world: What they may speak of.

    Returns:
        A sentence for each, procedure first.
    """
    found = []
    for one in procedures:
        if one.removed is None:
            _, faults = read_procedure(one, world, ledgers.get(one.of), parse_stored)
            found += [str(wrong(one.title.zh, (fault,)).facts["first"]) for fault in faults]
    return found
