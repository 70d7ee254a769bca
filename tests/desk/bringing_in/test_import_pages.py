"""A file is dropped on a ledger: seen first, corrected, put in force by a job, taken back, and refused."""

import hashlib
import re
from io import BytesIO
from threading import Event

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from shopping import Come

from office import Office, somebody
from zhangtu.ledgers import actions, queries
from zhangtu.ledgers.bringing import handed, previewing
from zhangtu.people import queries as people
from zhangtu.runner import jobs

pytestmark = pytest.mark.django_db
SHEET = (
    "店铺台账\n名称,编码,电话,开业日期\n甲店,A1,13812345678,2026-01-02\n"
    "乙店,A2,13812,2026-01-03\n丙店,A3,,五月\n"
)
SCRIPT = {"X-Fragment": "1"}


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


def drop(client: Client, text: str = SHEET, name: str = "店铺.csv") -> str:
    file = SimpleUploadedFile(name, text.encode())
    answer = client.post("/ledgers/shops/import/take", {"file": file})
    assert answer.status_code == 302, words(answer)
    return str(answer["Location"])


def work() -> None:
    while jobs.do_next(Event()):
        pass


def shops(office: Office) -> list[str]:
    return sorted(row.title for row in queries.rows("shops", people.scope(office.chief)).rows)


def test_what_would_become_of_a_file_is_shown_first(come: Come, office: Office) -> None:
    client = come(office.eastern)
    assert "还没有导入过" in words(client.get("/ledgers/shops/import/"))
    place = drop(client)
    page = words(client.get(place))
    assert re.search(r"<b>1</b>\s*行新增", page)
    assert re.search(r"<b>2</b>\s*行有问题", page)
    assert page.count('class="faulty"') == 2
    assert "表头相同" in page
    assert "等您确认" in words(client.get("/ledgers/shops/import/"))
    assert shops(office) == []
    assert come(office.western).get(place).status_code == 404


def test_the_file_comes_back_with_its_faults_marked(come: Come, office: Office) -> None:
    client = come(office.eastern)
    place = drop(client)
    answer = client.get(f"{place}faults")
    assert "attachment" in answer["Content-Disposition"]
    page = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert page is not None
    said = [cell.value for row in page.iter_rows(min_row=3) for cell in row if cell.column == 5]
    assert said[0] is None
    assert all(said[1:])


def test_columns_are_changed_and_never_two_for_one_field(come: Come, office: Office) -> None:
    client = come(office.eastern)
    place = drop(client)
    again = {"column:A": "name", "column:B": "code", "column:C": "", "column:D": "name"}
    refused = client.post(f"{place}again", again)
    assert refused.status_code == 422
    assert "两栏都对到" in words(refused)
    client.post(f"{place}again", {**again, "column:D": ""})
    assert re.search(r"<b>3</b>\s*行新增", words(client.get(place)))
    client.post(f"{place}again", {"column:A": "", "column:B": "code", "column:C": "", "column:D": ""})
    assert "必填的没有对上" in words(client.get(place))


def test_it_is_put_in_force_mended_repeated_and_taken_back(come: Come, office: Office) -> None:
    client = come(office.eastern)
    place = drop(client)
    assert client.post(f"{place}go", {"reason": " "}).status_code == 422
    begun = str(client.post(f"{place}go", {"reason": "摸底"})["Location"])
    moving = words(client.get(begun, headers=SCRIPT))
    assert "<html" not in moving
    assert "hx-get" in moving
    work()
    page = words(client.get(begun))
    assert "已完成" in page
    assert "导入之后有人改过的" in page
    assert "hx-get" not in words(client.get(begun, headers=SCRIPT))
    assert str(client.get(place)["Location"]) == begun
    mended = SHEET.replace("13812,", "13812345679,").replace("五月", "2026-05-01").replace("甲店", "甲商店")
    second = drop(client, mended)
    page = words(client.get(second))
    assert re.search(r"<b>2</b>\s*行新增", page)
    assert re.search(r"<b>1</b>\s*行更新", page)
    client.post(f"{second}again", {"existing": "leave"})
    page = words(client.get(second))
    assert "已有的 1 条记录不动" in page
    assert re.search(r"<b>0</b>\s*行更新", page)
    client.post(f"{second}again", {"existing": "amend"})
    again = str(client.post(f"{second}go", {"reason": "改好了"})["Location"])
    work()
    assert shops(office) == ["丙店", "乙店", "甲商店"]
    assert "改好了" in words(client.get(again))
    chief = come(office.chief)
    assert chief.post(f"{again}back", {"reason": " "}).status_code == 422
    row = next(one for one in queries.rows("shops", people.scope(office.chief)).rows if one.title == "乙店")
    actions.amend(row.uid, {"note": "问过"}, actor=office.chief, seen=row.version)
    client.post(f"{again}back", {"reason": "交错了"})
    assert "正在撤回" in words(client.get(again))
    work()
    page = words(client.get(again))
    assert "已撤回：作废 1 条，还原 1 条" in page
    assert "后来有人改过" in page
    assert str(row.uid) in page
    assert shops(office) == ["乙店", "甲店"]


