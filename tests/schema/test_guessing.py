"""What is proposed for sheets as people make them, and that it can always be put in force."""

from datetime import date, datetime, timedelta
from datetime import time as clock_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhangtu.kernel.problems import Severity
from zhangtu.schema.dumping import dump_ledger
from zhangtu.schema.guessing import Around, KeyWhy, Like, Proposal, Sheet, Why, propose
from zhangtu.schema.guessing.kinds import choices
from zhangtu.schema.loading import Surroundings, load_definition
from zhangtu.schema.specs import Field, Ledger, Title

HAZARDS = Sheet(
    "台账",
    "柳塘镇安全隐患排查台账",
    (
        ("隐患名称",),
        ("排查日期",),
        ("隐患等级",),
        ("责任单位",),
        ("责任人",),
        ("联系电话",),
        ("整改资金（万元）",),
        ("是否整改",),
        ("备注",),
    ),
    (
        (
            "一号电箱破损",
            datetime.fromisoformat("2026-03-01"),
            "一般",
            "东桥村",
            "王小明",
            "13812345678",
            1.5,
            "是",
            "",
        ),
        ("消防通道堵塞", "2026.3.2", "重大", "西岭村", "李四", "13812345679", 2, "否", "已通知"),
        ("灭火器过期", "2026年3月5日", "一般", "东桥村", "王五", "13812345670", "", "是", ""),
        ("应急灯不亮", "3月5日", "一般", "东桥村", "王五", "无", "0.3", "是", ""),
        ("线路老化", "2026年3月5日", "一般", "东桥村", "王五", "13812345672", 5, "是", ""),
    ),
)
TREE = Around(is_unit=lambda words: words in {"东桥村", "西岭村"})


def column(heading: str, *cells: object, around: Around | None = None) -> Field:
    """The field proposed for one column beside a name."""
    rows = [(f"第{at}件事", cell) for at, cell in enumerate(cells)]
    made = propose(Sheet("表", "", (("名称",), (heading,)), rows), around)
    return made.columns[1].field


def wrong(proposal: Proposal, ledgers: dict[str, Ledger] | None = None) -> list[str]:
    """What keeps a proposal from being put in force."""
    read = load_definition(dump_ledger(proposal.ledger), "x", Surroundings(ledgers or {}, {}, {}))
    found = [one.kind for one in read.problems if one.severity is Severity.ERROR]
    return found if read.ledger == proposal.ledger else [*found, "not the same again"]


def test_a_sheet_of_hazards_becomes_a_ledger() -> None:
    made = propose(HAZARDS, TREE)
    assert made.ledger.title.zh == "柳塘镇安全隐患排查台账"
    assert [field.type for field in made.ledger.fields] == [
        "text",
        "date",
        "choice",
        "unit",
        "person_name",
        "phone",
        "number",
        "yes_no",
        "long_text",
    ]
    assert [field.no for field in made.ledger.fields] == list(range(1000, 1009))
    money = made.ledger.fields[6]
    assert money.options["unit"] == "万元"
    assert made.ledger.row == "{f1000}"
    assert made.ledger.fields[0].required
    assert made.columns[3].why is Why.TREE
    assert made.columns[1].share == 0.8
    assert made.columns[8].filled == 1
    assert [one.title.zh for one in made.ledger.fields[2].of] == ["一般", "重大"]
    assert made.ledger.fields[4].personal
    assert wrong(made) == []


@pytest.mark.parametrize(
    ("heading", "cells", "type_"),
    [
        ("信用代码", ("91370000MA3C0000IO", "无"), "text"),
        ("发文", ("柳政发〔2026〕3号", "柳政办〔2026〕12号"), "document_number"),
        ("手机", (13812345678, 13812345679.0), "phone"),
        (
            "时间",
            (datetime.fromisoformat("2026-03-01 09:30"), datetime.fromisoformat("2026-03-02 14:00")),
            "time",
        ),
        ("合同金额", ("1,200.50", "壹仟元整"), "money"),
        ("面积", ("120㎡", "85.5㎡"), "number"),
        ("房号", (101, 102, 201), "text"),
        ("箱号", ("001", "002"), "text"),
        ("经办", ("王小明", "李四"), "person_name"),
        ("家庭住址", ("柳塘镇东街1号", "柳塘镇西街2号"), "place"),
        ("处理情况", ("已经去现场看过", "还在办"), "long_text"),
        ("有无证照", ("有", "无", "有"), "yes_no"),
        ("电话", (), "phone"),
        ("现场照片", (), "photo"),
        ("其他", (), "text"),
        ("金额（元）", (), "money"),
        ("年份", (2024, 2025, 2026), "number"),
    ],
)
def test_values_and_heading_tell_the_type(heading: str, cells: tuple[object, ...], type_: str) -> None:
    assert column(heading, *cells).type == type_


def test_a_measure_is_kept_with_its_number() -> None:
    assert column("面积", "120㎡", "85.5㎡").options == {"unit": "㎡"}
    assert column("户数（户）", 12, 30).options == {"unit": "户", "decimals": "0"}


def test_several_words_in_a_cell_are_several_choices() -> None:
    field = column("商品", "茶叶、食盐", "食盐", "茶叶,大米", "大米；食盐", "茶叶")
    assert field.type == "choices"
    assert {one.title.zh for one in field.of} == {"茶叶", "食盐", "大米"}


