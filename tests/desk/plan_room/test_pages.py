"""Every address answers as it should, to people and to those who mean harm."""

import json
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from clerk import PLAN, Person
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver
from pytest_django.fixtures import Settings

POLICY = "default-src 'self'"


def words(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def test_the_first_page_says_what_to_do(person: Person) -> None:
    said = words(person.get("/"))
    assert "把文件拖到这里" in said
    assert "还没有读过文件" in said
    assert "先看一份样例" in said


def test_pasted_text_is_read_and_listed(person: Person) -> None:
    answer = person.bring()
    assert answer.status_code == 302
    page = words(person.get(person.plan))
    assert "柳塘县水务局" in page
    assert "2026年2月30日前" in page
    assert "柳塘县河道清洁行动方案" in words(person.get("/"))


def test_an_uploaded_file_is_read_and_comes_back_unchanged(person: Person) -> None:
    data = PLAN.encode("gb18030")
    file = SimpleUploadedFile("../../..\\河道<方案>.txt", data)
    answer = person.post("/read", {"file": file})
    assert answer.status_code == 302
    original = person.get(answer.headers["Location"] + "files/1")
    assert original.content == data
    assert original.headers["Content-Disposition"].startswith("attachment")
    assert original.headers["Content-Type"] == "application/octet-stream"
    assert "/" not in re.findall(r'filename="([^"]*)"', original.headers["Content-Disposition"])[0]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        bytes(range(256)) * 4,
        b"PK\x03\x04broken",
        b"%PDF-1.7 broken",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old",
    ],
    ids=["empty", "binary", "docx", "pdf", "doc"],
)
@pytest.mark.parametrize("fragment", [False, True], ids=["page", "fragment"])
def test_a_bad_file_gets_a_sentence(person: Person, data: bytes, fragment: bool) -> None:
    headers = {"X_Fragment": "1"} if fragment else {}
    answer = person.post("/read", {"file": SimpleUploadedFile("方案.docx", data)}, **headers)
    assert answer.status_code == 422
    said = words(answer)
    assert "Traceback" not in said
    assert re.search(r"[\u4e00-\u9fff]{6,}", said)
    assert "还没有读过文件" in said or fragment


def test_nothing_given_is_said_so(person: Person) -> None:
    answer = person.post("/read", {"text": "   "})
    assert answer.status_code == 422
    assert "请选择一个文件" in words(answer)


def test_a_file_over_the_limit_is_refused_before_it_is_kept(
    person: Person, settings: Settings, tmp_path: Path
) -> None:
    settings.ZHANGTU_UPLOAD_LIMIT = 1000
    answer = person.post("/read", {"file": SimpleUploadedFile("x.txt", b"x" * 200_000)})
    assert answer.status_code == 413
    assert "50 MB" in words(answer)
    assert not list(tmp_path.rglob("coming-*"))


def test_a_zip_bomb_is_refused(person: Person) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", 8) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        bomb.writestr("word/document.xml", b"0" * 300_000_000)
    answer = person.post("/read", {"file": SimpleUploadedFile("x.docx", packed.getvalue())})
    assert answer.status_code == 422


def test_hostile_words_are_shown_as_words(person: Person) -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    person.bring(PLAN.replace("柳塘县河道清洁行动方案", evil).replace("水务局", "<b>水务</b>局"))
    for path in ("/", person.plan):
        said = words(person.get(path))
        assert "<script>alert" not in said
        assert "<img src=x" not in said
        assert "<b>水务" not in said
    person.correct("amend", {"key": person.keys()[0], "title": evil, "kind": "none", "lead": evil})
    said = words(person.get(person.plan))
    assert "<script>alert" not in said
    assert "<img src=x" not in said


def test_every_answer_carries_the_safe_headers(opened: Person) -> None:
    for path in ("/", opened.plan, "/nowhere", opened.plan + "take/table.xlsx"):
        answer = opened.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith(POLICY)
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_no_page_holds_inline_script_or_style(opened: Person) -> None:
    for path in ("/", opened.plan, f"{opened.plan}tasks/{opened.keys()[0]}/", f"{opened.plan}adding/"):
        said = words(opened.get(path))
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", said)
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", said))


def test_every_post_needs_the_forms_secret(opened: Person) -> None:
    posts = [route.name for route in get_resolver("zhangtu.desk.plan_room.addresses").url_patterns]
    asked = 0
    for name in posts:
        path = {"bring_in": "/read", "open_sample": "/sample"}.get(name, opened.plan + name)
        answer = Client(enforce_csrf_checks=True).post(path, {"seen": 1})
        assert answer.status_code in {301, 403, 404, 405}
        asked += answer.status_code == 403
    assert asked >= 15


