"""A report that a plan asks for is scheduled from the plan's page and expected from then on."""

import re

import pytest
from adoption import PLAN, answered
from coming import Come
from django.test import Client

from office import Office
from zhangtu.desk.frame.words import titled
from zhangtu.journal.verifying import verify
from zhangtu.ledgers import definitions
from zhangtu.reports import expecting, filling
from zhangtu.reports.models import Filing
from zhangtu.reports.refusals import ReportError

ASKS = "\n（四）由{east}牵头，每月5日前向镇政府报送清理情况。\n\n青溪镇人"


def adopted(client: Client, asks: str = ASKS) -> tuple[str, str]:
    """An adopted plan, and the address of the one report it asks for."""
    place = answered(client, PLAN.replace("\n\n青溪镇人", asks))
    client.post(f"{place}adopting/confirm", {"seen": "1,0"})
    found = re.search(rf"{place}adopted/reports/\w+/", client.get(f"{place}adopted/").content.decode())
    assert found
    return place, found[0]


def proposal(client: Client, address: str) -> dict[str, str]:
    """What a browser would send of the form as it is proposed."""
    page = client.get(address).content.decode().partition('class="schedule"')[2].partition("</form>")[0]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and "checkbox" not in tag:
            sent[name[1]] = value[1] if value else ""
    for name, body in re.findall(r'<select name="(\w+)">(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', body)
        sent[name] = chosen[1] if chosen else ""
    return sent


def test_the_rule_of_the_plan_is_proposed_and_the_report_appears_by_itself(town: Office, come: Come) -> None:
    client = come(town.chief)
    place, address = adopted(client)
    sent = proposal(client, address)
    assert (sent["every"], sent["way"], sent["number"]) == ("month", "after", "5")
    assert sent["named"] == "东桥村"
    assert sent["receiver"] == str(town.town)
    assert client.post(f"{address}schedule", sent).headers["Location"] == address
    page = client.get(address).content.decode()
    assert "每月 · 次期第5日前" in page
    assert "待填报" in page
    assert "待排期" not in client.get(f"{place}adopted/").content.decode()
    mine = come(town.eastern).get("/reports/").content.decode()
    assert "清理情况" in mine
    filing = Filing.objects.get()
    assert (filing.unit, filing.receiver, filing.due.day) == (town.east, town.town, 5)
    assert expecting.expect() == 0
    assert verify().sound


def test_text_is_filled_in_signed_and_received(town: Office, come: Come) -> None:
    client = come(town.chief)
    place, address = adopted(client)
    client.post(f"{address}schedule", proposal(client, address))
    client.get(address)
    unit, where = come(town.eastern), f"/reports/{Filing.objects.get().uid}/"
    page = unit.get(where).content.decode()
    assert "报送内容" in page
    unit.post(f"{where}fill", {"enter:content": "清理河面三次。"})
    page = unit.get(where).content.decode()
    assert "清理河面三次。" in page
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    assert unit.post(f"{where}sign", {"seen": seen[1]}).status_code == 302
    assert client.post(f"{where}receive").status_code == 302
    assert Filing.objects.get().state == "received"
    assert "应报 1 份，已报 1 份" in client.get(f"{place}adopted/").content.decode()
    # what was submitted stays when nothing more is asked for
    assert client.post(f"{address}stop", {"reason": "改由平台直报"}).status_code == 302
    assert Filing.objects.get().state == "received"
    assert "清理河面三次。" in unit.get(where).content.decode()
    assert verify().sound


def test_measures_become_its_columns(town: Office, come: Come) -> None:
    client = come(town.chief)
    _place, address = adopted(client)
    known = definitions.known().measures
    sent = {**proposal(client, address), "measures": list(known)[:2]}
    assert client.post(f"{address}schedule", sent).status_code == 302
    client.get(address)
    page = come(town.eastern).get(f"/reports/{Filing.objects.get().uid}/").content.decode()
    assert [titled(known[name].measure.title) in page for name in sent["measures"]] == [True, True]


@pytest.mark.parametrize("name", ["asked_", "asked_zz", "asked_" + "0" * 32])
def test_a_name_that_was_made_up_is_no_report(town: Office, name: str) -> None:
    assert town
    with pytest.raises(ReportError):
        filling.in_force(name)


def test_it_is_withdrawn_with_a_reason_and_what_is_open_goes(town: Office, come: Come) -> None:
    client = come(town.chief)
    place, address = adopted(client)
    client.post(f"{address}schedule", proposal(client, address))
    client.get(address)
    assert client.post(f"{address}stop", {"reason": " "}).status_code == 422
    assert client.post(f"{address}stop", {"reason": "改由平台直报"}).status_code == 302
    assert "待排期" in client.get(f"{place}adopted/").content.decode()
    assert Filing.objects.get().state == "withdrawn"
    assert "清理情况" not in come(town.eastern).get("/reports/").content.decode()
    # scheduled anew it is another one
    assert client.post(f"{address}schedule", proposal(client, address)).status_code == 302
    client.get(address)
    assert Filing.objects.count() == 2


def test_a_plan_that_is_withdrawn_takes_its_schedules_along(town: Office, come: Come) -> None:
    client = come(town.chief)
    place, address = adopted(client)
    client.post(f"{address}schedule", proposal(client, address))
    client.get(address)
    assert client.post(f"{place}adopted/withdraw", {"reason": "上级收回"}).status_code == 302
    assert Filing.objects.get().state == "withdrawn"
    assert expecting.expect() == 0


def test_a_single_report_is_due_on_its_day(town: Office, come: Come) -> None:
    client = come(town.chief)
    asks = "\n（四）由{east}牵头，2030年11月30日前向镇政府报送工作总结。\n\n青溪镇人"
    _place, address = adopted(client, asks)
    sent = proposal(client, address)
    assert (sent["every"], sent["day"]) == ("once", "2030-11-30")
    assert client.post(f"{address}schedule", sent).status_code == 302
    client.get(address)
    assert Filing.objects.get().due.isoformat() == "2030-11-30"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": "0"}, "没有这样的报送时间"),
        ({"every": "once", "day": ""}, "没有这样的报送时间"),
        ({"named": "没有村"}, "没有名为“没有村”的单位"),
        ({"named": ""}, "没有选定报送单位"),
        ({"outside": "县水利局"}, "只能填一个"),
        ({"title": " "}, "请写明报表名称"),
        ({"ends": "2001-01-01"}, "结束早于开始"),
        ({"based": "nothing"}, "没有这个报表或指标"),
        ({"measures": "nothing"}, "没有这个报表或指标"),
    ],
)
def test_what_does_not_fit_is_refused_and_what_was_typed_stays(
    town: Office, come: Come, wrong: dict[str, str], said: str
) -> None:
    client = come(town.chief)
    _place, address = adopted(client)
    sent = {**proposal(client, address), "title": "河道月报", **wrong}
    answer = client.post(f"{address}schedule", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    if "title" not in wrong:
        assert 'value="河道月报"' in answer.content.decode()
    assert not Filing.objects.exists()


def test_who_may_not_adopt_may_neither_schedule_nor_withdraw(town: Office, come: Come) -> None:
    client, reader = come(town.chief), come(town.reader)
    _place, address = adopted(client)
    sent = proposal(client, address)
    for somebody in (reader, come(town.eastern)):
        assert somebody.post(f"{address}schedule", sent).status_code in {403, 404, 422}
    client.post(f"{address}schedule", sent)
    client.get(address)
    assert reader.post(f"{address}stop", {"reason": "不要"}).status_code in {403, 404, 422}
    assert Filing.objects.get().state == "draft"
