"""What sort of document and what sort of section: where tasks can stand at all."""

import re
from dataclasses import dataclass
from enum import StrEnum

from zhangtu.reading.model import LeafKind
from zhangtu.reading.structure.lexicon import MODAL, PAST, VERB, VERBS


class Genre(StrEnum):
    """What a document is for."""

    #: Tells people what to do.
    PLAN = "plan"
    #: Tells what was done, or argues.
    REPORT = "report"
    #: Lays down lasting rules.
    RULES = "rules"


_REPORT = re.compile(
    r"笔者|本文|【?摘\s?要】?|关键词|参考文献|总结如下|汇报如下|报告如下|做法总结|"
    r"粗浅的?认识|述职|我部|我公司|我站人员|经验材料|心得体会|深受|赢得了"
)
_PLAN = re.compile(
    r"特制[定订]|制定本方案|本方案|制定如下|现印发|印发给你们|贯彻执行|贯彻落实|遵照执行|"
    r"责任单位|牵头单位|完成时限|实施方案|工作方案|行动方案|整治方案|"
    r"主办机关|现将有关事项通知|通知如下|工作要点|本计划|实施计划|责任部门|请各"
)
_RULES = re.compile(r"本(?:办法|规定|条例|细则|制度|规程|规则|守则|章程|准则|标准)")
_REPORT_TITLE = re.compile(
    r"(?:总结|汇报|情况的?报告|调研报告|综述|述职报告|经验材料?|纪实|讲话|致辞|论文|思考|"
    r"浅谈|情况通报)\s*\Z"
)
_PLAN_TITLE = re.compile(
    r"(?:方案|计划|要点|分工|清单|分解|任务表|安排|通知|意见|措施|行动|台账|计画)[^,。:]{0,12}\Z"
)
_RULES_TITLE = re.compile(
    r"(?:办法|规定|条例|细则|制度|规程|规则|守则|章程|准则|要点)(?:\((?:试行|暂行|"
    r"修订)\))?\s*\Z"
)
_NEXT = re.compile(r"下一?步|下一?阶段|今后|打算|明年|来年|工作思路|工作计划|工作安排|整改措施|对策建议")


def genre_of(folded: str, title: str | None) -> Genre:
    """What sort of document this is.

    Args:
        folded: The folded text.
        title: Its folded title, if it has one.

    Returns:
        The sort its title and wording speak for; a plan when they are silent.
    """
    name = title or ""
    if _PLAN_TITLE.search(name) and not _REPORT_TITLE.search(name) and not _RULES_TITLE.search(name):
        return Genre.PLAN
    report = len(_REPORT.findall(folded)) + 4 * bool(_REPORT_TITLE.search(name))
    plan = len(_PLAN.findall(folded)) + 2 * bool(_PLAN_TITLE.search(name))
    rules = len(_RULES.findall(folded)) + 3 * bool(_RULES_TITLE.search(name))
    if rules > max(plan, 2):
        return Genre.RULES
    if report > plan or (plan <= 1 and _narrates(folded)):
        return Genre.REPORT
    return Genre.PLAN


#: So many words of the past make an account.
_NARRATIVE = 5


def _narrates(folded: str) -> bool:
    """Whether the wording tells of the past more than it asks for anything."""
    past = len(PAST.findall(folded))
    return past >= _NARRATIVE and past > 2 * len(MODAL.findall(folded))


@dataclass(frozen=True, slots=True)
class Section:
    """What may stand in a numbered part.

    Attributes:
        kind: The kind its paragraphs have, or ``TASK`` when they may tell somebody to do something.
        ahead: In a report, True for the part that speaks of what is to come.
    """

    kind: LeafKind
    ahead: bool = False


_TASKS = re.compile(
    r"任务|措施|要求|步骤|阶段|安排|保障|做法|分工|事项|重点工作|主要工作|工作内容|实施|"
    r"内容$|职责"
)
_KINDS = (
    (LeafKind.GOAL, re.compile(r"目标|目的$|宗旨|总体要求|总要求|预期成效|预期成果|预期效益|愿景|愿景")),
    (LeafKind.PRINCIPLE, re.compile(r"指导思想|原则|总体思路|基本思路|工作思路$|依据|缘起|緣起|计画依据")),
    (
        LeafKind.MEMBER_LIST,
        re.compile(
            r"^(?!加强|强化|切实|健全|高度|严密|统一).*(?:组织领导|领导小组|组织机构|工作机构|"
            r"组织架构|成员名单|人员组成|组成人员|领导机构|工作专班|组织体系)"
        ),
    ),
    (
        LeafKind.PAST,
        re.compile(
            r"引言|概述|概况|背景|意义|现状|基本情况|问题$|存在.{0,6}问题|原因|形势|回顾|成效$|"
            r"取得的|主要做法|经验|工作开展情况|完成情况|^前言|^序言"
        ),
    ),
    (LeafKind.NOTE, re.compile(r"^(?:经费(?:来源|概算|需求|预算)?|预算|所需经费|附则|其他|其它)$|^经费")),
    (
        LeafKind.DEFINITION,
        re.compile(
            r"总则|附则|(?:主办|协办|承办|办理|指导)单位$|名词解释|术语|适用范围|定义|释义|(?:整治|"
            r"检查|评选|参加|实施|适用|参赛|活动|工作|治理)(?:范围|对象)$|(?:实施|计画|活动|"
            r"办理)(?:期程|期间|日期|时间|地点|方式)$|期程$"
        ),
    ),
    (
        LeafKind.PENALTY,
        re.compile(r"罚则|法律责任|^奖惩|^奖励$|叙奖|^奖惩|评分标准|计分|扣分标准|考核标准|评分办法|奖惩"),
    ),
)


