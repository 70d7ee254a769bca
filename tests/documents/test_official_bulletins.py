"""Notices with a ranking and weekly one-pagers are drafted from plain values."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from zhangtu.documents.official import Official, lines_of
from zhangtu.documents.official.bulletins import (
    Ranking,
    Standing,
    bulletin,
    criticised,
    placed,
    praised,
)
from zhangtu.documents.official.weekly import MOST_TASKS, Counted, Doing, Light, weekly


def standings(*values: int | None) -> tuple[Standing, ...]:
    return tuple(
        Standing(f"第{place}镇", None if value is None else Decimal(value), f"{value}%")
        for place, value in enumerate(values, start=1)
    )


def words(ranking: Ranking) -> str:
    return "\n".join(lines_of(Official("通报", bulletin(ranking), language=ranking.language)))


def test_units_that_come_to_the_same_share_a_place() -> None:
    places = placed(standings(90, 95, 95, 80))
    assert [(one.place, one.tied) for one in places] == [(1, True), (1, True), (3, False), (4, False)]
    assert [one.place for one in placed(standings(3, 1, 2), more_is_better=False)] == [1, 2, 3]


def test_text_names_who_is_praised_and_criticised_with_ties() -> None:
    text = words(
        Ranking("证照齐全率", "2026年10月", standings(99, 95, 95, 80, 70, None), best=2, worst=1, whole="91%")
    )
    assert "现将2026年10月证照齐全率情况通报如下。" in text
    assert "本期共有5个单位参加排名，总体为91%。" in text
    assert "对第1镇、第2镇（并列第2）、第3镇（并列第2）予以通报表扬。" in text
    assert "对第5镇予以通报批评" in text
    assert "第6镇本期没有可算的数据" in text


def test_where_all_are_alike_nobody_is_praised_or_criticised() -> None:
    text = words(Ranking("证照齐全率", "2026年10月", standings(90, 90)))
    assert "不分先后" in text
    assert "表扬" not in text
    assert "批评" not in text


def test_groups_are_ranked_by_themselves() -> None:
    units = tuple(
        Standing(f"{group}{place}", Decimal(place), str(place), group=group)
        for group in ("镇", "所")
        for place in (1, 2)
    )
    text = words(Ranking("办结数", "2026年", units, best=1, worst=1))
    assert "分2组" in text
    assert "对所2、镇2予以通报表扬" in text
    assert "对所1、镇1予以通报批评" in text


def test_other_languages() -> None:
    assert "通報批評" in words(Ranking("率", "2026年", standings(1, 2), best=0, worst=1, language="zh-hant"))
    assert "Praised: 第2镇." in words(Ranking("x", "2026", standings(1, 2), best=1, worst=0, language="en"))


@given(st.lists(st.one_of(st.none(), st.integers(0, 5)), max_size=12), st.integers(0, 5), st.integers(0, 5))
def test_nobody_is_both_praised_and_criticised(values: list[int | None], best: int, worst: int) -> None:
    places = placed(standings(*values))
    good = praised(places, best)
    bad = criticised(places, worst, good)
    assert not {one.standing.unit for one in good} & {one.standing.unit for one in bad}
    assert len(places) == sum(value is not None for value in values)
    if good and bad:
        assert max(one.place for one in good) < min(one.place for one in bad)


def test_one_pager_shows_the_worst_tasks_first_and_says_how_many_more() -> None:
    first = date(2026, 11, 1)
    doing = tuple(
        Doing(f"任务{number}", "石鼓镇", first + timedelta(number), Light.RED if number > 17 else Light.GREEN)
        for number in range(20)
    )
    lines = lines_of(Official("一周要情", weekly(doing, (Counted("证照齐全率", "95%", "上升1个百分点"),))))
    assert "共20项：红 逾期2项、绿 正常18项。" in lines
    assert lines.index("任务18") < lines.index("任务0")
    assert f"另有{20 - MOST_TASKS}项，见系统任务页。" in lines
    assert "上升1个百分点" in lines
    assert "没有正在办理的任务。" in lines_of(Official("一周要情", weekly((), ())))


def test_english_sentences_stand_apart_and_headings_have_arabic_numbers() -> None:
    text = words(Ranking("x", "2026", (*standings(1, 2), Standing("C", None, "")), language="en"))
    assert "2 units are ranked. Nothing" in text
    assert "1. Ranking" in text
