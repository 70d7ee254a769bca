"""What the address of a map asks: unit, level, law, words, day, and which nodes are open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.kernel.folding import fold
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people import queries as people
from zhangtu.plans.mapping import duties, tree
from zhangtu.plans.mapping.duties import DUTIES, RANKS, Land
from zhangtu.plans.mapping.tree import DEPTH, Kind, Node

#: A map with so many ends at most is opened down to its tasks; one with so many down to posts.
_ALL, _POSTS = 60, 160
_LONGEST: Final = 200
_FLIPPED: Final = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a map.

    Attributes:
        day: The day it is of.
        level: ``bureau``, ``section`` or ``post``.
        unit: Only of this unit and those below; 0 for everything in scope.
        law: Only of this law; empty for all.
        words: Only where these words stand.
        flipped: Keys of nodes that are opened though they would be shut, or shut though they would be open.
        today: The office's day.
        owner: The name of the visitor's unit: everything in scope is that unit's and of those below.
    """

    day: date
    level: str = "post"
    unit: int = 0
    law: str = ""
    words: str = ""
    flipped: frozenset[str] = frozenset()
    today: date | None = None
    owner: str = ""

    def address(self, **other: Any) -> str:
        """The query of an address that asks the same but for what is given."""
        asked = replace(self, **other)
        pairs = [
            ("day", "" if asked.day == asked.today else asked.day.isoformat()),
            ("level", "" if asked.level == "post" else asked.level),
            ("unit", str(asked.unit or "")),
            ("law", asked.law),
            ("q", asked.words),
            ("flip", ",".join(sorted(asked.flipped))),
        ]
        return "?" + urlencode([(name, value) for name, value in pairs if value])

    def turned(self, key: str) -> str:
        """The address that opens or shuts a node."""
        return self.address(flipped=self.flipped ^ {key})


@dataclass(frozen=True, slots=True)
class Shown:
    """A map as it is asked for.

    Attributes:
        asked: What is asked.
        land: What it is drawn from.
        nodes: Its nodes.
        down: How deep it is open where nobody flipped anything.
        units: The units that can be asked for: number and name.
        laws: The laws that can be asked for.
    """

    asked: Asked
    land: Land
    nodes: tuple[Node, ...]
    down: int
    units: tuple[tuple[int, str], ...]
    laws: tuple[str, ...]

    def is_open(self, node: Node) -> bool:
        """Whether what is below a node is shown."""
        return bool(node.below) and (DEPTH[node.kind] < self.down) != (node.key in self.asked.flipped)


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today


def asked_of(request: HttpRequest, visit: Visit) -> Asked:
    """What an address asks; what can't be is left out."""
    given = request.GET
    level, unit = given.get("level", ""), given.get("unit", "")
    flipped = [one for one in given.get("flip", "").split(",") if one.isalnum()][:_FLIPPED]
    return Asked(
        _day(given.get("day", ""), visit.today),
        level if level in RANKS else "post",
        int(unit) if unit.isascii() and unit.isdigit() and len(unit) < 10 else 0,
        given.get("law", "").strip()[:_LONGEST],
        given.get("q", "").strip()[:_LONGEST],
        frozenset(flipped),
        visit.today,
        visit.unit_name,
    )


def check_read(visit: Visit) -> None:
    """Make sure that there is a map for a visitor.

    Raises:
        LedgerError: The ledger of duties is not in force, or not open to the post.
    """
    if not duties.may_read(visit.scope):
        raise LedgerError("no_ledger", ledger=DUTIES)


def may_read(visit: Visit) -> bool:
    """Whether there is a map for a visitor."""
    return duties.may_read(visit.scope)


def land_of(request: HttpRequest) -> tuple[Asked, Land, Land]:
    """What is asked, everything in the visitor's scope, and the part of it asked for."""
    visit = visit_of(request)
    check_read(visit)
    asked = asked_of(request, visit)
    whole = duties.land(visit.scope, asked.day, visit.today)
    return asked, whole, whole.within(people.below(asked.unit, asked.day)) if asked.unit else whole


def shown_of(request: HttpRequest) -> Shown:
    """The map an address asks for.

    Raises:
        LedgerError: There is none for the visitor.
    """
    asked, whole, land = land_of(request)
    nodes = tree.tree(land, asked.level)
    laws = tuple(one.words for one in nodes if one.kind is Kind.LAW and one.words)
    if asked.law:
        nodes = tuple(one for one in nodes if one.kind is Kind.LAW and one.words == asked.law)
    if asked.words:
        wanted = fold(asked.words)
        nodes = tree.narrowed(nodes, lambda one: wanted in fold(f"{one.words} {one.more}"))
    return Shown(asked, land, nodes, _down(nodes), _units(whole), laws)


def _down(nodes: Sequence[Node]) -> int:
    ends = [sum(_ends(one, depth) for one in nodes) for depth in range(len(DEPTH))]
    if ends[3] <= _ALL:
        return 3
    return 2 if ends[2] <= _POSTS else 1


def _ends(node: Node, down: int) -> int:
    if not node.below or DEPTH[node.kind] >= down:
        return 1
    return sum(_ends(one, down) for one in node.below)


def _units(land: Land) -> tuple[tuple[int, str], ...]:
    """The units duties lie with, and those above them, in the order of the tree."""
    carrying = {one.unit for one in land.duties.values()} & set(land.units)
    wanted = carrying | {above for one in carrying for above in people.ancestors(one, land.day)}
    found: list[tuple[int, str]] = []

    def walk(nodes: Sequence[Any], depth: int) -> None:
        for one in nodes:
            if one.state.unit in wanted:
                found.append((one.state.unit, "　" * depth + land.units[one.state.unit]))
                walk(one.below, depth + 1)

    walk(people.tree(land.day), 0)
    return tuple(found)


def heading(asked: Asked, land: Land) -> str:
    """What a map is of, for a file's name and the head of a page of paper."""
    unit = land.units.get(asked.unit) or asked.owner
    return _("%(unit)s权责账图（%(level)s，%(day)s）") % {
        "unit": unit,
        "level": levels()[asked.level],
        "day": asked.day.isoformat(),
    }


def levels() -> dict[str, str]:
    """What the levels are called."""
    return {"bureau": _("局级"), "section": _("科室、直属单位级"), "post": _("岗位级")}
