"""Reads the expressions of a procedure, by name or by number, and says what is wrong with it as a whole."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from zhangtu.kernel.expressions import Expression, ExpressionError, Kind, Type, World, parse
from zhangtu.schema.measuring import Fault
from zhangtu.schema.procedural import PREVIOUS, SAME, By, Limit, Move, Procedure, Step, Within
from zhangtu.schema.specs import Field, Ledger
from zhangtu.schema.taking import nearest
from zhangtu.schema.troubles import Trouble

#: Where an expression stands: ``("moves", "file", "needs")``.
Path = tuple[str | int, ...]
#: How an expression is read: ``parse`` by name, ``parse_stored`` by number.
Reader = Callable[..., Expression]
#: Another wording of an expression at its place.
Spell = Callable[[Path, str], str]

#: The beginning of the procedure, named where a limit begins with it.
BEGIN: Final = "begin"
#: What ``conflict`` may speak of besides: whoever acts.
WORDS: Final[Mapping[str, Type]] = {
    "my_person": Type(Kind.ROW, target="person"),
    "my_unit": Type(Kind.ROW, target="unit"),
    "my_post": Type(Kind.ROW, target="post"),
}
#: Types of fields nobody fills in.
_NOT_ASKED: Final = ("computed", "serial")


@dataclass(frozen=True, slots=True)
class ReadProcedure:
    """The expressions of a procedure.

    Attributes:
        found: Where each stands → it.
    """

    found: Mapping[Path, Expression] = field(default_factory=dict)

    def at(self, *path: str | int) -> Expression | None:
        """The expression at a place, or nothing where none is written."""
        return self.found.get(path)


def respelled(procedure: Procedure, spell: Spell) -> Procedure:
    """A procedure with its expressions in another wording.

    Args:
        procedure: The procedure.
        spell: What becomes of an expression; it is not asked where none is written.

    Returns:
        The procedure.
    """

    def word(text: str, *path: str | int) -> str:
        return spell(path, text) if text else ""

    def by(move: Move) -> Iterator[By]:
        for at, one in enumerate(move.by):
            yield replace(one, when=word(one.when, "moves", move.name, "by", at, "when"))

    def within(limit: Limit) -> Iterator[Within]:
        for at, one in enumerate(limit.within):
            yield replace(one, when=word(one.when, "limits", limit.name, "within", at, "when"))

    return replace(
        procedure,
        steps=tuple(replace(one, when=word(one.when, "steps", one.name, "when")) for one in procedure.steps),
        moves=tuple(
            replace(
                one,
                by=tuple(by(one)),
                needs=word(one.needs, "moves", one.name, "needs"),
                when=word(one.when, "moves", one.name, "when"),
            )
            for one in procedure.moves
        ),
        limits=tuple(replace(one, within=tuple(within(one))) for one in procedure.limits),
        conflict=word(procedure.conflict, "conflict"),
    )


def asking(procedure: Procedure, spell: Callable[[str], str]) -> Procedure:
    """A procedure with the fields its moves ask for named otherwise.

    Args:
        procedure: The procedure.
        spell: Another name of a field.

    Returns:
        The procedure.
    """
    moves = tuple(replace(one, asks=tuple(spell(name) for name in one.asks)) for one in procedure.moves)
    return replace(procedure, moves=moves)


def read_procedure(
    procedure: Procedure, world: World, ledger: Ledger | None, reader: Reader = parse
) -> tuple[ReadProcedure | None, tuple[Fault, ...]]:
    """Read the expressions of a procedure and look whether a row can go through it.

    Args:
        procedure: The procedure.
        world: What can be spoken of.
        ledger: Its ledger; ``None`` if there is none of that name.
        reader: ``parse`` where fields stand by name, ``parse_stored`` where they stand by number.

    Returns:
        Its expressions, ``None`` if anything is wrong; and what is wrong.
    """
    shape = world.ledgers.get(procedure.of)
    if shape is None or ledger is None:
        known = sorted(world.ledgers)
        facts = {"name": procedure.of, "nearest": nearest(procedure.of, known), "known": ", ".join(known)}
        return None, (Fault(("of",), Trouble.UNKNOWN_LEDGER, facts),)
    faults: list[Fault] = []
    found: dict[Path, Expression] = {}

    def take(path: Path, text: str) -> str:
        around = replace(world, words={**world.words, **WORDS}) if path == ("conflict",) else world
        try:
            read = reader(text, around, shape)
        except ExpressionError as error:
            faults.append(Fault(path, Trouble.BAD_EXPRESSION, {}, error))
            return text
        if read.type.kind is not Kind.YES_NO:
            faults.append(Fault(path, Trouble.WHERE_NOT_TRUTH, {"type": read.type.kind.value}))
        found[path] = read
        return text

    respelled(procedure, take)
    faults += [*_asked(procedure, ledger), *walked(procedure)]
    return (None if faults else ReadProcedure(found)), tuple(faults)


def field_of(name: str, ledger: Ledger) -> Field | None:
    """The field a move asks for: by name, or by number as ``#3``."""
    if name.startswith("#") and name[1:].isdecimal():
        return next((one for one in ledger.fields if one.no == int(name[1:])), None)
    return next((one for one in ledger.fields if one.name == name), None)


