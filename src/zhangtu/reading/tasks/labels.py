"""Labels: the words in a plan that say who answers for a task and by when (责任单位：…, (…牵头))."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from zhangtu.kernel.numerals import to_int


class Field(StrEnum):
    """What a label says."""

    LEAD = "lead"
    SUPPORT = "support"
    TIME = "time"
    PERSON = "person"
    GOAL = "goal"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Label:
    """A label with its value.

    Attributes:
        field: What it says.
        start: First character of the label, its opening bracket included.
        end: One behind the value, the closing bracket left out.
        value_start: First character of the value.
        value_end: One behind the value's last character.
        scope: How many tasks back the label holds for (以上2项…); 0 when it does not say.
        main: For units: True when the label names the lead outright (牵头, 主办), not only 责任单位.
    """

    field: Field
    start: int
    end: int
    value_start: int
    value_end: int
    main: bool = False
    scope: int = 0


_WHO = (
    "单位(?:\\(部门\\))?|部门(?:\\(单位\\))?|机关|机构|科室|处室|股室|股站|站所|主体|岗位|"
    "班组|团队|局处|局/部门|决策局|政策局|局|组|司局|院系|年级"
)
_KEYS = re.compile(
    rf"""
    (?P<open>[\[【〖<(〔]?)\s{{0,4}}(?:(?:以上|上述)(?P<scope>[\d一二两三四五六七八九十各]+)(?:项|条
        |款)?(?:工作|任务|内容)?[,的]?)?(?:
      (?P<main>(?:牵头|主办|主责|主管|主要责任|首要责任|第一责任|总牵头|主政|主要负责
        |统筹)(?:责任)?(?:{_WHO})(?:(?:及|和|与)责任人)?|牵头(?=\s*:)|主办(?=\s*:))
    | (?P<lead>(?:责任|承办|负责|实施|权责|落实|执行|办理|整改|组织|推进|主体责任|具体责任|整改责任
        |落实责任|业务)(?:责任)?(?:{_WHO})
        (?:(?:及|和|与|、|/)(?:责任人|负责人|责任领导))?|责任(?=\s*:)|负责(?=\s*:)|落实责任(?=\s*:))
    | (?P<support>(?:配合|协办|协助|参与|参加|协同|协作|会办|联办|支持|协力|共同|参建)(?:责任)?(?:{_WHO})
        |(?:配合|协办|参与|协助)(?=\s*:))
    | (?P<time>(?:计划|预定|预计|预期|拟|规定|要求)?(?:完成|责任|办理|整改|工作|办结|落实|实施|执行|推进
        |截止|截至|起止|达成|推行|启动|阶段|任务|进度|治理|
        具体|推动|报送|销号|办理|建设|验收)?(?:的)?(?:时限|期限|时间|日期|期程|时程|限期|时段|进度|时间表
        |时间安排|时间节点|时间要求|时限要求|节点|时效)
        (?:要求|安排|节点|目标)?)
    | (?P<person>(?:牵头|责任|分管|包保|挂点|联系|督导|主管|主要|具体|整改|第一|直接|承办|经办|主办
        |主责)(?:校|院|市|县|区|局|镇|班子)?(?:领导|负责人|责任人|人员|人)|
        联系电话|联系方式|承办人|主办人|督办人|审核人|填报人)
    | (?P<goal>(?:工作|整改|年度|预期|绩效|任务|考核|量化|具体|主要|阶段性?)?(?:目标|指标|成效|效果
        |成果形式|标准|衡量指标|关键绩效指标))
    | (?P<other>备注|说明|主要措施|工作措施|整改措施|具体措施|具体内容|主要内容|工作内容|主要任务
        |问题描述|存在问题|依据|地点|参加人员|参会人员|对象|形式|内容|主题|措施|做法)
    )\s*
    (?:(?P<close>[\]】〗>])\s*:?|\)\s*:|(?P<colon>:))\s*
    """,
    re.VERBOSE,
)
_FIELDS = {
    "main": Field.LEAD, "lead": Field.LEAD, "support": Field.SUPPORT, "time": Field.TIME,
    "person": Field.PERSON, "goal": Field.GOAL, "other": Field.OTHER,
}  # fmt: skip
_PAIRS = {"(": ")", "[": "]", "【": "】", "〖": "〗", "<": ">", "〔": "〕"}
_BARE = re.compile(
    r"[(\[【](?P<key>牵头单位|牵头部门|责任单位|责任部门|主办单位|完成时限|完成时间|"
    r"整改时限)(?=[^:\])】和及与的])"
)
_SIGN = re.compile(r"[(\[【〔)\]】〕]")
#: No bracket in a plan is longer; keeps a lost closing bracket from costing the whole text.
_LONGEST = 600
_TRIM_END = " \t,;。、."
#: Labels whose words also begin ordinary sentences count only at the beginning of a line or behind a break.
_WEAK = frozenset({Field.GOAL, Field.OTHER})
_BREAKS = frozenset("\n;。([【〖〔 \t,")


def find_labels(folded: str, start: int, end: int) -> list[Label]:
    """The labels in a stretch of one line or cell.

    Args:
        folded: The folded text.
        start: First character to look at.
        end: One behind the last.

    Returns:
        The labels in order. A value runs to the next label, a semicolon, a full stop (for units), the closing
        bracket around the label, or the end.
    """
    if folded.find(":", start, end) < 0 and folded.find("】", start, end) < 0:
        return _bare_labels(folded, start, end)
    keys = [key for key in _KEYS.finditer(folded, start, end) if _stands(folded, key, start)]
    labels = []
    for place, key in enumerate(keys):
        stop = keys[place + 1].start() if place + 1 < len(keys) else end
        labels.append(_label(folded, key, stop))
    return labels or _bare_labels(folded, start, end)


def _stands(folded: str, key: re.Match[str], start: int) -> bool:
    """Whether the words stand as a label, not as part of a longer word or sentence."""
    field = _FIELDS[key.lastgroup if key.lastgroup in _FIELDS else _group(key)]
    at = key.start()
    before = folded[at - 1] if at > start else "\n"
    if key["open"] or before in _BREAKS or folded[at].isspace():
        return True
    return field not in _WEAK and key["colon"] is not None and not "一" <= before <= "鿿"


def _group(key: re.Match[str]) -> str:
    return next(name for name in _FIELDS if key[name] is not None)


def _label(folded: str, key: re.Match[str], stop: int) -> Label:
    group = _group(key)
    first, last = key.end(), stop
    opened = key["open"]
    if opened and key["close"] is None:
        last = _closing(folded, key.start(), stop)
    else:
        last = _unopened(folded, first, stop)
    field = _FIELDS[group]
    ends = ";。" if field in (Field.LEAD, Field.SUPPORT) else ";" if field is Field.TIME else ""
    for sign in ends:
        at = folded.find(sign, first, last)
        last = at if at >= 0 else last
    close = last
    while last > first and folded[last - 1] in _TRIM_END:
        last -= 1
    return Label(field, key.start(), close, first, last, group == "main", _scope(key["scope"]))


def _scope(words: str | None) -> int:
    return (to_int(words) or 0) if words else 0


def _closing(folded: str, opening: int, stop: int) -> int:
    """Where the bracket opened at ``opening`` closes, or ``stop`` when it never does."""
    opened, closed = folded[opening], _PAIRS[folded[opening]]
    depth = 0
    stop = min(stop, opening + _LONGEST)
    for at in range(opening, stop):
        sign = folded[at]
        depth += (sign == opened) - (sign == closed)
        if depth == 0:
            return at
    return stop


def _unopened(folded: str, first: int, stop: int) -> int:
    """Where a bracket closes that was opened before the label, or ``stop`` when none does."""
    depth = 0
    stop = min(stop, first + _LONGEST)
    for at in range(first, stop):
        sign = folded[at]
        if sign in "([【〔":
            depth += 1
        elif sign in ")]】〕":
            if depth == 0:
                return at
            depth -= 1
    return stop


def _bare_labels(folded: str, start: int, end: int) -> list[Label]:
    """Labels in brackets whose colon was forgotten: (责任单位某某局)."""
    found = []
    for key in _BARE.finditer(folded, start, end):
        last = _closing(folded, key.start(), end)
        field = Field.TIME if "时" in key["key"] else Field.LEAD
        found.append(Label(field, key.start(), last, key.end(), last, key["key"][0] in "牵主"))
    return found


def find_brackets(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The outermost round or square brackets in a stretch, with their signs, in order.

    Args:
        folded: The folded text.
        start: First character to look at.
        end: One behind the last.
    """
    opened: list[re.Match[str]] = []
    pairs: list[tuple[int, int]] = []
    for sign in _SIGN.finditer(folded, start, end):
        if sign[0] in _PAIRS:
            opened.append(sign)
        elif opened and _PAIRS[opened[-1][0]] == sign[0]:
            first = opened.pop().start()
            while pairs and pairs[-1][0] > first:
                pairs.pop()
            if sign.end() - first <= _LONGEST:
                pairs.append((first, sign.end()))
    yield from pairs
