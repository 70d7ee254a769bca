"""OFD files: the text objects of their pages become lines and paragraphs."""

import pytest
from packages import zipped

from zhangtu.reading.source import UnreadableError
from zhangtu.reading.sources import Trouble, open_source

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(*pages: str, area: str = "0 0 210 297") -> bytes:
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    files = {
        "OFD.xml": f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{area}"
        f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, content in enumerate(pages):
        files[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {NS}><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zipped({path: text.encode() for path, text in files.items()})


def words(x: float, y: float, text: str, *, size: float = 5.6) -> str:
    steps = f'DeltaX="g {len(text) - 1} {size}"' if len(text) > 1 else ""
    return (
        f'<ofd:TextObject Boundary="{x} {y} 160 8" Font="1" Size="{size}">'
        f'<ofd:TextCode X="0" Y="6" {steps}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def test_lines_become_paragraphs_and_pages_are_kept() -> None:
    first = "各镇要对照任务清单逐条落实责任人和完成时限于六月底前报"
    page = words(31.2, 40, "一、工作要求") + words(31.2, 50, first) + words(20, 60, "送县市场办汇总。")
    foot = words(100, 280, "— 1 —", size=4.9)
    source = open_source(ofd(page + foot, words(31.2, 40, "二、附则")), "方案.ofd")
    assert source.form == "ofd"
    assert source.text == f"一、工作要求\n{first}送县市场办汇总。\n二、附则\n"
    assert source.pages == (0, source.text.index("二、"))


def test_page_without_words_is_a_scan() -> None:
    with pytest.raises(UnreadableError) as caught:
        open_source(ofd('<ofd:ImageObject Boundary="0 0 210 297"/>'), "a.ofd")
    assert caught.value.code == Trouble.SCAN


@pytest.mark.parametrize("far", ["9" * 400, "1e99", "-1e99", "0"])
def test_places_no_page_has_are_no_harm(far: str) -> None:
    data = ofd(
        words(20, 40, "甲") + words(20, 60, "乙").replace('Y="6"', f'Y="{far}"'), area=f"0 0 {far} 297"
    )
    assert open_source(data, "a.ofd").text.startswith("甲")


def test_sign_without_width_is_kept() -> None:
    assert (
        open_source(
            ofd(
                words(20, 40, "甲").replace(
                    "<ofd:TextObject", '<ofd:TextObject CTM="0.00000000001 0 0 1 0 0"'
                )
            ),
            "a.ofd",
        ).text
        == "甲\n"
    )


def test_repeat_counts_without_end_are_no_harm() -> None:
    assert open_source(ofd(words(20, 40, "甲乙").replace("g 1", "g " + "9" * 400)), "a.ofd").text == "甲乙\n"


def test_without_document_is_broken() -> None:
    with pytest.raises(UnreadableError) as caught:
        open_source(zipped({"OFD.xml": f"<ofd:OFD {NS}/>".encode()}), "a.ofd")
    assert caught.value.code == Trouble.OFD_BROKEN
