"""An office full of invented life for walks in the browser: the county, accounts, shops, licences.

``python tests/browser/townhall.py HOME [SHOPS]`` makes one to look at by hand; the password is printed.
"""

import os
import sys
from datetime import date
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
    from zhangtu.project import trying, trying_duties  # noqa: PLC0415

    trying.fill(beginning.CONSOLE, shops)
    trying_duties.enter(beginning.CONSOLE)


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


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 400)
    sys.stdout.write(f"{', '.join([*LOGINS, *BESIDES])}\n{PASSWORD}\n")
