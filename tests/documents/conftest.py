"""An invented plan of forty tasks, in both scripts and in larger and smaller sizes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from zhangtu.kernel.problems import Problem, Repair, Severity
from zhangtu.kernel.scripts import to_traditional
from zhangtu.plans.papers import PlanView
from zhangtu.reading.model import (
    Deadline,
    DeadlineKind,
    Duration,
    Item,
    Leaf,
    LeafKind,
    Period,
    Recurrence,
    ReportAsked,
    Target,
)

TITLE = "云溪区老旧小区宜居安居三年提升行动2026年实施方案"
UNITS = ("区住房建设局", "区城市管理局", "区消防救援大队", "各街道办事处", "区财政局", "区民政和养老服务局")
SECTIONS = (
    ("三、重点任务", "（一）摸清家底，建立一院一档"),
    ("三、重点任务", "（二）补齐短板，更新设施设备"),
    ("三、重点任务", "（三）消除隐患，守牢安全底线"),
    ("三、重点任务", "（四）一老一小，完善社区服务"),
    ("四、保障措施", "（一）健全工作机制"),
)
WORK = (
    "逐院登记建成年代、产权归属和公共设施现状，形成一院一档",
    "核对地下管线走向，绘制院落管网图并录入区级平台",
    "公示改造意愿征集结果，接受居民监督",
    "排定年度改造院落名单，报区政府常务会议审定",
    "开展房屋结构安全筛查，对存疑房屋逐栋出具鉴定意见，并将鉴定结论书面告知产权人和使用人",
    "建立居民议事微信群，收集改造诉求并逐条答复",
    "清理院内无主车辆和长期堆放的杂物",
    "汇总历年维修资金使用情况，向业主公布明细",
)
DEADLINES = (
    Deadline(DeadlineKind.PERIOD_END, end=date(2026, 4, 30), raw="4月底前"),
    Deadline(DeadlineKind.DATE, end=date(2026, 6, 15), raw="2026年6月15日前"),
    Deadline(DeadlineKind.RANGE, start=date(2026, 3, 1), end=date(2026, 5, 31), raw="3月1日至5月31日"),
    Deadline(
        DeadlineKind.RECURRING, rule=Recurrence(Period.QUARTER, month=-1, day=25), raw="每季度末月25日前"
    ),
    Deadline(
        DeadlineKind.DURATION, rule=Duration(5, "workday", "收到鉴定申请"), raw="收到鉴定申请后5个工作日内"
    ),
    Deadline(DeadlineKind.CONTINUOUS, raw="长期坚持"),
    Deadline(DeadlineKind.DATE, end=date(2026, 9, 30), raw="9月30日18时前", hour=time(18)),
    Deadline(DeadlineKind.NONE),
)


class Draft:
    """A plan being written, and the reading of it that a careful person would give."""

    def __init__(self, script: str) -> None:
        self.script = script
        self.text = self.spell(f"{TITLE}\n\n各街道、区级各部门：\n")
        self.items: list[Item] = []
        self.targets: list[Target] = []
        self.leaves: list[Leaf] = []

    def spell(self, words: str) -> str:
        return to_traditional(words) if self.script == "hant" else words

    def heading(self, words: str) -> None:
        self.leaves.append(Leaf(len(self.text), len(self.text) + len(words), LeafKind.HEADING))
        self.text += f"{words}\n"

    def task(self, number: int, path: tuple[str, ...]) -> None:
        start, label, work = len(self.text), f"{number + 1}.", self.spell(WORK[number % len(WORK)])
        self.text += f"{label}{work}"
        if number % 5 == 0:
            self.target(self.spell("，完成率不低于95%"))
        self.text += self.spell("，由责任单位明确专人负责并留存工作痕迹。\n")
        support = (UNITS[(number + step) % len(UNITS)] for step in range(1, number % 4 + 1))
        item = Item(
            path=path,
            label=label,
            title=work,
            start=start,
            end=len(self.text) - 1,
            deadline=DEADLINES[number % len(DEADLINES)],
            lead_units=(self.spell(UNITS[number % len(UNITS)]),),
            support_units=tuple(map(self.spell, support)),
            inherited=("deadline", "lead_units") if number % 7 == 3 else (),
        )
        self.items.append(item)

    def target(self, words: str) -> None:
        start = len(self.text) + 1
        self.text += words
        self.targets.append(Target(start, len(self.text), self.spell("完成率"), ">=", 95, "%"))

    def report(self) -> ReportAsked:
        words = self.spell("各街道办事处每月2日前向区住房建设局报送工作进展。")
        start, sender, to = len(self.text), self.spell(UNITS[3]), self.spell(UNITS[0])
        self.text += f"{words}\n"
        return ReportAsked(start, start + len(words), sender, to, self.spell("工作进展"), "monthly by day 2")

    def fault(self) -> Problem:
        self.text += self.spell("完成时间为2月30日。\n")
        place = self.text.index("2月30日")
        facts, repair = {"raw": "2月30日"}, Repair(place, place + 5, "2月28日")
        return Problem(place, place + 5, "invalid_date", Severity.ERROR, facts, repair)


def make_plan(count: int, script: str = "hans") -> PlanView:
    """Write a plan of so many tasks and the reading of it."""
    draft = Draft(script)
    above: tuple[str, ...] = ()
    for number in range(count):
        path = tuple(map(draft.spell, SECTIONS[number * len(SECTIONS) // count]))
        for heading in path if path != above else ():
            draft.heading(heading)
        above = path
        draft.task(number, path)
    report, fault = draft.report(), draft.fault()
    return PlanView(
        title=draft.spell(TITLE),
        text=draft.text,
        script=script,
        items=tuple(draft.items),
        targets=tuple(draft.targets),
        reports=(report,),
        problems=(fault,),
        number="云溪府办〔2026〕8号",
        issuer=draft.spell("云溪区人民政府办公室"),
        issued=date(2026, 2, 27),
        leaves=tuple(draft.leaves),
    )


@pytest.fixture
def plan() -> PlanView:
    return make_plan(40)


@pytest.fixture
def plan_of() -> Callable[..., PlanView]:
    return make_plan


@pytest.fixture
def empty_plan() -> PlanView:
    return replace(make_plan(1), items=(), targets=(), reports=(), problems=())


@pytest.fixture
def made() -> datetime:
    return datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001  # properties of a file carry no zone
