"""Our words for stored values: refusals, kinds of time and of correction, in the person's language."""

from django.utils.translation import gettext as _

from zhangtu.desk.frame.words import tongue
from zhangtu.plans.changes import Kind
from zhangtu.plans.errors import PlanError, Refusal
from zhangtu.plans.view import Outcome
from zhangtu.reading.model import DeadlineKind, Period
from zhangtu.reading.source import UnreadableError
from zhangtu.reading.wording import say_unreadable


def refusal(why: Refusal) -> str:
    """The sentence for a refusal: what is wrong and what to do."""
    return {
        Refusal.NAMELESS: _("请先写上您的姓名，更正要留下是谁改的。"),
        Refusal.GONE: _("这一条已经不在了，可能刚被别人改过。请看看最新的内容再改。"),
        Refusal.EMPTY: _("这里不能空着。"),
        Refusal.BAD_DATE: _("日期不对：没有这一天，或者结束早于开始。"),
        Refusal.NO_MONTH: _("这个周期里没有这么多个月，请重选第几个月。"),
        Refusal.TOO_LONG: _("写得太长了，请缩短一些。"),
        Refusal.NO_NEIGHBOUR: _("这一边没有相邻的任务可以合并。"),
        Refusal.BAD_SPLIT: _("请把断开的地方选在任务的中间。"),
        Refusal.ALREADY_WITHDRAWN: _("这处更正已经撤销了。"),
        Refusal.OLD_VERSION: _("这份文件刚换了新稿。请刷新后在新稿上更正，填写的内容还在。"),
        Refusal.SAME_FILE: _("这就是现在这一稿，没有变化。"),
        Refusal.NO_DOCUMENT: _("没有这份文件，可能已移到回收站。"),
        Refusal.BAD_REQUEST: _("这个请求不完整或不合规矩。请回到上一页重试。"),
        Refusal.NO_TEXT: _("请选择一个文件，或者粘贴文字。"),
        Refusal.NOT_ALLOWED: _(
            "这个岗位不能这样做：放入方案要有“录入”权限，更正方案要有“修改”权限。请换一个岗位，或请有权限的同事办理。"
        ),
        Refusal.TOO_MUCH: _(
            "正文太长：最多 100 万字、5 万行、一段 5 万字、1 万条任务。请拆成几份，或用命令行读。"
        ),
        Refusal.CHANGED: _("这一项刚被别人改过。请看看最新的内容，再决定要不要改。"),
        Refusal.DAMAGED: _("保存的原件找不到了，或在磁盘上被改动过。请从备份恢复，或重新放入这份文件。"),
    }[why]


def sentence_of(error: Exception) -> tuple[int, str] | None:
    """The status and sentence of an exception of plans or of reading; ``None`` for any other."""
    if isinstance(error, PlanError):
        return error.status, refusal(error.refusal)
    if isinstance(error, UnreadableError):
        return 422, say_unreadable(error, tongue())
    return None


def time_kind(kind: DeadlineKind) -> str:
    """The name of a kind of time."""
    return {
        DeadlineKind.DATE: _("某日前"),
        DeadlineKind.RANGE: _("一段时间"),
        DeadlineKind.PERIOD_END: _("月末、季末、年末"),
        DeadlineKind.RECURRING: _("定期"),
        DeadlineKind.DURATION: _("从某事起算"),
        DeadlineKind.CONTINUOUS: _("长期"),
        DeadlineKind.INVALID: _("日期有误"),
        DeadlineKind.NONE: _("没有写明"),
    }[kind]


def period(value: Period) -> str:
    """The name of a step of something recurring."""
    return {
        Period.DAY: _("每日"),
        Period.WEEK: _("每周"),
        Period.TEN_DAYS: _("每旬"),
        Period.HALF_MONTH: _("每半月"),
        Period.MONTH: _("每月"),
        Period.TWO_MONTHS: _("每两个月"),
        Period.QUARTER: _("每季度"),
        Period.HALF_YEAR: _("每半年"),
        Period.YEAR: _("每年"),
    }[value]


def weekdays() -> list[tuple[int, str]]:
    """The days of a week, Monday first, with their names."""
    names = (_("星期一"), _("星期二"), _("星期三"), _("星期四"), _("星期五"), _("星期六"), _("星期日"))
    return list(enumerate(names, start=1))


#: The units a length of time is counted in.
DURATION_UNITS = ("hour", "day", "workday", "week", "month", "year")


def duration_unit(unit: str) -> str:
    """The name of a unit of time."""
    return {
        "hour": _("小时"),
        "day": _("日"),
        "workday": _("个工作日"),
        "week": _("周"),
        "month": _("个月"),
        "year": _("年"),
    }[unit]


def correction_kind(kind: Kind) -> str:
    """What a kind of correction does."""
    return {
        Kind.MEND: _("改文字"),
        Kind.ISSUED: _("定成文日期"),
        Kind.TITLE: _("改任务名称"),
        Kind.UNITS: _("改责任单位"),
        Kind.DEADLINE: _("改时限"),
        Kind.SPLIT: _("拆成两条"),
        Kind.MERGE: _("合并两条"),
        Kind.DROP: _("不是任务"),
        Kind.ADD: _("加一条任务"),
        Kind.IGNORE: _("不是问题"),
        Kind.WITHDRAW: _("撤销"),
    }[kind]


def outcome(value: Outcome) -> str:
    """What became of a correction; nothing to say when it was simply applied."""
    return {
        Outcome.APPLIED: "",
        Outcome.SETTLED: _("新稿已经如此"),
        Outcome.LOST: _("新稿里找不到"),
        Outcome.DIFFERS: _("新稿另有写法"),
    }[value]
