"""Rows of a ledger of premises in an invented county: the same every time, any number of them, one by one."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from zhangtu.kernel.identifiers import credit_code, food_licence, id_card, plate, vin
from zhangtu.schema.specs import Choice, Field, Ledger, Title

#: Places' codes of the county: no province has these first two digits.
PLACES: Final = ("990101", "990102", "990103", "990104")
# written as one line of words each: a list of quoted ones is three times as long
_TOWNS: Final = tuple(
    "柳湾镇 石桥镇 东岭镇 西泉镇 云台镇 白沙镇 南坡镇 北滩镇 清溪乡 竹园乡 松岗乡 梅林乡".split()  # noqa: SIM905
)
_VILLAGES: Final = tuple(
    (  # noqa: SIM905
        "东头 西头 河湾 桥南 桥北 上坡 下坡 前营 后营 新民 和平 向阳 大柳 小柳 石门 杏园 槐树 井台 高家 田家"
    ).split()
)
#: Village → its town; 240 villages in 12 towns, named so that no two are called the same.
UNITS: Final = {f"{town[:2]}{village}村": town for town in _TOWNS for village in _VILLAGES}
_SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN: Final = "伟芳娜敏静强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志新春梅"
_WORDS: Final = tuple(
    "顺发 永兴 福源 祥和 聚鑫 鸿运 康泰 惠民 百姓 诚信 益民 振兴 万家 吉祥 佳美 鑫盛".split()  # noqa: SIM905
)
_KINDS: Final = (
    ("restaurant", "小餐饮", "Restaurant", "饭店"), ("shop", "小食品店", "Food shop", "超市"),
    ("workshop", "小作坊", "Workshop", "豆腐坊"), ("pharmacy", "小药店", "Pharmacy", "药房"),
    ("pesticide", "小农资店", "Farm supplies", "农资店"),
    ("slaughter", "小屠宰点", "Slaughterhouse", "屠宰点"),
)  # fmt: skip
_STATES: Final = (("open", "营业", "Open"), ("suspended", "停业", "Suspended"), ("closed", "注销", "Closed"))
_ZONES: Final = (("east", "东片区", "East"), ("west", "西片区", "West"), ("north", "北片区", "North"))
_GRADES: Final = (("A", "A", "A"), ("B", "B", "B"), ("C", "C", "C"), ("D", "D", "D"))
_FIRST_DAY: Final = date(2012, 1, 1)


def _choices(*words: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(code, Title(zh, en)) for code, zh, en, *_ in words)


_FIELDS: Final = (
    Field(1, "name", "text", Title("名称", "Name"), required=True, search=True),
    Field(2, "kind", "choice", Title("类别", "Kind"), required=True, of=_choices(*_KINDS)),
    Field(3, "credit_code", "credit_code", Title("统一社会信用代码", "Credit code"), unique=True),
    Field(4, "owner", "person_name", Title("负责人", "Owner"), personal=True),
    Field(5, "phone", "phone", Title("电话", "Phone"), personal=True),
    Field(6, "licence", "food_licence", Title("许可证编号", "Licence")),
    Field(7, "place", "place", Title("位置", "Place")),
    Field(8, "opened", "date", Title("开业日期", "Opened")),
    Field(9, "status", "choice", Title("状态", "Status"), required=True, of=_choices(*_STATES)),
    Field(10, "village", "unit", Title("村（社区）", "Village"), required=True),
    Field(11, "zone", "choice", Title("片区", "Zone"), of=_choices(*_ZONES)),
    Field(12, "grade", "choice", Title("等级", "Grade"), of=_choices(*_GRADES)),
    Field(13, "displayed", "yes_no", Title("亮证", "Licence displayed")),
    Field(14, "area", "number", Title("面积", "Area"), options={"unit": "平方米", "min": "0"}),
)  # fmt: skip

#: The ledger the rows are of.
LEDGER: Final = Ledger(
    "premises", Title("经营单位", "Premises"), "{name}", key=("credit_code",), fields=_FIELDS
)
#: The names of the columns of a row, in order.
NAMES: Final = tuple(field.name for field in _FIELDS)


def rows(count: int, seed: int = 1) -> Iterator[tuple[object, ...]]:
    """Rows as a spreadsheet with clean cells gives them.

    Args:
        count: How many; a million take no more memory than one.
        seed: Another seed, other rows; credit codes are different in every row of a seed.

    Yields:
        One cell for each of ``NAMES``: text, a day, a number.
    """
    chance = random.Random(seed)  # noqa: S311  # the same rows every time are the point
    villages = tuple(UNITS)
    pick, below = chance.choice, chance.randrange
    for number in range(count):
        _, kind, _, sign = pick(_KINDS)
        village = pick(villages)
        yield (
            f"{village[:4]}{pick(_WORDS)}{sign}{number % 1000}号",
            kind,
            credit_code_of(seed * 10_000_000 + number),
            person(chance),
            f"140{below(100_000_000):08}",
            food_licence_of(chance),
            f"{UNITS[village]}{village}{1 + below(200)}号",
            _FIRST_DAY + timedelta(days=below(5_000)),
            pick(_STATES)[1] if below(10) == 0 else "营业",
            village,
            pick(_ZONES)[1],
            pick(_GRADES)[1],
            "是" if below(4) else "否",
            float(10 + below(500)),
        )


def person(chance: random.Random) -> str:
    """The name of nobody in particular."""
    return chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=1 + chance.randrange(2)))


def credit_code_of(number: int) -> str:
    """A valid credit code, another for each number below 10¹²."""
    letters = credit_code.LETTERS
    subject = ""
    rest = number % 10**12
    for _ in range(8):
        rest, place = divmod(rest, 31)
        subject = letters[place] + subject
    first = f"92{PLACES[number % 4]}{subject}{credit_code.subject_character(subject)}"
    return first + credit_code.check_character(first)


def food_licence_of(chance: random.Random) -> str:
    """A valid number of a food business licence."""
    first = f"{1 + chance.randrange(3)}{PLACES[chance.randrange(4)]}{chance.randrange(10**6):06}"
    return f"JY{first}{food_licence.check_digit(first)}"


def id_card_of(chance: random.Random) -> str:
    """A valid citizen's number of nobody."""
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(20_000))
    first = f"{PLACES[chance.randrange(4)]}{born:%Y%m%d}{chance.randrange(1000):03}"
    return first + id_card.check_character(first)


def vin_of(chance: random.Random) -> str:
    """A valid vehicle identification number; no maker has its first letters."""
    number = "L00" + "".join(chance.choices(vin.LETTERS, k=14))
    return f"{number[:8]}{vin.check_character(number)}{number[9:]}"


def plate_of(chance: random.Random) -> str:
    """A plate of the usual form."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    return chance.choice(plate.PROVINCES) + chance.choice(letters) + f"{chance.randrange(10**5):05}"