def test_pages_that_change_things_refuse_to_be_fetched(opened: Person) -> None:
    for act in ("amend", "accept", "withdraw", "bin", "version"):
        assert opened.get(opened.plan + act).status_code == 405


def test_what_is_not_there_says_so_in_the_persons_language(person: Person) -> None:
    answer = person.get("/plans/00000000-0000-4000-8000-000000000000/")
    assert answer.status_code == 404
    assert "没有这份文件" in words(answer)
    assert "没有这个页面" in words(person.get("/nowhere"))
    person.post("/choose", {"language": "en", "back": "/"})
    assert "There is no such page" in words(person.get("/nowhere"))
    person.post("/choose", {"language": "zh-hant", "back": "/"})
    assert "沒有這個頁面" in words(person.get("/nowhere"))


def test_choices_are_kept_and_lead_back_only_to_our_pages(person: Person) -> None:
    answer = person.post("/choose", {"theme": "dark", "letters": "large", "back": "//evil.example/"})
    assert answer.headers["Location"] == "/"
    said = words(person.get("/"))
    assert 'data-theme="dark"' in said
    assert 'data-letters="large"' in said
    person.post("/choose", {"theme": "pink", "language": "xx", "back": "/"})
    assert 'data-theme="dark"' in words(person.get("/"))


@pytest.mark.parametrize(
    ("form", "magic"),
    [
        ("table.xlsx", b"PK"),
        ("table.docx", b"PK"),
        ("orders.docx", b"PK"),
        ("faults.docx", b"PK"),
        ("faults.xlsx", b"PK"),
        ("calendar.ics", b"BEGIN:VCALENDAR"),
        ("plan.json", b"{"),
    ],
)
def test_the_result_can_be_taken_away(opened: Person, form: str, magic: bytes) -> None:
    answer = opened.get(f"{opened.plan}take/{form}")
    assert answer.status_code == 200
    assert answer.content.startswith(magic)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert opened.get(f"{opened.plan}take/other").status_code == 422


def test_an_order_for_one_task(opened: Person) -> None:
    answer = opened.get(f"{opened.plan}tasks/{opened.keys()[0]}/order.docx")
    assert answer.content.startswith(b"PK")
    assert opened.get(f"{opened.plan}tasks/t0/order.docx").status_code == 409


def test_papers_are_made_of_the_corrected_view(opened: Person) -> None:
    key = opened.keys()[1]
    opened.correct("amend", {"key": key, "title": "清河面", "lead": "柳塘县河长办", "kind": "continuous"})
    taken = json.loads(opened.get(f"{opened.plan}take/plan.json").content)
    item = next(one for one in taken["items"] if one["title"] == "清河面")
    assert item["lead_units"] == ["柳塘县河长办"]
    assert item["deadline"]["kind"] == "continuous"


def test_what_breaks_is_logged_and_said_without_a_trace(
    opened: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the secret reason")

    monkeypatch.setattr("zhangtu.desk.plan_room.plan.desk_of", fail)
    opened.client.raise_request_exception = False
    for headers in ({}, {"X_Fragment": "1"}):
        answer = opened.get(opened.plan, **headers)
        assert answer.status_code == 500
        assert "程序出了意外" in words(answer)
        assert "secret" not in words(answer)
        assert answer.headers["Content-Security-Policy"].startswith(POLICY)


def test_the_bin_and_back(opened: Person) -> None:
    answer = opened.post(opened.plan + "bin")
    assert "已移到回收站：柳塘县" in words(opened.get(answer.headers["Location"]))
    assert opened.get("/?binned=<script>").status_code == 200
    assert opened.get(opened.plan).status_code == 404
    assert "回收站（1）" in words(opened.get("/"))
    opened.post(opened.plan + "restore")
    assert opened.get(opened.plan).status_code == 200


def test_every_sample_opens(person: Person, settings: Settings) -> None:
    names = re.findall(r'name="sample" value="([^"]+)"', words(person.get("/")))
    assert len(names) >= 6
    answer = person.post("/sample", {"sample": names[0]})
    assert answer.status_code == 302
    assert person.post("/sample", {"sample": "../models.py"}).status_code == 404
    settings.ZHANGTU_SAMPLES = "/nowhere"
    assert person.get("/").status_code == 200
