"""Names of units: lists cut into names, who leads and helps in a phrase, who is told to act in a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhangtu.reading.model import Span
from zhangtu.reading.structure.lexicon import UNIT_ENDS, UNIT_NAME, VERBS
from zhangtu.reading.structure.lines import Twin


@dataclass(slots=True)
class Who:
    """Who answers for something and who helps, by place in the text.

    Attributes:
        lead: Places of the names that lead.
        support: Places of the names that help.
    """

    lead: list[Span] = field(default_factory=list)
    support: list[Span] = field(default_factory=list)

    def __bool__(self) -> bool:
        """True when anybody is named."""
        return bool(self.lead or self.support)


_SEPARATOR = re.compile(
    r"[、,;/|\n\t·]|(?<=[^\w])\s+|\s+(?=\S)|和|及其|以及|及|与|会同|联合(?!会|社|体|国)|暨"
)
_SOFT = frozenset({"和", "及", "与", "暨", "联合", "会同", "以及", "及其"})
_HEAD = re.compile(
    r"(?:\d{1,2}[.、]|[一二三四五六七八九十][.、]|第?[①-⑳])?\s*(?:由|责任单位|牵头单位|"
    r"配合单位|各由|会同|联合(?!会)|其中|主要由|分别由)?[::\s“”〔【\[]*"
)
_TAIL = re.compile(
    r"(?:等(?:\d+|[一二三四五六七八九十]+)?(?:个)?(?:有关|相关|各|成员|市直|县直|区直|市级|"
    r"县级|区级|责任|职能)?(?:市直|县直|区直|市级)?(?:部门|单位|机关|科室|处室|股室|机构|"
    r"乡镇|人员)?|"
    r"(?:的)?(?:主要|分管)(?:负责人|领导|负责同志)|"
    r"按(?:照)?(?:各自)?(?:职责|职能|分工)(?:分工)?|"
    r"(?:共同|联合|具体|分别|按照?|根据|依|依据|各自|统一|统筹|组织|主要|协同|积极|其他|总|"
    r"为主).{0,12}(?:负责|牵头|落实|配合|实施|参与|推进|承担|执行|分工)|"
    r"(?:共同|具体|分别|统筹)?(?:牵头|负责|配合|协助|参与|协办|主办|承办|落实|实施|执行|"
    r"组织|分工)(?:组织|推进|落实|实施|负责|协调|配合|完成)*)[)\s]*\Z"
)
_NOT_NAME = re.compile(
    r"(?:[\d\W_]*|[^一-鿿]*(?:\d+|[一二三四五六七八九十]+)\s*(?:年|月|日|季度|天|个).*|"
    r".*(?:年底|月底|季度末|长期).*|全年|年内|无|/|同上|同前|略|长期|持续推进|长期坚持|待定|"
    r"按职责分工|(?:按)?职责分工负责|各自职责|职责分工|按?分工负责|负责|牵头|配合|落实|"
    r"参与)\Z"
)


def split_names(twin: Twin, start: int, end: int) -> list[Span]:
    """The names in a list such as 市财政局、市教育局和各镇（街道）.

    Args:
        twin: The text.
        start: First character of the list.
        end: One behind the last.

    Returns:
        The place of each name, without the words around it. 和, 及, 与 divide only where units stand on both
        sides, so that 市容和环境管理科 stays one name.
    """
    folded = twin.folded
    joined: list[tuple[int, int]] = []
    for first, last, sign in _pieces(folded, start, end):
        soft = sign in _SOFT and bool(joined)
        if soft and not (is_unit(folded, *joined[-1]) and is_unit(folded, first, last)):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    trimmed = (_trim(folded, first, last) for first, last in joined)
    return [Span(first, last) for first, last in trimmed if _keeps(folded, first, last)]


def _pieces(folded: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The pieces between separators outside brackets, each with the separator before it."""
    first, sign = start, ""
    for cut in _SEPARATOR.finditer(folded, start, end):
        if not _inside(folded, start, cut.start()):
            yield first, cut.start(), sign
            first, sign = cut.end(), cut[0].strip()
    yield first, end, sign