def _asked(procedure: Procedure, ledger: Ledger) -> Iterator[Fault]:
    known = [one.name for one in ledger.fields if one.removed is None and one.name]
    for move in procedure.moves:
        for name in move.asks:
            path = ("moves", move.name, "asks", name)
            found = field_of(name, ledger)
            if found is None:
                facts = {"name": name, "nearest": nearest(name, known), "known": ", ".join(known)}
                yield Fault(path, Trouble.UNKNOWN_FIELD, facts)
            elif found.removed is not None or found.type in _NOT_ASKED:
                yield Fault(path, Trouble.NOT_ASKED, {"name": name})


def walked(procedure: Procedure) -> Iterator[Fault]:
    """What keeps a row from going through a procedure, whatever its values.

    Args:
        procedure: The procedure.

    Yields:
        Each fault.
    """
    if len(procedure.steps) < 2 or not procedure.moves:
        yield Fault((), Trouble.NO_STEPS)
        return
    wrong = [*_named(procedure), *_owned(procedure)]
    yield from wrong
    if any(one.kind in (Trouble.UNKNOWN_STEP, Trouble.UNKNOWN_MOVE) for one in wrong):
        return
    reached = reachable(procedure, {procedure.steps[0].name})
    for step in procedure.steps:
        if step.name not in reached:
            yield Fault(("steps", step.name), Trouble.STEP_NOT_REACHED, {"name": step.name})
    yield from _limits(procedure)


def _named(procedure: Procedure) -> Iterator[Fault]:
    """Steps and moves that are named but not there."""
    steps = [one.name for one in procedure.steps]
    moves = [one.name for one in procedure.moves]
    for move in procedure.moves:
        own = ("moves", move.name)
        yield from _missing((*own, "sources"), move.sources, steps, Trouble.UNKNOWN_STEP)
        if move.to not in (SAME, PREVIOUS):
            yield from _missing(own, (move.to,), steps, Trouble.UNKNOWN_STEP, "to")
        if move.to == PREVIOUS and steps[0] in move.sources:
            facts = {"name": move.name, "step": steps[0]}
            yield Fault((*own, "sources", steps[0]), Trouble.NO_PREVIOUS, facts)
        yield from _missing((*own, "not_by"), move.not_by, moves, Trouble.UNKNOWN_MOVE)
    for limit in procedure.limits:
        path = ("limits", limit.name)
        yield from _missing(path, limit.begins, [*moves, BEGIN], Trouble.UNKNOWN_MOVE, "begins")
        yield from _missing(path, limit.ends, moves, Trouble.UNKNOWN_MOVE, "ends")


