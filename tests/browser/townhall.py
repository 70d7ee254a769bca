"""An office full of invented life for walks in the browser: the county, accounts, shops, licences.

``python tests/browser/townhall.py HOME [SHOPS]`` makes one to look at by hand; the password is printed.
"""

import os
import random
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Final

#: Everybody's password.
PASSWORD: Final = "Qing-he-3721"  # noqa: S105 - of invented people
#: Login → person of the county.
LOGINS: Final = {
    "zhenwangshu": "甄望舒",  # the town's chief
    "jiatingyu": "贾听雨",  # the town's own administrator
    "zhensongnian": "甄松年",  # helpers of the town's four villages
    "jiabaizhou": "贾柏舟",
    "zhenmaolin": "甄茂林",
    "jiaxiuzhu": "贾修竹",
    "jiashenzhi": "贾慎之",  # licensing clerk of the county's bureau
    "zhenzhixing": "甄知行",  # deputy chief of that bureau
}
#: New people: login → name, unit, post, role.
BESIDES: Final = {
    "zhenlinjiang": ("甄临江", "石鼓镇", "食品安全专岗", "clerk"),  # the one most walks sign in as
    "jiachunjiang": ("贾春江", "枫林镇", "食品安全专岗", "clerk"),
    "zhenxingzhou": ("甄行舟", "柳荫镇", "食品安全专岗", "clerk"),
    "jiachangfeng": ("贾长丰", "渡口镇", "食品安全专岗", "clerk"),
    "shejiyuan": ("贾设方", "青禾县市场监督管理局", "台账设计岗", "designer"),
    "xitong": ("甄系辰", "青禾县", "系统管理岗", "system_administrator"),
    "anquan": ("贾安然", "青禾县", "安全管理岗", "security_administrator"),
    "shenji": ("甄审言", "青禾县", "审计管理岗", "audit_administrator"),
}
VILLAGES: Final = ("鼓楼村", "石匠村", "新桥村", "两垄村", "枫树村", "竹园村", "上柳村", "码头路社区")
_KINDS: Final = ("restaurant", "grocer", "workshop", "pharmacy")
_WORDS: Final = (
    "顺发",
    "永兴",
    "福源",
    "祥和",
    "聚鑫",
    "鸿运",
    "康泰",
    "惠民",
    "益民",
    "吉祥",
    "佳美",
    "鑫盛",
)
_SIGNS: Final = {"restaurant": "饭店", "grocer": "食品店", "workshop": "豆腐坊", "pharmacy": "药房"}
_TODAY: Final = date(2026, 11, 23)


def build(home: Path, shops: int = 400) -> None:
    """Make the office in a folder; takes some seconds.

    Args:
        home: The folder, empty.
        shops: How many premises.
    """
    os.environ["ZHANGTU_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhangtu.project.settings")
    import django  # noqa: PLC0415  # after the folder is named

    django.setup()
    from zhangtu.project import beginning, office  # noqa: PLC0415

    office.prepare()
    for name in ("core", "five_small"):
        beginning.load(name)
    beginning.load_county()
    _accounts()
    _rows(shops)


def _accounts() -> None:
    from zhangtu.people import actions, models, queries  # noqa: PLC0415
    from zhangtu.project.beginning import CONSOLE  # noqa: PLC0415

    people = dict(models.Person.objects.values_list("name", "id"))
    for login, (name, unit, post, role) in BESIDES.items():
        number = actions.establish_post(
            queries.find(unit)[0], post, actor=CONSOLE, day=date(2024, 1, 1), role=role
        )
        people[name] = actions.enrol(name, actor=CONSOLE)
        actions.appoint(people[name], number, actor=CONSOLE, day=date(2024, 1, 1))
        _open(login, people[name])
    for login, name in LOGINS.items():
        _open(login, people[name])


def _open(login: str, person: int) -> None:
    from zhangtu.journal.actor import Actor  # noqa: PLC0415
    from zhangtu.people import actions  # noqa: PLC0415
    from zhangtu.project.beginning import CONSOLE  # noqa: PLC0415

    slip = actions.open_account(person, login, actor=CONSOLE)
    actions.choose_password(slip.account, PASSWORD, actor=Actor(person=person))


def _rows(shops: int) -> None:
    from zhangtu.ledgers import actions  # noqa: PLC0415
    from zhangtu.ledgers.drafts import Draft  # noqa: PLC0415
    from zhangtu.people import queries  # noqa: PLC0415
    from zhangtu.project.beginning import CONSOLE  # noqa: PLC0415

    units = {name: queries.find(name)[0] for name in VILLAGES}
    drafts = [Draft("premises", values, units[str(values["village"])]) for values in premises(shops)]
    made = actions.batch(drafts, actor=CONSOLE, reason="摸底登记")
    chance = random.Random(5)  # noqa: S311  # the same every time is the point
    licences = []
    for row in made:
        begins = _TODAY - timedelta(days=chance.randrange(100, 2000))
        values: Mapping[str, object] = {
            "premises": str(row.uid),
            "kind": "business",
            "number": row.values["credit_code"],
            "valid_from": begins,
            "issuer": "青禾县市场监督管理局",
        }
        licences.append(Draft("licences", values, row.unit))
    actions.batch(licences, actor=CONSOLE, reason="摸底登记")


def premises(count: int) -> Iterator[Mapping[str, object]]:
    """Values of shops, the same every time.

    Args:
        count: How many.
    """
    from zhangtu.kernel.identifiers import credit_code  # noqa: PLC0415

    chance = random.Random(11)  # noqa: S311  # the same every time is the point
    for number in range(count):
        kind = _KINDS[number % len(_KINDS)]
        subject = f"7{number:07d}"
        first = f"92990101{subject}{credit_code.subject_character(subject)}"
        yield {
            "name": f"{_WORDS[number % len(_WORDS)]}{_SIGNS[kind]}{number // len(_WORDS) + 1}号",
            "kind": kind,
            "credit_code": first + credit_code.check_character(first),
            "owner": f"甄{chance.choice('一二三四五六七八九十')}",
            "phone": f"1990001{number:04d}",
            "village": VILLAGES[number % len(VILLAGES)],
            "opened": date(2015, 1, 1) + timedelta(days=chance.randrange(3600)),
            "status": "open",
            "area": str(chance.randrange(12, 300)),
            "staff": str(chance.randrange(1, 12)),
        }


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 400)
    sys.stdout.write(f"{', '.join([*LOGINS, *BESIDES])}\n{PASSWORD}\n")