def _inside(folded: str, start: int, at: int) -> bool:
    """Whether a place stands inside round brackets opened behind ``start``."""
    opened = folded.count("(", start, at)
    return opened > 0 and opened > folded.count(")", start, at)


def _trim(folded: str, first: int, last: int) -> tuple[int, int]:
    """A name's place without the words before and behind it."""
    head = _HEAD.match(folded, first, last)
    first = head.end() if head else first
    while last > first and folded[last - 1] in " \t,;。、.:”\n〕】]":
        last -= 1
    tail = _TAIL.search(folded, first, last)
    while tail is not None and tail.start() > first:
        last = tail.start()
        tail = _TAIL.search(folded, first, last)
    if (
        last > first
        and folded[last - 1] == ")"
        and folded.count("(", first, last) < folded.count(")", first, last)
    ):
        last -= 1
    while last > first and folded[last - 1] in " \t,;。、":
        last -= 1
    return first, last


def _keeps(folded: str, first: int, last: int) -> bool:
    return 1 < last - first <= 40 and _NOT_NAME.match(folded, first, last) is None


def is_unit(folded: str, start: int, end: int) -> bool:
    """Whether a stretch reads as the name of a unit or group of people."""
    name = folded[start:end].strip()
    return 1 < len(name) <= 40 and UNIT_NAME.match(name) is not None


_LEADS = re.compile(r"牵头|主办|主责|为主|总负责|统筹负责|召集")
_HELPS = re.compile(r"配合|协助|参与|协办|协同|参加|支持")
_DOES = re.compile(r"负责|落实|承办|实施|承担|执行|分工|推进|组织|完成|抓好|办理|督促|指导")


def who_in_phrase(twin: Twin, start: int, end: int) -> Who:
    """Who leads and who helps in a phrase such as 市财政局牵头，市教育局、市审计局配合.

    Args:
        twin: The text.
        start: First character of the phrase.
        end: One behind the last.

    Returns:
        The names with their roles; empty when it names nobody in such a role. A bare list of units leads.
    """
    folded = twin.folded
    who = Who()
    clauses = list(_clauses(folded, start, end))
    led = any(_LEADS.search(folded, first, last) for first, last in clauses)
    for first, last in clauses:
        role, names = _role(folded, first, last, led=led)
        if role is not None:
            (who.lead if role else who.support).extend(split_names(twin, names[0], names[1]))
    if not who.lead and who.support and not led:
        who.lead, who.support = who.support, []
    return who