def test_spellings_of_one_word_are_one_choice() -> None:
    field = column("状态", "已办结", "已辦結", "未办结", "已办结", "未办结 ")
    assert [one.title.zh for one in field.of] == ["已办结", "未办结"]


def test_codes_of_choices_differ_whatever_the_words() -> None:
    assert [one.code for one in choices(["A+", "A-", "A", "+", "-", "（）"])] == [
        "A",
        "A-",
        "c3",
        "c4",
        "-",
        "c6",
    ]


def test_people_the_office_knows_are_people() -> None:
    around = Around(is_person=lambda words: words in {"王小明", "李四"})
    assert column("包保干部", "王小明", "李四", "李四", around=around).type == "person"


def test_numbers_that_differ_are_unique_and_a_key() -> None:
    rows = [(f"HT-{at:03}", f"第{at}份合同", at * 100) for at in range(8)]
    made = propose(Sheet("合同", "", (("合同编号",), ("合同名称",), ("合同金额",)), rows))
    assert made.ledger.fields[0].unique
    assert made.ledger.key == (made.ledger.fields[0].name,)
    assert made.ledger.row == "{" + made.ledger.fields[1].name + "}"
    assert wrong(made) == []


def test_what_tells_rows_apart_is_the_key_the_surest_first() -> None:
    heads = (("店名",), ("所属村",), ("电话",), ("面积",))
    rows = [(f"第{at}家店", f"{at % 2}村", f"138000000{at:02}", at) for at in range(6)]
    made = propose(Sheet("店铺", "", heads, rows))
    names = [one.name for one in made.ledger.fields]
    assert (made.keys[0].fields, made.keys[0].why) == ((names[0],), KeyWhy.NAME)
    assert made.ledger.key == (names[0],)
    assert wrong(made) == []
    twins = [("好家", f"{at}村", f"138000000{at:02}", at) for at in range(6)]
    made = propose(Sheet("店铺", "", heads, twins))
    assert made.keys[0].why == KeyWhy.TOGETHER
    assert made.ledger.key == (names[0], names[2])
    assert wrong(made) == []
    alike = propose(Sheet("店铺", "", heads, [("好家", "一村", "", 3)] * 4))
    assert (alike.keys, alike.ledger.key) == ((), ())


def test_a_row_or_two_tell_nothing_but_by_a_number() -> None:
    assert propose(Sheet("店", "", (("店名",),), [("甲店",), ("乙店",)])).keys == ()
    made = propose(Sheet("店", "", (("编号",), ("店名",)), [("A-1", "甲店"), ("A-2", "乙店")]))
    assert [one.why for one in made.keys] == [KeyWhy.CODE]


def test_wide_headings_become_panels() -> None:
    columns = (("名称",), ("收入", "金额"), ("收入", "日期"), ("支出", "金额"), ("支出", "日期"))
    made = propose(Sheet("收支", "", columns, [("一月", 1, "2026-1-3", 2, "2026-1-4")]))
    assert [one.title.zh for one in made.ledger.fields] == ["名称", "金额", "日期", "支出·金额", "支出·日期"]
    assert len(made.ledger.pages.panels) == 3
    assert wrong(made) == []


def test_what_is_kept_elsewhere_is_pointed_out_and_named_alike() -> None:
    shop = Ledger(
        "shops",
        Title("店铺", "Shops"),
        "{name}",
        fields=(Field(1, "mobile", "phone", Title("联系电话", "Phone"), synonyms=("手机号",)),),
    )
    secret = Ledger("tips", Title("举报"), "{name}", secret=True, fields=shop.fields)
    around = Around(ledgers={"shops": shop, "tips": secret, "own_1": shop})
    rows = [("一店", "13812345678", "甲"), ("二店", "13812345679", "乙")]
    made = propose(Sheet("表", "", (("店名",), ("手机号",), ("备注",)), rows), around)
    assert made.ledger.name == "own_2"
    assert made.columns[1].field.name == "mobile"
    assert made.columns[1].likes[0] == Like(
        "shops", "mobile", shop.title, shop.fields[0].title, same_type=True
    )
    assert all(one.ledger != "tips" for one in made.columns[1].likes)
    assert made.columns[2].likes == ()


CELLS = st.one_of(
    st.text(max_size=40),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.sampled_from(
        ["#N/A", "=1+1", "是", "无", "1,5", "　", "\x00", "\ud800", date(1, 1, 1), clock_time(), timedelta()]
    ),
)
HEADINGS = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        ["日期", "*金额（元）", "and", "where", "联系电话", "", "  ", "是否", "类别", "备注", "{x}"]
    ),
)


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=80),
    st.text(max_size=80),
    st.lists(st.lists(HEADINGS, min_size=0, max_size=3).map(tuple), max_size=8),
    st.lists(st.lists(CELLS, max_size=9), max_size=8),
)
def test_nothing_that_stands_in_a_sheet_keeps_it_from_a_ledger(
    name: str, title: str, columns: list[tuple[str, ...]], rows: list[list[object]]
) -> None:
    made = propose(Sheet(name, title, tuple(columns), rows))
    assert wrong(made) == []
    assert len(made.columns) == max(1, len(columns))
