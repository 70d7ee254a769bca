"""Papers are drafted on pages: a notice with a ranking, a week on one page, files for an inspection."""

import io
import zipfile
from uuid import UUID

import docx
import pypdfium2
from coming import Come
from county import County, draft
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse
from django.test import Client
from outgoing import asked, shops
from shopping import plain

from office import Office
from zhangtu.ledgers import actions
from zhangtu.plans.doing import actions as doing

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da63f8cfc000000301"
    "0100c9fe92ef0000000049454e44ae426082"
)


def test_a_notice_ranks_the_units_below_and_names_best_and_worst(counted: Office, come: Come) -> None:
    shops(counted)
    page = plain(come(counted.chief).get(f"/writing/bulletin{asked(counted)}"))
    assert "大店占比情况的通报" in page
    assert "本期共有2个单位参加排名，总体为66.7%" in page
    assert page.index("100.0%") < page.index("50.0%")
    assert "予以通报表扬" in page
    assert "予以通报批评" in page
    assert "数据来源表" in page


def test_the_notice_comes_as_word_and_pdf_with_its_source(counted: Office, come: Come) -> None:
    shops(counted)
    client = come(counted.chief)
    word = client.get(f"/writing/bulletin/docx{asked(counted)}")
    document = docx.Document(io.BytesIO(word.content))
    assert any("66.7%" in one.text for one in document.paragraphs)
    assert document.tables[-1].rows[1].cells[1].text == "66.7%"
    pdf = client.get(f"/writing/bulletin/pdf{asked(counted)}")
    assert "通报" in pypdfium2.PdfDocument(pdf.content)[0].get_textpage().get_text_range()
    assert client.get(f"/writing/bulletin/exe{asked(counted)}").status_code == 404


def test_what_can_not_be_asked_is_told(counted: Office, come: Come) -> None:
    client = come(counted.chief)
    assert client.get("/writing/bulletin").status_code == 404
    assert client.get(f"/writing/bulletin{asked(counted, unit=999999)}").status_code == 404
    assert client.get(f"/writing/bulletin{asked(counted, measure='nothing')}").status_code in {404, 422}
    assert client.get(f"/writing/bulletin{asked(counted, period='2026-99')}").status_code in {404, 422}


def test_the_page_offers_what_there_is(counted: Office, come: Come) -> None:
    answer = come(counted.chief).get("/writing/")
    assert f'value="{counted.town}" selected' in answer.content.decode()
    page = plain(answer)
    assert "大店占比" in page
    assert "还没有方案" in page


def test_a_week_on_one_page_lists_tasks_by_light_and_figures(county: County, come: Come) -> None:
    doing.assign(draft(county).uid, actor=county.clerk)
    answer = come(county.clerk).get("/writing/weekly/pdf")
    document = pypdfium2.PdfDocument(answer.content)
    words = document[0].get_textpage().get_text_range()
    assert len(document) == 1
    assert "清理河道漂浮物" in words
    assert "绿 正常1项" in words


def planned(county: County, village: Client, office: Client) -> UUID:
    """A plan of two tasks; one was answered with a picture, then also with one that was given back."""
    plan = actions.create("plans", {"title": "河道整治方案"}, actor=county.clerk).uid
    tasks = [draft(county, title=title, plan=str(plan)).uid for title in ("清理河道", "设立标牌")]
    for uid in tasks:
        doing.assign(uid, actor=county.clerk)
    village.post(f"/tasks/{tasks[0]}/act/acknowledge")
    for name, deed in (("退回.png", "give_back"), ("现场.png", "accept")):
        photo = SimpleUploadedFile(name, PNG, "image/png")
        village.post(f"/tasks/{tasks[0]}/act/respond", {"words": "已清理", "final": "yes", "file": photo})
        office.post(f"/tasks/{tasks[0]}/act/{deed}", {"words": "请看"})
    return plan


def test_an_inspection_gets_numbered_folders_and_one_pdf(county: County, come: Come) -> None:
    client = come(county.clerk)
    plan = planned(county, come(county.eastern), client)
    assert "河道整治方案" in plain(client.get("/writing/"))
    page = client.get(f"/writing/bundle/{plan}").content.decode()
    assert '<td class="missing">缺少佐证材料' in page
    assert "退回.png" not in page
    answer = client.get(f"/writing/bundle/{plan}/zip")
    assert isinstance(answer, FileResponse)
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert "01 清理河道/01 现场.png" in archive.namelist()
        assert "02 设立标牌/" in archive.namelist()
    pdf = b"".join(client.get(f"/writing/bundle/{plan}/pdf").streaming_content)  # type: ignore[attr-defined]
    assert len(pypdfium2.PdfDocument(pdf)) == 2


def test_a_bundle_of_nothing_is_not_there(county: County, come: Come) -> None:
    client = come(county.clerk)
    assert client.get("/writing/bundle/01970000-0000-7000-8000-000000000000").status_code == 404
    task = draft(county).uid
    assert client.get(f"/writing/bundle/{task}").status_code == 404
