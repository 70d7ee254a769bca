"""The map as a tree: laws, the duties that rest on them, who carries these, and their tasks. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Final
from uuid import UUID

from zhangtu.plans.lights import Light
from zhangtu.plans.mapping.duties import RANKS, Duty, Land, Work


class Kind(StrEnum):
    """What a node stands for."""

    LAW = "law"
    DUTY = "duty"
    UNIT = "unit"
    POST = "post"
    TASK = "task"
    #: Posts without a duty: stands where a law stands.
    IDLE = "idle"


class Flag(StrEnum):
    """What stands out."""

    NO_POST = "no_post"
    VACANT = "vacant"
    REPEALED = "repealed"
    GONE_UNIT = "gone_unit"
    NO_DUTY = "no_duty"


#: How deep each kind lies; a node is opened by how deep it lies.
DEPTH: Final = {Kind.LAW: 0, Kind.IDLE: 0, Kind.DUTY: 1, Kind.UNIT: 2, Kind.POST: 2, Kind.TASK: 3}


@dataclass(frozen=True, slots=True)
class Sums:
    """What is to be done below a node.

    Attributes:
        duties: Duties.
        open: Open tasks.
        near: Those near their last day.
        late: Those behind it.
        targets: Their targets.
        unbound: The targets nobody tied to a measure.
    """

    duties: int = 0
    open: int = 0
    near: int = 0
    late: int = 0
    targets: int = 0
    unbound: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        """Both together."""
        return Sums(
            self.duties + other.duties,
            self.open + other.open,
            self.near + other.near,
            self.late + other.late,
            self.targets + other.targets,
            self.unbound + other.unbound,
        )


@dataclass(frozen=True, slots=True)
class Node:
    """A place of the map.

    Attributes:
        key: Its name in an address; the same as long as what it stands for is.
        kind: What it stands for.
        words: What it is called; empty for a law nobody named, or a post there is none of.
        more: What is said besides: the article, the unit, the state.
        sums: What is to be done below it.
        flags: What stands out there.
        uid: The row of a duty or task.
        number: The unit or post.
        light: The light of a task.
        below: What hangs on it.
    """

    key: str
    kind: Kind
    words: str
    more: str = ""
    sums: Sums = Sums()
    flags: frozenset[Flag] = frozenset()
    uid: UUID | None = None
    number: int = 0
    light: Light | None = None
    below: tuple["Node", ...] = ()


def tree(land: Land, level: str = "post") -> tuple[Node, ...]:
    """The map of a day.

    Args:
        land: What it is drawn from.
        level: ``bureau``, ``section`` or ``post``: duties of deeper levels are rolled up into those they
            are parts of; at the level of the bureau units carry them, else posts.

    Returns:
        Laws by name, duties without one behind them, then the posts without a duty.
    """
    rank = RANKS[level]
    groups: dict[UUID, list[Duty]] = {}
    for one in land.duties.values():
        groups.setdefault(_shown_as(land, one, rank).uid, []).append(one)
    laws: dict[str, list[Node]] = {}
    for uid, members in groups.items():
        top = land.duties[uid]
        if top.rank < rank and uid in land.parts and uid not in land.done_by and len(members) == 1:
            # what its parts show need not be shown twice
            continue
        laws.setdefault(top.law, []).append(_duty(land, top, members, units=rank == 0))
    found = [
        _over(Node(_key("law", name), Kind.LAW, name, below=tuple(sorted(below, key=_called))))
        for name, below in sorted(laws.items(), key=lambda pair: (not pair[0], pair[0]))
    ]
    return (*found, *_idle(land))


def _called(node: Node) -> tuple[str, str]:
    return node.more, node.words


def _key(*parts: object) -> str:
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:10]


def _shown_as(land: Land, duty: Duty, rank: int) -> Duty:
    """The duty one is rolled up into: the nearest above it of a level, the topmost there is failing that."""
    seen = {duty.uid}
    while duty.rank > rank:
        above = land.duties.get(duty.part_of) if duty.part_of else None
        if above is None or above.uid in seen:
            break
        seen.add(above.uid)
        duty = above
    return duty


def _over(node: Node) -> Node:
    """A node with the sums of what is below it."""
    return replace(node, sums=sum((one.sums for one in node.below), Sums()))


def flags(land: Land, duty: Duty) -> frozenset[Flag]:
    """What stands out at a duty itself."""
    post = duty.post if duty.post in land.posts else 0
    asked = {
        Flag.NO_POST: duty.uid not in land.covered,
        Flag.VACANT: bool(post) and post in land.vacant,
        Flag.REPEALED: duty.repealed,
        Flag.GONE_UNIT: bool(duty.unit) and duty.unit not in land.units,
    }
    return frozenset(flag for flag, holds in asked.items() if holds)


def _duty(land: Land, top: Duty, members: Sequence[Duty], *, units: bool) -> Node:
    of: Callable[[Duty], int] = (lambda one: one.unit) if units else (lambda one: one.post)
    parts: dict[int, list[Duty]] = {}
    for one in members:
        parts.setdefault(of(one) if units or of(one) in land.posts else 0, []).append(one)
    made = [
        _carrier(land, top, number, some, units=units)
        for number, some in parts.items()
        if number or units or len(parts) == 1 or any(one.uid in land.done_by for one in some)
    ]
    below = tuple(sorted(made, key=lambda one: (one.number == 0, one.words)))
    standing = frozenset[Flag]().union(*(flags(land, one) for one in members))
    words = str(top.row.values.get("title", ""))
    node = _over(Node(_key("duty", top.uid), Kind.DUTY, words, top.article, below=below, uid=top.uid))
    return replace(node, sums=replace(node.sums, duties=len(members)), flags=standing)


def _carrier(land: Land, top: Duty, number: int, some: Sequence[Duty], *, units: bool) -> Node:
    """The unit or post that carries duties, with their tasks."""
    tasks = tuple(_task(work) for one in some for work in land.done_by.get(one.uid, ()))
    kind = Kind.UNIT if units else Kind.POST
    post = land.posts.get(number) if not units else None
    words = land.units.get(number, "") if units else (post.name if post else "")
    owner = post.unit if post else some[0].unit
    more = "" if units else land.units.get(owner, "")
    standing: set[Flag] = set()
    if not units and not number and any(one.uid not in land.covered for one in some):
        standing.add(Flag.NO_POST)
    if not units and number in land.vacant:
        standing.add(Flag.VACANT)
    if units and number not in land.units:
        standing.add(Flag.GONE_UNIT)
    node = Node(_key(kind, top.uid, number), kind, words, more, number=number, below=tasks)
    return replace(_over(node), flags=frozenset(standing))


def _task(work: Work) -> Node:
    sums = Sums(
        open=1,
        near=int(work.light is Light.YELLOW),
        late=int(work.light is Light.RED),
        targets=work.targets,
        unbound=work.unbound,
    )
    due = work.task.due
    words = str(work.task.row.values.get("title", ""))
    uid = work.task.uid
    return Node(
        _key("task", uid),
        Kind.TASK,
        words,
        due.isoformat() if due else "",
        sums,
        uid=uid,
        light=work.light,
    )


def _idle(land: Land) -> Iterable[Node]:
    below = tuple(
        Node(
            _key("idle", one.post),
            Kind.POST,
            one.name,
            land.units.get(one.unit, ""),
            flags=frozenset({Flag.NO_DUTY}),
            number=one.post,
        )
        for one in sorted(land.idle, key=lambda one: (one.unit, one.post))
    )
    return [Node(_key("idle"), Kind.IDLE, "", flags=frozenset({Flag.NO_DUTY}), below=below)] if below else []


def narrowed(nodes: Iterable[Node], wanted: Callable[[Node], bool]) -> tuple[Node, ...]:
    """The part of a map where something is found: nodes wanted with all below them, and the way to them.

    Args:
        nodes: The map.
        wanted: Which nodes are looked for.
    """
    found: list[Node] = []
    for one in nodes:
        if wanted(one):
            found.append(one)
        elif below := narrowed(one.below, wanted):
            node = _over(replace(one, below=below))
            duties = one.sums.duties if one.kind is Kind.DUTY else node.sums.duties
            found.append(replace(node, sums=replace(node.sums, duties=duties)))
    return tuple(found)
