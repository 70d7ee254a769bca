"""Papers go out on pages: a draft or a file written elsewhere is numbered, kept, found again, voided."""

import hashlib
import io

import docx
import pypdfium2
from coming import Come
from county import County
from django.core.files.uploadedfile import SimpleUploadedFile
from outgoing import asked, core, shops
from shopping import plain

from office import Office
from zhangtu.issuing import queries
from zhangtu.ledgers import actions, files
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people

TITLE = "关于清理河道的通知"


def head(county: County) -> str:
    values = {
        "code": "云镇发",
        "head": "云溪镇人民政府文件",
        "issuer": "云溪镇人民政府",
        "printer": "云溪镇党政办公室",
    }
    return str(actions.create("letterheads", values, actor=county.clerk).uid)


def sent(county: County, **more: object) -> dict[str, object]:
    given = {"title": TITLE, "sort": "notice", "letterhead": head(county), "day": "2026-11-20"}
    return {**given, "recipients": "东湾村、西坪村", **more}


def registered(county: County) -> RowView:
    (row,) = queries.dispatches(people.scope(county.chief)).rows
    return row


def marked() -> bytes:
    document = docx.Document()
    document.add_paragraph("{{发文字号}}")
    document.add_paragraph("{{主送机关}}：请于{{成文日期}}后办理。")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_paper_written_in_word_is_numbered_and_its_marks_are_filled(county: County, come: Come) -> None:
    client = come(county.clerk)
    answer = client.post(
        "/writing/dispatches/new", {**sent(county), "file": SimpleUploadedFile("通知.docx", marked())}
    )
    row = registered(county)
    assert answer.status_code == 302, plain(answer)
    assert answer["Location"] == f"/writing/dispatches/{row.uid}/?done=issued"
    (kept,) = row.values["files"]
    words = [one.text for one in docx.Document(str(files.path_of(kept.sha256))).paragraphs]
    assert words == ["云镇发〔2026〕1号", "东湾村，西坪村：请于2026年11月20日后办理。"]
    page = plain(client.get(answer["Location"]))
    assert "已编号登记" in page
    assert kept.sha256 in page


def test_a_mark_nothing_is_known_for_costs_no_number(county: County, come: Come) -> None:
    document = docx.Document()
    document.add_paragraph("{{会议时间}}")
    out = io.BytesIO()
    document.save(out)
    client, given = come(county.clerk), sent(county)
    bad = {**given, "file": SimpleUploadedFile("通知.docx", out.getvalue())}
    answer = client.post("/writing/dispatches/new", bad)
    assert answer.status_code == 422
    assert "会议时间" in plain(answer)
    assert TITLE in answer.content.decode()
    client.post("/writing/dispatches/new", given)
    assert registered(county).values["number"] == "云镇发〔2026〕1号"


def test_a_paper_is_voided_and_stands_crossed_out(county: County, come: Come) -> None:
    client = come(county.clerk)
    client.post("/writing/dispatches/new", sent(county))
    uid = registered(county).uid
    assert client.post(f"/writing/dispatches/{uid}/void", {"reason": ""}).status_code == 422
    client.post(f"/writing/dispatches/{uid}/void", {"reason": "主送机关写错"})
    page = client.get("/writing/dispatches/").content.decode()
    assert "<s>云镇发〔2026〕1号</s>" in page
    assert "主送机关写错" in plain(client.get(f"/writing/dispatches/{uid}/"))
    scan = {"file": SimpleUploadedFile("扫描.pdf", b"%PDF-1.4\n%%EOF\n")}
    assert client.post(f"/writing/dispatches/{uid}/keep", scan).status_code == 422


def test_a_scan_is_kept_and_fetched_again(county: County, come: Come) -> None:
    client = come(county.clerk)
    client.post("/writing/dispatches/new", sent(county))
    uid = registered(county).uid
    data = b"%PDF-1.4\n%%EOF\n"
    client.post(f"/writing/dispatches/{uid}/keep", {"file": SimpleUploadedFile("扫描.pdf", data)})
    (kept,) = registered(county).values["files"]
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert client.get(f"/files/{kept.sha256}").status_code == 200


def test_the_register_is_searched_by_words_letterhead_and_year(county: County, come: Come) -> None:
    client, given = come(county.clerk), sent(county)
    client.post("/writing/dispatches/new", given)
    client.post("/writing/dispatches/new", {**given, "title": "关于防汛的通知"})
    assert "防汛" in plain(client.get("/writing/dispatches/?q=防汛"))
    assert TITLE not in plain(client.get("/writing/dispatches/?q=防汛"))
    assert TITLE in plain(client.get(f"/writing/dispatches/?year=2026&letterhead={given['letterhead']}"))
    assert "没有这样的发文" in plain(client.get("/writing/dispatches/?year=2025"))
    assert client.get("/writing/dispatches/?year=abcd&letterhead=x&after=zz").status_code in {200, 422}


def test_readers_find_the_register_but_number_nothing(county: County, come: Come) -> None:
    given = sent(county)
    reader = come(county.eastern_reader)
    assert "disabled" in reader.get("/writing/dispatches/").content.decode()
    assert reader.post("/writing/dispatches/new", given).status_code == 422
    assert not queries.dispatches(people.scope(county.chief)).rows


def test_without_a_letterhead_the_page_says_what_to_do(county: County, come: Come) -> None:
    assert "还没有发文代字" in plain(come(county.clerk).get("/writing/dispatches/new"))


def test_a_drafted_notice_goes_out_with_red_head_and_number(counted: Office, come: Come) -> None:
    core()
    shops(counted)
    actions.create(
        "letterheads",
        {"code": "石镇发", "head": "石鼓镇人民政府文件", "issuer": "石鼓镇人民政府"},
        actor=counted.chief,
    )
    client = come(counted.chief)
    there = f"/writing/bulletin/issue{asked(counted)}"
    page = client.get(there).content.decode()
    assert "石鼓镇人民政府文件" in page
    assert "石镇发〔2026〕1号" in page
    (option,) = queries.letterheads(people.scope(counted.chief))
    answer = client.post(
        there,
        {
            "title": "关于大店占比情况的通报",
            "letterhead": str(option.uid),
            "sort": "bulletin",
            "day": "2026-11-20",
        },
    )
    assert answer.status_code == 302, plain(answer)
    (row,) = queries.dispatches(people.scope(counted.chief)).rows
    pdf, word = row.values["files"]
    text = pypdfium2.PdfDocument(files.path_of(pdf.sha256))[0].get_textpage().get_text_range()
    assert "石镇发〔2026〕1号" in text
    read = docx.Document(str(files.path_of(word.sha256)))
    assert read.paragraphs[0].text == "石鼓镇人民政府文件"
    assert any("66.7%" in one.text for one in read.paragraphs)
