"""The pages of reports: fill, sign, submit, receive, restate, remind, merge, take away."""

import re
from datetime import date
from html import unescape

from coming import Come
from django.test import Client
from towns import County, somebody

from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import actions as ledgers


def words(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()
    return unescape(answer.content.decode())


def address(client: Client) -> str:
    found = re.search(r'href="(/reports/[0-9a-f-]{36}/)"', words(client, "/reports/?all=1"))
    assert found is not None
    return found[1]


def sign(client: Client, page: str) -> int:
    seen = re.search(r'name="seen" value="(\w+)"', words(client, page))
    assert seen is not None
    return client.post(f"{page}sign", {"seen": seen[1]}).status_code


def submitted(county: County, come: Come) -> str:
    clerk, chief = come(county.clerk), come(county.chief)
    page = address(clerk)
    clerk.post(f"{page}fill", {"enter:done": "走访宣传", "enter:visits": "12"})
    assert (sign(clerk, page), sign(chief, page)) == (302, 302)
    return page


def test_a_report_waits_with_its_figures_text_and_differences(county: County, come: Come) -> None:
    clerk = come(county.clerk)
    assert "店铺月报" in words(clerk, "/reports/")
    text = words(clerk, address(clerk))
    assert "2026年11月，北镇有店铺4家" in text
    assert "比上期 上升 1 家" in text
    assert re.search(
        r'href="/measures/shops_there/rows\?unit=\d+&period=2026-11&by=kind&key=tea">3</a>', text
    )


def test_rows_behind_a_figure_open(county: County, come: Come) -> None:
    clerk = come(county.clerk)
    text = words(clerk, address(clerk))
    found = re.search(r'href="(/measures/shops_there/rows\?[^"]*key=tea)"', text)
    assert found is not None
    assert "新店" in words(clerk, found[1])


def test_what_was_typed_stays_when_it_is_refused(county: County, come: Come) -> None:
    clerk = come(county.clerk)
    page = address(clerk)
    answer = clerk.post(f"{page}fill", {"enter:done": "走访", "enter:visits": "许多"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "许多" in text
    assert "走访" in text
    assert "数字" in text


def test_signed_in_order_submitted_received_and_kept(county: County, come: Come) -> None:
    page = submitted(county, come)
    office = come(county.office)
    assert "签收报表" in words(office, page)
    assert office.post(f"{page}receive").status_code == 302
    ledgers.create("shops", {"name": "补录", "kind": "tea"}, actor=county.clerk, unit=county.north)
    clerk = come(somebody(county.north, "戊五", "clerk"))
    text = words(clerk, page)
    assert "报送之后台账有变化" in text
    assert "北镇有店铺4家" in text
    assert clerk.post(f"{page}restate", {"reason": "补录"}).status_code == 302
    assert "北镇有店铺5家" in words(clerk, page)


def test_an_empty_return_is_refused_with_a_sentence(county: County, come: Come) -> None:
    page = submitted(county, come)
    office = come(county.office)
    answer = office.post(f"{page}return", {"reason": ""})
    assert answer.status_code == 422
    assert "请写明原因" in answer.content.decode()
    assert office.post(f"{page}return", {"reason": "再核"}).status_code == 302
    assert "退回原因：再核" in words(office, page)


def test_the_office_sees_who_is_late_reminds_and_merges(county: County, come: Come) -> None:
    submitted(county, come)
    with stopped_at(date(2026, 12, 9)):
        office = come(county.office)
        matrix = words(office, "/reports/shops_monthly/2026-11/")
        assert "逾期" in matrix
        page = words(office, "/reports/shops_monthly/2026-11/chase")
        assert "南镇" in page
        assert "北镇" not in re.sub(r"<nav.*?</nav>", "", page, flags=re.DOTALL)
        unit = re.search(r'name="unit" value="([0-9a-f-]+)"', page)
        assert unit is not None
        sent = office.post("/reports/shops_monthly/2026-11/chase", {"unit": unit[1], "text": "请报送"})
        assert sent.status_code == 302
        assert "1 次" in words(office, "/reports/shops_monthly/2026-11/")
        assert "80.0%" in words(office, "/reports/shops_monthly/2026-11/merged")
        assert office.get("/reports/shops_monthly/2026-11/merged?file=xlsx").content.startswith(b"PK")


def test_who_receives_nothing_is_offered_nothing_that_fails(county: County, come: Come) -> None:
    southern, office = come(county.southern), come(county.office)
    address(southern)
    path = "/reports/shops_monthly/2026-11/"
    assert f'href="{path}merged"' in words(office, path)
    assert f'href="{path}merged"' not in words(southern, path)
    assert "都已报送，或者不是报给您的" in words(southern, f"{path}chase")


def test_files_copy_and_tick(county: County, come: Come) -> None:
    page = submitted(county, come)
    office = come(county.office)
    for kind, begin in (("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")):
        assert office.get(f"{page}file/{kind}").content.startswith(begin)
    assert "已录入上级系统" in words(office, f"{page}copy")
    assert office.post(f"{page}tick", {"copied": "1"}).status_code == 302
    assert "还没有录入" in words(office, f"{page}copy")


def test_another_town_finds_none_of_it(county: County, come: Come) -> None:
    page = submitted(county, come)
    southern = come(county.southern)
    assert southern.get(page).status_code == 404
    assert southern.post(f"{page}sign", {"seen": "x"}).status_code == 404
    assert southern.get(f"{page}file/pdf").status_code == 404


def sent(county: County, come: Come) -> tuple[Client, str, str]:
    """A report that goes to a client outside, submitted; its page, and the link."""
    office = come(county.office)
    page = address(office)
    assert sign(office, page) == 302
    told = office.post(f"{page}share").content.decode()
    link = re.search(r'value="http://testserver(/outside/reports/[^"]+)"', told)
    assert link is not None
    return office, page, link[1]


def test_an_outside_party_reads_and_receives_without_an_account(county: County, come: Come) -> None:
    office, page, link = sent(county, come)
    party = Client(HTTP_ACCEPT_LANGUAGE="zh-CN")
    assert "店铺通报" in words(party, link)
    assert party.get(f"{link}pdf").content.startswith(b"%PDF")
    assert party.post(link, {"name": " "}).status_code == 422
    assert party.post(link, {"name": "保险 王某"}).status_code == 302
    assert "保险 王某" in words(party, link)
    text = words(office, page)
    assert "已签收" in text
    assert "保险 王某" in text


def test_a_link_that_is_wrong_replaced_or_old_opens_nothing(county: County, come: Come) -> None:
    office, page, link = sent(county, come)
    party = Client(HTTP_ACCEPT_LANGUAGE="zh-CN")
    assert party.get(f"{link.rstrip('/')}x/").status_code == 404
    with stopped_at(date(2027, 3, 1)):
        assert party.get(link).status_code == 404
    office.post(f"{page}share")
    assert party.get(link).status_code == 404


def test_links_are_not_to_be_guessed(county: County, come: Come) -> None:
    _, _, link = sent(county, come)
    party = Client(HTTP_ACCEPT_LANGUAGE="zh-CN")
    answers = [party.get(f"{link.rstrip('/')}{place}/").status_code for place in range(61)]
    assert answers.count(404) == 60
    assert answers[-1] == 429


def test_what_goes_to_nobody_outside_has_no_link(county: County, come: Come) -> None:
    page = submitted(county, come)
    assert come(county.office).post(f"{page}share").status_code == 403
