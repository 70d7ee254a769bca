"""Units under several names, found by comparing all names of a document with each other."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zhangtu.kernel.problems import Problem, Repair, Severity
from zhangtu.reading.faults.kinds import Fault
from zhangtu.reading.model import Item, Span
from zhangtu.reading.structure.lines import Twin
from zhangtu.reading.tasks.names import is_unit

#: Words that stand for many units or for none by name.
_GENERAL = re.compile(
    r"^(?:各|全|有关|相关|所有|其他|其它|本|该|上级|下级|责任|牵头|成员|市直|县直|区直|镇直|"
    r"局属|机关各|局机关|村|社区|乡镇|街道)|(?:等|人员|同志|老师|教师|负责人|领导|部门|单位|"
    r"机构|各科室)$"
)
_PLACE = re.compile(
    r"^(?:国家|[^省市县区镇乡州盟旗]{0,4}(?:省|市|县|区|镇|乡|州|盟|旗)|全市|全县|"
    r"我[市县区镇局校院]|\*+|本)"
)
_HEAD = "省市县区镇乡局校院队"


@dataclass(frozen=True, slots=True)
class Variant:
    """A name that looks like another one's slip.

    Attributes:
        name: The name as it stands.
        better: The name it seems to mean.
    """

    name: str
    better: str


def name_faults(twin: Twin, items: Sequence[Item], listed: Iterable[Span]) -> list[Problem]:
    """Names that differ from a name used elsewhere in the document.

    Args:
        twin: The text.
        items: The tasks with the places of their units.
        listed: Places of names in member lists and headings.

    Returns:
        One ``inconsistent_unit_name`` problem for each place where a rarer variant stands in a label.
    """
    places: dict[str, list[Span]] = defaultdict(list)
    seen: set[Span] = set()
    together: set[frozenset[str]] = set()
    for item in items:
        names = [_bare(twin, span) for span in item.unit_places]
        first = names[:_LISTED]
        together |= {frozenset((one, other)) for one in first for other in first if one != other}
        for name, span in zip(names, item.unit_places, strict=True):
            if span not in seen:
                seen.add(span)
                places[name].append(span)
    members = {_bare(twin, span) for span in listed}
    counts = Counter({name: len(spans) for name, spans in places.items()})
    counts.update(dict.fromkeys(members, 2))
    problems = []
    for variant in _variants(counts, together, members):
        problems += [_problem(twin, span, variant) for span in places.get(variant.name, ())]
    return problems


def _bare(twin: Twin, span: Span) -> str:
    return re.sub(r"\s", "", twin.folded[span.start : span.end])


def _variants(counts: Counter[str], together: set[frozenset[str]], members: set[str]) -> list[Variant]:
    found = []
    for name, others in _rivals(counts):
        rivals = [
            other
            for other in others
            if frozenset((name, other)) not in together
            and _outranks(other, name, counts, members)
            and _alike(name, other)
        ]
        if rivals:
            better = max(rivals, key=lambda other: (other in members, counts[other], len(other)))
            found.append(Variant(name, better))
    return found


def _rivals(counts: Counter[str]) -> Iterator[tuple[str, list[str]]]:
    """Each name with those that can be the same: the commonest with the same last letter."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name, _ in counts.most_common():
        if len(name) >= _SHORTEST and not _GENERAL.search(name) and len(groups[name[-1]]) < _COMPARED:
            groups[name[-1]].append(name)
    for name in counts:
        group = groups.get(name[-1:], ())
        if len(name) >= _SHORTEST and not _GENERAL.search(name) and len(counts) <= _COMPARED**2:
            yield name, [other for other in group if other != name]


#: Shorter names say too little to be compared, and no office has more of one kind than this.
_SHORTEST = 3
#: So many letters may be left out at the beginning of a name (政策法规股 → 法规股).
_LEFT_OUT = 2
_COMPARED = 150
#: No more names than this stand in one list on purpose.
_LISTED = 80


def _outranks(other: str, name: str, counts: Counter[str], members: set[str]) -> bool:
    """Whether ``other`` is the established one of two names."""
    if name in members:
        return False
    if other in members:
        return True
    return (counts[other], len(other), other) > (counts[name], len(name), name)


def _alike(name: str, other: str) -> bool:
    """Whether two names read as one unit written in two ways."""
    if name[-1] != other[-1]:
        return _abbreviates(name, other)
    if Counter(name) == Counter(other):
        return True
    if _one_slip(name, other):
        return True
    return _shortened(name, other) or _shortened(other, name) or _abbreviates(name, other)


def _one_slip(name: str, other: str) -> bool:
    """Same length of five or more, one character differs, and it is no ordinal, place or direction."""
    if len(name) != len(other) or len(name) < 5:
        return False
    different = [(one, two) for one, two in zip(name, other, strict=True) if one != two]
    return len(different) == 1 and not any(
        sign in "一二三四五六七八九十东西南北中上下前后大小省市县区镇乡街村新老甲乙丙丁abcdefg0123456789"
        for sign in "".join(different[0])
    )


def _shortened(short: str, long: str) -> bool:
    """Whether a name is another without its first words, more than a place being left out."""
    if not long.endswith(short) or len(long) - len(short) > _LEFT_OUT or len(short) < 3:
        return False
    left = long[: len(long) - len(short)]
    if (
        _PLACE.fullmatch(left)
        or is_unit(left, 0, len(left))
        or left[-1] in _HEAD
        or left in ("局", "本", "我", "原")
    ):
        return False
    return short not in _COMMON and len(short) <= 6


_COMMON = frozenset(
    {
        "办公室",
        "服务中心",
        "指挥中心",
        "领导小组",
        "工作组",
        "委员会",
        "管委会",
        "中心校",
        "指挥部",
        "信息中心",
        "管理局",
        "管理站",
        "管理所",
        "派出所",
        "工作站",
        "卫生院",
        "管理中心",
        "执法局",
        "监督所",
        "监督局",
        "监管局",
        "执法队",
        "大队",
        "中队",
    }
)


def _abbreviates(name: str, other: str) -> bool:
    """Whether a short name takes letters of a long one in their order, and both begin and end alike."""
    short, long = sorted((name, other), key=len)
    if len(short) < _SHORTEST or short[0] != long[0] or short[-1] != long[-1] or long.startswith(short):
        return False
    left = _left_over(short, long)
    if left is None or len(short) * 3 < len(long) or any(sign in _OTHERS for sign in left):
        return False
    return len(short) > _SHORTEST or len(left) == 1 or left == "医学"


def _left_over(short: str, long: str) -> str | None:
    """The letters of a long name that a short one leaves out; None when it has letters of its own."""
    left, at = [], 0
    for sign in long:
        if at < len(short) and sign == short[at]:
            at += 1
        else:
            left.append(sign)
    return "".join(left) if at == len(short) else None


#: Letters that make another unit of a name: a deputy, a branch, a number, a direction.
_OTHERS = frozenset("副分第总新老东西南北一二三四五六七八九十甲乙丙丁")


def _problem(twin: Twin, span: Span, variant: Variant) -> Problem:
    repair = Repair(span.start, span.end, _as_written(twin, variant.better))
    return Problem(
        span.start, span.end, Fault.INCONSISTENT_UNIT_NAME, Severity.WARNING,
        {"name": twin.text[span.start : span.end], "better": repair.text}, repair,
    )  # fmt: skip


def _as_written(twin: Twin, name: str) -> str:
    """A name in the script and width of the document."""
    at = twin.folded.find(name)
    return twin.text[at : at + len(name)] if at >= 0 else name