def _missing(
    path: Path, names: tuple[str, ...], known: list[str], kind: Trouble, part: str = ""
) -> Iterator[Fault]:
    """Names that are not there: at their own place, or at that of the part they stand in."""
    for name in names:
        if name not in known:
            facts = {"name": name, "nearest": nearest(name, known), "known": ", ".join(known)}
            yield Fault((*path, part or name), kind, facts)


def _owned(procedure: Procedure) -> Iterator[Fault]:
    """Steps without anybody who holds them, or without a way out."""
    for at, step in enumerate(procedure.steps):
        path = ("steps", step.name)
        out = [one for one in procedure.moves if step.name in one.sources and one.to not in (SAME, step.name)]
        if not step.owner and not step.final:
            yield Fault(path, Trouble.NO_OWNER, {"name": step.name})
        if not step.final and not out:
            yield Fault(path, Trouble.NO_WAY_OUT, {"name": step.name})
        if step.final and out:
            yield Fault(path, Trouble.NOT_FINAL, {"name": step.name, "move": out[0].name})
        if step.when and (at == 0 or step.final):
            yield Fault((*path, "when"), Trouble.NOT_FORCED, {"name": step.name})


def between(procedure: Procedure, source: str, target: str) -> tuple[Step, ...]:
    """The steps with a condition a row passes on its way forward, its aim included where that has one.

    Args:
        procedure: The procedure.
        source: The name of the step it is at.
        target: The name of the step a move leads to.

    Returns:
        The steps in order; none on the way back.
    """
    names = [one.name for one in procedure.steps]
    return tuple(
        one for one in procedure.steps[names.index(source) + 1 : names.index(target) + 1] if one.when
    )


def reachable(procedure: Procedure, begin: set[str]) -> set[str]:
    """The steps a row may come to, whatever its values.

    Args:
        procedure: The procedure; every step it names is there.
        begin: The names of the steps it may be at.

    Returns:
        Names of steps, those of the beginning included.
    """
    names = [one.name for one in procedure.steps]
    found, ahead = set(begin), list(begin)
    while ahead:
        source = ahead.pop()
        for move in procedure.moves:
            if source not in move.sources:
                continue
            for target in _targets(procedure, move, source, names):
                if target not in found:
                    found.add(target)
                    ahead.append(target)
    return found


def _targets(procedure: Procedure, move: Move, source: str, names: list[str]) -> Iterator[str]:
    if move.to in (SAME, PREVIOUS):
        return
    yield move.to
    if not move.early:
        yield from (one.name for one in between(procedure, source, move.to))
    step = procedure.step(move.to)
    after = names.index(move.to) + 1
    # a step whose condition is false is skipped: the row comes to the one behind it
    if step is not None and step.when and after < len(names):
        yield names[after]


def _limits(procedure: Procedure) -> Iterator[Fault]:
    """Limits whose clock never starts, or never stops once it did."""
    for limit in procedure.limits:
        path = ("limits", limit.name)
        begun: set[str] = {procedure.steps[0].name} if BEGIN in limit.begins else set()
        for name in limit.begins:
            move = procedure.move(name)
            if move is not None:
                begun |= _after(procedure, move)
        if not begun:
            yield Fault((*path, "begins"), Trouble.NEVER_BEGINS, {"name": limit.name})
            continue
        there = reachable(procedure, begun)
        ends = [procedure.move(name) for name in limit.ends]
        if not any(move is not None and there.intersection(move.sources) for move in ends):
            yield Fault((*path, "ends"), Trouble.NEVER_ENDS, {"name": limit.name})


def _after(procedure: Procedure, move: Move) -> set[str]:
    """The steps a row may be at right after a move."""
    if move.to == SAME:
        return set(move.sources)
    return {one.name for one in procedure.steps} if move.to == PREVIOUS else {move.to}
