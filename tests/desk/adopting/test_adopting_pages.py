"""The page of an adoption asks, keeps each answer, adopts; that of the adopted plan shows how all stands."""

import re

import pytest
from adoption import PLAN, answered, brought
from coming import Come

from office import Office


def test_questions_are_answered_and_the_plan_is_adopted(town: Office, come: Come) -> None:
    client = come(town.chief)
    place = answered(client)
    page = client.get(f"{place}adopting/").content.decode()
    assert "可以采用了" in page
    assert client.post(f"{place}adopting/confirm", {"seen": "1,0"}).headers["Location"] == f"{place}adopted/"
    shown = client.get(f"{place}adopted/").content.decode()
    assert "修复护岸" in shown
    assert "未挂接" in shown
    assert "正常" in shown
    assert "看任务进展" in client.get(place).content.decode()
    # asked again it leads there, and nothing is made twice
    assert client.get(f"{place}adopting/").headers["Location"] == f"{place}adopted/"
    assert client.post(f"{place}adopting/confirm", {"seen": "1,0"}).status_code == 302


def test_what_is_open_keeps_the_button_grey(town: Office, come: Come) -> None:
    client = come(town.chief)
    place = brought(client)
    page = client.get(f"{place}adopting/").content.decode()
    assert "还有 2 个问题要回答" in page
    assert 'disabled aria-describedby="why-not"' in page
    refused = client.post(f"{place}adopting/confirm", {"seen": "1,0"})
    assert refused.status_code == 422
    assert "还有 2 个问题没有回答" in refused.content.decode()


def test_a_name_nobody_has_is_refused_with_a_sentence(town: Office, come: Come) -> None:
    client = come(town.chief)
    place = brought(client)
    given = {"question": "unit:某村", "named": "没有村"}
    refused = client.post(f"{place}adopting/answer", given, headers={"X-Fragment": "1"})
    assert refused.status_code == 422
    assert "没有唯一叫“没有村”的单位" in refused.content.decode()


def test_it_is_withdrawn_with_a_reason(town: Office, come: Come) -> None:
    client = come(town.chief)
    place = answered(client)
    client.post(f"{place}adopting/confirm", {"seen": "1,0"})
    assert client.post(f"{place}adopted/withdraw", {"reason": " "}).status_code == 422
    assert client.post(f"{place}adopted/withdraw", {"reason": "上级收回"}).status_code == 302
    assert "采用方案" in client.get(place).content.decode()
    assert client.get(f"{place}adopted/").status_code == 422


def test_who_may_not_adopt_is_told_so(town: Office, come: Come) -> None:
    place = str(come(town.eastern).post("/read", {"text": PLAN.format(east="某")})["Location"])
    reader = come(town.reader)
    page = reader.get(f"{place}adopting/").content.decode()
    assert 'id="no-adopt"' in page
    assert reader.post(f"{place}adopting/begin").status_code == 403


def test_a_later_version_asks_what_is_different(town: Office, come: Come) -> None:
    client = come(town.chief)
    place = answered(client)
    client.post(f"{place}adopting/confirm", {"seen": "1,0"})
    later = PLAN.format(east="东桥村").replace("2030年12月10日", "2030年12月20日")
    assert client.post(f"{place}version", {"text": later, "seen": "1"}).status_code in {200, 302}
    assert "比对新稿" in client.get(f"{place}adopted/").content.decode()
    page = client.get(f"{place}adopted/changes").content.decode()
    assert "还有 1 处要决定" in page
    assert "2030年12月20日" in page
    question = re.search(r'name="question" value="(change:[^"]+)"', page)
    assert question
    answer = client.post(f"{place}adopting/answer", {"question": question[1], "take": "yes"})
    assert answer.headers["Location"] == f"{place}adopted/changes"
    assert client.post(f"{place}adopted/renew", {"seen": "2,0"}).headers["Location"] == f"{place}adopted/"
    assert "2030年12月20日" in client.get(f"{place}adopted/").content.decode()


def test_a_report_asked_for_leads_to_where_it_is_scheduled(
    town: Office, come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = come(town.chief)
    text = PLAN.replace("\n\n青溪镇人", "\n（四）由{east}牵头，每月5日前向镇政府报送清理情况。\n\n青溪镇人")
    place = answered(client, text)
    client.post(f"{place}adopting/confirm", {"seen": "1,0"})
    assert "待排期" in client.get(f"{place}adopted/").content.decode()
    monkeypatch.setattr("zhangtu.plans.hooks.REPORTS", [lambda _plan, asked: f"/reports/?q={asked.what}"])
    shown = client.get(f"{place}adopted/").content.decode()
    assert "待排期" not in shown
    assert "/reports/?q=清理情况" in shown


def test_a_task_of_the_plan_opens_where_it_is_worked_on(town: Office, come: Come) -> None:
    client = come(town.chief)
    place = answered(client)
    client.post(f"{place}adopting/confirm", {"seen": "1,0"})
    link = re.search(r'href="(/tasks/[0-9a-f-]{36}/)"', client.get(f"{place}adopted/").content.decode())
    assert link
    opened = client.get(link[1])
    assert opened.status_code == 200
    assert "东桥村" in opened.content.decode()