def _clauses(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Clauses that end in a role word; a comma inside a list of names divides none."""
    first = start
    for cut in re.finditer(r"[,;。]", folded[start:end]):
        at = start + cut.start()
        if _inside(folded, start, at):
            continue
        if cut[0] != "," or _role_word(folded, first, at):
            yield first, at
            first = at + 1
    if first < end:
        yield first, end


def _role_word(folded: str, first: int, last: int) -> bool:
    return any(rule.search(folded, max(first, last - 8), last) for rule in (_LEADS, _HELPS, _DOES))


def _role(folded: str, first: int, last: int, *, led: bool) -> tuple[bool | None, tuple[int, int]]:
    """Whether the names of a clause lead (True), help (False) or are none (None), and where they stand."""
    lead = _LEADS.search(folded, first, last)
    helps = _HELPS.search(folded, first, last)
    if lead is not None and (helps is None or lead.start() < helps.start()):
        return True, (first, lead.start())
    if helps is not None:
        return False, (first, helps.start())
    does = _DOES.search(folded, first, last)
    if does is not None:
        return not led, (first, does.start())
    return (not led, (first, last)) if _all_units(folded, first, last) else (None, (first, last))


def _all_units(folded: str, first: int, last: int) -> bool:
    pieces = [piece.strip() for piece in re.split(r"[、,;/\s]", folded[first:last]) if piece.strip()]
    return bool(pieces) and all(is_unit(piece, 0, len(piece)) for piece in pieces)


_ATOM = r"(?:[^\s,。;:、()!?“”《》\d]|“[^“”\s]{1,12}”|\([^()\n]{1,10}\))"
_ONE = rf"{_ATOM}{{0,16}}?(?:{UNIT_ENDS})(?:\([^()\n]{{1,10}}\))?"
_JOIN = "(?:、|和|及|与|以及|会同|联合)"
_LIST = rf"{_ONE}(?:{_JOIN}{_ONE}){{0,12}}"
_THEN = (
    r"\d{1,2}月|\d{4}年|按|依|根据|对|结合|在|于|将|每|组织|开展|负责|不定期|收到|接到|找准|"
    r"组建|向|把|为|从|至少|视情|自|与|并"
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
_SUBJECT_FIRM = re.compile(rf"(?P<names>{_LIST})(?:在[^,。;]{{1,20}},?)?{_FIRM}")
_SUBJECT_PLAIN = re.compile(
    rf"(?P<names>(?:各|全体|所有|全[市县区镇乡校院]各?){_ONE}(?:{_JOIN}{_ONE}){{0,12}})"
    rf"(?={_GOES_ON}(?:{_THEN}|{VERBS}))"
)
_BODIES = (
    "网格员|组委会|专班|领导小组|指挥部|委员会|工作组|推动小组|工作小组|联席会议|督查组|检查组|"
    "督导组|办公室|学校|班主任"
)
_BODY_ENDS = (
    "组委会|领导小组|指挥部|委员会|工作组|专班|办公室|督查组|督导组|考核组|联席会议|党支部|"
    "局|委|科|处|股|站|所|队|中心|课|室|部|办|署|专员|政府|公所|工会|妇联|团委|纪委|公司|集团|医院|法院|检察院|网格员|监管人员|协会"
)
#: Helpers without a name are none.
_ANYBODY = re.compile(r"^(?:有关|相关|各相关|各有关|其他)|(?:有关|相关)(?:部门|单位)$")
_SUBJECT_COLON = re.compile(rf"(?P<names>{_LIST}):(?=[^\s])")
_SUBJECT_BY = re.compile(rf"由(?P<names>{_LIST})(?={_GOES_ON}(?:{_THEN}|{VERBS}|委托))")
_SUBJECT_BODY = re.compile(
    rf"(?P<names>(?:(?:{_ATOM}){{1,24}}?(?:{_BODY_ENDS})|(?:{_BODIES}))(?:{_JOIN}{_ONE}){{0,12}})"
    rf"(?={_GOES_ON}(?:{_THEN}|{VERBS}))"
)
_LED = re.compile(
    rf"由(?P<lead>{_LIST})(?:等)?(?:有关|相关)?(?:部门|单位)?(?:负责)?(?:牵头|总牵头|主办|"
    rf"负责|具体负责)(?:,(?P<support>{_LIST})(?:等)?(?:部门)?(?:配合|协助|参与|协办))?"
)
#: Ends that can't be the middle of a longer name.
_FIRM_ENDS = "|".join(
    one
    for one in UNIT_ENDS.split("|")
    if one not in {"县", "市", "区", "镇", "乡", "村", "州", "盟", "旗", "市区", "县区", "新区", "高新区"}
)
_HELPER = rf"{_ATOM}{{1,16}}?(?:{_FIRM_ENDS})(?![局办委部厅处科股站所室会监管])"
_JOINED = re.compile(
    rf"(?:会同|联合(?!会|体|执法|检查|开展|惩戒|国|整治|行动|审批|国|收储|验收|"
    rf"监管))(?P<support>{_HELPER}(?:{_JOIN}{_HELPER}){{0,12}})"
)
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
    r"巡查|巡视|值班|报告|参与|配合|牵头|承办|主办|实施|责任|成立|开发|审计|信访|(?:推动|"
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


def _may_act(names: str) -> bool:
    if names.endswith(("干部", "全部", "内部", "骨干", "外部")):
        return False
    if "由" in names[1:]:
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
    if twin.folded.find("会同", start, end) >= 0:
        joined = _JOINED.search(twin.folded, start, end)
        if joined is not None and not _ANYBODY.search(joined["support"]):
            who.support += split_names(twin, joined.start("support"), joined.end("support"))
    return who
