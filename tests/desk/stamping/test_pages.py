"""The pages of forms and scans without scripts: dropped, read, picked, taken back, voided, within rights."""

import shutil
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from coming import Come
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from papers import bring, drawn, file_of, quick

from office import Office
from zhangtu.documents.printing.codes import page_text
from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers import filing
from zhangtu.ledgers import queries as rows
from zhangtu.people.queries import scope
from zhangtu.runner import jobs
from zhangtu.stamping import keeping, queries, reading
from zhangtu.stamping.models import Upload
from zhangtu.stamping.states import FormState


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def torn_page() -> bytes:
    """A scan on which nothing can be read."""
    page = drawn(page_text("0123456789AB", 1, 1))
    return file_of([page.crop((0, 300, 1240, 1754))])


def test_an_empty_list_says_what_to_do(office: Office, come: Come) -> None:
    assert "还没有打印过盖章表" in text(come(office.eastern), "/stamping/")


def test_scans_are_dropped_read_and_shown(office: Office, come: Come) -> None:
    client = come(office.eastern)
    one, two = quick(office, 1), quick(office, 2, pages=2)
    data = file_of([*one.sheets, *two.sheets])
    answer = client.post("/stamping/uploads/", {"files": SimpleUploadedFile("盖章件.pdf", data)})
    upload = Upload.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/stamping/uploads/{upload.uid}/"
    assert "排队等待识别" in text(client, answer["Location"])
    reading.read(upload.pk)
    page = text(client, answer["Location"])
    assert "找到 2 张表" in page
    assert "全部归档" in page
    assert one.form.number in page
    found = text(client, "/stamping/?shown=stamped")
    assert one.form.number in found
    assert two.form.number in found
    assert one.form.number not in text(client, "/stamping/?shown=missing")


def test_a_script_gets_a_card_and_the_sentence_of_a_refusal(office: Office, come: Come) -> None:
    client = come(office.eastern)
    sent = {"files": SimpleUploadedFile("盖章件.pdf", torn_page())}
    answer = client.post("/stamping/uploads/", sent, headers={"X-Fragment": "1"})
    assert "<html" not in answer.content.decode()
    assert "hx-get" in answer.content.decode()
    refused = client.post("/stamping/uploads/", {}, headers={"X-Fragment": "1"})
    assert refused.status_code == 422
    heic = SimpleUploadedFile("a.heic", b"\0\0\0\x18ftypheic" + bytes(200))
    client.post("/stamping/uploads/", {"files": heic}, headers={"X-Fragment": "1"})
    upload = Upload.objects.latest("id")
    reading.read(upload.pk)
    card = client.get(f"/stamping/uploads/{upload.uid}/", headers={"X-Fragment": "1"}).content.decode()
    assert "HEIC" in card
    assert 'role="alert"' in card


def test_a_person_picks_the_form_and_takes_it_back(office: Office, come: Come) -> None:
    client = come(office.eastern)
    one = quick(office, 1)
    upload = bring(torn_page(), office.eastern)
    path = f"/stamping/uploads/{upload.uid}/"
    page = text(client, path)
    assert "1 页没有认出来" in page
    assert f'<option value="{one.form.uid}" selected>' in page, "the only form is picked already"
    client.post(f"{path}file", {"form-0": str(one.form.uid), "page-0": "1"})
    assert queries.form(one.form.uid, scope(office.eastern)).state is FormState.STAMPED
    form = text(client, f"/stamping/forms/{one.form.uid}/")
    assert "人工归档" in form
    assert "以此为准" in form
    scan = queries.form(one.form.uid, scope(office.eastern)).scans[0]
    refused = client.post(f"/stamping/scans/{scan.uid}/back", {"reason": " "})
    assert refused.status_code == 422
    assert "请写明原因" in refused.content.decode()
    client.post(f"/stamping/scans/{scan.uid}/back", {"reason": "放错了"})
    assert "已撤回" in text(client, f"/stamping/forms/{one.form.uid}/")
    client.post(f"{path}file", {"form-0": "aside"})
    assert "不归档" in text(client, path)


