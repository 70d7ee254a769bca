"""Measures on their pages: what they come to, for whom, how they are parted, and the rows behind them."""

import io

import openpyxl
import pytest
from coming import Come
from counted import aims
from shopping import plain, text

from office import CONSOLE, START, TODAY, Office, somebody
from zhangtu.ledgers import actions
from zhangtu.ledgers.views import RowView
from zhangtu.measures import asking
from zhangtu.measures.cells import Figures
from zhangtu.people import actions as people


def shops(office: Office) -> dict[str, RowView]:
    """Two shops in the east, one of them closed, one in the west."""
    made = {}
    for name, staff, unit, actor in (
        ("东一店", "6", "yes", office.eastern),
        ("东二店", "2", "no", office.eastern),
        ("西一店", "9", "yes", office.western),
    ):
        values = {"name": name, "code": name, "staff": staff, "open": unit, "opened": "2026-11-02"}
        made[name] = actions.create("shops", values, actor=actor)
    return made


def test_the_list_says_what_each_measure_comes_to_in_my_unit(counted: Office, come: Come) -> None:
    shops(counted)
    page = plain(come(counted.eastern).get("/measures/"))
    assert "营业店铺数" in page
    assert "1 家" in page
    assert "50.0%" in page
    assert "上升 1 家" not in page  # nobody knows how many there were the month before
    assert "上升 2 · 变好" in page  # none was opened then: that is known
    whole = plain(come(counted.chief).get("/measures/?unit=0"))
    assert "2 家" in whole


def test_a_measure_is_found_by_other_words(counted: Office, come: Come) -> None:
    client = come(counted.eastern)
    page = plain(client.get("/measures/?q=規模"))
    assert "大店占比" in page
    assert "营业店铺数" not in page
    assert "没有找到这样的指标" in plain(client.get("/measures/?q=月球"))


def test_an_office_without_measures_is_told_what_to_do(office: Office, come: Come) -> None:
    assert "还没有您能看的指标" in plain(come(office.eastern).get("/measures/"))


def test_the_page_ranks_the_units_below_and_says_what_is_counted(counted: Office, come: Come) -> None:
    shops(counted)
    page = come(counted.chief).get(f"/measures/big_share/?unit={counted.town}")
    words = plain(page)
    assert "66.7%" in words
    assert words.index("100.0%") < words.index("50.0%")
    assert "占比(“人数” &gt;= 5)" in words
    assert "期末当天的状态" in words
    assert 'class="chart"' in text(page)


@pytest.mark.parametrize("by", ["@unit", "@time", "@heat", "@tiles", "grade", "open"])
def test_every_way_to_part_it_is_a_page_and_files(counted: Office, come: Come, by: str) -> None:
    shops(counted)
    client = come(counted.chief)
    asked = f"?unit={counted.town}&period=2026-11&by={by}"
    assert "2 家" in plain(client.get(f"/measures/shops_open/{asked}"))
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/measures/shops_open/file/xlsx{asked}").content))
    said = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert any(one.startswith(("1", "2")) for one in said)
    assert "数值：2 家" in said
    assert client.get(f"/measures/shops_open/file/pdf{asked}").status_code == 404


def test_a_picture_is_a_png(counted: Office, come: Come) -> None:
    shops(counted)
    answer = come(counted.chief).get(f"/measures/shops_open/file/png?unit={counted.town}&by=@unit")
    assert answer.content.startswith(b"\x89PNG")


def test_a_figure_opens_to_rows_and_says_how_many_are_hidden(counted: Office, come: Come) -> None:
    made = shops(counted)
    asked = f"/measures/big_share/rows?unit={counted.town}&period=2026-11"
    words = plain(come(counted.eastern).get(asked))
    assert "东一店" in words
    assert "西一店" not in words
    assert "您能看到 2 条。 另有 1 条不在您的查看范围内" in words
    page = text(come(counted.chief).get(f"{asked}&kind=no"))
    assert "东二店" in page
    assert "东一店" not in page
    assert f"/ledgers/shops/rows/{made['东二店'].uid}/" in page


def test_a_part_by_a_field_opens_to_its_rows_alone(counted: Office, come: Come) -> None:
    shops(counted)
    client = come(counted.chief)
    asked = f"/measures/big_share/rows?unit={counted.town}&by=open&key=no"
    words = plain(client.get(asked))
    assert "东二店" in words
    assert "东一店" not in words
    assert "营业 否" in words
    assert client.get(asked.replace("key=no", "key=maybe")).status_code == 404


def test_a_row_changed_shows_at_once(counted: Office, come: Come) -> None:
    made = shops(counted)
    client = come(counted.eastern)
    assert "50.0%" in plain(client.get("/measures/big_share/"))
    row = made["东二店"]
    actions.amend(row.uid, {"staff": "7"}, actor=counted.eastern, seen=row.version)
    assert "100.0%" in plain(client.get("/measures/big_share/"))


