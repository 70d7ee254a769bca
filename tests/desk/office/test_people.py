"""People and accounts without scripts: a roster with its slips, opening, resetting, closing, absences."""

import re
from io import BytesIO
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hall import Town, page

from office import TODAY
from zhangtu.journal import queries as journal
from zhangtu.people import queries, rolls

GOOD = "Qiu-tian 2026"


def sheet(*rows: tuple[Any, ...], name: str = "名单.xlsx") -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    book.active.append(["单位", "姓名", "手机", "岗位", "角色", "登录名"])
    for row in rows:
        book.active.append(list(row))
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile(name, file.getvalue())


def test_a_roster_is_looked_at_put_in_force_and_printed(town: Town) -> None:
    client, before = town.browser(town.organiser), journal.last_number()
    rows = [
        ("东桥村", "新一", "19900000011", "协管员", "经办", "xin1"),
        ("", "新二", "19900000012", "", "", ""),
    ]
    answer = client.post("/office/roster/", {"file": sheet(*rows), "day": TODAY.isoformat()})
    said = answer.content.decode()
    assert "认出 2 人" in said
    assert journal.last_number() == before, "looking changes nothing"
    carried = re.search(r'name="carried" value="([^"]+)"', said)
    assert carried is not None
    done = client.post("/office/roster/in", {"carried": carried[1]})
    said = done.content.decode()
    codes = re.findall(r'class="code">([A-Z0-9-]{14})<', said)
    assert len(codes) == 2
    assert done.headers["Cache-Control"] == "no-store"
    assert "http://testserver/sign/in" in said
    comer = Client(HTTP_ACCEPT_LANGUAGE="zh-CN")
    first = comer.post("/sign/in", {"login": "xin1", "secret": codes[0]})
    assert first.headers["Location"].startswith("/sign/password")
    comer.post("/sign/password", {"password": GOOD, "again": GOOD})
    assert "东桥村" in page(comer, "/office/")
    again = client.post("/office/roster/", {"file": sheet(*rows), "day": TODAY.isoformat()})
    assert again.content.decode().count("已在册") == 2


def test_faults_of_a_roster_are_named_and_nothing_is_made(town: Town) -> None:
    client = town.browser(town.organiser)
    rows = [("没有的村", "新三", "19900000013", "", "", ""), ("东桥村", "新四", "", "", "皇帝", "xin4")]
    answer = client.post("/office/roster/", {"file": sheet(*rows), "day": TODAY.isoformat()})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "找不到单位“没有的村”" in said
    assert "没有“皇帝”这种角色" in said
    assert 'name="carried"' not in said
    assert client.post("/office/roster/", {"day": "2026-11-23"}).status_code == 422
    odd = SimpleUploadedFile("名单.xlsx", b"no sheet at all")
    assert client.post("/office/roster/", {"file": odd}).status_code == 422


def test_a_preview_of_somebody_else_or_an_altered_one_is_refused(town: Town) -> None:
    client = town.browser(town.organiser)
    said = client.post("/office/roster/", {"file": sheet(("东桥村", "新五", "19900000015", "", "", ""))})
    carried = re.search(r'name="carried" value="([^"]+)"', said.content.decode())
    assert carried is not None
    other = town.browser(town.system).post("/office/roster/in", {"carried": carried[1]})
    assert other.status_code == 422
    assert client.post("/office/roster/in", {"carried": carried[1][:-2]}).status_code == 422


def test_an_account_is_opened_reset_and_closed_by_the_units_own_administrator(town: Town) -> None:
    client = town.browser(town.organiser)
    person = town.office.western.person
    path = f"/office/people/{person}/"
    assert "没有账号" in page(client, "/office/people/?q=丙三")
    opened = client.post(f"{path}account", {"login": "bing3"})
    assert len(re.findall(r'class="code">', opened.content.decode())) == 1
    again = client.post(f"{path}account", {"login": "bing3"})
    assert "已有账号" in again.content.decode()
    code = re.search(r'class="code">([A-Z0-9-]+)<', client.post(f"{path}account/reset").content.decode())
    assert code is not None
    comer = Client()
    assert comer.post("/sign/in", {"login": "bing3", "secret": code[1]}).status_code == 302
    assert client.post(f"{path}account/close", {"reason": "离职"}).status_code == 302
    assert "已停用" in page(client, path)


def test_nobody_resets_the_own_account_nor_one_outside_the_units(town: Town) -> None:
    client = town.browser(town.organiser)
    own = client.post(f"/office/people/{town.organiser.person}/account/reset")
    assert own.status_code == 403
    apart = client.post(f"/office/people/{town.audit.person}/account", {"login": "shen1"})
    assert apart.status_code == 403
    assert rolls.accounts([town.audit.person]) == {}
    clerk = town.browser(town.office.eastern)
    assert clerk.get("/office/people/").status_code == 403
    assert "管理账号" in page(clerk, f"/office/people/{town.office.western.person}/")


def test_people_are_entered_corrected_and_away(town: Town) -> None:
    client = town.browser(town.organiser)
    made = client.post("/office/people/new", {"name": "新六", "phone": "19900000016", "step": "go"})
    person = int(made.headers["Location"].split("/")[-2])
    assert "19900000016" in page(client, f"/office/people/{person}/")
    clerk = town.browser(town.office.eastern)
    own = town.office.eastern.person
    away = {"day": TODAY.isoformat(), "ends": "2026-12-01", "step": "go"}
    assert clerk.post(f"/office/people/{own}/do/away", away).status_code == 302
    said = page(clerk, f"/office/people/{own}/")
    number = re.search(r"/office/absences/(\d+)/end", said)
    assert number is not None
    assert "2026-11-30" in said
    assert "不在岗" in page(client, f"/office/units/{town.office.east}/")
    assert clerk.post(f"/office/people/{person}/do/away", away).status_code == 403
    assert clerk.post(f"/office/absences/{number[1]}/end", {"day": TODAY.isoformat()}).status_code == 302
    assert not rolls.away_on(TODAY, [own])
    assert client.post(f"/office/people/{own}/do/amend", {"name": "乙二二", "step": "go"}).status_code == 302
    assert queries.person(own).name == "乙二二"  # type: ignore[union-attr]


def test_phones_are_seen_by_whoever_looks_after_people_only(town: Town) -> None:
    from office import CONSOLE  # noqa: PLC0415
    from zhangtu.people import actions  # noqa: PLC0415

    person = town.office.western.person
    actions.amend_person(person, actor=CONSOLE, phone="19912345678")
    assert "19912345678" in page(town.browser(town.organiser), f"/office/people/{person}/")
    assert "19912345678" not in page(town.browser(town.office.eastern), f"/office/people/{person}/")
    assert "19912345678" not in page(town.browser(town.security), f"/office/people/{person}/")
