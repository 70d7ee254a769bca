"""Who running text tells to act: the subject of a sentence, 由…牵头, 会同…."""

import re

from zhangtu.reading.model import Span
from zhangtu.reading.structure.lexicon import UNIT_ENDS, VERBS
from zhangtu.reading.structure.lines import Twin
from zhangtu.reading.tasks.names import Who, split_names

_ATOM = r"(?:[^\s,。;:、()!?“”《》\d]|“[^“”\s]{1,12}”|\([^()\n]{1,10}\))"
_JOIN = "(?:、|和|及|与|以及|会同|联合)"
_THEN = (
    r"(?:\d{1,2}月|\d{4}年|按|依|根据|对|结合|在|于|将|每|组织|开展|负责|不定期|收到|接到|找准|"
    rf"组建|向|把|为|从|至少|视情|自|与|并|委托|{VERBS})"
)
_FIRM = (
    r"(?:都|均|也|还|分别|共同)?(?:要(?!求|点|素|害|闻|件|案|么|义|务|职)|应当|"
    r"应(?![急对用届邀变酬])|必须|务必|须|需(?=[在于将按对])|负责|牵头)"
)
#: Behind these a name goes on (县委 + 组织部).
_GOES_ON = (
    r"(?!组织部|宣传部|统战部|监督管理|管理委员会|综合行政执法|建设局|管理局|管理中心|"
    r"服务中心|保障局|发展局|教育局|执法局|执法队)"
)
#: Whom a name may be followed by: the unit is told all the same.
_LEADERS = r"(?:的?(?:主要|分管|班子)?(?:领导|负责人|负责同志))?"
_LAST = r"(?:\([^()\n]{1,10}\))?"


def _name(ends: str, stop: str, least: int = 0, most: int = 16) -> str:
    """A pattern for one name: the shortest that is followed by a joining word or by what may follow a list.

    It is atomic: once found it is not tried at another length, so that a long list costs only its length.
    """
    return rf"(?>{_ATOM}{{{least},{most}}}?(?:{ends}){_LEADERS}{_LAST}(?={_JOIN}|{stop}))"


def _list(stop: str) -> str:
    """A pattern for names joined by 、 or 和."""
    one = _name(UNIT_ENDS, stop)
    return rf"{one}(?:{_JOIN}{one}){{0,12}}"


_ACTS = rf"{_GOES_ON}{_THEN}"
_LEADS = r"(?:等)?(?:有关|相关)?(?:部门|单位)?(?:负责)?(?:牵头|总牵头|主办|负责|具体负责)"
_HELPS = r"(?:等)?(?:部门)?(?:配合|协助|参与|协办)"
_BODIES = (
    "家委会|网格员|组委会|专班|领导小组|指挥部|委员会|工作组|推动小组|工作小组|联席会议|督查组|检查组|"
    "督导组|办公室|学校|班主任"
)
_BODY_ENDS = (
    "家委会|组委会|领导小组|指挥部|委员会|工作组|专班|办公室|督查组|督导组|考核组|联席会议|党支部|"
    "局|委|科|处|股|站|所|队|中心|课|室|部|办|署|专员|政府|公所|工会|妇联|团委|纪委|公司|集团|"
    "医院|法院|检察院|网格员|监管人员|协会"
)
_SUBJECT_COLON = re.compile(rf"(?P<names>{_list(':')}):(?=[^\s])")
_SUBJECT_FIRM = re.compile(rf"(?P<names>{_list(f'(?:在|{_FIRM})')})(?:在[^,。;]{{1,20}},?)?{_FIRM}")
_SUBJECT_PLAIN = re.compile(rf"(?P<names>(?=各|全体|所有|全[市县区镇乡校院]各){_list(_ACTS)})(?={_ACTS})")
_SUBJECT_BODY = re.compile(
    rf"(?P<names>(?:{_name(_BODY_ENDS, _ACTS, 1, 24)}|(?:{_BODIES}))"
    rf"(?:{_JOIN}{_name(UNIT_ENDS, _ACTS)}){{0,12}})(?={_ACTS})"
)
_SUBJECT_BY = re.compile(rf"由(?P<names>{_list(_ACTS)})(?={_ACTS})")
_LED = re.compile(rf"由(?P<lead>{_list(_LEADS)}){_LEADS}(?:,(?P<support>{_list(_HELPS)}){_HELPS})?")
#: Ends that can't be the middle of a longer name.
_FIRM_ENDS = "|".join(
    one
    for one in UNIT_ENDS.split("|")
    if one not in {"县", "市", "区", "镇", "乡", "村", "州", "盟", "旗", "市区", "县区", "新区", "高新区"}
)
_HELPER = (
    rf"(?>{_ATOM}{{1,16}}?(?:{_FIRM_ENDS})(?![局办委部厅处科股站所室会监管])"
    rf"(?={_JOIN}|{_THEN}|等|共|[,。;)]|\Z))"
)
_HELPED = re.compile(rf"(?:牵头|负责|主办|为主)[,;、]由?(?P<support>{_list(_HELPS)}){_HELPS}")
_JOINED = re.compile(
    rf"(?:会同|联合(?!会|体|执法|检查|开展|惩戒|国|整治|行动|审批|收储|验收|监管))"
    rf"(?P<support>{_HELPER}(?:{_JOIN}{_HELPER}){{0,12}})"
)
#: Helpers without a name are none.
_ANYBODY = re.compile(r"^(?:有关|相关|各相关|各有关|其他)|(?:有关|相关)(?:部门|单位)$")
_NOT_SUBJECT = re.compile(
    rf"^(?:要|应|须|我们|本(?!局|校|院|级)|为|由于|通过|对|按|根据|在|以|从|把|将|并|使|让|"
    rf"令|请|因此|同时|各项|各类|各种|每|不|严|狠|[一二三四五六七八九十]是|其|认真|{VERBS})"
)
#: Verbs that units' names begin with (宣传部, 督查室).
_NOUN_VERBS = re.compile(
    r"^(?:宣传|组织|督查|督导|监督|检查|教育|管理|服务|保障|培训|审核|规划|建设|应急|整治|"
    r"执法|调查|研究|发展|维护|养护|稽查|检测|检验|检疫|登记|受理|处置|设计|评估|考核|学习|"
    r"综合|"
    r"监管|监察|审计|审批|统筹|协调|指导|信息|运行|监测|预警|救助|采购|改革|保护|绿化|治理|"
    r"巡查|巡视|值班|报告|参与|配合|牵头|承办|主办|实施|责任|成立|开发|审计|信访|帮扶|派驻|包保|管护|防控|(?:推动|"
    r"推进|整改|攻坚|创建)(?:工作)?(?:小组|领导小组|办|专班|组))[^,。;的]{0,14}\Z"
)


