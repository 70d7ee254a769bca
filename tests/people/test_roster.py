"""A roster sheet as offices keep it becomes posts and accounts; faults are named by their row."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from town import CONSOLE, TODAY, a_unit, somebody

from zhangtu.journal.actor import Actor
from zhangtu.people import actions, papers, queries
from zhangtu.people.models import Account, Person
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.roster import Roster, Way, occupied, read_roster, say_fault

pytestmark = pytest.mark.django_db
HEAD = ("序号", "所在单位", "姓名", "手机号", "岗位", "角色")


@pytest.fixture
def town() -> int:
    made = a_unit("云溪镇")
    a_unit("东村", made)
    return made


def sheet(folder: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "名单"
    page.append(["云溪镇人员名单"])
    page.merge_cells("A1:F1")
    page.append(HEAD)
    for row in rows:
        page.append(row)
    path = folder / "roster.xlsx"
    book.save(path)
    return path


def read(path: Path, actor: Actor = CONSOLE) -> Roster:
    return read_roster(path, queries.scope(actor), TODAY)


def test_a_roster_becomes_posts_accounts_and_slips(town: int, tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        (1, "云溪镇", "甄一", 19900000001, "文书", None),
        (2, None, "甄二", "19900000002", "副镇长", "负责人"),
        (3, "東村", "甄三", "19900000003", None, None),
        (4, "东村", "甄一", 19900000001, "协管员", None),
    )
    roster = read(path)
    assert roster.problems == ()
    slips = actions.import_roster(roster, actor=CONSOLE, day=TODAY)
    assert [slip.login for slip in slips] == [f"1990000000{number}" for number in (1, 2, 3)]
    first = slips[0].person
    names = {state.name for state in queries.acting_posts(first)}
    assert names == {"文书", "协管员"}
    assert {state.name: state.role for state in queries.posts(town)} == {"文书": "clerk", "副镇长": "chief"}
    made = docx.Document(io.BytesIO(papers.code_slips(slips)))
    cells = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert cells[1][1:4] == ["甄一", "19900000001", slips[0].code]


def test_repeating_is_safe_and_gives_new_codes_to_those_who_never_came(town: int, tmp_path: Path) -> None:
    del town
    path = sheet(
        tmp_path,
        (1, "云溪镇", "甄一", "19900000001", "文书", None),
        (2, "云溪镇", "甄二", "19900000002", "文书", None),
    )
    first, second = actions.import_roster(read(path), actor=CONSOLE, day=TODAY)
    actions.choose_password(first.account, "Qiu-tian 2026", actor=Actor(person=first.person))
    (again,) = actions.import_roster(read(path), actor=CONSOLE, day=TODAY)
    assert again.account == second.account
    assert again.code != second.code
    assert (Person.objects.count(), Account.objects.count()) == (2, 2)


def test_faults_are_named_by_row_and_nothing_is_taken_in(town: int, tmp_path: Path) -> None:
    del town
    path = sheet(
        tmp_path,
        (1, "云溪镇", "甄一", "19900000001", "文书", None),
        (2, "西村", "甄二", "19900000002", "文书", None),
        (3, "云溪镇", None, "19900000003", "文书", None),
        (4, "云溪镇", "甄四", None, "文书", None),
        (5, "云溪镇", "甄五", "19900000001", "文书", None),
        (6, "云溪镇", "甄六", "19900000006", "文书", "皇帝"),
    )
    roster = read(path)
    said = [(problem.name, problem.kind) for problem in roster.problems]
    assert said == [
        ("名单!4", "no_unit"),
        ("名单!5", "no_name"),
        ("名单!6", "no_login"),
        ("名单!7", "login_taken"),
        ("名单!8", "no_role"),
    ]
    assert all(say_fault(problem, language) for problem in roster.problems for language in ("zh-hant", "en"))
    with pytest.raises(PeopleRefusedError):
        actions.import_roster(roster, actor=CONSOLE, day=TODAY)
    assert not Person.objects.exists()
    assert say_fault(roster.problems[0], "zh-hans").startswith("表 名单 第 4 行：")


def test_a_units_administrator_finds_only_the_own_units(town: int, tmp_path: Path) -> None:
    a_unit("石桥镇")
    head = somebody(town, "甄九", role="unit_administrator", post="管理岗")
    path = sheet(
        tmp_path,
        (1, "东村", "甄一", "19900000001", "文书", None),
        (2, "石桥镇", "甄二", "19900000002", "文书", None),
    )
    assert [problem.kind for problem in read(path, head).problems] == ["no_unit"]
    path = sheet(tmp_path, (1, "东村", "甄一", "19900000001", "文书", None))
    (slip,) = actions.import_roster(read(path, head), actor=head, day=TODAY)
    assert slip.login == "19900000001"


def test_a_sheet_of_something_else_is_no_roster(town: int, tmp_path: Path) -> None:
    del town
    path = tmp_path / "other.csv"
    path.write_text("品名,数量\n纸,3\n笔,5\n", "gb18030")
    assert [problem.kind for problem in read(path).problems] == ["no_table"]


@pytest.mark.parametrize("way", Way)
def test_a_post_that_is_held_is_asked_about(town: int, tmp_path: Path, way: Way) -> None:
    first = somebody(town, "甄先", post="文书")
    path = sheet(tmp_path, (1, "云溪镇", "甄一", "19900000001", "文书", None))
    roster = read(path)
    assert occupied(roster.lines, TODAY) == {0: (first.person,)}
    with pytest.raises(PeopleRefusedError, match="甄先"):
        actions.import_roster(roster, actor=CONSOLE, day=TODAY)
    assert Person.objects.count() == 1, "nothing was entered"
    lines = tuple(replace(line, way=way.value) for line in roster.lines)
    (slip,) = actions.import_roster(Roster(lines, ()), actor=CONSOLE, day=TODAY)
    held = set(queries.holders(first.post, TODAY))
    assert (
        held
        == {
            Way.SHARE: {first.person, slip.person},
            Way.REPLACE: {slip.person},
            Way.DEPUTY: {first.person},
        }[way]
    )
    if way is Way.DEPUTY:
        actions.be_absent(first.person, actor=CONSOLE, day=TODAY)
        assert {one.name for one in queries.acting_posts(slip.person)} == {"文书（B角）", "文书"}
    assert occupied(read(path).lines, TODAY).keys() == (set() if way is not Way.DEPUTY else {0})
