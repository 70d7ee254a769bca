"""Figures somebody must reach: metric, operator, number, unit."""

import re

from zhangtu.kernel.numerals import to_int
from zhangtu.reading.model import Target
from zhangtu.reading.structure.lexicon import VERB, VERBS
from zhangtu.reading.structure.lines import Twin

_NUMBER = (
    r"(?<![\d.])(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,3}(?: \d{3}){1,4}|\d{1,12}(?:\.\d{1,6})?|"
    r"(?<![一二三四五六七八九十百千两])[一二三四五六七八九十百千两]{1,8})"
)
UNITS = (
    "%|路|班|梯次|班次|个班|个百分点|百分点|‰|万平方米|平方米|万平方公里|平方公里|立方米|公里|"
    "千米|米|公顷|万亩|亩|亿元|万元|元|万吨|吨|公斤|千克|"
    "万人次|人次|万人|人|名|万户|户|次|场次|场|期|篇|条次|条|件次|件|起|项|个工作日|工作日|"
    "个月|个|家次|家|所|处|座|栋|套|台|辆|架|艘|"
    "批次|批|份|册|本|支|队|门|节|课时|学时|小时|分钟|天|日|分|只|头|株|棵|盏|块|面|幅|部|"
    "间|张|种|类|宗|单|笔|例|床|张床位|对|组|轮|遍|度|级|岁|层|片|段|倍|滴|ddds|学分|人天"
)
_LEAST = (
    "不少于|不低于|不小于|至少|最少|不得少于|不得低于|力争达到|保持在?|稳定在|高于|大于|"
    "超过|突破|不下于|达到?"
)
_MOST = (
    "不超过|不高于|不大于|不得超过|不得高于|控制在|控制到|压减至|压缩至|缩短至|压减到|"
    "压缩到|缩短到|降至|降到|低于|小于|少于|下降到|下降至|减至|减到|以内"
)
_DATEISH = frozenset(
    {
        "日",
        "天",
        "个月",
        "月",
        "度",
        "号",
        "章",
        "字",
        "岁",
        "层",
        "类",
        "级",
        "段",
        "片",
        "块",
        "面",
        "对",
        "组",
        "分",
        "部",
    }
)


def find_targets(twin: Twin, start: int, end: int, *, firm: bool = False) -> list[Target]:
    """The figures to reach that a stretch of text states.

    Args:
        twin: The text.
        start: First character.
        end: One behind the last.
        firm: Whether only figures with 不少于, 不超过 and the like count, as in an account of the past.

    Returns:
        The targets in order.
    """
    found = []
    for first, last in _clauses(twin.folded, start, end):
        if not firm or _FIRM.search(twin.folded, first, last):
            found += _in_clause(twin, first, last)
    return found


_COMPARED = re.compile(r"(?:较|比)(?:上年|去年|上一年)[^,。;]*(?:以上|以下|以内)")
_CLAUSE = re.compile(r"[^,。;:!?\n]+")


def _clauses(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    return [
        (clause.start(), clause.end())
        for clause in _CLAUSE.finditer(folded, start, end)
        if _HAS_NUMBER.search(folded, clause.start(), clause.end())
    ]


_FIRM = re.compile(r"最少|不少于|不低于|不得少于|不得低于|不超过|不高于|不得超过|至少")
_HAS_NUMBER = re.compile(rf"\d|[一二三四五六七八九十百两](?:{UNITS})")
_OP = re.compile(rf"(?P<least>{_LEAST})|(?P<most>{_MOST})")
_COUNT = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?P<unit>[万亿]?(?:{UNITS}))(?P<after>\([^()]*\))?(?P<bound>左右|以上|及以上|以下|及以下|以内|之内)?"
)
_ACTS = re.compile(
    r"完成|签约|到位|惠及|打通|新增|新建|新开工|新改扩建|增长|下降|降低|提高|提升|减少|增加|压减|压缩|缩短|建成|"
    r"建设|建立|打造|培育|创建|培训|开展|组织|举办|召开|改造|配备|占|设立|检查|抽查|评选|"
    r"报送|"
    r"撰写|发表|选派|发展|引进|种植|整治|排查|安装|发放|制作|签订|命名|树立|扶持|走访|听课|"
    r"达|实现|力争|争取|确保|每年|每月|每季|每周|每学期|全年|不少|不低|不超|至少|率|保持|"
    r"刊发|推送|"
    r"覆盖|投入|新植|修复|清理|处置|储备|更新|维修|铺设|实施|推出|推广|招聘|招录|推荐|编写|"
    r"印发|配齐|设置|面积|总量|总额|收入|产值|人数|数量|达标"
)
_PAST_NEAR = re.compile(
    r"小编|共(?:举办|整改|开展|完成|处理|办理)|年来|已|去年|上年|了|仅为|截至|现有|目前|共有|逾|历年|以来|过去|原有|曾|为例|罚款|处以|"
    r"扣\d|扣[一二三四五六七八九十]|加\d|计\d|得\d|满分|权重|分值|总分|周岁|以下罚款|保费|"
    r"编号|电话"
)


#: Shares of a score are no aims.
_WEIGHT = re.compile(r"权重|分值|考核分|总分|满分|折算")


def _in_clause(twin: Twin, first: int, last: int) -> list[Target]:
    if _tells_of_past(twin.folded, first, last):
        return []
    found = (_target(twin, (first, last), figure) for figure in _COUNT.finditer(twin.folded, first, last))
    return [target for target in found if target is not None]


