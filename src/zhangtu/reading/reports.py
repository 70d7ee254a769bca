"""Reports asked for: who hands in what to whom, how often."""

import re

from zhangtu.reading.deadlines import Years, deadlines_in_prose, main_deadline
from zhangtu.reading.lexicon import UNIT_ENDS
from zhangtu.reading.lines import Twin
from zhangtu.reading.model import Deadline, ReportAsked
from zhangtu.reading.names import is_unit, subject_of

_SENTENCE = re.compile(r"[^。;!?\n]+")
_PAPERS = (
    "总结|报表|月报|周报|季报|日报|年报|材料|情况|信息|报告|专报|方案|清单|台账|统计表|汇总表|表|计划|名单|简报|小结|成果|进展|数据|动态|书面|结果|意见|预案|案例|档案|佐证|自评|问题|线索|"
    "执行率|进度|照片|电子版|纸质"
)
_SEND = r"(?:报送|上报|呈报|函报|函送|陈报|彙报|汇报|汇总报|报告|提交|递交|填报|反馈|报备|报(?=至|到|给|市|县|区|镇|省|局|校|院|办|乡|街|委|党|领|安|各|本|所|处|科|政|教|医|集|公|中|环|卫|文|人|上级|专班|指挥|联席|工|纪|农|应|综|督))"
_TO = rf"[^,。;、:()]{{0,20}}?(?:{UNIT_ENDS}|邮箱|领导|上级)(?:办公室)?"
_ASKS = re.compile(
    rf"""
      向(?P<to1>{_TO})(?:书面|及时|如实|专题|定期|集中|统一|统计)*(?:{_SEND}|通报|报)(?P<what1>[^,。;:]{{0,40}})
    | (?P<what2>(?:将|把)[^。;]{{2,70}}?)(?:,|\)|以[^,。;]{{2,10}}形式)?(?:书面|及时|统一|汇总后?|一并|分别|同时|盖章后|按时|定期|逐级|按要求|,)*{_SEND}(?:送)?(?:至|到|给)?(?P<to2>{_TO})?
    | (?:报送|上报|呈报|函报|陈报|提交|填报|汇报|反馈|汇总报送)(?:至|给|到)?(?P<to3>{_TO}(?=[的]?))?(?P<what3>[^,。;:]{{0,30}}?(?:{_PAPERS}))
    | (?P<what4>[^,。;:\n]{{0,24}}(?:{_PAPERS})(?:[^,。;:\n]{{0,12}}),?)(?:于|在)?[^,。;:]{{0,16}}?(?:前|内|时)?{_SEND}(?:送)?(?:至|到|给)(?P<to4>{_TO})
    | (?:建立|实行|实施|落实|执行|完善|健全|坚持|严格)[^,。;:]{{0,8}}(?P<what5>(?:信息报告|信息报送|报告|报送|专报|零报告|日报告|月报|周报|日报|季报|调度报告|情况报告)制度?)
    """,
    re.VERBOSE,
)
_NOT = re.compile(
    r"举报|报道|报名|申报|报废|报销|报考|报批|报请|报纸|批准|审批|审定|审议|备案审查|通报批评|报警|报告厅|报告会|预报|海报|情报|填报志愿|撤销|行政强制|接到[^,。;]{0,8}报告|报告人|报告后"
)


def find_reports(twin: Twin, start: int, end: int, years: Years) -> list[ReportAsked]:
    """The reports that a stretch of text asks for.

    Args:
        twin: The text.
        start: First character.
        end: One behind the last.
        years: What is known of the year.

    Returns:
        The reports in order.
    """
    found: list[ReportAsked] = []
    if twin.folded.find("报", start, end) < 0 and twin.folded.find("提交", start, end) < 0:
        return found
    for sentence in _SENTENCE.finditer(twin.folded, start, end):
        if "报" in sentence[0] or "提交" in sentence[0] or "反馈" in sentence[0]:
            found += _in_sentence(twin, sentence.start(), sentence.end(), years)
    return found


def _in_sentence(twin: Twin, start: int, end: int, years: Years) -> list[ReportAsked]:
    found: list[ReportAsked] = []
    sender = _sender(twin, start, end)
    at = start
    for ask in _ASKS.finditer(twin.folded, start, end):
        if _NOT.search(twin.folded, max(start, ask.start() - 3), min(end, ask.end() + 8)):
            continue
        rule = _rule(twin, at, ask.end(), years) or _rule(twin, ask.end(), end, years)
        found.append(_report(twin, ask, sender, rule))
        at = ask.end()
    return found


def _sender(twin: Twin, start: int, end: int) -> str | None:
    told = subject_of(twin, start, end)
    return "、".join(twin.text[span.start : span.end] for span in told) or None


def _report(twin: Twin, ask: re.Match[str], sender: str | None, rule: str | None) -> ReportAsked:
    to, what = None, ""
    for place in "12345":
        if place != "5" and ask[f"to{place}"]:
            to = twin.text[ask.start(f"to{place}") : ask.end(f"to{place}")]
        if ask[f"what{place}"]:
            what = twin.text[ask.start(f"what{place}") : ask.end(f"what{place}")]
    what = what.strip(" ,，、:：")
    if what[:1] in "将將把":
        what = what[1:]
    if to is not None and not is_unit(twin.folded, *ask.span(next(f"to{p}" for p in "1234" if ask[f"to{p}"]))):
        to = None
    return ReportAsked(ask.start(), ask.end(), sender, to, what[:60], rule)


def _rule(twin: Twin, start: int, end: int, years: Years) -> str | None:
    found = deadlines_in_prose(twin.text, twin.folded, start, end, years)
    return _when(main_deadline(found)[0]) if found else None


def _when(deadline: Deadline) -> str | None:
    if deadline.rule is not None:
        return str(deadline.rule)
    return f"by {deadline.end.isoformat()}" if deadline.end else deadline.raw
