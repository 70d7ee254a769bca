"""What duties, tasks and posts there are on a day, as the ledgers and the tree of units say it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from zhangtu.ledgers import definitions, queries
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.people import rolls
from zhangtu.people.posts import PostState
from zhangtu.people.rules import roles
from zhangtu.people.scope import Right, Scope
from zhangtu.plans.doing.states import HELD, State
from zhangtu.plans.doing.tasks import TASKS, Task, task_of
from zhangtu.plans.lights import Light
from zhangtu.plans.standing import standing

#: The ledgers the map is drawn from.
DUTIES: Final = "duties"
_TARGETS: Final = "targets"
#: How deep a level lies; the names are those of the ledger.
RANKS: Final[Mapping[str, int]] = {"bureau": 0, "section": 1, "post": 2}
#: No map has more duties, tasks or targets; what is behind them is found in the ledgers.
MOST: Final = 5_000


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty as its row says it.

    Attributes:
        row: Its row.
        law: The law it rests on; empty for none named.
        article: The article.
        level: ``bureau``, ``section`` or ``post``.
        unit: The unit in charge.
        post: The post in charge; 0 for none.
        part_of: The duty it is a part of.
        repealed: Whether its article no longer holds on the day.
    """

    row: RowView
    law: str
    article: str
    level: str
    unit: int
    post: int
    part_of: UUID | None
    repealed: bool

    @property
    def uid(self) -> UUID:
        """Its name to the outside."""
        return self.row.uid

    @property
    def rank(self) -> int:
        """How deep its level lies; as deep as can be where none is said."""
        return RANKS.get(self.level, max(RANKS.values()))


@dataclass(frozen=True, slots=True)
class Work:
    """A task that is open on the day.

    Attributes:
        task: The task.
        light: How it stands on the day.
        targets: How many targets it has.
        unbound: How many of these nobody tied to a measure.
    """

    task: Task
    light: Light
    targets: int = 0
    unbound: int = 0


@dataclass(frozen=True)
class Land:
    """Everything a map is drawn from.

    Attributes:
        day: The day.
        duties: The duties held on the day, by name to the outside.
        works: The tasks open on the day.
        posts: The posts there are on the day in the units of the reader, by number.
        vacant: The numbers of those nobody holds.
        units: The units there are on the day, by number.
    """

    day: date
    duties: Mapping[UUID, Duty]
    works: tuple[Work, ...]
    posts: Mapping[int, PostState]
    vacant: frozenset[int]
    units: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def parts(self) -> Mapping[UUID, tuple[Duty, ...]]:
        """The parts of each duty that has some."""
        found: dict[UUID, list[Duty]] = {}
        for one in self.duties.values():
            if one.part_of in self.duties and one.part_of is not None and one.part_of != one.uid:
                found.setdefault(one.part_of, []).append(one)
        return {uid: tuple(some) for uid, some in found.items()}

    @cached_property
    def done_by(self) -> Mapping[UUID, tuple[Work, ...]]:
        """The open tasks of each duty that has some."""
        found: dict[UUID, list[Work]] = {}
        for one in self.works:
            uid = one.task.row.values.get("duty")
            if uid is not None:
                found.setdefault(uid, []).append(one)
        return {uid: tuple(some) for uid, some in found.items()}

    @cached_property
    def covered(self) -> frozenset[UUID]:
        """The duties a post carries, itself or in one of its parts."""
        found: set[UUID] = set()
        for one in self.duties.values():
            at: Duty | None = one if one.post and one.post in self.posts else None
            while at is not None and at.uid not in found:
                found.add(at.uid)
                at = self.duties.get(at.part_of) if at.part_of else None
        return frozenset(found)

    @cached_property
    def idle(self) -> tuple[PostState, ...]:
        """The posts no duty names, those of administrators apart."""
        carrying = {one.post for one in self.duties.values()}
        known = roles(self.day)
        apart = {name for name, role in known.items() if role.apart}
        return tuple(
            post
            for number, post in self.posts.items()
            if number not in carrying and post.role not in apart and post.role != "unit_administrator"
        )

    def within(self, units: Iterable[int]) -> "Land":
        """The same, of some units only.

        Args:
            units: Their numbers.
        """
        wanted = frozenset(units)
        duties = {uid: one for uid, one in self.duties.items() if one.unit in wanted}
        works = tuple(
            one
            for one in self.works
            if one.task.row.values.get("duty") in duties
            or (one.task.row.values.get("duty") is None and one.task.lead in wanted)
        )
        posts = {number: one for number, one in self.posts.items() if one.unit in wanted}
        # a duty of these units may lie with a post of another
        posts |= {one.post: self.posts[one.post] for one in duties.values() if one.post in self.posts}
        return replace(self, duties=duties, works=works, posts=posts)


