"""The three administrators: who may open what; rights, journal, verification, heads, machine."""

import re
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern
from hall import Town, page

from office import CONSOLE, TODAY
from zhangtu.desk.office import addresses
from zhangtu.journal import browsing, sealing
from zhangtu.journal import queries as journal
from zhangtu.journal.writing import Change, act
from zhangtu.people import actions, queries, rolls
from zhangtu.people.scope import Right
from zhangtu.runner import jobs

#: Pages for one right only → who finds them.
OWN = {
    "/office/grants/": ("security",),
    "/office/journal/": ("audit",),
    "/office/journal/1/": ("audit",),
    "/office/seals/": ("audit",),
    "/office/system/": ("system",),
    "/office/roster/": ("system", "organiser"),
    "/office/people/": ("system", "organiser", "security"),
}


@pytest.mark.parametrize(
    ("who", "begins"), [("system", "/office/"), ("audit", "/office/"), ("chief", "/ledgers/")]
)
def test_who_reads_no_ledger_begins_in_the_office(town: Town, who: str, begins: str) -> None:
    client = town.browser(getattr(town, who, None) or getattr(town.office, who))
    assert client.get("/").headers["Location"] == begins


@pytest.mark.parametrize("who", ["chief", "eastern", "reader", "organiser", "system", "security", "audit"])
def test_every_address_answers_every_role_with_a_page_or_a_reason(town: Town, who: str) -> None:
    client = town.browser(getattr(town, who, None) or getattr(town.office, who))
    client.raise_request_exception = True
    for pattern in addresses.urlpatterns:
        assert isinstance(pattern, URLPattern)
        path = "/" + re.sub(r"<int:\w+>", "1", str(pattern.pattern)).replace("<slug:deed>", "rename")
        path = path.replace("<slug:step>", "sign")
        for answer in (client.get(path), client.post(path, {})):
            assert answer.status_code in (200, 302, 403, 404, 405, 422), (path, answer.status_code)
    for path, allowed in OWN.items():
        assert client.get(path).status_code == (200 if who in allowed else 403), path


@pytest.mark.parametrize("path", ["verify", "compare", "seal"])
def test_only_the_audit_administrator_seals_and_verifies(town: Town, path: str) -> None:
    assert town.browser(town.system).post(f"/office/seals/{path}").status_code == 403
    assert town.browser(town.security).post(f"/office/seals/{path}").status_code == 403


def test_the_matrix_shows_who_may_do_what_and_is_narrowed(town: Town) -> None:
    client = town.browser(town.security)
    said = page(client, "/office/grants/")
    assert "甲一的岗位" in said
    assert said.count('scope="row"') >= 8
    only = page(client, f"/office/grants/?right={Right.UNMASK}")
    assert "甲一的岗位" in only
    assert "乙二的岗位" not in only
    assert "丙三的岗位" in page(client, "/office/grants/?q=丙三")


def test_a_secret_ledger_is_opened_to_a_post_and_closed_again(town: Town) -> None:
    client, post = town.browser(town.security), town.office.eastern.post
    typed = {"ledger": "tips", "rights": ["read", "enter"], "day": TODAY.isoformat(), "reason": "线索岗"}
    assert client.post(f"/office/posts/{post}/grant", {**typed, "step": "go"}).status_code == 302
    assert Right.READ in queries.scope(town.office.eastern).ledgers["tips"]
    said = page(client, "/office/grants/")
    number = re.search(r"/office/grants/(\d+)/end", said)
    assert number is not None
    assert client.post(f"/office/grants/{number[1]}/end", {"reason": "调离"}).status_code == 302
    assert rolls.grants_on(TODAY) == []
    apart = client.post(f"/office/posts/{town.audit.post}/grant", {**typed, "step": "go"})
    assert apart.status_code == 422


def test_the_journal_is_gone_through_by_what_who_and_when(town: Town) -> None:
    client = town.browser(town.audit)
    said = page(client, "/office/journal/")
    assert "登录" in said
    assert "甄" not in said
    shops = page(client, "/office/journal/?register=shops")
    assert shops.count("新建") >= 5
    mine = page(client, f"/office/journal/?who=%23{town.office.western.person}&register=shops")
    assert (
        mine.count("/office/journal/")
        - page(client, "/office/journal/?who=%23999999").count("/office/journal/")
        == 2
    )
    assert "没有叫“谁”的人" in page(client, "/office/journal/?who=谁")
    future = (TODAY + timedelta(days=3)).isoformat()
    assert "没有符合条件" in page(client, f"/office/journal/?since={future}")
    assert "没有符合条件" in page(client, "/office/journal/?until=2001-01-01")
    assert "登录" in page(client, "/office/journal/?shown=sign_ins")


def test_pages_of_the_journal_go_on_without_losing_an_entry(town: Town) -> None:
    client, seen, path = town.browser(town.audit), [], "/office/journal/?x="
    while path:
        said = page(client, path)
        seen += [int(one) for one in re.findall(r'/office/journal/(\d+)/"', said)]
        more = re.search(r'href="(\?[^"]*before=\d+[^"]*)"', said)
        path = f"/office/journal/{more[1].replace('&amp;', '&')}" if more else ""
    assert seen == list(range(seen[0], 0, -1))


