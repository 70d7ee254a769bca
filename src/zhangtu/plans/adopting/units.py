"""Which units of the tree a name in a plan may mean: itself, folded, shortened, or a group of them. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from zhangtu.kernel.folding import fold
from zhangtu.people.tree import UnitState
from zhangtu.plans.matching import alike

#: No more candidates than this are shown for a name.
MOST: Final = 6
#: A unit less like the name than this is no candidate.
LEAST: Final = 0.34
#: Words at the end of a unit's name that plans leave out or change.
_ENDS: Final = (
    "领导小组办公室", "领导小组", "人民政府", "办公室", "委员会", "分局", "大队", "中队", "中心",
    "股室", "科室", "局", "办", "委", "股", "科", "室", "处", "站", "所",
)  # fmt: skip
#: “各村”, “局机关各股室”, “全镇各村”.
_EVERY: Final = re.compile(
    r"^(?:本?全?(?:局|县|市|区|镇|乡|街道)?(?:机关|属|直)?)?(?:各|全体|所有)(?P<what>.+)$"
)
#: What a group is called → the kinds of units in it; empty for all right below.
_KINDS: Final[Mapping[str, frozenset[str]]] = {
    "村": frozenset({"village"}),
    "村社区": frozenset({"village", "community"}),
    "村居": frozenset({"village", "community"}),
    "行政村": frozenset({"village"}),
    "社区": frozenset({"community"}),
    "镇": frozenset({"town"}),
    "乡镇": frozenset({"town", "township"}),
    "镇乡": frozenset({"town", "township"}),
    "乡镇街道": frozenset({"town", "township", "subdistrict"}),
    "股室": frozenset({"section", "office"}),
    "科室": frozenset({"section", "office"}),
    "部门": frozenset(),
    "单位": frozenset(),
    "成员单位": frozenset(),
    "下属单位": frozenset(),
}
#: How units of a kind are named, where the tree says no kind.
_NAMED: Final[Mapping[str, tuple[str, ...]]] = {
    "village": ("村",),
    "community": ("社区", "居委会"),
    "town": ("镇",),
    "township": ("乡",),
    "subdistrict": ("街道", "街道办事处"),
    "section": ("股", "科"),
    "office": ("室", "办"),
}
_MARKS: Final = re.compile(r"[\s、，,()（）“”\"'‘’]+")


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
    scores = [alike(wanted, name), 0.9 * alike(one, other)]
    if name.endswith(wanted) or wanted.endswith(name):
        scores.append(0.92)
    elif (one and one in other) or (other and other in one):
        scores.append(0.7)
    if len(one) > 1 and _in_order(wanted, name):
        scores.append(0.6 + 0.3 * len(wanted) / len(name))
    return min(0.99, max(scores))


def _stem(name: str) -> str:
    end = next((end for end in _ENDS if name.endswith(end) and len(name) > len(end) + 1), "")
    return name.removesuffix(end)


def _in_order(short: str, long: str) -> bool:
    """Whether all letters of one stand in the other in the same order, as those of an abbreviation do."""
    rest = iter(long)
    return all(letter in rest for letter in short)
