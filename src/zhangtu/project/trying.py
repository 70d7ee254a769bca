"""What makes the invented county worth looking at: people who can sign in, and shops with their licences."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import today
from zhangtu.kernel.identifiers import credit_code
from zhangtu.ledgers import actions
from zhangtu.ledgers.drafts import Draft
from zhangtu.people import actions as people
from zhangtu.people import queries
from zhangtu.project import trying_duties

#: So many shops the county has.
SHOPS: Final = 240
#: The invented unit at the top.
_TOP: Final = "青禾县"
_SINCE: Final = date(2024, 1, 1)
_VILLAGES: Final = ("鼓楼村", "石匠村", "新桥村", "两垄村", "枫树村", "竹园村", "上柳村", "码头路社区")
_SIGNS: Final = {"restaurant": "饭店", "grocer": "食品店", "workshop": "豆腐坊", "pharmacy": "药房"}
_WORDS: Final = tuple("顺发 永兴 福源 祥和 聚鑫 鸿运 康泰 惠民 益民 吉祥 佳美 鑫盛".split())  # noqa: SIM905  # a line
_ZONES: Final = ("town_centre", "village", "school", "market", "key_area")
_LEADS: Final = {
    "restaurant": "青禾县市场监督管理局",
    "grocer": "青禾县市场监督管理局",
    "workshop": "青禾县农业农村局",
    "pharmacy": "青禾县卫生健康局",
}
#: What, how far, who leads, due in so many days.
_TASKS: Final = (
    ("完成全县经营单位摸底登记", "completed", "青禾县市场监督管理局", -40),
    ("核对营业执照与实际经营者", "responded", "青禾县市场监督管理局", -6),
    ("清理校园周边无证摊点", "assigned", "石鼓镇", -12),
    ("组织小作坊签订承诺书", "acknowledged", "石鼓镇", -3),
    ("检查学校食堂进货台账", "acknowledged", "青禾县教育局", 2),
    ("张贴举报电话", "returned", "枫林镇", -1),
    ("开展药房处方管理抽查", "assigned", "青禾县卫生健康局", 9),
    ("指导豆腐坊整改排水", "acknowledged", "青禾县农业农村局", 20),
    ("公布村级巡查安排", "assigned", "渡口镇", 5),
    ("整理整治工作总结", "assigned", "青禾县市场监督管理局", 45),
)
#: Task → the code of the duty it carries out; the others belong to none.
_CARRIED: Final = {
    0: "示例-1-1-1", 1: "示例-1-1-1", 2: "示例-1-2", 3: "示例-1-3", 4: "示例-3", 6: "示例-2", 7: "示例-1-3",
}  # fmt: skip
_TRADES: Final = "甲乙丙丁戊己庚辛壬癸"


class Guest(NamedTuple):
    """Somebody invented who can sign in.

    Attributes:
        login: The login name.
        name: What the person is called.
        unit: Where the person works.
        post: As what.
        role: With which rights.
    """

    login: str
    name: str
    unit: str
    post: str
    role: str


#: Who can be tried.
GUESTS: Final = (
    Guest("zhenlinjiang", "甄临江", "石鼓镇", "食品安全专岗", "clerk"),
    Guest("jiamingyue", "贾明月", "石鼓镇", "分管负责人", "chief"),
    Guest("zhenguilai", "甄归来", "鼓楼村", "村级信息岗", "clerk"),
    Guest("shejiyuan", "贾设方", "青禾县", "台账设计岗", "designer"),
)


def invite(actor: Actor) -> list[tuple[Guest, str]]:
    """Open an account for each of them, with a one-time code, and say on every page that all is invented.

    Args:
        actor: Who does it, usually the console.

    Returns:
        Each with the code to sign in with for the first time.
    """
    found, accounts = [], []
    for guest in GUESTS:
        post = people.establish_post(
            queries.find(guest.unit)[0], guest.post, actor=actor, day=_SINCE, role=guest.role
        )
        person = people.enrol(guest.name, actor=actor)
        people.appoint(person, post, actor=actor, day=_SINCE)
        slip = people.open_account(person, guest.login, actor=actor)
        accounts.append(slip.account)
        found.append((guest, slip.code))
    people.mark_samples(queries.find(_TOP)[0], accounts, actor=actor)
    return found


def fill(actor: Actor, count: int = SHOPS) -> int:
    """Enter shops and a business licence for each: two acts.

    Args:
        actor: Who does it, usually the console.
        count: How many shops.

    Returns:
        How many rows were entered.
    """
    units = {name: queries.find(name)[0] for name in _VILLAGES}
    drafts = [Draft("premises", values, units[str(values["village"])]) for values in premises(count)]
    # Grades are set by their procedure; invented ones come in its name.
    made = actions.batch(drafts, actor=actor, reason="摸底登记", by="grading")
    chance = random.Random(5)  # noqa: S311  # the same every time is the point
    licences = [
        Draft(
            "licences",
            {
                "premises": str(row.uid),
                "kind": "business",
                "number": row.values["credit_code"],
                "valid_from": today() - timedelta(days=chance.randrange(100, 2000)),
                "issuer": "青禾县市场监督管理局",
            },
            row.unit,
        )
        for row in made
    ]
    return len(made) + len(actions.batch(licences, actor=actor, reason="摸底登记"))


def assign(actor: Actor) -> int:
    """Enter duties, and tasks of several units in several states, some of them late.

    Args:
        actor: Who does it, usually the console.

    Returns:
        How many rows were entered.
    """
    office = queries.find("青禾县")[0]
    duties = trying_duties.enter(actor)
    drafts = []
    for number, (title, state, lead, days) in enumerate(_TASKS):
        due = today() + timedelta(days=days)
        values: dict[str, object] = {
            "title": title,
            "state": state,
            "kind": "dated",
            "due": due,
            "lead": lead,
            "source": "青禾县食品“五小”整治方案（示例）",
            "assigned_on": min(today(), due) - timedelta(days=30),
            "urgency": "urgent" if number % 4 == 0 else "ordinary",
        }
        if number in _CARRIED:
            values["duty"] = duties[_CARRIED[number]]
        if state == "completed":
            values["completed_on"] = due
        if state == "returned":
            values["returned_reason"] = "没有附照片"
        # as if the county had assigned it: it lies with the unit that carries it out
        values["assigned_by"] = str(queries.unit_uid(office))
        drafts.append(Draft("tasks", values, queries.find(lead)[0]))
    return len(duties) + len(actions.batch(drafts, actor=actor, reason="摸底登记", by="plans"))


def premises(count: int) -> Iterator[Mapping[str, object]]:
    """Values of shops, the same every time.

    Args:
        count: How many.
    """
    chance = random.Random(11)  # noqa: S311  # the same every time is the point
    kinds = tuple(_SIGNS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        subject = f"7{number:07d}"
        first = f"92990101{subject}{credit_code.subject_character(subject)}"
        yield {
            "name": f"{_WORDS[number % len(_WORDS)]}{_SIGNS[kind]}{number // len(_WORDS) + 1}号",
            "kind": kind,
            "credit_code": first + credit_code.check_character(first),
            "owner": f"甄{chance.choice(_TRADES)}",
            "phone": f"1990001{number:04d}",
            "village": _VILLAGES[number % len(_VILLAGES)],
            "opened": date(2015, 1, 1) + timedelta(days=chance.randrange(3600)),
            "status": "open",
            "zone": _ZONES[number % len(_ZONES)],
            "grade": "ABBC"[number // 3 % 4],
            "lead": _LEADS[kind],
            **({"trade": "bean"} if kind == "workshop" else {}),
            "area": str(chance.randrange(12, 300)),
            "staff": str(chance.randrange(1, 12)),
        }
