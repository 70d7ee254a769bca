"""The pages of collections without scripts: started, answered, chased, returned, accepted, merged."""

import re
from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from villages import Town, ask_of, hand_in, plan

from office import CONSOLE, somebody
from zhangtu.collections import actions, queries
from zhangtu.collections.forms import Wanted
from zhangtu.collections.states import Shape, State
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers.drafts import Draft
from zhangtu.messages import actions as messages
from zhangtu.people import queries as people

SCRIPT = {"X-Fragment": "1"}


def text(answer: Any) -> str:
    return answer.content.decode()


def field(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return found.group(1)


def filled(**changes: Any) -> dict[str, Any]:
    """The form by which a collection is started."""
    return {
        "do": "send", "base": "shops", "source": ["name", "staff", "phone"], "title": "小店摸底表",
        "basis": "青政办〔2026〕18号", "due_day": "2026-11-30", "due_time": "17:30", "ends": "2027-06-30",
        **changes,
    }  # fmt: skip


def test_a_collection_is_started_from_a_ledger(town: Town, come: Any) -> None:
    client = come(town.clerk)
    assert "发起填报" in text(client.get("/collections/"))
    page = text(client.get("/collections/new?base=shops"))
    assert 'value="staff" checked' in page
    assert 'value="total"' not in page, "what is worked out is not asked"
    wrong = client.post("/collections/new", filled(unit=list(town.villages), basis=""))
    assert wrong.status_code == 422
    assert "依据（文号）" in text(wrong)
    assert 'value="小店摸底表"' in text(wrong), "what was typed stays"
    done = client.post("/collections/new", filled(unit=list(town.villages)))
    assert done.status_code == 302
    page = text(client.get(done.headers["Location"]))
    assert "已发出" in page
    assert page.count("未打开") >= 5
    assert "青政办〔2026〕18号" in page


def test_a_village_fills_in_without_scripts(town: Town, come: Any) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, client = ask_of(town, uid, 0), come(town.helpers[0])
    assert "小店摸底表" in text(client.get("/collections/"))
    page = text(client.get(f"/collections/asks/{ask}/"))
    assert queries.ask(ask, people.scope(town.clerk)).state is State.OPENED  # type: ignore[arg-type]
    assert page.count("店铺 2026-03-05") >= 3
    assert "来自台账“店铺”的“东桥村第1店”，2026-03-05 登记" in page
    assert "19900000000" not in page
    line, digest = field(page, "line"), field(page, "digest")
    page = text(client.get(f"/collections/asks/{ask}/cell?line={line}&column=staff"))
    given = {"line": line, "column": "staff", "seen": field(page, "seen")}
    wrong = client.post(f"/collections/asks/{ask}/cell", {**given, "cell-staff": "很多"})
    assert wrong.status_code == 422
    assert 'value="很多"' in text(wrong)
    done = client.post(f"/collections/asks/{ask}/cell", {**given, "cell-staff": "8"})
    assert done.status_code == 302
    stale = client.post(f"/collections/asks/{ask}/cell", {**given, "cell-staff": "9"})
    assert stale.status_code == 409
    stale = client.post(f"/collections/asks/{ask}/submit", {"digest": digest, "rest": "1"})
    assert stale.status_code == 422
    page = text(client.get(f"/collections/asks/{ask}/"))
    assert "已更正" in page
    mark = re.findall(r'name="digest" value="(\w+\.\d+)"', page)
    done = client.post(f"/collections/asks/{ask}/submit", {"digest": mark[0], "rest": "1"})
    assert done.status_code == 302
    assert "已报送" in text(client.get(done.headers["Location"]))


def test_scripts_get_the_line_and_what_the_whole_looks_like(town: Town, come: Any) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, client = ask_of(town, uid, 0), come(town.helpers[0])
    page = text(client.get(f"/collections/asks/{ask}/"))
    whole = re.findall(r'name="digest" value="(\w+\.\d+)"', page)[0]
    line = re.findall(r'data-line="([\w-]+)" data-digest="(\w+)"', page)[0]
    given = {"line": line[0], "digest": line[1]}
    answer = client.post(f"/collections/asks/{ask}/confirm", given, headers=SCRIPT)
    assert text(answer).lstrip().startswith("<tr")
    assert "已确认" in text(answer)
    assert answer.headers["X-Was"] == whole
    given = {"line": "n1", "seen": "0", "cell-name": "新店"}
    second = client.post(f"/collections/asks/{ask}/type", given, headers=SCRIPT)
    assert second.headers["X-Was"] == answer.headers["X-Now"]
    conflict = client.post(
        f"/collections/asks/{ask}/type", {"line": "n1", "seen": "0", "cell-name": "旧店"}, headers=SCRIPT
    )
    assert conflict.status_code == 409
    assert "新店" in text(conflict)
    assert conflict.headers["X-Seen"].isdecimal()
    done = client.post(
        f"/collections/asks/{ask}/submit",
        {"digest": second.headers["X-Now"], "rest": "1"},
        headers=SCRIPT,
    )
    assert done.status_code == 302


@pytest.mark.parametrize("way", ["zero", "same"])
def test_what_does_not_fit_is_said_on_the_page(town: Town, come: Any, way: str) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, client = ask_of(town, uid, 0), come(town.helpers[0])
    answer = client.post(f"/collections/asks/{ask}/submit", {"way": way})
    assert answer.status_code == 422
    assert 'role="alert"' in text(answer)


def test_the_late_are_chased_with_the_words_shown_first(town: Town, come: Any) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    hand_in(ask_of(town, uid, 0), town.helpers[0])
    with stopped_at(date(2026, 12, 1)):
        client = come(town.clerk)
        page = text(client.get(f"/collections/{uid}/"))
        assert "逾期" in page
        page = text(client.get(f"/collections/{uid}/chase"))
        assert "东桥村" not in page.split("<form")[-1].split("textarea")[0]
        assert "青政办〔2026〕18号" in page
        asks = re.findall(r'name="ask" value="([\w-]+)" checked', page)
        assert len(asks) == 4
        hand_in(ask_of(town, uid, 1), town.helpers[1])
        done = client.post(f"/collections/{uid}/chase", {"ask": asks, "text": "请今天报送。"})
        page = text(client.get(done.headers["Location"]))
        assert "已催报 3 个单位" in page
        assert "请今天报送。" in page
        wrong = client.post(f"/collections/{uid}/chase", {"ask": asks, "text": " "})
        assert wrong.status_code == 422


def test_returned_accepted_merged(town: Town, come: Any) -> None:
    uid = actions.send_out(
        plan(town, columns=(Wanted(source="name"), Wanted(source="staff"))), actor=town.clerk
    )
    for place in (0, 1):
        hand_in(ask_of(town, uid, place), town.helpers[place])
    client, ask = come(town.clerk), ask_of(town, uid, 0)
    page = text(client.get(f"/collections/asks/{ask}/"))
    assert "东桥村第1店" in page
    assert "打印盖章表" in page
    wrong = client.post(f"/collections/asks/{ask}/return", {"reason": ""})
    assert wrong.status_code == 422
    done = client.post(f"/collections/asks/{ask}/return", {"reason": "人数不对"})
    assert done.status_code == 302
    village = come(town.helpers[0])
    assert "人数不对" in text(village.get(f"/collections/asks/{ask}/"))
    assert "人数不对" in text(village.get("/collections/"))
    client.post(f"/collections/{uid}/accept", {"all": "1"})
    page = text(client.get(f"/collections/{uid}/merged"))
    assert "西岭村第1店" in page
    assert "东桥村第1店" not in page
    assert "未计入" in page
    book = openpyxl.load_workbook(BytesIO(client.get(f"/collections/{uid}/merged.xlsx").content))
    cells = [[one.value for one in row] for row in book.active.iter_rows()]
    assert ["西岭村", "西岭村第1店", 2] in cells
    picture = client.get(f"/collections/{uid}/progress.png")
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.content[:4] == b"\x89PNG"


def test_a_new_form_reuses_what_is_known(town: Town, come: Any) -> None:
    client = come(town.clerk)
    pasted = "店名\t从业人数\t垃圾桶数\n东桥村第1店\t2\t1\n东桥村第2店\t3\t2\n西岭村第1店\t2\t0"
    page = text(client.post("/collections/new", {"do": "paste", "pasted": pasted}))
    assert "店铺 · 店名" in page
    assert "100% 的样本值" in page
    assert "垃圾桶数" in page
    reuse = re.findall(r'value="(reuse-[^"]+)"', page)
    assert "reuse-0:shops:name" in reuse
    own = {"own_title": ["店名", "垃圾桶数"], "own_type": ["text", "number"], "own_why": ["", ""]}
    sent = {**filled(unit=list(town.villages)), "base": "", "source": [], "shape": "many", **own}
    wrong = client.post("/collections/new", sent)
    assert wrong.status_code == 422
    assert "店名（店铺·店名）" in text(wrong)
    page = text(client.post("/collections/new", {**sent, "do": "reuse-0:shops:name"}))
    assert 'value="name" checked' in page
    assert '<option value="shops" selected>' in page
    sent["own_why"] = ["上级表样要求照门头填写", ""]
    done = client.post("/collections/new", sent)
    assert done.status_code == 302
    uid = done.headers["Location"].split("/")[2]
    village = come(town.helpers[0])
    page = text(village.get(f"/collections/asks/{ask_of(town, uid, 0)}/"))
    assert "上级表样要求照门头填写" in page, "respondents see why they are asked"


def test_a_unit_fills_in_its_one_line(town: Town, come: Any) -> None:
    wanted = (Wanted("本月新增摊点", "number", required=True), Wanted("有无投诉", "yes_no"))
    uid = actions.send_out(plan(town, base="", shape=Shape.ONE, columns=wanted), actor=town.clerk)
    ask, client = ask_of(town, uid, 0), come(town.helpers[0])
    page = text(client.get(f"/collections/asks/{ask}/"))
    assert "必填" in page
    given = {"line": "one", "seen": "0", "cell-c1": "好多", "cell-c2": "yes"}
    page = text(client.post(f"/collections/asks/{ask}/type", given, follow=True))
    assert 'value="好多"' in page, "kept as typed, and said what is wrong"
    assert "problem error" in page
    mark = re.findall(r'name="digest" value="(\w+\.\d+)"', page)[0]
    wrong = client.post(f"/collections/asks/{ask}/submit", {"digest": mark, "rest": "1"})
    assert wrong.status_code == 422
    assert 'href="#line-one"' in text(wrong)


def test_messages_are_opened_one_by_one_or_all(town: Town, come: Any) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    client = come(town.helpers[0])
    page = text(client.get("/messages/"))
    assert "填报：小店摸底表" in page
    (address,) = re.findall(r'href="(/messages/[\w-]{36}/)"', page)
    opened = client.get(address)
    assert opened.headers["Location"] == f"/collections/asks/{ask_of(town, uid, 0)}/"
    assert "全部标为已读" not in text(client.get("/messages/"))
    actions.send_out(plan(town, title="第二张"), actor=town.clerk)
    client.post("/messages/")
    assert "全部标为已读" not in text(client.get("/messages/"))
    strange = messages.send(
        messages.Words("test", "外链", "看", "//example.org/"), actor=CONSOLE, unit=town.villages[0]
    )
    assert client.get(f"/messages/{strange}/").headers["Location"] == "/messages/"


def test_who_may_not_is_told_and_never_gets_an_error_page(town: Town, come: Any) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask = ask_of(town, uid, 0)
    stranger = come(town.helpers[1])
    for path in (
        f"/collections/{uid}/", f"/collections/{uid}/chase", f"/collections/{uid}/merged",
        f"/collections/{uid}/merged.xlsx", f"/collections/{uid}/progress.png", f"/collections/asks/{ask}/",
        f"/collections/asks/{ask}/cell?line=x&column=y", f"/collections/{uuid4()}/", f"/messages/{uuid4()}/",
        "/messages/channels", f"/collections/{uid}/again",
    ):  # fmt: skip
        assert stranger.get(path).status_code in (403, 404), path
    for path in (
        f"/collections/{uid}/close", f"/collections/{uid}/accept", f"/collections/{uid}/chase",
        f"/collections/asks/{ask}/type", f"/collections/asks/{ask}/confirm", f"/collections/asks/{ask}/drop",
        f"/collections/asks/{ask}/submit", f"/collections/asks/{ask}/return",
        f"/collections/asks/{ask}/form.pdf",
    ):  # fmt: skip
        given = {"ask": str(ask), "text": "x", "reason": "x", "line": "n1", "cell-name": "x"}
        assert stranger.post(path, given).status_code in (403, 404), path
    reader = come(town.reader)
    assert "disabled title=" in text(reader.get("/collections/"))
    assert "该岗位可以催报" in text(reader.get(f"/collections/{uid}/"))
    assert "不能替“东桥村”填报" in text(reader.get(f"/collections/asks/{ask}/"))
    assert reader.get("/collections/new").status_code == 403
    assert reader.get(f"/collections/{uid}/").status_code == 200
    assert reader.post(f"/collections/{uid}/close").status_code == 403


@pytest.mark.parametrize("given", [{}, {"line": "../x", "cell-name": "x"}, {"line": "n1", "seen": "9" * 40}])
def test_odd_requests_are_refused_not_broken(town: Town, come: Any, given: dict[str, str]) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, client = ask_of(town, uid, 0), come(town.helpers[0])
    for name in ("type", "confirm", "drop", "submit", "cell"):
        answer = client.post(f"/collections/asks/{ask}/{name}", {"line": "", **given})
        assert answer.status_code in (302, 404, 409, 422), (name, answer.status_code)


def test_the_next_period_is_as_before_in_one_tap(town: Town, come: Any) -> None:
    wanted = (Wanted("本月新增摊点", "number", required=True),)
    uid = actions.send_out(plan(town, base="", shape=Shape.ONE, columns=wanted), actor=town.clerk)
    ask = ask_of(town, uid, 0)
    actions.type_in(ask, "one", {"c1": "4"}, actor=town.helpers[0], seen=0)  # type: ignore[arg-type]
    hand_in(ask, town.helpers[0])
    client = come(town.clerk)
    assert "下一期" in text(client.get(f"/collections/{uid}/again"))
    wrong = client.post(f"/collections/{uid}/again", {"due_day": "", "period": "12月"})
    assert wrong.status_code == 422
    assert 'value="12月"' in text(wrong)
    done = client.post(f"/collections/{uid}/again", {"due_day": "2026-12-31", "period": "12月"})
    again = done.headers["Location"].split("/")[2]
    village = come(town.helpers[0])
    page = text(village.get(f"/collections/asks/{ask_of(town, again, 0)}/"))
    assert "同上期" in page
    assert 'value="4"' in page
    done = village.post(f"/collections/asks/{ask_of(town, again, 0)}/submit", {"way": "same"})
    assert "同上期" in text(village.get(done.headers["Location"]))
    other = come(town.helpers[1])
    done = other.post(f"/collections/asks/{ask_of(town, again, 1)}/submit", {"way": "zero"})
    assert "零报告：本期没有情况" in text(other.get(done.headers["Location"]))
    client.post(f"/collections/{again}/close", {"reason": "已汇总"})
    assert "已结束" in text(client.get("/collections/"))
    late = come(town.helpers[2]).post(f"/collections/asks/{ask_of(town, again, 2)}/submit", {"way": "zero"})
    assert late.status_code == 422


def test_what_is_masked_is_shown_for_a_reason_that_is_kept(town: Town, come: Any) -> None:
    wanted = (Wanted("值班手机", "phone", why="按月轮值"),)
    uid = actions.send_out(plan(town, base="", shape=Shape.ONE, columns=wanted), actor=town.clerk)
    ask = ask_of(town, uid, 0)
    actions.type_in(ask, "one", {"c1": "19911112222"}, actor=town.helpers[0], seen=0)  # type: ignore[arg-type]
    hand_in(ask, town.helpers[0])
    clerk, chief = come(town.clerk), come(somebody(town.town, "丁九", "chief"))
    assert "查看隐去的内容" not in text(clerk.get(f"/collections/asks/{ask}/"))
    assert clerk.post(f"/collections/asks/{ask}/reveal", {"why": "想看"}).status_code == 403
    page = text(chief.get(f"/collections/asks/{ask}/"))
    assert "查看隐去的内容" in page
    assert "1111" not in page
    assert chief.post(f"/collections/asks/{ask}/reveal", {"why": ""}).status_code == 422
    shown = text(chief.post(f"/collections/asks/{ask}/reveal", {"why": "核对值班表"}))
    assert "1111" in shown
    assert "19911112222" not in text(chief.get(f"/collections/{uid}/merged?all=1"))


def test_a_units_administrator_sets_up_channels(town: Town, come: Any) -> None:
    client = come(somebody(town.villages[0], "戊一", "unit_administrator"))
    assert "通知渠道" in text(client.get("/messages/channels"))
    robot = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=invented-key"
    given = {"unit": str(town.villages[0]), "channel": "wecom", "title": "村干部群", "target": robot}
    wrong = client.post("/messages/channels", {**given, "target": "https://example.org/"})
    assert wrong.status_code == 422
    assert 'value="村干部群"' in text(wrong)
    assert client.post("/messages/channels", {**given, "unit": str(town.villages[1])}).status_code == 422
    assert client.post("/messages/channels", given).status_code == 302
    page = text(client.get("/messages/channels"))
    assert "村干部群" in page
    assert "invented-key" not in page
    uid = actions.send_out(plan(town), actor=town.clerk)
    assert "企业微信群机器人" in text(come(town.clerk).get(f"/collections/{uid}/chase"))
    (address,) = re.findall(r'name="end" value="([\w-]+)"', page)
    client.post("/messages/channels", {"end": address})
    assert "还没有设渠道" in text(client.get("/messages/channels"))


def test_the_answer_is_printed_for_the_seal(town: Town, come: Any) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask = ask_of(town, uid, 0)
    hand_in(ask, town.helpers[0])
    village = come(town.helpers[0])
    made = village.post(f"/collections/asks/{ask}/form.pdf")
    printed = village.get(made.headers["Location"] + "paper")
    assert printed.headers["Content-Type"] == "application/pdf"
    assert b"".join(printed.streaming_content)[:5] == b"%PDF-"


def test_what_people_type_is_never_markup_nor_a_formula(town: Town, come: Any) -> None:
    wanted = (Wanted("情况<script>", "text"),)
    uid = actions.send_out(
        plan(town, base="", shape=Shape.ONE, columns=wanted, title="<b>表", note="<img src=x>"),
        actor=town.clerk,
    )
    ask = ask_of(town, uid, 0)
    actions.type_in(ask, "one", {"c1": '=HYPERLINK("//x","<i>")'}, actor=town.helpers[0], seen=0)  # type: ignore[arg-type]
    village = come(town.helpers[0])
    for page in (text(village.get(f"/collections/asks/{ask}/")), text(village.get("/collections/"))):
        assert not {"<script>", "<b>表", "<img src=x>", "<i>"} & set(re.findall(r"<[^>]*>(?:表)?", page))
    hand_in(ask, town.helpers[0])
    client = come(town.clerk)
    page = text(client.get(f"/collections/{uid}/merged?all=1"))
    assert "<i>" not in page
    book = openpyxl.load_workbook(BytesIO(client.get(f"/collections/{uid}/merged.xlsx?all=1").content))
    cells = [one for row in book.active.iter_rows() for one in row if one.value]
    assert any(one.value == '=HYPERLINK("//x","<i>")' and one.data_type == "s" for one in cells)


def test_a_long_form_goes_on_below(town: Town, come: Any) -> None:
    drafts = [Draft("shops", {"name": f"新店{place}", "code": f"N{place}"}) for place in range(60)]
    ledgers.batch(drafts, actor=town.helpers[0])
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, client = ask_of(town, uid, 0), come(town.helpers[0])
    page = text(client.get(f"/collections/asks/{ask}/"))
    assert "台账中共 63 条记录" in page
    (further,) = re.findall(r'hx-get="([^"]+after=[^"]+)"', page)
    rest = text(client.get(further, headers=SCRIPT))
    assert rest.count("data-line=") == 13
    mark = re.findall(r'name="digest" value="(\w+\.\d+)"', page)[0]
    assert client.post(f"/collections/asks/{ask}/submit", {"digest": mark, "rest": "1"}).status_code == 302
    assert text(client.get(f"/collections/asks/{ask}/")).count('<th scope="row">') == 63


def test_filling_in_for_a_unit_below_is_said_and_does_not_count_as_opened(town: Town, come: Any) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, client = ask_of(town, uid, 0), come(town.clerk)
    assert "您在代“东桥村”填报" in text(client.get(f"/collections/asks/{ask}/"))
    assert queries.ask(ask, people.scope(town.clerk)).state is State.UNOPENED  # type: ignore[arg-type]
    hand_in(ask, town.clerk)
    view = queries.ask(ask, people.scope(town.clerk))  # type: ignore[arg-type]
    assert (view.person, view.post) == (town.clerk.person, town.clerk.post)