def test_what_is_refused_keeps_what_was_picked(office: Office, come: Come) -> None:
    client = come(office.eastern)
    one, two = quick(office, 1), quick(office, 2)
    upload = bring(torn_page(), office.eastern)
    sent = {"form-0": str(two.form.uid), "page-0": "7"}
    answer = client.post(f"/stamping/uploads/{upload.uid}/file", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "没有第 7 页" in page
    assert f'<option value="{two.form.uid}" selected>' in page
    assert f'<option value="{one.form.uid}" selected>' not in page
    assert 'value="7"' in page


def test_voiding_and_a_change_since(office: Office, come: Come) -> None:
    client = come(office.eastern)
    one = quick(office, 1)
    row = rows.rows("shops", scope(office.eastern)).rows[0]
    ledgers.amend(row.uid, {"staff": 55}, actor=office.eastern, seen=row.version)
    assert "已变更" in text(client, f"/stamping/forms/{one.form.uid}/")
    client.post(f"/stamping/forms/{one.form.uid}/void", {"reason": "打错"})
    assert "这张表已作废" in text(client, f"/stamping/forms/{one.form.uid}/")


def test_files_are_saved_and_pictures_shown_within_rights(office: Office, come: Come) -> None:
    east, west = come(office.eastern), come(office.western)
    one = quick(office, 1)
    upload = bring(file_of(one.sheets), office.eastern)
    scan = queries.form(one.form.uid, scope(office.eastern)).scans[0]
    paths = (
        f"/stamping/scans/{scan.uid}/file",
        f"/stamping/scans/{scan.uid}/pages/0",
        f"/stamping/uploads/{upload.uid}/pages/0",
        f"/stamping/uploads/{upload.uid}/",
        f"/stamping/forms/{one.form.uid}/",
    )
    for path in paths:
        assert east.get(path).status_code == 200
        assert west.get(path).status_code == 404
    saved = east.get(paths[0])
    assert saved["Content-Type"] == "application/octet-stream"
    assert saved["Content-Disposition"].startswith("attachment")
    assert east.get(f"/stamping/scans/{scan.uid}/pages/9").status_code == 404
    reader = come(office.reader)
    assert reader.get(paths[4]).status_code == 200
    assert reader.post(f"/stamping/scans/{scan.uid}/back", {"reason": "x"}).status_code == 403
    assert reader.post(f"/stamping/forms/{one.form.uid}/void", {"reason": "x"}).status_code == 403
    sent = {"files": SimpleUploadedFile("a.pdf", torn_page())}
    assert reader.post("/stamping/uploads/", sent).status_code == 403


def test_a_file_that_came_in_pieces_is_taken_from_the_store(office: Office, come: Come) -> None:
    one = quick(office, 1)
    brought = filing.bring([file_of(one.sheets)], "大文件.pdf", actor=office.eastern)
    sent = {"sha256": brought.sha256, "name": "大文件.pdf"}
    assert come(office.western).post("/stamping/uploads/", sent).status_code == 404
    assert come(office.reader).post("/stamping/uploads/", sent).status_code == 403
    assert come(office.eastern).post("/stamping/uploads/", sent).status_code == 302
    reading.read(Upload.objects.get().pk)
    assert queries.form(one.form.uid, scope(office.eastern)).state is FormState.STAMPED


def test_pictures_lost_on_a_move_are_drawn_anew(office: Office, come: Come) -> None:
    client = come(office.eastern)
    upload = bring(file_of(quick(office, 1).sheets), office.eastern)
    shutil.rmtree(keeping.pictures_of(upload.uid))
    path = f"/stamping/uploads/{upload.uid}/pages/0"
    assert client.get(path).status_code == 404
    assert jobs.do_next(Event())
    assert jobs.do_next(Event())
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_other_languages(office: Office, come: Come, language: str) -> None:
    client = come(office.eastern)
    client.cookies["django_language"] = language
    quick(office, 1)
    page = client.get("/stamping/", headers={"Accept-Language": language}).content.decode()
    assert {"en": "Printed forms", "zh-hant": "打印過的表"}[language] in page


def test_names_that_are_nowhere_are_not_found(office: Office, come: Come) -> None:
    client = come(office.eastern)
    for path in (
        f"/stamping/forms/{uuid4()}/",
        f"/stamping/uploads/{uuid4()}/",
        f"/stamping/scans/{uuid4()}/file",
    ):
        assert client.get(path).status_code == 404
    for path in (
        f"/stamping/forms/{uuid4()}/void",
        f"/stamping/uploads/{uuid4()}/file",
        f"/stamping/scans/{uuid4()}/back",
    ):
        assert client.post(path, {}).status_code == 404


def test_a_name_of_a_file_is_only_ever_text(office: Office, come: Come) -> None:
    client = come(office.eastern)
    sent = SimpleUploadedFile("<img src=x onerror=alert(1)>.pdf", torn_page())
    client.post("/stamping/uploads/", {"files": sent})
    assert "<img src=x" not in text(client, "/stamping/")


def test_the_list_asks_as_often_for_many_as_for_few(
    office: Office, come: Come, django_assert_max_num_queries: Any
) -> None:
    client = come(office.eastern)
    for number in range(1, 4):
        quick(office, number)
    client.get("/stamping/")
    with CaptureQueriesContext(connection) as few:
        client.get("/stamping/")
    asked = len(few)
    for number in range(4, 30):
        quick(office, number)
    client.get("/stamping/")  # what waits in the bar is counted anew after a change
    with django_assert_max_num_queries(asked):
        client.get("/stamping/")
