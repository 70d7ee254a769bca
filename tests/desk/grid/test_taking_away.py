"""What is taken away: exports, prints, text and picture for a chat, charts; and what is never in them."""

import re
from io import BytesIO
from pathlib import Path
from threading import Event
from urllib.parse import quote
from xml.etree import ElementTree as ET

import openpyxl
import pypdfium2
import pytest
from coming import Come
from papers import bring, file_of, joined_here, pictures

from office import Office
from zhangtu.desk.grid import carrying, exporting
from zhangtu.journal.models import Entry
from zhangtu.ledgers import actions, queries
from zhangtu.people import queries as people
from zhangtu.project.wiring import put_together
from zhangtu.runner import jobs
from zhangtu.stamping import queries as stamping
from zhangtu.stamping.rows import list_reference

SHOPS = "/ledgers/shops/"


def sheet(content: bytes) -> list[list[object]]:
    book = openpyxl.load_workbook(BytesIO(content))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def body(answer: object) -> bytes:
    return b"".join(answer) if getattr(answer, "streaming", False) else answer.content  # type: ignore[attr-defined,call-overload,no-any-return]


@pytest.mark.usefixtures("mirror")
def test_what_is_seen_is_exported_in_its_order_with_its_columns(office: Office, come: Come) -> None:
    client = come(office.chief)
    answer = client.post(f"{SHOPS}export?cols=staff,name&sort=-staff&f.staff=>%3D7", {"kind": "xlsx"})
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert [row[:2] for row in sheet(answer.content)] == [
        ["人数", "名称"],
        [100, "丁茶"],
        [20, "乙鹽"],
        [7, "西店"],
    ]
    entry = Entry.objects.order_by("-number").first()
    assert entry is not None
    assert entry.action == "export"
    assert '"fields":["staff","name"]' in entry.changes


def test_picked_rows_alone_are_exported(office: Office, come: Come) -> None:
    client = come(office.eastern)
    row = queries.rows("shops", people.scope(office.eastern)).rows[1]
    where = client.post(f"{SHOPS}take", {"deed": "export", "row": f"{row.uid}:{row.version}"})["Location"]
    answer = client.post(where, {"kind": "csv"})
    assert answer.content.decode("utf-8-sig").splitlines()[1:] == ["乙鹽,c1,20,否,东桥村"]


def test_masked_columns_never_leave_and_it_is_said(office: Office, come: Come) -> None:
    client = come(office.eastern)
    assert "负责人、电话" in client.get(f"{SHOPS}export").content.decode()
    for which in ("seen", "all"):
        answer = client.post(f"{SHOPS}export?cols=name,owner", {"kind": "csv", "which": which})
        assert "甄" not in answer.content.decode("utf-8-sig")
    for page in ("print", "copy", "copy.png", "chart/svg"):
        assert client.get(f"{SHOPS}{page}?f.owner={quote('甄一')}").status_code == 422
    text = client.get(f"{SHOPS}copy?cols=name,owner").content.decode()
    assert "甄一" not in text


def test_who_may_see_persons_takes_them_out_for_a_reason_only(office: Office, come: Come) -> None:
    client = come(office.chief)
    address = f"{SHOPS}export?cols=name,owner"
    assert 'name="personal"' in client.get(address).content.decode()
    plain = client.post(address, {"kind": "csv", "which": "all"})
    assert "甄" not in plain.content.decode("utf-8-sig")
    refused = client.post(address, {"kind": "csv", "personal": "1", "reason": " "})
    assert refused.status_code == 422
    assert "甄一" not in refused.content.decode()
    told = client.post(address, {"kind": "csv", "personal": "1", "reason": "换证核查"})
    assert "甄一" in told.content.decode("utf-8-sig")
    entry = Entry.objects.order_by("-number").first()
    assert entry is not None
    assert '"personal":["owner"]' in entry.changes
    clerk = come(office.eastern)
    assert 'name="personal"' not in clerk.get(address).content.decode()
    sent = clerk.post(address, {"kind": "csv", "personal": "1", "reason": "换证核查"})
    assert sent.status_code == 422
    assert "甄一" not in sent.content.decode()
    for page in ("print?", "copy?", "copy.png?", "chart/svg?by=owner&"):
        answer = client.get(f"{SHOPS}{page}cols=name,owner")
        text = words_of(answer.content)[0] if page == "print?" else answer.content.decode("utf-8", "ignore")
        assert "甄一" not in text, page


