"""Web pages come out as their words, as a browser shows them."""

import pytest

from zhangtu.reading.source import Source, UnreadableError
from zhangtu.reading.sources import Trouble, open_source

HEAD = "<!DOCTYPE html><html><head><title>不读</title><style>p{}</style></head><body>"


def read(body: str) -> Source:
    return open_source((HEAD + body + "</body></html>").encode(), "方案.txt")


def cells(source: Source, number: int = 0) -> list[tuple[int, int, int, int, str]]:
    return [
        (c.row, c.column, c.rows, c.columns, source.text[c.start : c.end])
        for c in source.tables[number].cells
    ]


def test_paragraphs_headings_and_what_is_dropped() -> None:
    source = read(
        "<nav><a>首页</a></nav><h1>河湖清理方案</h1><script>alert(1)</script><h2>一、目标</h2>"
        "<p>全年清理<b>三十</b>公里&nbsp;以上，\n不少于&lt;两次&gt;。<br>第二行</p>"
        '<p style="display: none">看不见</p><div hidden>看不见</div><p>&nbsp;</p><!-- 注释 -->散字'
    )
    assert source.form == "html"
    assert source.text == ("河湖清理方案\n一、目标\n全年清理三十公里 以上，不少于<两次>。\n第二行\n散字\n")
    assert [(source.text[h.start : h.end], h.level) for h in source.headings] == [
        ("河湖清理方案", 0),
        ("一、目标", 1),
    ]


def test_words_struck_as_deleted_are_left_out() -> None:
    source = read("<p>于<del>5月</del><ins>6月</ins>底前完成</p>")
    assert source.text == "于6月底前完成\n"
    assert source.remarks == ("tracked_changes_accepted",)


def test_lists_show_their_numbers() -> None:
    source = read(
        '<ol><li>甲</li><li>乙<ol type="a"><li>丙</li></ol></li><li value="7">丁</li></ol>'
        '<ol start="3" style="list-style-type: cjk-ideographic"><li>戊</li></ol>'
        "<ol reversed><li>己</li><li>庚</li></ol><ul><li>辛</li></ul>"
        '<ul style="list-style:none"><li>壬</li></ul><ol><li>1.癸</li></ol>'
        "<ol><li><p>子</p><p>丑</p></li></ol>"
    )
    assert source.text.splitlines() == [
        "1. 甲",
        "2. 乙",
        "a. 丙",
        "7. 丁",
        "三、戊",
        "2. 己",
        "1. 庚",
        "• 辛",
        "壬",
        "1.癸",
        "1. 子",
        "丑",
    ]


def test_table_with_spans_and_head() -> None:
    source = read(
        "<table><thead><tr><th>序号</th><th colspan=2>任务</th></tr></thead>"
        "<tr><td rowspan=2>1</td><td>清查</td><td>水务局<br>各镇</td></tr>"
        "<tr><td>复核</td><td>水务局</td></tr><tr><td>2</td><td>总结</td><td rowspan=9>办</td></tr></table>"
    )
    assert source.text == "序号\t任务\n1\t清查\t水务局 各镇\n\t复核\t水务局\n2\t总结\t办\n"
    assert source.tables[0].head_rows == 1
    assert cells(source) == [
        (0, 0, 1, 1, "序号"),
        (0, 1, 1, 2, "任务"),
        (1, 0, 2, 1, "1"),
        (1, 1, 1, 1, "清查"),
        (1, 2, 1, 1, "水务局 各镇"),
        (2, 1, 1, 1, "复核"),
        (2, 2, 1, 1, "水务局"),
        (3, 0, 1, 1, "2"),
        (3, 1, 1, 1, "总结"),
        (3, 2, 1, 1, "办"),
    ]


def test_cell_reached_from_above_at_the_end_of_a_row() -> None:
    source = read("<table><tr><td>甲</td><td rowspan=2>乙</td></tr><tr><td>丙</td></tr></table>")
    assert source.text == "甲\t乙\n丙\t\n"


def test_nested_table_stands_in_its_cell() -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    source = read(f"<table><tr><td>说明文字很长的一格</td><td>见{inner}</td></tr></table>")
    assert source.text == "说明文字很长的一格\t见 甲 乙\n"


def test_table_that_only_arranges_the_page_is_seen_through() -> None:
    inner = "<table><tr><td>任务</td><td>时限</td></tr><tr><td>清查</td><td>六月底前</td></tr></table>"
    source = read(f"<table><tr><td>左</td><td><p>一、目标</p>{inner}</td></tr></table>")
    assert source.text == "左\n一、目标\n任务\t时限\n清查\t六月底前\n"
    assert len(source.tables) == 1


@pytest.mark.parametrize(
    ("claim", "codec"), [("gb2312", "gbk"), ("gbk", "gb18030"), ("big5", "big5"), ("utf-8", "utf-8")]
)
def test_claimed_encoding(claim: str, codec: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={claim}">'
    page = f"<html><head>{meta}</head>三、工作</html>"
    assert open_source(page.encode(codec), "a.html").text == "三、工作\n"


def test_claim_that_is_wrong_does_no_harm() -> None:
    page = "<html><meta charset=big5><p>各县（区）人民政府要按时报送排查台账和整改方案。</p></html>"
    assert "排查台账" in open_source(page.encode(), "a.html").text
    assert "排查台账" in open_source(page.encode("utf-16"), "a.html").text


def test_single_file_page_called_doc() -> None:
    message = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        "PGh0bWw+PHA+5pyI5bqV5YmNPC9wPjwvaHRtbD4=\n--b--\n"
    )
    assert open_source(message.encode(), "方案.doc").text == "月底前\n"


def test_no_words_and_endless_nesting_get_a_sentence() -> None:
    for page, code in [(HEAD, Trouble.NO_TEXT), (HEAD + "<div>" * 5000 + "甲", Trouble.XML_BROKEN)]:
        with pytest.raises(UnreadableError) as caught:
            open_source(page.encode(), "a.html")
        assert caught.value.code == code


def test_deep_nesting_of_old_editors_is_read() -> None:
    assert read("<font>" * 900 + "甲" + "</font>" * 900).text == "甲\n"


def test_cells_that_claim_a_million_rows() -> None:
    rows = "<tr>" + "<td rowspan=65534 colspan=1000>甲</td>" * 300 + "</tr>"
    source = read(f"<table>{rows}{'<tr><td>乙</td></tr>' * 20}</table>")
    assert len(source.tables[0].cells) == 320


def test_table_that_claims_too_many_places_is_refused() -> None:
    page = f"<html><table><tr>{'<td rowspan=60000>甲' * 2000}</tr>{'<tr></tr>' * 600}</table></html>"
    with pytest.raises(UnreadableError) as caught:
        open_source(page.encode(), "a.html")
    assert caught.value.code == Trouble.ZIP_BOMB


def test_entities_are_not_fetched_or_expanded() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><p>甲&x;乙</p></html>'
    assert "甲" in open_source(page.encode(), "a.html").text
