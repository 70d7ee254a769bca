"""Where a move leads: straight on, to a step nobody gets past, over steps that do not apply, or back."""

from dataclasses import dataclass

from zhangtu.procedures.cases import Case
from zhangtu.schema.procedural import PREVIOUS, SAME, Move, Step
from zhangtu.schema.proceeding import between


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a move leads as a row stands.

    Attributes:
        target: The name of the step the row comes to.
        skipped: Names of the steps passed over, as their condition is not true.
        diverted: Whether the row comes to a step in between, and the move is still to be made from there.
        back: Whether it goes back the way it came.
    """

    target: str
    skipped: tuple[str, ...] = ()
    diverted: bool = False
    back: bool = False


def aim(case: Case, move: Move) -> Aim:
    """Find out where a move leads.

    Args:
        case: The row, with what was asked for filled in.
        move: The move, which starts from where the row is.

    Returns:
        Where it leads.
    """
    here = case.running.step
    if move.to == SAME:
        return Aim(here)
    if move.to == PREVIOUS:
        return Aim(case.running.path[-1] if case.running.path else here, back=True)
    if move.early:
        return Aim(move.to)
    skipped: list[str] = []
    for step in between(case.procedure.procedure, here, move.to):
        if case.holds("steps", step.name, "when"):
            return Aim(step.name, tuple(skipped), diverted=step.name != move.to)
        skipped.append(step.name)
    return Aim(_applying(case, move.to, skipped), tuple(skipped))


def _applying(case: Case, target: str, skipped: list[str]) -> str:
    """The aim itself, or the step behind it where its own condition is not true."""
    steps = case.procedure.procedure.steps
    names = [one.name for one in steps]
    at = names.index(target)
    while target in skipped and at + 1 < len(steps):
        at += 1
        target = names[at]
        if _skips(case, steps[at]):
            skipped.append(target)
    return target


def _skips(case: Case, step: Step) -> bool:
    return bool(step.when) and not case.holds("steps", step.name, "when")


def way(case: Case, target: str) -> list[str]:
    """The way back once a row has come to a step: what lies behind one that was passed before is dropped.

    Args:
        case: The row as it was.
        target: The name of the step it came to.

    Returns:
        Names of steps, the first one first.
    """
    path = [str(one) for one in case.running.path]
    if target in path:
        return path[: path.index(target)]
    return path if target == case.running.step else [*path, case.running.step]