def test_a_colleague_does_not_take_it_back(come: Come, office: Office) -> None:
    client = come(office.eastern)
    begun = str(client.post(f"{drop(client)}go", {"reason": "摸底"})["Location"])
    work()
    colleague = come(somebody(office.east, "戊五", "clerk"))
    assert "请由导入的人" in words(colleague.get(begun))
    assert colleague.post(f"{begun}back", {"reason": "不要了"}).status_code == 403


def test_the_same_file_once_more_must_be_said(come: Come, office: Office) -> None:
    client = come(office.eastern)
    once = drop(client, "名称\n甲店\n")
    client.post(f"{once}go", {"reason": "摸底"})
    work()
    place = drop(client, "名称\n甲店\n")
    assert "这个文件导入过了" in words(client.get(place))
    assert client.post(f"{place}go", {"reason": "再来"}).status_code == 422
    assert client.post(f"{place}go", {"reason": "再来", "again": "on"}).status_code == 302


def test_a_killed_import_is_offered_to_be_continued(
    come: Come, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(name: str) -> None:
        if name == "import.before_showing":
            raise RuntimeError

    client = come(office.eastern)
    begun = str(client.post(f"{drop(client)}go", {"reason": "摸底"})["Location"])
    with monkeypatch.context() as patched:
        patched.setattr("zhangtu.ledgers.importing.applying.here", killed)
        jobs.do_next(Event())
    jobs.Job.objects.update(state="failed", ended=1)
    page = words(client.get(begun))
    assert "中断了" in page
    assert "接着做完" in page
    client.post(f"{begun}resume")
    work()
    assert "已完成" in words(client.get(begun))
    assert shops(office) == ["甲店"]


def test_a_large_file_says_how_far_it_is(come: Come, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previewing, "_SMALL", 10)
    client = come(office.eastern)
    place = drop(client)
    assert "正在读表格" in words(client.get(place))
    assert "every 1s" in words(client.get(place, headers=SCRIPT))
    work()
    assert client.get(place, headers=SCRIPT)["HX-Refresh"] == "true"
    assert "行新增" in words(client.get(place))


def test_what_can_not_be_read_is_said_and_thrown_away(come: Come, office: Office) -> None:
    client = come(office.eastern)
    assert client.post("/ledgers/shops/import/take").status_code == 422
    place = drop(client, "PK\x03\x04", "坏.xlsx")
    page = words(client.get(place))
    assert 'role="alert"' in page
    assert client.post(f"{place}go", {"reason": "x"}).status_code == 422
    assert client.get(f"{place}faults").status_code == 422
    client.post(f"{place}drop")
    assert client.get(place).status_code == 404
    assert handed.of_ledger("shops", office.eastern.person) == []


def test_whoever_may_not_import_sees_why_and_can_not(come: Come, office: Office) -> None:
    reader = come(office.reader)
    page = words(reader.get("/ledgers/shops/import/"))
    assert "不能往这本台账导入" in page
    file = SimpleUploadedFile("店铺.csv", SHEET.encode())
    assert reader.post("/ledgers/shops/import/take", {"file": file}).status_code == 403
    assert reader.get("/ledgers/tips/import/").status_code in {403, 404}
    assert reader.get("/ledgers/nothing/import/").status_code == 404
    assert reader.get("/ledgers/shops/imports/00000000-0000-0000-0000-000000000001/").status_code == 404


def test_a_large_file_arrives_piece_by_piece_and_is_taken_like_any_other(come: Come, office: Office) -> None:
    client = come(office.eastern)
    data = SHEET.encode()
    begun = client.post("/uploads/", {"name": "店铺.csv", "size": len(data)}).json()
    there = f"/uploads/{begun['uid']}"
    half = len(data) // 2
    sent = {"upload": begun["uid"], "sha256": hashlib.sha256(data).hexdigest()}
    for start, end in ((0, half), (half, len(data))):
        if start:
            assert client.post("/ledgers/shops/import/take", sent).status_code == 422
        place = {"Content-Range": f"bytes {start}-{end - 1}/{len(data)}"}
        client.put(there, data[start:end], content_type="application/octet-stream", headers=place)
    colleague = come(somebody(office.east, "戊五", "clerk"))
    assert colleague.post("/ledgers/shops/import/take", sent).status_code == 404
    page = words(client.get(str(client.post("/ledgers/shops/import/take", sent)["Location"])))
    assert "店铺.csv" in page
    assert client.get(there).status_code == 404
    assert "最大 200 MB" in words(client.get("/ledgers/shops/import/"))