def _tells_of_past(folded: str, first: int, last: int) -> bool:
    if _WEIGHT.search(folded, first, last):
        return True
    past = _PAST_NEAR.search(folded, first, last) and not _FIRM.search(folded, first, last)
    return bool(past) and not _COMPARED.search(folded, first, last)


def _target(twin: Twin, clause: tuple[int, int], figure: re.Match[str]) -> Target | None:
    first = clause[0]
    before = twin.folded[first : figure.start()]
    if before.endswith(_NOT_AFTER) or not _counts(twin.folded, figure, before):
        return None
    value = _value(figure["number"])
    if value is None:
        return None
    op = _operator(before, figure["bound"] or "", percent=figure["unit"].endswith(("%", "百分点")))
    unit = twin.text[slice(*figure.span("unit"))]
    return Target(first, figure.end(), _metric(twin, clause, figure), op, value, unit)


def _counts(folded: str, figure: re.Match[str], before: str) -> bool:
    """Whether a number with its unit is one to be reached, not a name, a date or a list's count."""
    behind = folded[figure.end() : figure.end() + 4]
    if figure["unit"] in ("%", "‰"):
        return True
    if (
        figure["unit"] == "岁"
        or _STAFF.match(behind)
        or before.count("“") > before.count("”")
        or (figure["unit"] == "小时" and figure["number"] == "24")
    ):
        return False
    firm = _FIRM.search(before[-10:]) is not None
    bound = figure["bound"] is not None
    if not bound and not _may_count(figure, before, firm=firm):
        return False
    if not firm and _describes(before, behind[:1], bound=bound):
        return False
    near = _OP.search(before[-8:]) is not None
    behind = behind[:1]
    if not bound and behind and behind in "前后内以之起度方的" and not (behind == "内" and near) and not firm:
        return False
    return bound or bool(_ACTS.search(before) or VERB.search(before) or _OP.search(before))


def _may_count(figure: re.Match[str], before: str, *, firm: bool) -> bool:
    """Whether a number without 以上 or 以下 behind it can be a figure to reach."""
    if figure["unit"] in _DATEISH:
        return _OP.search(before[-8:]) is not None
    if figure["number"] == "一" and figure["unit"] in _LOOSE:
        return firm
    return figure["number"][0].isdigit() or _LEADS_IN.search(before) is not None


def _describes(before: str, behind: str, *, bound: bool) -> bool:
    """Whether the number only describes a thing: 三千人的村, 200米范围, 全镇6座水库."""
    noun = "一" <= behind <= "鿿"
    if behind == "一" and not bound:
        return True
    if bound and noun:
        return _VERB_JUST.search(before) is None
    if behind in ("的", "范"):
        return True
    return not bound and noun and not _OP.search(before[-6:]) and _WHOLE.search(before) is not None


#: A number right behind these is a name, an ordinal or a part of a date.
_NOT_AFTER = ("第", "〔", ".", "-", "/", "每", "这", "该", "各", "某", "前", "近", "对")
#: People and groups set up to do the work are no aim of it.
_STAFF = re.compile(r"督导组|督查组|检查组|工作组|小组|专班|联络员|信息员|专人|工作人员")
#: With 一 before them these say "some", not a number.
_LOOSE = frozenset({"批", "支", "套", "项", "种", "个", "次"})
_LEADS_IN = re.compile(
    rf"(?:{_LEAST}|{_MOST}|两|建设|建立|打造|创建|培育|开展|组织|举办|召开|新建|翻新|进行|推出|形成|总结|"
    r"选树|树立|评选)$"
)
_VERB_JUST = re.compile(rf"(?:{VERBS}|达|达到)$")
_WHOLE = re.compile(r"(?:[镇县市区村校]|的|对|在|将|于|等|全[镇县市区校]|这|该|上述|以上|现有|涉及)$")


def _value(words: str) -> float | None:
    if words[0].isdigit():
        return float(words.replace(",", "").replace(" ", ""))
    number = to_int(words)
    return None if number is None else float(number)


def _operator(before: str, bound: str, *, percent: bool) -> str:
    """The operator that the words around a number say; 达到 N % is taken as exactly that share."""
    if bound in ("以上", "及以上"):
        return ">="
    if bound in ("以下", "及以下", "以内", "之内"):
        return "<="
    words = list(_OP.finditer(before))
    if not words or len(before) - words[-1].end() > _NEAR:
        return "="
    if words[-1]["most"]:
        return "<="
    return "=" if percent and words[-1][0] in ("达", "达到") else ">="


#: No more characters than this stand between an operator and its number.
_NEAR = 6


#: A time at the head of a clause is no part of what is measured.
_WHEN = re.compile(
    r"\s*(?:在|于|到|至)?(?:\d{2,4}年)?(?:\d{1,2}月(?:底|末|\d{1,2}日)?|年底|年末|上半年|全年)(?:之?前|以前|内)?,?"
)


def _metric(twin: Twin, clause: tuple[int, int], figure: re.Match[str]) -> str:
    """What is measured: the clause without the number and the words around it."""
    first, last = clause
    when = _WHEN.match(twin.folded, first, figure.start())
    before = twin.text[when.end() if when else first : figure.start()].rpartition("\t")[2]
    behind = twin.text[figure.end() : max(figure.end(), last)].partition("\t")[0]
    head = _OP.sub("", before).strip(' ,，、“”"')
    words = (
        behind.strip(" ,，、的")
        if figure["unit"] == "%" and len(behind) > len(head)
        else head + behind.strip(" ,，、")
    )
    return words[:40] or before[-20:]