@pytest.mark.usefixtures("town")
def test_a_long_way_back_is_gone_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browsing, "STRETCH", 7)
    asked, found, before, turns = browsing.Asked(registers=("people.unit",)), [], 0, 0
    while True:
        some = browsing.browse(asked, before=before, limit=2)
        found += [one.number for one in some.entries]
        before, turns = some.before, turns + 1
        if not before:
            break
    whole = [one.number for one in journal.entries_after(0, 5000) if one.register == "people.unit"]
    assert found == whole[::-1]
    assert turns > len(whole), "most stretches hold nothing"
    assert browsing.browse(browsing.Asked(registers=("no.such",))).entries == ()


def test_an_entry_shows_before_and_after_but_no_ledger_out_of_scope(town: Town) -> None:
    client = town.browser(town.audit)
    before = journal.last_number()
    actions.rename_unit(town.office.east, actor=CONSOLE, day=TODAY, name="东桥新村", reason="更名批复")
    entries = journal.entries_after(before, 10)
    shown = " ".join(page(client, f"/office/journal/{one.number}/") for one in entries)
    assert "东桥新村" in shown
    assert "更名批复" in shown
    shop = next(one for one in journal.entries_after(0, 5000) if one.register == "shops")
    said = page(client, f"/office/journal/{shop.number}/")
    assert "不在您的范围内" in said
    assert "店" + str(town.office.eastern.post) not in said
    person = next(one for one in journal.entries_after(0, 5000) if one.register == "people.person")
    assert "＊＊＊" in page(client, f"/office/journal/{person.number}/")
    account = next(one for one in journal.entries_after(0, 5000) if one.register == "people.account")
    assert account.values["password"].strip('"') not in page(client, f"/office/journal/{account.number}/")
    assert client.get("/office/journal/99999999/").status_code == 404


def test_what_other_rooms_wrote_is_no_way_round_the_scope(town: Town) -> None:
    with act(actor=CONSOLE) as one:
        number = one.write(Change("collections.answer", 1, "amend", {"cells": '"营业额一百万"'}))
    said = page(town.browser(town.audit), f"/office/journal/{number}/")
    assert "营业额" not in said
    assert "不在您的范围内" in said


def test_a_lock_out_is_seen_and_ends_by_a_reset(town: Town) -> None:
    town.browser(town.office.western)
    login = f"person{town.office.western.person}"
    stranger = Client(HTTP_ACCEPT_LANGUAGE="zh-CN")
    for _ in range(6):
        stranger.post("/sign/in", {"login": login, "secret": "wrong"})
    client = town.browser(town.security)
    assert login in page(client, "/office/grants/")
    organiser = town.browser(town.organiser)
    assert "已锁定" in page(organiser, "/office/people/?shown=locked")
    assert organiser.post(f"/office/people/{town.office.western.person}/account/reset").status_code == 200


def work_off() -> None:
    """Do what the runner would."""
    while jobs.do_next(Event()):
        pass


def ask(client: Client, path: str, **typed: Any) -> str:
    """Ask for a job, do it, and read its verdict."""
    done = client.post(path, typed)
    assert done.status_code == 302, done.content.decode()
    work_off()
    return page(client, done.headers["Location"])


@pytest.mark.django_db(transaction=False)
def test_verification_is_a_job_with_a_verdict_in_plain_words(town: Town) -> None:
    client = town.browser(town.audit)
    asked = client.post("/office/seals/verify", {})
    job = asked.headers["Location"]
    assert "已排队" in page(client, job)
    assert "hx-get" in client.get(job, headers={"X-Fragment": "1"}).content.decode()
    work_off()
    assert "没有发现改动" in page(client, job)
    assert "没有发现改动" in page(client, "/office/seals/")
    client.cookies["zhangtu_language"] = "en"
    assert (
        "Nothing was altered" in page(client, "/office/seals/")
        or "verif" in page(client, "/office/seals/").lower()
    )


def test_a_head_kept_outside_is_compared(town: Town) -> None:
    client = town.browser(town.audit)
    sealing.seal()
    head = sealing.newest()
    assert head is not None
    kept = client.get(f"/office/seals/heads/{head.size}").content
    assert str(head.size) in page(client, "/office/seals/")
    assert client.get("/office/seals/heads/3").status_code == 404
    said = ask(client, "/office/seals/compare", file=SimpleUploadedFile("head.txt", kept))
    assert "没有发现改动" in said
    forged = kept.replace(head.root.hex().encode(), ("0" * 64).encode())
    said = ask(client, "/office/seals/compare", file=SimpleUploadedFile("head.txt", forged))
    assert "发现" in said
    assert "unsound" in said
    odd = client.post("/office/seals/compare", {"file": SimpleUploadedFile("head.txt", b"hello")})
    assert odd.status_code == 422
    assert "这不是存证文件" in odd.content.decode()
    assert client.post("/office/seals/compare", {}).status_code == 422


def test_the_machine_is_looked_over_and_jobs_are_tried_again(town: Town, monkeypatch: Any) -> None:
    client = town.browser(town.system)
    assert "检查一遍" in page(client, "/office/system/")
    from zhangtu.desk.office import hooks  # noqa: PLC0415

    trouble = hooks.Trouble(
        {"zh-hans": "磁盘只剩一点", "zh-hant": "x", "en": "The disk is nearly full"}, mends=True
    )
    monkeypatch.setattr(hooks.ASKED, "examine", lambda _tell: iter([trouble]))
    client.post("/office/system/examine")
    work_off()
    said = page(client, "/office/system/")
    assert "磁盘只剩一点" in said
    assert "有 1 处要处理" in said
    job = jobs.enqueue("office.examine", {}, key="other")
    assert client.post(f"/office/system/jobs/{job}/again").status_code == 302
    assert client.post("/office/system/jobs/99999/again").status_code == 404
