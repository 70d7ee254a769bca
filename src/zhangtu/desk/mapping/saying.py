"""The words of a map: what stands out, what is to be done below a node, where a node opens."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from zhangtu.desk.frame.words import tongue
from zhangtu.plans import lights
from zhangtu.plans.lights import Light
from zhangtu.plans.mapping.findings import Finding
from zhangtu.plans.mapping.tree import Flag, Kind, Node, Sums

#: A shape for what stands out; colour is never alone.
SHAPES = {
    Flag.NO_POST: "◆",
    Flag.VACANT: "◇",
    Flag.REPEALED: "✕",
    Flag.GONE_UNIT: "▣",
    Flag.NO_DUTY: "○",
}
_LIGHTS = {Light.RED: "■", Light.YELLOW: "▲", Light.GREEN: "●", Light.GREY: "□"}


def flag_words(flag: Flag) -> str:
    """What stands out, in a word."""
    return {
        Flag.NO_POST: _("无岗"),
        Flag.VACANT: _("岗位空缺"),
        Flag.REPEALED: _("条文失效"),
        Flag.GONE_UNIT: _("单位已撤"),
        Flag.NO_DUTY: _("无事项"),
    }[flag]


def flags_of(node: Node) -> list[tuple[Flag, str, str]]:
    """What stands out at a node: the flag, its shape, its word."""
    return [(flag, SHAPES[flag], flag_words(flag)) for flag in Flag if flag in node.flags]


def light_words(light: Light) -> str:
    """A light as shape and word."""
    return f"{_LIGHTS[light]} {lights.word(light, tongue())}"


def name_of(node: Node) -> str:
    """What a node is called."""
    if node.words:
        return node.words
    return {
        Kind.LAW: _("未写法律法规"),
        Kind.IDLE: _("没有权责事项的岗位"),
        Kind.POST: _("没有落实到岗位"),
        Kind.UNIT: _("单位已撤销"),
        Kind.DUTY: _("未命名事项"),
        Kind.TASK: _("未命名任务"),
    }[node.kind]


def kind_words(kind: Kind) -> str:
    """What a node stands for."""
    return {
        Kind.LAW: _("法律法规"),
        Kind.DUTY: _("权责事项"),
        Kind.UNIT: _("单位"),
        Kind.POST: _("岗位"),
        Kind.TASK: _("任务"),
        Kind.IDLE: _("岗位"),
    }[kind]


def sums_words(sums: Sums) -> list[str]:
    """What is to be done, figure by figure; what there is none of is not said."""
    said = [
        (_("在办 %(n)s"), sums.open),
        (_("临期 %(n)s"), sums.near),
        (_("逾期 %(n)s"), sums.late),
        (_("目标 %(n)s"), sums.targets),
        (_("未挂接 %(n)s"), sums.unbound),
    ]
    return [words % {"n": number} for words, number in said if number]


def second(node: Node) -> list[str]:
    """The second line of a node."""
    if node.kind is Kind.TASK:
        return [*([light_words(node.light)] if node.light else []), *([node.more] if node.more else [])]
    first = [node.more] if node.more else []
    if node.kind is Kind.LAW:
        first = [_("事项 %(n)s") % {"n": node.sums.duties}]
    if node.kind is Kind.IDLE:
        first = [_("岗位 %(n)s") % {"n": len(node.below)}]
    return [*first, *sums_words(node.sums)]


def opens(node: Node) -> str:
    """Where a node leads; empty for a place nothing stands at."""
    if node.kind is Kind.TASK:
        return reverse("task_page", args=(node.uid,))
    if node.kind is Kind.DUTY:
        return reverse("record", args=("duties", node.uid))
    if node.kind is Kind.LAW and node.words:
        # behind an equals sign a text is looked for as it is
        return reverse("ledger_grid", args=("duties",)) + "?" + urlencode({"f.law": "=" + node.words})
    if node.number:
        return reverse("office_unit" if node.kind is Kind.UNIT else "office_post", args=(node.number,))
    return reverse("mapping_missing")


def finding_words(finding: Finding) -> str:
    """What is missing."""
    return {
        Finding.NO_POST: _("没有落实到岗位的事项"),
        Finding.VACANT: _("岗位空缺、无人承担的事项"),
        Finding.NO_DUTY: _("没有权责事项的岗位"),
        Finding.TASK_WITHOUT_DUTY: _("没有对应权责事项的任务"),
        Finding.REPEALED: _("条文已失效、仍在承担的事项"),
        Finding.GONE_UNIT: _("责任单位已撤销的事项"),
    }[finding]


def finding_help(finding: Finding) -> str:
    """What to do about it."""
    return {
        Finding.NO_POST: _("打开事项，填上责任岗位。"),
        Finding.VACANT: _("在“组织”里任命人员，或把事项改到别的岗位。"),
        Finding.NO_DUTY: _("把事项的责任岗位改为该岗位；岗位已不用的，在“组织”里撤销。"),
        Finding.TASK_WITHOUT_DUTY: _("打开任务，填上对应权责事项。"),
        Finding.REPEALED: _("核对新条文后修改；不再承担的，填上承担终止日期。"),
        Finding.GONE_UNIT: _("把责任单位改为承接单位。"),
    }[finding]
