"""Reports asked for: who hands in what to whom, how often."""

import re

from zhangtu.reading.deadlines import Years, deadlines_in_prose
from zhangtu.reading.model import Deadline, ReportAsked
from zhangtu.reading.structure.lexicon import UNIT_ENDS, UNIT_LETTERS
from zhangtu.reading.structure.lines import Twin
from zhangtu.reading.tasks.names import is_unit
from zhangtu.reading.tasks.told import subject_of

_SENTENCE = re.compile(r"[^。;!?\n]+")
#: No sentence of a plan is longer; what goes on without a stop is no sentence.
_LONGEST = 600
_CUE = re.compile(r"报|提交|递交|呈交|送|登录|反馈")
_PAPERS = (
    "总结|报表|月报|周报|季报|日报|年报|材料|情况|信息|报告|专报|方案|清单|台账|统计表|"
    "汇总表|表|计划|名单|简报|小结|成果|进展|数据|动态|书面|结果|"
    "预案|案例|问题|线索|进度|电子版|纸质|记录|心得|论文|作品|统计|评估|建议|意见"
)
#: What may stand behind the name of who receives a report.
_STOP = (
    r"(?=[,。;:、)(!?\s]|\Z|备案|备查|汇|审|存档|统一|并|后|书面|报|作|提|反|递|如实|定期|集中|专题|说明|处|的|办理|"
    r"登记|进行|以便|予以|及时|分别|统筹|上|送|通)"
)
_TO = (
    rf"(?=[^,。;:]{{0,30}}[{UNIT_LETTERS}箱领级统平我])"
    rf"(?:[^,。;、:()将把]{{0,20}}?(?:{UNIT_ENDS}|邮箱|领导|上级|系统|平台|我[局办委处科]){_STOP}"
    rf"(?:(?:及|和|、)[^,。;:()]{{2,14}}?(?:{UNIT_ENDS}){_STOP})?)"
)
_SEND = (
    r"(?:报送|上报|呈报|呈交|函报|函送|陈报|提报|汇报|汇总报|报告|提交|递交|送交|填报|反馈|报备|"
    r"登录|抄报|呈送)"
)
_HOW = (
    r"(?:书面|及时|如实|专题|定期|集中|统一|按时|按期|汇总后?|汇总|一并|分别|同时|盖章后?|"
    r"逐级|按要求|立即|第一时间|当日|,)*"
)
_ASKS = re.compile(
    rf"""
      向(?P<to1>{_TO}){_HOW}(?:{_SEND}|通报|报|作[^,。;]{{0,8}}(?:报告|汇报)|提出)(?P<what1>[^,。;:]{{0,40}})
    | (?P<what2>(?:将|把)[^。;]{{2,70}}?){_HOW}(?:以[^,。;]{{2,10}}形式)?{_HOW}
        (?:{_SEND}(?:送)?(?:至|到|给|于)?(?P<to2>{_TO})?|(?:送|报)(?:送)?(?:至|到|给)?(?P<to6>{_TO}))
    | (?:报送|上报|呈报|呈交|函报|陈报|提报|提交|递交|汇报|汇总报送|抄报)(?:至|给
        |到)?(?P<to3>{_TO})?(?P<what3>(?!、)[^,。;:]{{0,30}}?(?:{_PAPERS}))
    | (?P<what4>[^,。;:\n]{{0,30}}(?:{_PAPERS})[^,。;:\n]{{0,12}}?),?[^,。;:]{{0,12}}?{_HOW}
        (?:{_SEND}(?:至|到|给)|报(?:送)?(?:至|到|给)?|送)(?P<to4>{_TO})
    | (?:建立|实行|实施|落实|执行|完善|健全|坚持|严格)[^,。;:]{{0,8}}(?P<what5>(?:信息报告|信息报送
        |情况报告|专报|零报告|日报告|周报|月报|日报|季报|调度报告)制度)
    | (?<=[前内日])(?:逐级)?报(?P<to7>{_TO})
    | (?<=[时钟]内)(?:书面|电话|口头)?(?:报告|通报|上报|报)(?P<to8>{_TO})?
    | (?:立即|及时|第一时间|当日|即时|按规定)(?:向)?(?:报告|上报|通报|报)(?P<to5>{_TO})
    """,
    re.VERBOSE,
)
_NOT = re.compile(
    r"举报|报道(?!组)|报名|申报|报废|报销|报考|报批|报请|报纸|报刊|批准|审批|审定|审议|审核同意|"
    r"通报批评|通报表扬|报警|报告厅|报告会|预报|海报|填报志愿|撤销|行政强制|"
    r"接到[^,。;]{0,8}报告|报告人|报告后|研究报告|报酬|报复|报价|移送|送达|送检"
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
    if _CUE.search(twin.folded, start, end) is None:
        return found
    for sentence in _SENTENCE.finditer(twin.folded, start, end):
        if _CUE.search(sentence[0]):
            end = min(sentence.end(), sentence.start() + _LONGEST)
            found += _in_sentence(twin, sentence.start(), end, years)
    return found


def _in_sentence(twin: Twin, start: int, end: int, years: Years) -> list[ReportAsked]:
    found: list[ReportAsked] = []
    sender = _sender(twin, start, end)
    at = start
    for ask in _ASKS.finditer(twin.folded, start, end):
        if _NOT.search(twin.folded, max(start, ask.start() - 3), min(end, ask.end() + 4)):
            continue
        first = at
        times = list(deadlines_in_prose(twin.text, twin.folded, at, ask.end(), years))
        times = times or list(deadlines_in_prose(twin.text, twin.folded, ask.end(), end, years))
        found.append(_report(twin, ask, first, sender, _when(times[-1]) if times else None))
        at = ask.end()
    return found


def _sender(twin: Twin, start: int, end: int) -> str | None:
    told = subject_of(twin, start, end)
    return "、".join(twin.text[span.start : span.end] for span in told) or None


def _report(twin: Twin, ask: re.Match[str], first: int, sender: str | None, rule: str | None) -> ReportAsked:
    groups = ask.groupdict()
    what_group = next((name for name in groups if name.startswith("what") and groups[name]), None)
    to_group = next((name for name in groups if name.startswith("to") and groups[name]), None)
    what = twin.text[slice(*ask.span(what_group))] if what_group else twin.text[first : ask.start()]
    what = what.strip(" ,，、:：")
    what = re.split("[将將把]", what)[-1]
    to = None
    if to_group is not None and is_unit(twin.folded, *ask.span(to_group)):
        to = twin.text[slice(*ask.span(to_group))]
    return ReportAsked(ask.start(), ask.end(), sender, to, what[:60], rule)


def _when(deadline: Deadline) -> str | None:
    if deadline.rule is not None:
        return str(deadline.rule)
    return f"by {deadline.end.isoformat()}" if deadline.end else deadline.raw