@pytest.mark.parametrize("hostile", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "＝1"])
def test_no_text_becomes_a_formula(office: Office, come: Come, hostile: str) -> None:
    actions.create("shops", {"name": hostile, "code": "bad"}, actor=office.western)
    client = come(office.western)
    text = client.post(f"{SHOPS}export?cols=name", {"kind": "csv"}).content.decode("utf-8-sig")
    cells = [line.split(",")[0].strip('"') for line in text.splitlines()]
    assert not any(cell.startswith(("=", "+", "-", "@", "＝")) for cell in cells)
    book = openpyxl.load_workbook(BytesIO(client.post(f"{SHOPS}export?cols=name", {"kind": "xlsx"}).content))
    assert all(cell.data_type != "f" for row in book.worksheets[0].iter_rows() for cell in row)


def test_who_may_not_export_is_told_and_gets_nothing(office: Office, come: Come) -> None:
    client = come(office.reader)
    for answer in (client.get(f"{SHOPS}export"), client.post(f"{SHOPS}export", {"kind": "csv"})):
        assert answer.status_code == 403
    assert 'aria-disabled="true" tabindex="0"' in client.get(SHOPS).content.decode()


def test_a_template_is_filled(office: Office, come: Come, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["序号", "名称", "人数"])
    book.save(tmp_path / "t.xlsx")
    client = come(office.eastern)
    with (tmp_path / "t.xlsx").open("rb") as file:
        answer = client.post(f"{SHOPS}export?f.staff=>%3D20", {"kind": "template", "template": file})
    assert sheet(answer.content)[1:3] == [[1, "乙鹽", 20], [2, "丁茶", 100]]
    assert client.post(f"{SHOPS}export", {"kind": "template"}).status_code == 422


