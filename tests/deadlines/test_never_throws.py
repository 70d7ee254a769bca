"""No text breaks the reading, and what is read lies inside the text."""

from datetime import date, datetime

from hypothesis import example, given
from hypothesis import strategies as st

from zhangtu.kernel.folding import fold
from zhangtu.reading.deadlines import (
    Years,
    context_year,
    date_problems,
    deadlines_in_label,
    deadlines_in_prose,
    main_deadline,
    signing_date,
)
from zhangtu.reading.model import DeadlineKind

WORDS = (
    "2021 110 99 0 3 12 13 30 31 99999 年 月 日 号 前 底 末 内 至 — - ~ . / : 、 ， 。 （ ） 《 》 〔 〕"
    " 每 季度 周 旬 半 两 十 廿 〇 元 起 止 即日 之日 后 工作日 小时 长期 持续推进 常态化 上半年 全年 明年"
    " 次月 春节 民國 學年度 十四五 第 一 自 于 截至 完成 本月 季末 下午 时 点 分"
    " 二〇二一 中下旬 当日 一次 不定期 “ ” ２ 个 開學"
)
PIECES = st.sampled_from([*WORDS.split(" "), "\n", "\t", "\u3000", " "])
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))
YEARS = st.builds(
    Years,
    st.none() | st.integers(-5, 12000),
    st.none() | st.dates(),
    st.booleans(),
)


@given(TEXTS, YEARS, st.integers(-3, 70), st.integers(-3, 70))
@example("每季度首月99日前", Years(2021), 0, 20)
@example("9999年12月1日至次年3月", Years(9999), 0, 20)
@example("明年底前", Years(None, date(9999, 12, 31)), 0, 9)
@example("下月底前", Years(None, date(9999, 12, 31)), 0, 9)
@example("元旦前", Years(None, date(9999, 12, 31)), 0, 9)
@example("去年底", Years(None, date(1, 1, 1)), 0, 9)
@example("十四五", Years(0), 0, 3)
@example("元年元月0日", Years(None, None, minguo=True), 0, 9)
def test_any_text_is_read(text: str, years: Years, start: int, end: int) -> None:
    folded = fold(text)
    for read in (deadlines_in_label, deadlines_in_prose):
        found = read(text, folded, start, end, years)
        for deadline in found:
            assert deadline.place is not None
            assert max(start, 0) <= deadline.place.start < deadline.place.end <= min(end, len(text))
            assert deadline.raw == text[deadline.place.start : deadline.place.end]
            assert not isinstance(deadline.end, datetime)
            assert (deadline.kind is DeadlineKind.INVALID) <= (deadline.end is None)
        main, others = main_deadline(found)
        assert len(others) == max(0, len(found) - 1)
        assert (main.kind is DeadlineKind.NONE) == (not found)
        for problem in date_problems(text, folded, found):
            assert 0 <= problem.start < problem.end <= len(text)
            assert problem.repair is None or problem.start <= problem.repair.start < problem.repair.end


@given(TEXTS, st.booleans())
def test_any_text_has_a_year_or_none(text: str, minguo: bool) -> None:
    folded = fold(text)
    day = signing_date(folded, minguo=minguo)
    year = context_year(folded, title=folded, number=folded, issued=day, minguo=minguo)
    assert day is None or year is not None


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_every_real_day_is_read_back(day: date) -> None:
    for text in (
        f"{day.year}年{day.month}月{day.day}日前",
        f"{day.year}-{day.month:02d}-{day.day:02d}",
        f"{day.year}.{day.month}.{day.day}前",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
    ):
        (found,) = deadlines_in_label(text, text, 0, len(text), Years())
        assert (found.kind, found.end) == (DeadlineKind.DATE, day)
