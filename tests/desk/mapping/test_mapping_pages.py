"""Pages of the map: drawing, list, table, what is missing, files; what is out of scope is not in it."""

import io
from datetime import date

import openpyxl
import pytest
from coming import Come
from county import CONSOLE, START, County
from hall import page

from zhangtu.journal.actor import Actor
from zhangtu.ledgers import actions
from zhangtu.ledgers.drafts import Draft
from zhangtu.people import actions as people
from zhangtu.people import queries


@pytest.fixture
def mapped(county: County) -> County:
    """A law with a duty of the bureau, its part in a village's post, one without a post, one repealed."""
    post = str(queries.post_uid(county.eastern.post))
    bureau, part, *_rest = actions.batch(
        [
            Draft("duties", values, county.town)
            for values in (
                _duty("QZ-1", "河道巡查管理", "bureau", "云溪镇"),
                _duty("QZ-2", "沿河排污口巡查", "post", "东湾村", carried_by_post=post),
                _duty("QZ-3", "河道采砂备案", "post", "云溪镇", law_until="2026-06-01"),
                _duty("QZ-4", "护河公约公布", "section", "西坪村", law="", article=""),
            )
        ],
        actor=CONSOLE,
    )
    actions.amend(part.uid, {"part_of": str(bureau.uid)}, actor=CONSOLE, seen=part.version)
    values = {"title": "清理漂浮物", "state": "assigned", "lead": "东湾村", "kind": "dated"}
    late = {**values, "due": date(2026, 11, 1), "assigned_on": date(2026, 10, 1), "duty": str(part.uid)}
    loose = {**values, "title": "整理河长档案", "due": date(2026, 12, 30), "assigned_on": date(2026, 11, 1)}
    actions.batch([Draft("tasks", one, county.east) for one in (late, loose)], actor=CONSOLE, by="plans")
    return county


def _duty(code: str, title: str, level: str, unit: str, **more: str) -> dict[str, object]:
    values = {"code": code, "title": title, "kind": "inspection", "level": level, "carried_by": unit}
    return {**values, "law": "云溪河道管理办法", "article": "第三条", **more}


def test_the_map_goes_from_the_law_to_the_task(mapped: County, come: Come) -> None:
    text = page(come(mapped.chief), "/mapping/")
    for words in ("云溪河道管理办法", "沿河排污口巡查", "乙二的岗位", "清理漂浮物", "■ 逾期"):
        assert words in text
    assert "<h1>云溪镇权责账图（岗位级，2026-11-23）</h1>" in text
    assert "style=" not in text.split("<main")[1]
    # what its part shows is not shown twice at the level of posts
    assert "河道巡查管理" not in text


def test_levels_roll_up_what_is_below(mapped: County, come: Come) -> None:
    text = page(come(mapped.chief), "/mapping/?level=bureau")
    assert "河道巡查管理" in text
    assert "沿河排污口巡查" not in text
    assert "权责事项 河道巡查管理 · 第三条 · 在办 1 · 逾期 1" in text


def test_what_is_missing_stands_out_with_word_and_shape(mapped: County, come: Come) -> None:
    text = page(come(mapped.chief), "/mapping/")
    for words in ("◆ 无岗", "✕ 条文失效", "○ 无事项"):
        assert words in text
    listed = page(come(mapped.clerk), "/mapping/missing")
    assert "整理河长档案" in listed
    assert "丙三的岗位" in listed
    assert "护河公约公布" in listed


def test_another_day_is_another_map(mapped: County, come: Come) -> None:
    chief = come(mapped.chief)
    assert "✕ 条文失效" not in page(chief, "/mapping/?day=2026-05-31")
    assert "清理漂浮物" not in page(chief, "/mapping/?day=2026-09-30")
    assert "清理漂浮物" in page(chief, "/mapping/?day=2026-10-01")


def test_a_post_nobody_holds_stands_out(mapped: County, come: Come) -> None:
    assert "◇ 岗位空缺" not in page(come(mapped.chief), "/mapping/")
    people.relieve(mapped.eastern.person, mapped.eastern.post, actor=CONSOLE, day=date(2026, 11, 20))
    assert "◇ 岗位空缺" in page(come(mapped.clerk), "/mapping/")


def test_nodes_open_and_shut(mapped: County, come: Come) -> None:
    chief = come(mapped.chief)
    text = page(chief, "/mapping/?law=云溪河道管理办法")
    assert "收起：云溪河道管理办法" in text
    key = text.split('data-turn="')[1].split('"')[0]
    shut = page(chief, f"/mapping/?law=云溪河道管理办法&flip={key}")
    assert "展开：云溪河道管理办法" in shut
    assert "清理漂浮物" not in shut
    assert "在办 1" in shut


def test_words_and_units_narrow_it(mapped: County, come: Come) -> None:
    chief = come(mapped.chief)
    found = page(chief, "/mapping/?q=漂浮")
    assert "清理漂浮物" in found
    assert "河道采砂备案" not in found
    western = page(chief, f"/mapping/?unit={mapped.west}")
    assert "护河公约公布" in western
    assert "清理漂浮物" not in western
    assert "没有符合条件" in page(chief, "/mapping/?q=没有的词")


def test_nobody_sees_the_duties_of_others(mapped: County, come: Come) -> None:
    text = page(come(mapped.western), "/mapping/")
    assert "还没有权责事项" in text
    assert "护河公约公布" not in text
    assert "乙二的岗位" not in text


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("reader", 200),
        ("clerk", 200),
        ("chief", 200),
        ("data_officer", 200),
        ("system_administrator", 404),
        ("security_administrator", 404),
    ],
)
def test_who_may_read_duties_may_read_the_map(mapped: County, come: Come, role: str, status: int) -> None:
    post = people.establish_post(mapped.town, f"{role}岗", actor=CONSOLE, day=START, role=role)
    person = people.enrol("己六", actor=CONSOLE)
    people.appoint(person, post, actor=CONSOLE, day=START)
    client = come(Actor(person=person, post=post))
    said = {path: client.get(f"/mapping/{path}").status_code for path in ("", "table", "missing", "file/svg")}
    assert set(said.values()) == {status}
    assert ("/mapping/" in page(client, "/office/")) is (status == 200)


def test_the_table_and_the_files_say_the_same(mapped: County, come: Come) -> None:
    chief = come(mapped.chief)
    assert "清理漂浮物" in page(chief, "/mapping/table")
    book = openpyxl.load_workbook(io.BytesIO(chief.get("/mapping/file/xlsx").content))
    cells = [cell.value for row in book.active.iter_rows() for cell in row]
    assert "清理漂浮物" in cells
    assert "河道采砂备案（无岗、条文失效）" in cells
    assert "清理漂浮物" in chief.get("/mapping/file/svg").content.decode()
    assert chief.get("/mapping/file/pdf").status_code == 404
    book = openpyxl.load_workbook(io.BytesIO(chief.get("/mapping/missing.xlsx").content))
    assert len(book.sheetnames) == 6


def test_it_speaks_english(mapped: County, come: Come) -> None:
    chief = come(mapped.chief)
    text = chief.get("/mapping/", headers={"accept-language": "en"}).content.decode()
    assert "No post" in text
    assert "无岗" not in text
