"""Markdown keeps its own text; headings and tables are spans in it."""

from zhangtu.reading.sources import open_source

TEXT = """# 河湖清理行动方案

## 一、总体目标

全年清理河道不少于三十公里。

进度安排
--------

| 任务 | 牵头单位 | 时限 |
|:-----|---------|-----:|
| 排查沿河\\|沿湖排口 | 水务局 | 4月底前 |
| 建立台账 |  | 5月10日前 |

```
# 这不是标题
| 甲 | 乙 |
|---|---|
```
"""


def test_headings_span_their_lines() -> None:
    source = open_source(TEXT.encode(), "方案.md")
    assert source.form == "md"
    assert source.text == TEXT
    found = [(source.text[h.start : h.end], h.level) for h in source.headings]
    assert found == [("# 河湖清理行动方案", 0), ("## 一、总体目标", 1), ("进度安排", 1)]


def test_table_cells_are_spans_without_bars() -> None:
    source = open_source(TEXT.encode(), "方案.md")
    (table,) = source.tables
    cells = {(c.row, c.column): source.text[c.start : c.end] for c in table.cells}
    assert cells == {
        (0, 0): "任务",
        (0, 1): "牵头单位",
        (0, 2): "时限",
        (1, 0): "排查沿河\\|沿湖排口",
        (1, 1): "水务局",
        (1, 2): "4月底前",
        (2, 0): "建立台账",
        (2, 1): "",
        (2, 2): "5月10日前",
    }
    assert table.head_rows == 1
    assert source.text[table.start : table.end].startswith("| 任务")
    assert source.text[table.start : table.end].endswith("5月10日前 |\n")


def test_two_first_rank_headings_stay_first_rank() -> None:
    source = open_source("# 甲\n\n# 乙\n".encode(), "a.md")
    assert [h.level for h in source.headings] == [1, 1]


def test_the_same_text_named_txt_has_no_marks() -> None:
    source = open_source(TEXT.encode(), "方案.txt")
    assert (source.form, source.headings, source.tables) == ("txt", (), ())
