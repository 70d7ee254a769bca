"""What makes a time in running text a limit for doing the task, and what only looks like one."""

import re
from datetime import date
from typing import Final

from zhangtu.reading.deadlines.dated import Stretch
from zhangtu.reading.deadlines.sightings import Sighting
from zhangtu.reading.deadlines.stamps import Grain
from zhangtu.reading.model import Deadline, DeadlineKind, Duration

_WINDOW: Final = 24
_BOUNDARY: Final = ",。;:、(\n“!?\t "
_NO_LIMIT: Final = frozenset({"起", "开始", "以来", "以后", "之后", "后", "期间", "左右"})
_QUALIFIED: Final = re.compile(r"(?:对|凡是?|将|把|针对|若|如|属于|根据|按照?|依据|经|距|较|比|与|除|不含|包括|含|指)[在于]?$")
_PAST_LEAD: Final = re.compile(r"(?:根据|按照?|依据|经|自|从|较|比|与|同|因|曾|已|生于)[在于]?$|(?:以来|通过|印发|发布|公布|修订|施行|成立|出生)[的,]?$")
_PREFIX: Final = re.compile(
    r"(?:截至|截止到?|到|至|于|在|力争|争取|确保|最迟|不晚于|不迟于|不得[迟晚]于|赶在|拟|定|计划|预计|务必|须|应|要|前|原则上|限|约|分别|,并|统一|时间为|时间:|期限为)$"
)
_LATEST: Final = re.compile(r"(?:最迟|不晚于|不迟于|不得[迟晚]于|赶在|务必|力争|争取|确保|限|力争[在于到]|争取[在于]|确保[在于]|务必[在于])$")
_LABEL: Final = re.compile(r"(?:时限|时间|期限|限期|日期|时间节点|进度安排|时间安排|进度|完成时间)(?:要求|安排|为)?[:\]】] *$")
_STATISTIC: Final = re.compile(r"[^。;\n]{0,12}?(?:已(?!建)|累计|同比|增长|共计|共有|环比|下降了?[0-9]|达到?了|均已|共(?:完成|开展|查处|实现|办理))")
_NOT_AFTER: Final = re.compile(r" *(?:的(?!基础)|是|为(?!期)|以来|所|被|曾|出生|参加工作|入职|毕业|任职|颁布|公布|修订|修正|通过|施行|实施的|印发的|发布的|起施行|成立|未(?!完)|尚未|已|存在)")
_QUALIFIER: Final = re.compile(r"(?:已|未|尚未|存在|建成|取得|成立|出生|参加工作|登记|注册|入职|发生|办理|竣工|投产|开工|立案|受理|签订|购买|生产)[^,。;:\n]{0,14}的")
_VERB: Final = re.compile(
    r" *[,:]|(?:各|由|对|将|要|力争|全面|基本|集中|深入|正式|全部|统一|分别|陆续|组织|召开|完成|制定|进行|启动|举[办行]|开展|报|上报|提[交供出]|实[施现]|形成|印发|出台|建[立成]"
    r"|编制|投入|安排|推进|落实|实行|开[始工园放]|发布|公布|公示|通报|总结|验收|自查|整改|检查|迎接|签订|下发|确[定保]|做好|向|把|反馈|汇总|审[核议定]|考核|培训|宣传|动员|部署|达到|交)"
)
_COMPOUND: Final = re.compile(r" *(?:考核|考评|评[优先比估]|总结|述职|绩效|奖|目标|结[余算账]|决算|报表|检查|测评|盘点|收入|工作|经济|存栏|余额|慰问|困难|人均|总|各项|综合)")
_WEAK_DURATION: Final = re.compile(r"(?:近|最近|过去|连续|前|这|任|任期|有效期|工龄|从业|每|未来|今后|第|至少|不少于|不足|超过|满|届满|考核期|处分|的|公示期?|保质期|有效)$")
_NOT_DURATION: Final = re.compile(r" *(?:的|发生|累计|再次|再犯|再|受到|被|两次|[0-9二两三]次|多次|曾|有|无|未|不得|不能|禁止|不予|出现|拒不|免费|新增|平均|年均)")
_WITHIN: Final = frozenset({"内", "以内", "之内"})
_MONEY: Final = re.compile(r"[^,。;\n]{0,8}?[0-9.]+ *万?元|(?:递增|增长|增加|减少|递减|提高|下降|以[0-9.]+%)|均|薪|的[^,。;]{0,6}(?:日|节)(?:为|是)|人均")


