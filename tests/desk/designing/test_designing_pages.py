"""The designer's pages: begun, corrected in place, read as a difference, put in force with its rows."""

import re
from io import BytesIO
from threading import Event

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from shopping import Come

from office import Office
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import definitions, queries
from zhangtu.ledgers.designing import keeping
from zhangtu.people import queries as people
from zhangtu.runner import jobs

pytestmark = pytest.mark.django_db
SCRIPT = {"X-Fragment": "1"}


def sheet(*days: str) -> SimpleUploadedFile:
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    page.write(0, 0, "青溪镇隐患台账")
    page.write_row(1, 0, ("编号", "隐患名称", "排查日期", "责任单位", "联系电话"))
    for at, day in enumerate(days):
        page.write_row(2 + at, 0, (f"YH-{at}", f"第{at}处隐患", day, "东桥村", f"1380000000{at}"))
    book.close()
    return SimpleUploadedFile("隐患.xlsx", out.getvalue())


@pytest.fixture
def client(come: Come, designer: Actor) -> Client:
    opened = come(designer)
    if opened.get("/designs/").status_code != 200:
        opened.post("/sign/post", {"post": designer.post})
    return opened


def begun(client: Client, *days: str) -> str:
    answer = client.post(
        "/designs/begin", {"kind": "sheet", "file": sheet(*(days or ("2026-1-2", "2026.3.4", "3月")))}
    )
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def seen(client: Client, place: str) -> str:
    found = re.search(r'name="seen" value="(\d+)"', client.get(place).content.decode())
    assert found is not None
    return found[1]


def change(client: Client, place: str, **said: object) -> HttpResponse:
    return client.post(f"{place}change", {"seen": seen(client, place), **said}, headers=SCRIPT)


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_a_sheet_is_dropped_and_seen_as_form_and_grid(client: Client) -> None:
    place = begun(client)
    page = words(client.get(place))
    assert "青溪镇隐患台账" in page
    assert page.count("data-card") == 5
    assert 'class="faulty"' in page
    assert "有 1 个格子读不通" in page
    assert "本机关的单位" in page
    assert "style=" not in page
    assert "接着做" in words(client.get("/designs/"))


def test_a_field_is_corrected_where_it_stands(client: Client) -> None:
    place = begun(client)
    answer = change(
        client,
        place,
        no=1002,
        act="say",
        zh="发现日期",
        en="Found on",
        type="text",
        listed="on",
        help="哪天发现的",
    )
    page = words(answer)
    assert answer.status_code == 200
    assert "<html" not in page
    assert "发现日期" in page
    assert "哪天发现的" in page
    assert "有 1 个格子读不通" not in page
    assert 'id="step-back"' in page
    back = words(change(client, place, act="back"))
    assert "发现日期" not in back


def test_without_a_script_the_page_comes_back_open_at_the_field(client: Client) -> None:
    place = begun(client)
    said = {"seen": seen(client, place), "no": 1001, "act": "say", "zh": "隐患描述"}
    answer = client.post(f"{place}change", said)
    assert answer["Location"] == f"{place}?open=1001#field-1001"
    assert '<details open><summary id="summary-1001">' in words(client.get(str(answer["Location"])))


def test_fields_are_added_moved_parted_and_taken_away_by_keyboard(client: Client, designer: Actor) -> None:
    place = begun(client)
    change(client, place, act="add", zh="整改期限", type="date")
    change(client, place, no=1005, act="up", zh="整改期限", type="date", required="on")
    change(client, place, no=1004, act="split")
    change(client, place, no=1003, act="remove")
    ledger = keeping.opened(keeping.of_person(designer.person)[0]).ledger
    assert ledger.pages.panels == (("code", "f1001", "f1002", "f1005"), ("phone",))
    assert ledger.fields[-1].required