def may_read(scope: Scope) -> bool:
    """Whether there is a map for somebody at all: the ledger is in force and open."""
    return DUTIES in definitions.names() and scope.may(Right.READ, DUTIES)


def land(scope: Scope, day: date, today: date) -> Land:
    """Read what a map is drawn from.

    Args:
        scope: Whose.
        day: The day the map is of.
        today: The office's day; lights of other days count days only.

    Returns:
        Duties and tasks in scope, and the posts of the units in scope.

    Raises:
        LedgerError: The ledger of duties is not in force, or not open.
    """
    duties = {one.uid: one for one in (_duty(row, day) for row in _rows(DUTIES, scope)) if _held(one, day)}
    named = {one.post for one in duties.values()}
    there = {one.post: one for one in rolls.posts_on(day)}
    posts = {
        number: one
        for number, one in there.items()
        if scope.everywhere or one.unit in scope.units or number in named
    }
    held = {one for one, some in rolls.holders_on(day, list(posts)).items() if some}
    names = {number: state.short or state.name for number, state in people.units(day).items()}
    return Land(day, duties, _works(scope, day, today), posts, frozenset(set(posts) - held), names)


def _rows(ledger: str, scope: Scope) -> list[RowView]:
    found: list[RowView] = []
    after = ""
    while len(found) < MOST:
        page = queries.rows(ledger, scope, after=after, limit=queries.MOST, live=(), counted=False)
        found += page.rows
        after = page.after
        if not after:
            break
    return found


def _duty(row: RowView, day: date) -> Duty:
    values = row.values
    until = values.get("law_until")
    return Duty(
        row,
        str(values.get("law") or "").strip(),
        str(values.get("article") or ""),
        str(values.get("level") or ""),
        values.get("carried_by") or 0,
        values.get("carried_by_post") or 0,
        values.get("part_of"),
        until is not None and until <= day,
    )


def _held(duty: Duty, day: date) -> bool:
    """Whether a unit has a duty on a day; one whose article was repealed is still carried."""
    values = duty.row.values
    begins = [values.get(name) for name in ("held_from", "law_from")]
    ends = values.get("held_until")
    return all(one is None or one <= day for one in begins) and (ends is None or ends > day)


def _works(scope: Scope, day: date, today: date) -> tuple[Work, ...]:
    if TASKS not in definitions.names() or not scope.may(Right.READ, TASKS):
        return ()
    tasks = [task_of(row) for row in _rows(TASKS, scope)]
    if day < today:
        tasks = [replace(one, state=State.ASSIGNED) for one in tasks if _was_open(one, day)]
    else:
        tasks = [one for one in tasks if one.state in (State.DRAFT, *HELD)]
    wanted, lit = _targets(scope), standing(tasks, scope, today, day)
    return tuple(Work(one, lit[one.uid], *wanted.get(one.uid, (0, 0))) for one in tasks)


def _was_open(task: Task, day: date) -> bool:
    values: Mapping[str, Any] = task.row.values
    begun = values.get("assigned_on")
    over = [values.get(name) for name in ("completed_on", "called_off_on")]
    return begun is not None and begun <= day and all(one is None or one > day for one in over)


def _targets(scope: Scope) -> Mapping[UUID, tuple[int, int]]:
    """Task → how many targets it has, and how many of these are unbound."""
    if _TARGETS not in definitions.names() or not scope.may(Right.READ, _TARGETS):
        return {}
    found: dict[UUID, tuple[int, int]] = {}
    for row in _rows(_TARGETS, scope):
        task, state = row.values.get("task"), row.values.get("state")
        if task is not None and state != "withdrawn":
            all_, unbound = found.get(task, (0, 0))
            found[task] = (all_ + 1, unbound + (state == "unbound"))
    return found
