"""What is wrong with a design, what it would change of what is in force, and what uses a field."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhangtu.kernel.problems import FileProblem, Severity
from zhangtu.ledgers import definitions
from zhangtu.ledgers.designing.keeping import Design
from zhangtu.schema.compiling import compile_ledgers
from zhangtu.schema.difference import Change, Conflict, Side, difference, three_way
from zhangtu.schema.dumping import dump_ledger
from zhangtu.schema.guarding import User, UserKind, users
from zhangtu.schema.specs import Ledger, Table

#: Uses that follow a field by themselves when it is taken away.
_FOLLOWING = frozenset({UserKind.COLUMNS, UserKind.FILTERS, UserKind.PANELS})


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that keeps a design from being put in force.

    Attributes:
        field: The number of the field it is about; 0 for none.
        check: The position of the check it is about; -1 for none.
        problem: What is wrong, with its line in the YAML.
    """

    field: int
    check: int
    problem: FileProblem


def wrong(ledger: Ledger) -> tuple[Wrong, ...]:
    """Hold a ledger against everything in force.

    Args:
        ledger: The design's ledger.

    Returns:
        What is wrong with it; warnings, such as a title without English, left out.
    """
    text = dump_ledger(ledger)
    lines = _lines(text)
    return tuple(
        Wrong(*lines.get(one.line, (0, -1)), one)
        for one in definitions.read(text, ledger.name).problems
        if one.severity is Severity.ERROR
    )


def _lines(text: str) -> Mapping[int, tuple[int, int]]:
    """Line of the YAML → the field or check that stands there; each has a line of its own."""
    found: dict[int, tuple[int, int]] = {}
    checks = 0
    for at, line in enumerate(text.split("\n"), 1):
        if line.startswith("  - {no: "):
            found[at] = int(line[9:].split(",", 1)[0].rstrip("}")), -1
        elif line.startswith("  - {forbid: "):
            found[at] = 0, checks
            checks += 1
    return found


def changes(design: Design) -> tuple[Change, ...]:
    """What the design would change of what it began from; empty for a new ledger."""
    return () if design.base is None else difference(design.base, design.ledger)


def moved_on(design: Design) -> bool:
    """Whether the ledger got another version since the design was begun."""
    force = definitions.known().ledgers.get(design.draft.name)
    return bool(design.draft.base) and force is not None and force.id != design.draft.base


def taken_in(design: Design, now: Ledger) -> tuple[Ledger, tuple[Conflict, ...]]:
    """Bring the design's changes into the version in force now.

    Args:
        design: The design.
        now: What is in force.

    Returns:
        The ledger, and what both changed: there the version in force stands.
    """
    if design.base is None:
        return design.ledger, ()
    there = definitions.known()
    others = [force.ledger for name, force in there.ledgers.items() if name != now.name]
    merge = three_way(design.base, now, design.ledger, ledgers=others, tables=there.tables.values())
    return merge.spec, tuple(one for one in merge.conflicts if one.taken is Side.OURS)


def used_by(ledger: Ledger, no: int) -> tuple[User, ...]:
    """What uses a field, pages left out: they follow by themselves.

    Args:
        ledger: The design's ledger.
        no: The field's number.

    Returns:
        Computed fields, checks and measures of any ledger, the key, and what rows are called by.
    """
    there = definitions.known()
    everyone: list[Ledger] = [
        ledger, *(force.ledger for name, force in there.ledgers.items() if name != ledger.name)
    ]  # fmt: skip
    tables: list[Table] = list(there.tables.values())
    measures = [one.stored for one in there.measures.values()]
    found = users(ledger, no, compile_ledgers(everyone, tables), everyone, measures)
    return tuple(one for one in found if one.kind not in _FOLLOWING)