def test_as_of_a_past_day_only_what_was_known_counts(counted: Office, come: Come) -> None:
    shops(counted)
    page = plain(come(counted.eastern).get("/measures/shops_open/?day=2026-11-01"))
    assert "0 家" in page
    assert "按 2026-11-01 当天已有的记录计算" in page


def test_while_the_mirror_is_behind_there_is_no_figure(
    counted: Office, come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    shops(counted)
    client = come(counted.eastern)
    behind = Figures((), 1, TODAY, fresh=False, share=0.42)
    for place in ("zhangtu.measures.asking", "zhangtu.measures.comparing"):
        monkeypatch.setattr(f"{place}.figures", lambda *_args, **_more: behind)
    assert asking.figures(["shops_open"], None, periods=()).share == 0.42  # type: ignore[arg-type]  # stood in for
    for path in ("/measures/", "/measures/big_share/", "/measures/big_share/rows"):
        page = client.get(path)
        assert "正在更新 42 %" in plain(page), path
        assert "50.0%" not in text(page)
        assert "delay:3s" in text(page)
    assert client.get("/measures/big_share/file/xlsx").status_code == 422


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/measures/nothing/", 404),
        ("/measures/big_share/?unit=99999", 404),
        ("/measures/big_share/?unit=-1", 404),
        ("/measures/big_share/?period=2026-13", 422),
        ("/measures/big_share/?by=phone", 200),
        ("/measures/big_share/?day=soon", 200),
    ],
)
def test_what_there_is_not(counted: Office, come: Come, path: str, status: int) -> None:
    assert come(counted.eastern).get(path).status_code == status


@pytest.mark.parametrize(("language", "word"), [("en", "Open shops"), ("zh-hant", "營業店鋪數")])
def test_it_is_said_in_three_languages(counted: Office, come: Come, language: str, word: str) -> None:
    shops(counted)
    client = come(counted.eastern)
    client.cookies["language"] = language
    client.post("/choose", {"language": language, "back": "/"})
    assert word in plain(client.get("/measures/"))
    assert word in plain(client.get("/measures/shops_open/"))


def test_who_counts_nothing_himself_sees_what_the_nearest_above_has(counted: Office, come: Come) -> None:
    shops(counted)
    bureau = people.create_unit("市场所", actor=CONSOLE, day=START, parent=counted.town, kind="bureau")
    client = come(somebody(bureau, "戊五", "clerk"))
    for path in ("/measures/", "/measures/shops_open/"):
        page = plain(client.get(path))
        assert "2 家" in page, path
        assert "青溪镇" in page
    own = plain(client.get(f"/measures/shops_open/?unit={bureau}"))
    assert "0 家" in own


def test_nought_is_a_figure_where_others_of_the_kind_have_some(counted: Office, come: Come) -> None:
    shops(counted)
    for unit in (counted.east, counted.west):
        people.rename_unit(unit, actor=CONSOLE, day=TODAY, kind="village")
    north = people.create_unit("北坡村", actor=CONSOLE, day=START, parent=counted.town, kind="village")
    assert "0 家" in plain(come(somebody(north, "己六", "clerk")).get("/measures/shops_open/"))


def test_targets_stand_beside_the_figure_and_say_whether_they_are_reached(
    counted: Office, come: Come
) -> None:
    shops(counted)
    aims(counted, ("at_least", "60"), ("more", "95"))
    client = come(counted.chief)
    for path in (f"/measures/?unit={counted.town}", f"/measures/big_share/?unit={counted.town}"):
        page = plain(client.get(path))
        assert "≥ 60.0%（2026-12-31 前） ✔ 已达到" in page, path
        assert "&gt; 95.0%（2026-12-31 前） ✘ 未达到" in page, path
    # they are the town's; the clerk of a village has them not in scope, and next year they have gone by
    assert "已达到" not in plain(client.get(f"/measures/big_share/?unit={counted.east}"))
    assert "已达到" not in plain(come(counted.eastern).get(f"/measures/big_share/?unit={counted.town}"))
    assert "已达到" not in plain(client.get(f"/measures/big_share/?unit={counted.town}&period=2027-01"))


def test_offices_of_which_nothing_is_counted_stand_in_no_ranking(counted: Office, come: Come) -> None:
    shops(counted)
    for unit in (counted.east, counted.west):
        people.rename_unit(unit, actor=CONSOLE, day=TODAY, kind="village")
    for name, kind in (("党政办", "office"), ("北坡村", "village")):
        people.create_unit(name, actor=CONSOLE, day=START, parent=counted.town, kind=kind)
    client = come(counted.chief)
    for by in ("@unit", "@tiles"):
        page = plain(client.get(f"/measures/shops_open/?unit={counted.town}&by={by}"))
        assert "北坡村" in page, by
        assert "党政办" not in page, by
