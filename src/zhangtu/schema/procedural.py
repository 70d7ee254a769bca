"""What a pack says of a procedure, as frozen values: steps, moves, papers, limits and the ladder."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from zhangtu.schema.titles import Title

#: Where a move leads besides a step: it stays at the step, or goes back to the one before.
SAME: Final = "same"
PREVIOUS: Final = "previous"


@dataclass(frozen=True, slots=True)
class Step:
    """A state a row goes through.

    Attributes:
        name: Its name for life in this procedure; it is what ``Row.state`` holds.
        title: What it is called.
        owner: Kinds of posts that hold a row at it: the first found from the row's unit upward.
        when: A condition on the row: true, nobody gets past without it; false, it is skipped. Empty: always.
        final: Whether the row is done here.
    """

    name: str
    title: Title
    owner: tuple[str, ...] = ()
    when: str = ""
    final: bool = False


@dataclass(frozen=True, slots=True)
class By:
    """Who may make a move.

    Attributes:
        posts: Kinds of posts, found from the row's unit upward.
        when: A condition on the row; the first ``By`` whose condition is true or empty decides.
    """

    posts: tuple[str, ...]
    when: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper a move can't be completed without.

    Attributes:
        name: What it is known by: small letters, digits and ``_``, or its title where nothing else is said.
        title: What it is called.
        serial: The series its number comes from (``罚告字``); empty for a paper without number.
        template: A file of the pack's folder ``templates`` it is filled into; empty for the plain form.
    """

    name: str
    title: Title
    serial: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """What can be done with a row at a step.

    Attributes:
        name: Its name for life in this procedure.
        title: What the button says.
        sources: Names of the steps it starts from.
        to: Name of the step it leads to, ``same`` or ``previous``.
        by: Who may make it; empty for the owner of the step.
        not_by: Names of moves whose maker may not make this one.
        asks: Names of fields that must be filled in, asked for when the move is made.
        papers: Papers it can't be completed without.
        needs: A condition on the row that must be true.
        say: The sentence shown where it is not.
        when: A condition on the row under which the move is offered at all.
        reason: ``required`` where a reason must be said; else empty.
        binds: The name of the file the whole case is bound into by it; empty for none.
        early: Whether it ends the row before its time: conditions of the steps between are not asked.
    """

    name: str
    title: Title
    sources: tuple[str, ...]
    to: str
    by: tuple[By, ...] = ()
    not_by: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    needs: str = ""
    say: Title | None = None
    when: str = ""
    reason: str = ""
    binds: str = ""
    early: bool = False


@dataclass(frozen=True, slots=True)
class Extend:
    """One lengthening of a limit.

    Attributes:
        by: The kind of post that may grant it.
        for_: By how much (``30 days``), or ``asked`` for what is asked.
    """

    by: str
    for_: str


@dataclass(frozen=True, slots=True)
class Within:
    """How long a limit is.

    Attributes:
        budget: ``7 workdays``, ``90 days``, ``24 hours``, ``3 months``.
        when: A condition on the row; the first whose condition is true or empty decides.
    """

    budget: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """How long something may take.

    Attributes:
        name: Its name for life in this procedure.
        title: What it is called.
        begins: Names of the moves that start its clock; ``begin`` for the beginning of the procedure.
        ends: Names of the moves that stop it.
        within: How long it is, by condition.
        authority: The law or decision it rests on.
        sure: ``read`` in the text of the law, or ``to_confirm``; empty where it has no authority.
        extend: By whom and by how much it may be made longer, in order.
        pauses: Kinds of reasons it may stand still for.
    """

    name: str
    title: Title
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    within: tuple[Within, ...]
    authority: str = ""
    sure: str = ""
    extend: tuple[Extend, ...] = ()
    pauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rung:
    """Whom to tell when something is late.

    Attributes:
        late: How late: ``0 days``, ``3 workdays``.
        tell: ``owner``, ``owner.chief`` or ``unit.leader``.
    """

    late: str
    tell: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """Who is told when, before a limit runs out and after.

    Attributes:
        warn: When its owner is warned: ``50%`` of the budget used, ``1 workday`` before the end.
        then: Whom to tell when it is late, in order.
    """

    warn: tuple[str, ...] = ()
    then: tuple[Rung, ...] = ()


@dataclass(frozen=True, slots=True)
class Procedure:
    """The steps a row of a ledger goes through, who has it at each, and how long each may take.

    Where a procedure is kept, fields stand by number (``#3``) and expressions as they are stored.

    Attributes:
        name: Its name for life: small letters, digits and ``_``.
        title: What it is called.
        of: The name of the ledger whose rows go through it.
        steps: Its steps in order; the first is where a row begins.
        moves: Its moves.
        limits: Its limits.
        ladder: Who is told when; ``None`` for nobody.
        conflict: A condition on the row, true where the one who acts is a party to it.
        authority: The law or decision it rests on.
        help: What it is for, in a sentence.
        removed: The day it was taken out of use; rows in it go on. ``None`` while it is there.
        why: Why it was taken out of use.
        pack: The pack it came with; empty for the office's own.
    """

    name: str
    title: Title
    of: str
    steps: tuple[Step, ...]
    moves: tuple[Move, ...]
    limits: tuple[Limit, ...] = ()
    ladder: Ladder | None = None
    conflict: str = ""
    authority: str = ""
    help: Title | None = None
    removed: date | None = None
    why: str = ""
    pack: str = ""

    def step(self, name: str) -> Step | None:
        """A step by name, or nothing."""
        return next((one for one in self.steps if one.name == name), None)

    def move(self, name: str) -> Move | None:
        """A move by name, or nothing."""
        return next((one for one in self.moves if one.name == name), None)
