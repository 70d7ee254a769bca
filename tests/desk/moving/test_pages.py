"""Pages of procedures: the list, the chart, and a row with its buttons, reasons and history."""

import re
from datetime import date

import pytest
from coming import Come
from django.test import Client
from hall import page
from hamlet import Town

from zhangtu.ledgers import actions as rows
from zhangtu.ledgers import hooks
from zhangtu.people import queries as people
from zhangtu.procedures import actions, cases, granting
from zhangtu.procedures.actions import Moved


def address(at: Moved) -> str:
    return f"/procedures/rows/{at.uid}/"


def send(client: Client, at: Moved, move: str, **sent: str) -> tuple[int, str]:
    seen = re.search(r'name="seen" value="(\d+)"', page(client, address(at)))
    form = {"seen": seen[1] if seen else "", **sent}
    answer = client.post(f"{address(at)}{move}", form, follow=True)
    return answer.status_code, answer.content.decode()


def test_the_list_and_the_chart_say_what_is_in_force(town: Town, come: Come) -> None:
    town.found()
    client = come(town.chief)
    told = page(client, "/procedures/")
    assert "问题整改" in told
    shown = page(client, "/procedures/corrections/")
    assert shown.count("<rect") == 5
    assert "15日" in shown
    picture = client.get("/procedures/corrections/chart.svg")
    assert picture["Content-Type"].startswith("image/svg+xml")
    assert picture.content.decode().startswith("<svg")
    assert client.get("/procedures/nothing/").status_code == 404


def test_a_finding_is_put_right_by_pressing_buttons(town: Town, come: Come) -> None:
    at = town.found()
    safety, helper = come(town.safety), come(town.helper)
    status, told = send(safety, at, "moves/order")
    assert status == 422
    assert "须先填写：整改要求" in told
    status, told = send(safety, at, "moves/order", **{"f-demand": "三日内更换"})
    assert status == 200
    assert "已办理。" in told
    assert "整改字〔2026〕1号" in told
    assert "收回刚才的办理" in told
    mine = page(helper, address(at))
    assert "报送整改结果" in mine
    assert "收回刚才的办理" not in mine
    send(helper, at, "moves/report", **{"f-done": "换了新的"})
    status, told = send(safety, at, "moves/give_back")
    assert status == 422
    assert "须说明理由" in told
    status, told = send(safety, at, "moves/give_back", reason="没有照片")
    assert "没有照片" in told
    send(helper, at, "moves/report", **{"f-done": "换了新的，见照片", "b-done": "换了新的"})
    status, told = send(safety, at, "moves/accept", **{"f-result": "合格"})
    assert "已经办结。" in told
    assert "按条件不经过：回头看" in told
    assert cases.case_of(at.uid).running.step == "closed"
    status, told = send(come(town.chief), at, "reopen", reason="又过期了")
    assert "重新办理" in told
    assert cases.case_of(at.uid).running.step == "rechecking"


def test_who_may_not_sees_the_reason_beside_a_button_that_is_shut(town: Town, come: Come) -> None:
    at = town.found()
    helper = come(town.helper)
    told = page(helper, address(at))
    assert "disabled" in told
    assert "“交办整改”由检查、信息联络、负责人办理" in told
    status, told = send(helper, at, "moves/order", **{"f-demand": "整改"})
    assert status == 403
    assert cases.case_of(at.uid).running.step == "found"
    assert come(town.stranger).get(address(at)).status_code == 404


def test_what_another_did_meanwhile_is_not_overrun(town: Town, come: Come) -> None:
    at = town.found()
    client = come(town.safety)
    actions.move(at.uid, "drop", actor=town.chief, seen=at.version, reason="不属实")
    answer = client.post(f"{address(at)}moves/order", {"seen": str(at.version), "f-demand": "整改"})
    assert answer.status_code == 409
    assert cases.case_of(at.uid).running.step == "closed"


GIVEN = {"what": "通道堵塞", "unit": "东桥村", "found_on": "2026-11-24"}


def test_a_row_entered_by_hand_begins_at_once(town: Town, come: Come) -> None:
    row = rows.create("findings", GIVEN, actor=town.safety, unit=town.village)
    assert (row.state, row.post) == ("found", town.safety.post)
    assert "交办整改" in page(come(town.safety), f"/procedures/rows/{row.uid}/")


def test_a_row_that_came_otherwise_begins_from_its_page(
    town: Town, come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "ENTERED", [])
    row = rows.create("findings", GIVEN, actor=town.safety, unit=town.village)
    client = come(town.safety)
    assert "启动流程" in page(client, f"/ledgers/findings/rows/{row.uid}/")
    assert "这条记录还不在流程中。" in page(client, f"/procedures/rows/{row.uid}/")
    answer = client.post(f"/procedures/rows/{row.uid}/begin", {"procedure": "corrections"}, follow=True)
    assert "流程已启动。" in answer.content.decode()
    assert '<span class="tag">发现问题</span>' in page(client, f"/ledgers/findings/rows/{row.uid}/")
    assert people.post(cases.case_of(row.uid).running.post) is not None


def test_the_paper_that_fixed_a_limit_is_called_what_it_is(town: Town, come: Come) -> None:
    at = town.found()
    client = come(town.safety)
    send(client, at, "moves/order", **{"f-demand": "三日内更换"})
    granting.override(
        at.uid, "correcting", date(2027, 1, 15), "纪要〔2026〕9号", actor=town.chief,
        seen=cases.case_of(at.uid).row.version, reason="会议定",
    )  # fmt: skip
    told = page(client, address(at))
    assert "改定到期日的依据 <strong>纪要〔2026〕9号</strong>" in told
    assert "override" not in told