def test_choices_checks_keys_and_titles(client: Client, designer: Actor) -> None:
    place = begun(client)
    change(client, place, no=1002, act="say", zh="等级", type="choice")
    change(
        client, place, no=1002, act="say", zh="等级", more="一般、重大", gone=["2026-1-2", "202634", "3月"]
    )
    change(client, place, act="title", zh="隐患总台账", en="Hazards")
    change(client, place, act="check", rule="needs", one="code", two="phone", warn="on")
    change(client, place, act="check", rule="own", forbid="code = 'x'", say="编号不对")
    refused = change(client, place, act="check", rule="own", forbid="nothing > 1", say="不对")
    assert refused.status_code == 422
    assert "检查规则读不懂" in words(refused)
    assert change(client, place, act="check", rule="own").status_code == 422
    change(client, place, act="uncheck", at=1)
    change(client, place, no=1001, act="say", zh="隐患名称", keyed="on", naming="on", filtered="on")
    ledger = keeping.opened(keeping.of_person(designer.person)[0]).ledger
    assert [one.code for one in ledger.fields[2].of] == ["一般", "重大"]
    assert (ledger.title.zh, ledger.title.en) == ("隐患总台账", "Hazards")
    assert [one.forbid for one in ledger.checks] == ["code is not null and phone is null"]
    assert ledger.key == ("code", "f1001")
    assert "f1001" in ledger.pages.filters


def test_what_an_import_finds_rows_by_is_proposed_with_its_reason_and_chosen(
    client: Client, designer: Actor
) -> None:
    place = begun(client)
    page = client.get(place).content.decode()
    assert re.search(r'name="key" value="1000" checked> 编号 <span class="hint">编号各不相同', page)
    assert re.search(r'name="key" value="1001"> 隐患名称 <span class="hint">名称各不相同', page)
    change(client, place, act="key", key="1001,1004")
    assert keeping.opened(keeping.of_person(designer.person)[0]).ledger.key == ("f1001", "phone")
    change(client, place, act="key", key="")
    assert keeping.opened(keeping.of_person(designer.person)[0]).ledger.key == ()
    assert re.search(r'name="key" value="" checked', client.get(place).content.decode())


def test_what_two_windows_change_is_not_lost(client: Client) -> None:
    place = begun(client)
    old = seen(client, place)
    change(client, place, act="title", zh="新的名字")
    late = client.post(f"{place}change", {"seen": old, "act": "title", "zh": "旧的"}, headers=SCRIPT)
    assert late.status_code == 409
    assert "另一个页面" in words(late)


def test_it_is_put_in_force_and_the_rows_come_in_the_same_breath(client: Client, office: Office) -> None:
    place = begun(client, "2026-1-2", "2026.3.4")
    page = words(client.get(f"{place}difference"))
    assert "会新建台账“青溪镇隐患台账”" in page
    assert "镇经办岗" in page
    answer = client.post(f"{place}live", {"seen": seen(client, place), "reason": "新建", "import": "on"})
    assert re.fullmatch(r"/ledgers/own_1/imports/[\w-]+/", str(answer["Location"]))
    assert "正在导入" in words(client.get(str(answer["Location"])))
    while jobs.do_next(Event()):
        pass
    assert "已完成" in words(client.get(str(answer["Location"])))
    rows = queries.rows("own_1", people.scope(office.chief)).rows
    assert sorted(row.title for row in rows) == ["第0处隐患", "第1处隐患"]
    assert client.get(place).status_code == 404


def test_rows_that_are_wrong_are_shown_before_they_come_in(client: Client) -> None:
    place = begun(client)
    answer = client.post(f"{place}live", {"seen": seen(client, place), "reason": "新建", "import": "on"})
    assert re.fullmatch(r"/ledgers/own_1/import/[\w-]+/", str(answer["Location"]))
    assert "行有问题，不导入" in words(client.get(str(answer["Location"])))


def test_a_ledger_in_force_is_changed_after_the_difference_was_read(client: Client) -> None:
    answer = client.post("/designs/begin", {"kind": "ledger", "name": "shops"})
    place = str(answer["Location"])
    page = words(client.get(place))
    assert "已启用的字段不能改类型" in page
    refused = change(client, place, no=7, act="remove", why="不用了")
    assert refused.status_code == 422
    assert "每间人数" in words(refused)
    assert "没有要改的" in words(client.get(f"{place}difference"))
    change(client, place, no=13, act="replace", newtype="text", why="换了类型")
    change(client, place, no=3, act="say", zh="业主", personal="on", search="on")
    page = words(client.get(f"{place}difference"))
    for said in ("新增", "停用", "业主"):
        assert said in page
    change(client, place, no=11, act="say", zh="商品", more="糖")
    change(client, place, no=8, act="say", zh="房间", listed="on")
    page = words(client.get(f"{place}difference"))
    assert "商品：选项“糖”：新增。" in page
    assert "名称, 编码, 人数, 持证, 房间" in page
    unsaid = client.post(f"{place}live", {"seen": seen(client, place), "reason": " "})
    assert unsaid.status_code == 422
    client.post(f"{place}live", {"seen": seen(client, place), "reason": "改口径"})
    assert definitions.in_force("shops").fields["owner"].title.zh == "业主"


