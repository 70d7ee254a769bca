"""Numbers given twice, numbers left out, chains that stop at their first link."""

from collections.abc import Sequence
from itertools import pairwise

from zhangtu.kernel.problems import Problem, Severity
from zhangtu.reading.faults.kinds import Fault
from zhangtu.reading.structure.lines import Twin
from zhangtu.reading.structure.marks import Style
from zhangtu.reading.structure.outline import Node
from zhangtu.reading.structure.tables import Grid, row_numbers

#: Styles whose numbers often run on through a whole document.
_RUNNING = frozenset({Style.ARTICLE, Style.ARABIC, Style.HAN_BRACKET, Style.SECTION})


def numbering_faults(twin: Twin, root: Node) -> list[Problem]:
    """Faults in the chains of numbers.

    Args:
        twin: The text.
        root: The tree of numbered parts.

    Returns:
        ``duplicate_number``, ``number_gap`` and ``broken_chain`` problems.
    """
    problems: list[Problem] = []
    last: dict[int, int] = {}
    for node in root.walk():
        for chain in _chains(node.children):
            first = chain[0].mark
            runs_on = (
                first is not None and first.level in _RUNNING and last.get(first.level, 0) + 1 == first.number
            )
            problems += _chain_faults(
                twin, chain, before=last.get(chain[0].level, 0) if not runs_on else None
            )
        for child in node.children:
            if child.mark is not None:
                last[child.level] = child.mark.number
    return sorted(problems, key=lambda problem: problem.start)


def _chains(children: Sequence[Node]) -> list[list[Node]]:
    """Neighbours of one style; a 1 begins a new chain when the one before it has gone on past 2."""
    chains: list[list[Node]] = []
    for child in children:
        mark = child.mark
        if mark is None or mark.number == 0:
            continue
        before = chains[-1][-1] if chains else None
        if (
            before is not None
            and before.level == child.level
            and _upper(before) == mark.upper
            and not _restarts(chains[-1], mark.number)
        ):
            chains[-1].append(child)
        else:
            chains.append([child])
    return chains


def _upper(node: Node) -> tuple[int, ...]:
    return node.mark.upper if node.mark is not None else ()


def _restarts(chain: Sequence[Node], number: int) -> bool:
    return number == 1 and len(chain) > 1


def _chain_faults(twin: Twin, chain: Sequence[Node], before: int | None) -> list[Problem]:
    problems = []
    first = chain[0].mark
    if first is not None and first.number > 1 and before and not first.upper:
        if first.level in _RUNNING and before == first.number:
            return [_problem(twin, chain[0], Fault.DUPLICATE_NUMBER, before + 1), *_links(twin, chain)]
        expected = before + 1 if first.level in _RUNNING and 0 < before < first.number else 1
        problems.append(_problem(twin, chain[0], Fault.NUMBER_GAP, expected))
    problems += _links(twin, chain)
    if len(chain) == 1 and first is not None and first.number == 1 and first.level == Style.HAN_BRACKET:
        problems.append(_problem(twin, chain[0], Fault.BROKEN_CHAIN, 2, Severity.WARNING))
    return problems


def _links(twin: Twin, chain: Sequence[Node]) -> list[Problem]:
    """Neighbours whose numbers do not follow each other."""
    problems = []
    for one, other in pairwise(chain):
        if one.mark is None or other.mark is None:
            continue
        if other.mark.number == one.mark.number:
            problems.append(_problem(twin, other, Fault.DUPLICATE_NUMBER, one.mark.number + 1))
        elif other.mark.number > one.mark.number + 1:
            problems.append(_problem(twin, other, Fault.NUMBER_GAP, one.mark.number + 1))
        elif other.mark.number < one.mark.number:
            problems.append(_problem(twin, other, Fault.DUPLICATE_NUMBER, one.mark.number + 1))
    return problems


def _problem(
    twin: Twin, node: Node, fault: Fault, expected: int, severity: Severity = Severity.ERROR
) -> Problem:
    mark = node.mark
    start, end = (mark.start, mark.end) if mark is not None else (0, 0)
    return Problem(
        start, end, fault, severity,
        {"label": twin.text[start:end].strip(), "expected": str(expected)},
    )  # fmt: skip


def row_number_faults(twin: Twin, grids: Sequence[Grid]) -> list[Problem]:
    """Numbers given twice or left out in the number column of tables; a table may go on with another."""
    problems = []
    last: int | None = None
    for grid in grids:
        for cell, number in row_numbers(twin.folded, grid):
            if last is not None and number != 1 and number != last + 1:
                fault = Fault.NUMBER_GAP if number > last else Fault.DUPLICATE_NUMBER
                facts = {"label": twin.text[cell.start : cell.end], "expected": str(last + 1)}
                problems.append(Problem(cell.start, cell.end, fault, Severity.ERROR, facts))
            last = number
    return problems
