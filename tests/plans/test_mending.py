"""Words are found again and replaced, whatever else changed around them."""

from hypothesis import given
from hypothesis import strategies as st

from zhangtu.plans.matching import Anchor, best, find, quote
from zhangtu.plans.mending import Mend, mended, replaced
from zhangtu.reading.model import Span
from zhangtu.reading.source import Cell, Heading, Note, Source, Table

TEXTS = st.text(alphabet="甲乙丙丁日前，。\n 1", min_size=1, max_size=200)


@given(TEXTS, st.data())
def test_words_are_found_where_they_stand(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert find(text, quote(text, start, end)) == Span(start, end)


@given(TEXTS, st.text(alphabet="戊己庚", max_size=30), st.data())
def test_words_are_found_behind_something_new(text: str, added: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    wanted = quote("前言。前言。\n" + text, start + 7, end + 7)
    found = find("前言。" + added + "前言。\n" + text, wanted)
    if end - start >= 12:
        assert found is not None


def test_words_that_are_gone_are_not_found() -> None:
    wanted = quote("由水务局于2月30日前完成", 5, 10)
    assert find("由城管局负责宣传工作", wanted) is None
    assert find("", wanted) is None


@given(TEXTS, st.text(alphabet="戊己庚\t", max_size=8), st.data())
def test_layout_moves_with_the_text(text: str, new: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=6, max_size=6)))
    at = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    source = Source(
        text,
        tables=(
            Table(places[0], places[5], (Cell(places[1], places[2], 0, 0), Cell(places[3], places[4], 0, 1))),
        ),
        headings=(Heading(places[0], places[1], 1),),
        pages=(places[2],),
        notes=(Note(places[4], places[5], places[3], "footnote"),),
    )
    after = replaced(source, Span(at[0], at[1]), new)
    assert after.text == text[: at[0]] + new + text[at[1] :]
    table = after.tables[0]
    for stretch in (table, *table.cells, *after.headings, *after.notes):
        assert 0 <= stretch.start <= stretch.end <= len(after.text)
    for cell, old in zip(table.cells, source.tables[0].cells, strict=True):
        if at[0] < at[1] and (old.start >= at[1] or old.end <= at[0]):
            assert after.text[cell.start : cell.end] == text[old.start : old.end]


def test_mends_are_applied_in_order_and_say_where_they_stand() -> None:
    text = "甲局2月30日前，乙局2月30日前"
    first = Mend(1, quote(text, 2, 7), "2月28日")
    changed = text[:2] + "2月28日" + text[7:]
    second = Mend(2, quote(changed, 0, 2), "甲乙丙局")
    done = mended(Source(text), (first, second))
    assert done.source.text == "甲乙丙局2月28日前，乙局2月30日前"
    assert {n: done.source.text[s.start : s.end] for n, s in done.done.items()} == {
        1: "2月28日",
        2: "甲乙丙局",
    }
    assert done.lost == ()
    assert mended(Source("毫不相干"), (first,)).lost == (1,)


def test_words_the_author_has_mended_himself_are_settled() -> None:
    text = "由水务局牵头，2月30日前完成排查。由执法队配合。"
    day = Mend(1, quote(text, text.index("30"), text.index("30") + 2), "28")
    longer = Mend(2, quote(text, text.index("执法队"), text.index("执法队") + 3), "镇综合执法队")
    cut = Mend(3, quote(text, text.index("排查"), text.index("排查") + 2), "")
    for mend in (day, longer, cut):
        by_hand = mended(Source(text), (mend,)).source.text
        again = mended(Source("前言。" + by_hand), (mend,))
        assert again.source.text == "前言。" + by_hand
        assert (again.settled, again.lost, again.done) == ((mend.number,), (), {})
    assert mended(Source("由水务局牵头，3月31日前完成排查。"), (day,)).lost == (1,)


@given(TEXTS, st.text(alphabet="1甲日，", min_size=1, max_size=6), st.data())
def test_a_mend_of_its_own_text_is_never_taken_for_settled(text: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    mend = Mend(1, quote(text, start, end), new)
    done = mended(Source(text), (mend,))
    assert done.source.text == text[:start] + new + text[end:]


def test_a_task_is_known_by_its_key_else_by_its_words() -> None:
    wanted = Anchor("t1", ("一、任务",), "（一）", "排查沿河排污口由水务局牵头", 0)
    moved = Anchor("t9", ("二、任务",), "（二）", "排查沿河排污口由水务局牵头负责", 50)
    other = Anchor("t8", ("一、任务",), "（一）", "开展护河宣传由融媒体中心负责", 0)
    assert best(wanted, [other, moved, wanted]) == (2, 1.0)
    found = best(wanted, [other, moved])
    assert found is not None
    assert found[0] == 1
    assert found[1] > 0.6
    lost = best(wanted, [other])
    assert lost is not None
    assert lost[1] < 0.6
    assert best(wanted, []) is None