def test_ready_ledgers_are_shown_with_an_example_and_taken(client: Client) -> None:
    page = words(client.get("/designs/ready/"))
    assert page.count('href="/designs/ready/') == 20
    one = words(client.get("/designs/ready/hazards/"))
    assert "柳塘家具厂" in one
    place = str(client.post("/designs/begin", {"kind": "ready", "name": "hazards"})["Location"])
    client.post(f"{place}live", {"seen": seen(client, place), "reason": "拿来用"})
    assert definitions.in_force("hazards").ledger.title.en == "Hazards"
    assert client.get("/designs/ready/nothing/").status_code == 404


def test_an_empty_one_and_what_is_refused_on_the_way(client: Client) -> None:
    assert client.post("/designs/begin", {"kind": "sheet"}).status_code == 422
    bad = SimpleUploadedFile("坏.xlsx", b"PK\x03\x04 no book")
    assert client.post("/designs/begin", {"kind": "sheet", "file": bad}).status_code == 422
    assert client.post("/designs/begin", {"kind": "empty", "title": " "}).status_code == 422
    place = str(client.post("/designs/begin", {"kind": "empty", "title": "便民事项"})["Location"])
    assert "便民事项" in words(client.get(place))
    client.post(f"{place}drop")
    assert client.get(place).status_code == 404


def test_whoever_may_not_design_sees_why_and_can_not(come: Come, office: Office) -> None:
    clerk = come(office.eastern)
    page = words(clerk.get("/designs/"))
    assert "您的岗位不能设计台账" in page
    assert "disabled" in page
    assert 'href="/designs/"' not in words(clerk.get("/ledgers/"))
    assert clerk.post("/designs/begin", {"kind": "empty", "title": "表"}).status_code == 403
    assert clerk.post("/designs/begin", {"kind": "sheet"}).status_code == 403


def test_another_persons_design_is_not_there(client: Client, come: Come, office: Office) -> None:
    place = begun(client)
    other = come(office.western)
    assert other.get(place).status_code in {403, 404}
    assert other.post(f"{place}drop").status_code in {403, 404}
    assert client.get(place).status_code == 200


def test_fields_that_refer_are_numbered_or_computed_are_made_in_the_browser(
    client: Client, designer: Actor
) -> None:
    place = begun(client)
    assert change(client, place, act="make", type="reference", zh="店铺", target="tips2").status_code == 422
    assert (
        change(
            client, place, act="make", type="serial", zh="文号", **{"option:serial": "店〔1〕"}
        ).status_code
        == 422
    )
    assert change(client, place, act="make", type="computed", zh="日子", value=" ").status_code == 422
    change(client, place, act="make", type="reference", zh="店铺", target="shops")
    page = words(change(client, place, act="make", type="serial", zh="文号", **{"option:serial": "隐登字"}))
    assert re.search(r"隐登字〔20\d\d〕1号", page)
    change(client, place, act="make", type="computed", zh="标签", value="coalesce(编号, '编号')")
    design = keeping.opened(keeping.of_person(designer.person)[0])
    made = design.ledger.fields[-3:]
    assert [(one.type, one.target, one.options.get("serial", "")) for one in made] == [
        ("reference", "shops", ""),
        ("serial", "", "隐登字"),
        ("computed", "", ""),
    ]
    assert made[2].value == "coalesce(code, '编号')"
    page = words(client.get(place))
    assert "coalesce(编号, &#39;编号&#39;)" in page
    assert page.count("<td>YH-0</td>") == 2


def test_what_a_computed_field_can_not_mean_is_said_under_it(client: Client, designer: Actor) -> None:
    place = begun(client)
    page = words(change(client, place, act="make", type="computed", zh="日子", value="没有的 + 1"))
    assert 'class="refusal"' in page
    no = keeping.opened(keeping.of_person(designer.person)[0]).ledger.fields[-1].no
    page = words(change(client, place, act="say", no=no, zh="日子", value="编号 + 1"))
    assert 'class="refusal"' in page
    change(client, place, act="say", no=no, zh="一样", value="编号 = 隐患名称")
    page = words(client.get(place))
    assert 'class="refusal"' not in page
    assert "<td>×</td>" in page
