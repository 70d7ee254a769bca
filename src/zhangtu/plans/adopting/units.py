"""Which units of the tree a name in a plan may mean: itself, folded, shortened, or a group of them. Pure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

import yaml

from zhangtu.kernel.folding import fold
from zhangtu.people.tree import UnitState
from zhangtu.plans.matching import alike

#: No more candidates than this are shown for a name.
MOST: Final = 6
#: A unit less like the name than this is no candidate.
LEAST: Final = 0.34
_WORDS: Final[Mapping[str, Any]] = yaml.safe_load(
    (files("zhangtu.plans.adopting") / "names.yaml").read_text("utf-8")
)
_ENDS: Final[Sequence[str]] = tuple(_WORDS["ends"])
_EVERY: Final = re.compile(_WORDS["several"])
_KINDS: Final = {what: frozenset(kinds) for what, kinds in _WORDS["groups"].items()}
_NAMED: Final[Mapping[str, Sequence[str]]] = _WORDS["named"]
_MARKS: Final = re.compile(_WORDS["marks"])


@dataclass(frozen=True, slots=True)
class Candidate:
    """Units a name may mean.

    Attributes:
        units: Their numbers, rising; one but for a group.
        likeness: 0 to 1, 1 for the very name.
        group: Whether it is a group.
    """

    units: tuple[int, ...]
    likeness: float
    group: bool = False


def folded(name: str) -> str:
    """A name as names are compared: folded, marks left out."""
    return _MARKS.sub("", fold(name))


def exact(name: str, there: Mapping[int, UnitState]) -> tuple[int, ...]:
    """The units whose full or short name this is."""
    wanted = folded(name)
    return tuple(sorted(one.unit for one in there.values() if wanted in _names(one)))


def candidates(name: str, there: Mapping[int, UnitState], base: int) -> list[Candidate]:
    """Units a name may mean, the likeliest first.

    Args:
        name: As the plan writes it.
        there: The units that tasks may be given to, by number.
        base: The unit the plan is adopted for: groups are those below it.

    Returns:
        ``MOST`` at most; a group first, where the name is that of one.
    """
    wanted = folded(name)
    group = _group(wanted, there, base)
    scored = ((_like(wanted, one), one) for one in there.values())
    ranked = sorted(scored, key=lambda pair: (-pair[0], pair[1].unit))
    singles = [Candidate((one.unit,), score) for score, one in ranked[:MOST] if score >= LEAST]
    return ([Candidate(group, 0.9, group=True)] if group else []) + singles


def _group(wanted: str, there: Mapping[int, UnitState], base: int) -> tuple[int, ...]:
    found = _EVERY.match(wanted)
    kinds = _KINDS.get(found["what"]) if found else None
    if kinds is None:
        return ()
    below = [one for one in there.values() if base in _above(one, there)]
    if not kinds:
        return tuple(sorted(one.unit for one in below if one.parent == base and one.kind != "group"))
    ends = tuple(end for kind in kinds for end in _NAMED[kind])
    return tuple(
        sorted(one.unit for one in below if one.kind in kinds or (not one.kind and one.name.endswith(ends)))
    )


def _above(one: UnitState, there: Mapping[int, UnitState]) -> Sequence[int]:
    above: list[int] = []
    while one.parent and one.parent not in above:
        above.append(one.parent)
        if one.parent not in there:
            break
        one = there[one.parent]
    return above


def _names(one: UnitState) -> tuple[str, ...]:
    return tuple(folded(name) for name in (one.name, one.short) if name)


def _like(wanted: str, one: UnitState) -> float:
    """How like a unit a name is: one within the other, letters in their order, shared pairs."""
    return max(_like_name(wanted, name) for name in _names(one))


def _like_name(wanted: str, name: str) -> float:
    if wanted == name:
        return 1.0
    if not wanted or not name:
        return 0.0
    one, other = _stem(wanted), _stem(name)
    # plans change the order of words too: 执法督查监察室 for 执法监察督查室
    shared = (Counter(wanted) & Counter(name)).total()
    scores = [alike(wanted, name), 0.9 * alike(one, other), 1.6 * shared / (len(wanted) + len(name))]
    if name.endswith(wanted) or wanted.endswith(name):
        scores.append(0.92)
    elif (one and one in other) or (other and other in one):
        scores.append(0.45 + 0.4 * min(len(one), len(other)) / max(len(one), len(other)))
    if len(one) > 1 and _in_order(wanted, name):
        scores.append(0.6 + 0.3 * len(wanted) / len(name))
    elif len(one) > 2 and _in_order(one, other):
        scores.append(0.5 + 0.3 * len(one) / len(other))
    return min(0.99, max(scores))


def _stem(name: str) -> str:
    end = next((end for end in _ENDS if name.endswith(end) and len(name) > len(end) + 1), "")
    return name.removesuffix(end)


def _in_order(short: str, long: str) -> bool:
    """Whether all letters of one stand in the other in the same order, as those of an abbreviation do."""
    rest = iter(long)
    return all(letter in rest for letter in short)