_FIRM_RULES = (_SUBJECT_FIRM, _SUBJECT_PLAIN)
_RULES = (_SUBJECT_COLON, _SUBJECT_FIRM, _SUBJECT_PLAIN, _SUBJECT_BODY, _SUBJECT_BY)


def subject_of(twin: Twin, start: int, end: int, *, firm: bool = False) -> list[Span]:
    """Who a sentence tells to act.

    Args:
        twin: The text.
        start: First character of the sentence.
        end: One behind the last.
        firm: Whether only 要, 应, 须, 负责 and the like count as telling.

    Returns:
        The names that stand as its subject; empty when it has none that reads as a unit.
    """
    folded = twin.folded
    for rule in _FIRM_RULES if firm else _RULES:
        found = rule.match(folded, start, end)
        if found is not None and _may_act(found["names"]):
            return split_names(twin, found.start("names"), found.end("names"))
    return []


#: Leaders without their unit.
_ANY_LEADER = re.compile(
    r"(?:主要|分管|班子|第一|直接|具体)(?:领导|负责人|责任人|负责同志|成员)(?:[、和](?:主要|分管|班子|第一|直接|具体).{2,4})*"
)


def _may_act(names: str) -> bool:
    if names.endswith(("干部", "全部", "内部", "骨干", "外部")):
        return False
    if "由" in names[1:] or _ANY_LEADER.fullmatch(names):
        return False
    if "目标" in names or "任务" in names or "措施" in names or "时间" in names or "内容" in names:
        return False
    first = re.split(r"[、和及与]", names)[0]
    return _NOT_SUBJECT.match(first) is None or _NOUN_VERBS.match(first) is not None


def who_in_prose(twin: Twin, start: int, end: int) -> Who:
    """Who running text gives a task to by 由…牵头 or 会同….

    Args:
        twin: The text.
        start: First character.
        end: One behind the last.

    Returns:
        The names with their roles; empty when there are none.
    """
    who = Who()
    led = _LED.search(twin.folded, start, end) if twin.folded.find("由", start, end) >= 0 else None
    if led is not None:
        who.lead = split_names(twin, led.start("lead"), led.end("lead"))
        if led["support"]:
            who.support = split_names(twin, led.start("support"), led.end("support"))
    elif twin.folded.find("配合", start, end) >= 0 or twin.folded.find("协", start, end) >= 0:
        helped = _HELPED.search(twin.folded, start, end)
        if helped is not None:
            who.support = split_names(twin, helped.start("support"), helped.end("support"))
    if twin.folded.find("会同", start, end) >= 0:
        joined = _JOINED.search(twin.folded, start, end)
        if joined is not None and not _ANYBODY.search(joined["support"]):
            who.support += split_names(twin, joined.start("support"), joined.end("support"))
    return who