def test_a_long_export_is_a_job_that_only_its_asker_fetches(
    office: Office, come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_together()
    monkeypatch.setattr(exporting, "AT_ONCE", 2)
    client = come(office.eastern)
    where = client.post(f"{SHOPS}export?cols=name", {"kind": "csv"})["Location"]
    assert "正在导出" in client.get(where).content.decode()
    assert client.get(f"{where}file").status_code == 404
    while jobs.do_next(Event()):
        pass
    assert "导出好了，共 4 条" in client.get(where).content.decode()
    got = body(client.get(f"{where}file")).decode("utf-8-sig")
    assert got.splitlines()[1:] == ["甲茶,东桥村", "乙鹽,东桥村", "丙米,东桥村", "丁茶,东桥村"]
    assert come(office.chief).get(f"{where}file").status_code == 404
    assert carrying.drop_old() == 0


@pytest.mark.usefixtures("mirror")
def test_it_prints_as_a_proper_list(office: Office, come: Come) -> None:
    answer = come(office.chief).get(f"{SHOPS}print?cols=name,staff&f.staff=>%3D7")
    assert answer["Content-Type"] == "application/pdf"
    text = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_bounded()
    for words in ("店铺", "青溪镇", "条件：人数：>=7", "乙鹽", "合计", "127", "第 1 页"):
        assert words.replace(" ", "") in text.replace(" ", "").replace("\r\n", ""), words


@pytest.mark.usefixtures("mirror")
def test_text_and_picture_for_a_chat(office: Office, come: Come, monkeypatch: pytest.MonkeyPatch) -> None:
    client = come(office.eastern)
    html = client.get(f"{SHOPS}copy?cols=name,staff,closed").content.decode()
    text = re.findall(r"<textarea[^>]*>(.*?)</textarea>", html, re.DOTALL)[0]
    assert "【店铺】东桥村 2026-11-23" in text
    assert re.search(r"^2 +乙鹽 +20$", text, re.MULTILINE)
    assert "关停日期" not in text
    assert client.get(f"{SHOPS}copy.png").content.startswith(b"\x89PNG")
    monkeypatch.setattr("zhangtu.desk.grid.copying.TEXT", 2)
    assert "还有 2 条没有列出" in client.get(f"{SHOPS}copy").content.decode()
    assert "乙鹽" not in client.get(f"{SHOPS}copy?group=open").content.decode()


@pytest.mark.usefixtures("mirror")
def test_charts_count_and_add_up(office: Office, come: Come) -> None:
    client = come(office.chief)
    html = client.get(f"{SHOPS}chart?by=@unit&of=staff").content.decode()
    assert "按所属单位合计人数" in html
    assert re.findall(r'<th scope="row">(\S+)</th><td class="figure">(\d+)</td>', html) == [
        ("东桥村", "123"),
        ("西岭村", "7"),
    ]
    assert 'style="' not in html
    html = client.get(f"{SHOPS}chart?by=opened").content.decode()
    assert re.findall(r'<th scope="row">(\S+)</th><td class="figure">(\d+)</td>', html) == [
        ("2026-01", "2"),
        ("2026-02", "0"),
        ("2026-03", "1"),
    ]
    assert '<polyline class="path"' in html
    assert "没有可画的记录" in client.get(f"{SHOPS}chart?q=nothing").content.decode()


@pytest.mark.usefixtures("mirror")
def test_charts_are_files_too(office: Office, come: Come) -> None:
    client = come(office.chief)
    drawn = client.get(f"{SHOPS}chart/svg?by=open")
    root = ET.fromstring(drawn.content)  # noqa: S314 - our own
    assert root.tag.endswith("svg")
    assert next(one.text for one in root if one.tag.endswith(("title", "desc"))) == "按营业计数"
    assert client.get(f"{SHOPS}chart/png?by=open").content.startswith(b"\x89PNG")
    assert client.get(f"{SHOPS}chart/exe").status_code == 404


def words_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_a_list_to_be_stamped_is_numbered_for_the_unit_and_shown_beside_the_grid(
    office: Office, come: Come
) -> None:
    client = come(office.eastern)
    row = queries.rows("shops", people.scope(office.eastern)).rows[1]
    made = client.post(f"{SHOPS}stamp", {"query": "?cols=name,owner", "row": f"{row.uid}:{row.version}"})
    assert made.status_code == 302
    pdf = body(client.get(f"{made['Location']}paper"))
    assert "乙鹽" in words_of(pdf)[0]
    assert "甲茶" not in words_of(pdf)[0]
    assert "甄二" not in words_of(pdf)[0]
    form = stamping.of(("list", list_reference("shops", office.east)), people.scope(office.eastern))[0]
    assert form.number == "东桥村印〔2026〕1号"
    assert form.number.replace("〔", "").replace("〕", "") in re.sub(r"[〔〕\s]", "", words_of(pdf)[0])
    page = client.get(SHOPS).content.decode()
    assert form.number in page
    assert "已打印" in page
    neighbour = come(office.western)
    assert form.number not in neighbour.get(SHOPS).content.decode()


def test_the_stamped_scan_of_a_list_finds_it(
    office: Office, come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined_here(monkeypatch)
    client = come(office.eastern)
    for number in range(60):
        actions.create("shops", {"name": f"第{number}户", "code": f"n{number}"}, actor=office.eastern)
    made = client.post(f"{SHOPS}stamp", {"query": "?cols=name,code"})
    pdf = body(client.get(f"{made['Location']}paper"))
    sheets = pictures(pdf, 150)
    assert len(sheets) > 1
    bring(file_of(sheets), office.eastern)
    assert "已盖章" in client.get(SHOPS).content.decode()
    assert "东桥村印〔2026〕1号" in client.get("/stamping/?shown=stamped&kind=list").content.decode()


def test_who_may_only_look_prints_without_number_and_is_told_why(office: Office, come: Come) -> None:
    client = come(office.reader)
    assert client.post(f"{SHOPS}stamp", {"query": ""}).status_code == 403
    page = client.get(SHOPS).content.decode()
    assert f"{SHOPS}stamp" not in page
    assert "您可以查看，但不能为它打印" in page
    assert "未编号" in words_of(client.get(f"{SHOPS}print?cols=name").content)[0]
