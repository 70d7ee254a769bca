"""The year of a date without one comes from what the document says of itself."""

from datetime import date

import pytest

from conftest import Teller
from zhangtu.kernel.folding import fold
from zhangtu.reading.deadlines import Years, context_year, deadlines_in_label, signing_date, speaks_minguo


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("某局办公室\n2021年3月5日", date(2021, 3, 5)),
        ("二〇二一年三月五日", date(2021, 3, 5)),
        ("二○二一年十二月二十五日", date(2021, 12, 25)),
        ("中華民國110年3月5日", date(2021, 3, 5)),
        ("中華民國一百一十年三月五日", date(2021, 3, 5)),
        ("2021-03-05", date(2021, 3, 5)),
        ("2021.3.5", date(2021, 3, 5)),
        ("２０２１年３月５日印发", date(2021, 3, 5)),
        ("2021 年 3 月 5 日", date(2021, 3, 5)),
        ("110年3月5日", date(2021, 3, 5)),
        ("2021年2月30日", None),
        ("2021年3月", None),
        ("", None),
    ],
)
def test_signing_dates(text: str, day: date | None) -> None:
    assert signing_date(fold(text)) == day


def test_the_last_full_date_of_a_stretch_is_the_signing_date() -> None:
    text = fold("根据2020年5月6日会议精神……\n2021年3月5日")
    assert signing_date(text) == date(2021, 3, 5)
    assert signing_date(text, 0, 12) == date(2020, 5, 6)


def test_a_short_year_counts_from_1912_only_where_that_is_usual() -> None:
    assert signing_date("95年3月5日", minguo=True) == date(2006, 3, 5)
    assert signing_date("21年3月5日") == date(2021, 3, 5)


@pytest.mark.parametrize(
    ("text", "title", "number", "issued", "year"),
    [
        ("正文", "2022年工作要点", "", date(2021, 12, 20), 2022),
        ("正文", "二〇二二年度计划", "", None, 2022),
        ("正文", "三年行动计划(2021-2023年)", "某办发〔2021〕7号", None, 2021),
        ("正文", "工作方案", "某办发〔2020〕7号", date(2021, 1, 4), 2021),
        (
            "2019年全年平稳。各单位于2021年6月底前完成,2021年9月30日前验收。2019年,2019年",
            "方案",
            "",
            None,
            2021,
        ),
        ("2019年,2018年,2019年", "", "", None, 2019),
        ("没有年份", "", "", None, None),
    ],
)
def test_the_year_a_document_speaks_of(
    text: str, title: str, number: str, issued: date | None, year: int | None
) -> None:
    assert context_year(fold(text), title=fold(title), number=fold(number), issued=issued) == year


def test_the_year_of_a_taiwanese_document() -> None:
    text = fold("本校於110年6月底前完成,110年9月辦理成果展")
    assert speaks_minguo(text)
    assert context_year(text, title=fold("110學年度實施計畫"), minguo=True) == 2021
    assert context_year(text, minguo=True) == 2021
    assert not speaks_minguo(fold("2021年6月底前,拨打110报警,120人参加"))


@pytest.mark.parametrize(
    ("text", "years", "expected"),
    [
        ("3月底前", Years(None, date(2021, 11, 20)), "period_end 2022-03-31"),
        ("12月底前", Years(None, date(2021, 11, 20)), "period_end 2021-12-31"),
        ("3月底前", Years(2022, date(2021, 11, 20)), "period_end 2022-03-31"),
        ("明年3月底前", Years(2021, date(2021, 11, 20)), "period_end 2022-03-31"),
        ("今年年底前", Years(2022, date(2021, 11, 20)), "period_end 2021-12-31"),
        ("本月底前", Years(None, date(2021, 12, 20)), "period_end 2021-12-31"),
        ("2022年3月底前试点，6月底前推开", Years(2021), "period_end 2022-03-31 | period_end 2022-06-30"),
        ("6月底前", Years(), "period_end"),
        ("3月1日至4月1日", Years(), "range"),
        ("春节前", Years(2027), "date"),
        ("下周五前", Years(2021), "date"),
        ("99年12月31日前", Years(minguo=True), "date 2010-12-31"),
        ("21年12月31日前", Years(), "date 2021-12-31"),
        ("110年", Years(2021, minguo=True), "range 2021-01-01 2021-12-31"),
        ("110年", Years(2021), "duration within 110 years"),
    ],
)
def test_years_are_taken_from_the_context(label: Teller, text: str, years: Years, expected: str) -> None:
    assert label(text, years) == expected


def test_a_guessed_year_says_so() -> None:
    for text, guessed in (("6月30日前", True), ("2021年6月30日前", False), ("2021年6月1日至6月30日", True)):
        assert deadlines_in_label(text, fold(text), 0, len(text), Years(2021))[0].guessed_year is guessed