def is_limit(stretch: Stretch, sighting: Sighting) -> bool:
    """Whether what was seen in running text is a limit for doing the task.

    Args:
        stretch: The running text.
        sighting: What was seen.

    Returns:
        True when a careful reader would enter it as the task's time.
    """
    if _quoted(stretch, sighting.start):
        return False
    kind = sighting.deadline.kind
    if kind is DeadlineKind.DURATION:
        return _duration_counts(stretch, sighting)
    if kind is DeadlineKind.RECURRING:
        return _MONEY.match(stretch.folded, sighting.end, stretch.end) is None
    if kind is DeadlineKind.CONTINUOUS:
        return True
    return _date_counts(stretch, sighting)


def _quoted(stretch: Stretch, at: int) -> bool:
    """Whether a place stands inside the title of a law or a document number."""
    folded, start = stretch.folded, stretch.start
    return any(folded.rfind(opening, start, at) > folded.rfind(closing, start, at) for opening, closing in ("《》", "〔〕"))


def _before(stretch: Stretch, at: int) -> str:
    return stretch.folded[max(stretch.start, at - _WINDOW) : at].rstrip(" ")


def _duration_counts(stretch: Stretch, sighting: Sighting) -> bool:
    folded, before = stretch.folded, _before(stretch, sighting.start)
    rule = sighting.deadline.rule
    if _LABEL.search(before):
        return True
    if sighting.suffix not in _WITHIN:
        return before.endswith(("用", "利用", "为期")) and folded.startswith("时间", sighting.end - 2)
    if _WEAK_DURATION.search(before) or _NOT_DURATION.match(folded, sighting.end, stretch.end):
        return False
    if isinstance(rule, Duration) and rule.event is None and rule.unit == "year":
        return not before or before[-1] in _BOUNDARY or before.endswith(("在", "于", "争", "用"))
    return True


def _date_counts(stretch: Stretch, sighting: Sighting) -> bool:
    folded, end = stretch.folded, stretch.end
    before = _before(stretch, sighting.start)
    if _LABEL.search(before):
        return True
    if sighting.suffix in _NO_LIMIT or sighting.deadline.end is None is sighting.deadline.start and sighting.suffix == "起":
        return False
    if _QUALIFIED.search(before):
        return False
    if sighting.suffix or sighting.led or _LATEST.search(before):
        return _QUALIFIER.match(folded, sighting.end, end) is None and not folded.startswith("的", sighting.end)
    if is_past(stretch, sighting.deadline) or _PAST_LEAD.search(before):
        return False
    if before.endswith("(") and folded.startswith(")", sighting.end):
        return sighting.grain is not Grain.YEAR or sighting.edge
    if _NOT_AFTER.match(folded, sighting.end, end) or _STATISTIC.match(folded, sighting.end, end):
        return False
    if sighting.deadline.kind is DeadlineKind.RANGE:
        return sighting.grain is not Grain.YEAR
    return _bare_date_counts(stretch, sighting, before)


def _bare_date_counts(stretch: Stretch, sighting: Sighting, before: str) -> bool:
    """A date without 前 or 止: by the word before it, or because it opens a clause that says what is done."""
    folded, end = stretch.folded, stretch.end
    prefixed = _PREFIX.search(before) is not None
    opens = not before or before[-1] in _BOUNDARY
    acts = _VERB.match(folded, sighting.end, end) is not None
    if sighting.grain is Grain.YEAR and not sighting.edge:
        return before.endswith(("到", "至")) and acts
    if sighting.edge:
        return prefixed or (acts or opens) and _COMPOUND.match(folded, sighting.end, end) is None
    if sighting.grain is Grain.DAY:
        return prefixed or acts or opens
    return (prefixed or opens) and acts


def is_past(stretch: Stretch, deadline: Deadline) -> bool:
    """Whether a day lies before the document, so that it can only tell what has been.

    Args:
        stretch: Where the words stand, with what is known of the document's years.
        deadline: The time in question.

    Returns:
        True when its last day (or first, without a last) is before the signing day or the document's year.
    """
    day = deadline.end or deadline.start
    years = stretch.years
    if day is None:
        return False
    if years.issued is not None:
        return day < years.issued
    return years.default is not None and day < date(years.default, 1, 1)