_GOAL_HEADING = re.compile(
    r"(?!明确|细化|强化|实现|围绕|紧扣|对标|锚定|分解|量化|落实|完成|聚焦).{0,10}(?:目标|"
    r"指标|要求)\Z"
)


def section_of(heading: str, around: Section) -> Section:
    """What may stand under a heading.

    Args:
        heading: The heading's folded words without its number.
        around: What may stand in the part around it.

    Returns:
        The section; a heading that speaks of tasks, measures or stages opens the field for tasks again.
    """
    ahead = around.ahead or _NEXT.search(heading) is not None
    words = heading if len(heading) <= 40 else ""
    begins = VERB.match(words) is not None and not _GOAL_HEADING.match(words)
    tasks = _TASKS.search(words)
    for kind, rule in _KINDS:
        if rule.search(words):
            if (
                tasks
                and kind in (LeafKind.GOAL, LeafKind.PAST, LeafKind.MEMBER_LIST)
                and not words.endswith(("总体要求", "总要求"))
            ):
                return Section(LeafKind.TASK, ahead)
            if (
                begins
                and kind in (LeafKind.GOAL, LeafKind.PRINCIPLE, LeafKind.PAST, LeafKind.PENALTY)
                and "指导思想" not in words
            ):
                continue
            return Section(kind, ahead)
    if tasks and len(words) <= 20:
        return Section(LeafKind.TASK, ahead)
    return Section(around.kind, ahead)


_SENTENCE = re.compile(r"[^。;!?\n]+")
_EXPLAINS = re.compile(
    r"[“”][^“”]{1,16}[“”](?:是?指|系指)|(?:是指|指的是|即|包括|主要包括|分为|属于|是)|"
    r".{0,20}(?:经费|开支|费用|资金)[^。]{0,40}(?:承担|支应|支付|列支|解决|拨款)|"
    r"[^。]{0,24}自.{2,8}之?日起.{0,4}(?:施行|实施|执行|生效|实行)|"
    r"[^。]{0,30}(?:负责解释|解释权)|[^。,]{0,20}(?:目标|范围|对象|依据)[::]"
)
_SETS_UP = re.compile(
    r"(?:为[^。]{2,50},)?(?:[^。,]{0,16})?(?:特|决定|研究决定|同意)?(?:成立|设立|组建|"
    r"设)[^。;]{0,40}(?:领导小组|工作小组|推动小组|工作组|指挥部|专班|委员会|"
    r"联席会议)(?:\([^()]{1,30}\))?(?=[,。:(]|负责)[^。]{0,6}(?:由|组长|下设|成员|具体|$|。|名单|人员)|"
    r"[^。]{0,16}(?:主席|组长|主任|召集人|执行秘书|秘书处?|"
    r"总指挥)[^。;]{0,6}由[^。;]{2,40}(?:出任|担任|兼任|任)|(?:领导小组|专班|指挥部|"
    r"工作组)下设办公室|办公室设在"
)
_PUNISHES = re.compile(r"(?:追究|通报批评|问责|处罚|取消.{0,8}资格|一票否决|扣\d|给予.{0,6}处分|约谈)")


#: The writer tells of his own unit.
_OURS = re.compile(r"我们|笔者|我(?:局|校|院|站|所|镇|县|部|队|中心|公司|单位)(?!要|应|将|各)")


def tells_to_act(folded: str, start: int, end: int) -> bool:
    """Whether a paragraph tells somebody to do something.

    Args:
        folded: The folded text.
        start: First character behind the number.
        end: One behind the last.

    Returns:
        True when a sentence of it begins with a verb of doing, or says that somebody must, and it does not
        mostly tell of the past.
    """
    if _OURS.search(folded, start, end) and len(PAST.findall(folded, start, end)) > 1:
        return False
    asks = 0
    for sentence in _SENTENCE.finditer(folded, start, end):
        first = sentence.start()
        while first < sentence.end() and folded[first] in " \t“”\"'(),":
            first += 1
        asks += _asks(folded, first, sentence.end())
    if not asks:
        return False
    return len(PAST.findall(folded, start, end)) <= 2 * asks


def _asks(folded: str, first: int, last: int) -> bool:
    if (
        VERB.match(folded, first, last)
        or MODAL.search(folded, first, last)
        or _ABOUT.match(folded, first, last)
    ):
        return True
    return any(VERB.match(folded, at + 1, last) for at in _commas(folded, first, last))


_ABOUT = re.compile(rf"(?:对|将|把|针对|围绕|就)[^。;]{{2,60}}?(?:{VERBS})(?!的)")


def _commas(folded: str, first: int, last: int) -> list[int]:
    places: list[int] = []
    at = folded.find(",", first, last)
    while at >= 0 and len(places) < 6:
        places.append(at)
        at = folded.find(",", at + 1, last)
    return places


def only_punishes(folded: str, start: int, end: int) -> bool:
    """Whether a paragraph only threatens or praises: consequences, not work."""
    sentences = list(_SENTENCE.finditer(folded, start, end))
    return bool(sentences) and all(_PUNISHES.search(one[0]) for one in sentences)


def sets_up(folded: str, start: int, end: int) -> bool:
    """Whether a paragraph sets up a leading group or names its members."""
    return _SETS_UP.match(folded, start, end) is not None


def explains(folded: str, start: int, end: int) -> bool:
    """Whether a paragraph only says what a word means."""
    return _EXPLAINS.match(folded, start, end) is not None
