"""Units as a dated tree: what changes from a day leaves the days before as they were."""

from datetime import date

import pytest
from town import CONSOLE, START, TODAY, a_person, a_post, a_unit

from zhangtu.people import actions, queries
from zhangtu.people.actions import Part
from zhangtu.people.refusals import PeopleRefusedError

pytestmark = pytest.mark.django_db
MAY = date(2025, 5, 1)


def names(day: date) -> set[str]:
    return {state.name for state in queries.units(day).values()}


def test_a_unit_is_there_from_its_first_day() -> None:
    town = a_unit("云溪镇", day=MAY)
    assert queries.unit(town, date(2025, 4, 30)) is None
    assert queries.unit(town, MAY) is not None
    assert queries.name_on(town, START) == "云溪镇"


def test_a_rename_from_a_past_day_leaves_the_days_before() -> None:
    town = a_unit("云溪乡")
    actions.rename_unit(town, actor=CONSOLE, day=MAY, name="云溪镇", kind="town")
    assert names(date(2025, 4, 30)) == {"云溪乡"}
    assert names(MAY) == {"云溪镇"}


def test_a_rename_in_the_past_neither_undoes_a_later_one_nor_forgets_a_later_move() -> None:
    county, other = a_unit("某县"), a_unit("邻县")
    town = a_unit("甲", county)
    actions.rename_unit(town, actor=CONSOLE, day=date(2026, 1, 1), name="丙")
    actions.move_unit(town, other, actor=CONSOLE, day=date(2025, 9, 1))
    actions.rename_unit(town, actor=CONSOLE, day=MAY, name="乙")
    days = [date(2025, 4, 30), MAY, date(2025, 9, 1), date(2026, 1, 1)]
    assert [queries.name_on(town, day) for day in days] == ["甲", "乙", "乙", "丙"]
    assert [queries.ancestors(town, day) for day in days] == [(county,), (county,), (other,), (other,)]


def test_a_former_name_still_finds_the_unit_in_either_script() -> None:
    town = a_unit("雲溪鄉", short="云溪")
    actions.rename_unit(town, actor=CONSOLE, day=MAY, name="云溪镇")
    assert queries.find("云溪乡") == queries.find("雲溪鎮") == queries.find(" 云溪 ") == (town,)
    assert queries.find("云溪乡", date(2025, 4, 1)) == (town,)
    assert queries.find("云溪镇", date(2025, 4, 1)) == ()


def test_offices_of_one_name_are_told_apart_by_the_units_above_them() -> None:
    county = a_unit("甲县")
    east, west = a_unit("东镇", county), a_unit("西镇", county)
    offices = a_unit("综合办公室", east, short="综合办"), a_unit("综合办公室", west, short="综合办")
    assert queries.find("综合办") == offices
    for words in ("东镇综合办公室", "甲县东镇综合办", "甲县 / 东镇 / 综合办"):
        assert queries.find(words) == offices[:1]
    assert queries.find("甲县综合办公室东镇综合办") == ()
    assert queries.find("甲县综合办") == offices
    assert queries.find("甲县 西镇") == (west,)
    assert queries.find("南镇综合办") == queries.find("综合办东镇") == ()


def test_a_merge_takes_along_what_is_below_and_names_its_successor() -> None:
    town = a_unit("云溪镇")
    east, west = a_unit("东村", town), a_unit("西村", town)
    group, post = a_unit("东村一组", east), a_post(east, "村文书")
    actions.merge_units([east], west, actor=CONSOLE, day=MAY)
    assert queries.below(west, MAY) == {west, group}
    assert queries.below(east, date(2025, 4, 30)) == {east, group}
    assert queries.successors(east) == (west,)
    assert queries.predecessors([west]) == {east}
    assert queries.find("东村") == (west,)
    assert [state.post for state in queries.posts(west, MAY)] == [post]
    assert [state.post for state in queries.posts(east, date(2025, 4, 30))] == [post]


def test_a_merge_into_what_lies_below_is_refused() -> None:
    town = a_unit("云溪镇")
    village = a_unit("东村", town)
    with pytest.raises(PeopleRefusedError) as refused:
        actions.merge_units([town], village, actor=CONSOLE, day=MAY)
    assert refused.value.kind == "merge_below"
    assert queries.unit(town) is not None


def test_a_split_says_where_everything_goes() -> None:
    town = a_unit("云溪镇")
    office = a_unit("综合办", town)
    desk, post = a_unit("窗口", office), a_post(office)
    parts = [Part("党政办", children=(desk,)), Part("平安办", kind="office")]
    with pytest.raises(PeopleRefusedError) as refused:
        actions.split_unit(office, parts, actor=CONSOLE, day=MAY)
    assert refused.value.kind == "split_left"
    parts[1] = Part("平安办", kind="office", posts=(post,))
    first, second = actions.split_unit(office, parts, actor=CONSOLE, day=MAY)
    assert queries.unit(office, MAY) is None
    assert queries.successors(office) == (first, second)
    assert queries.below(first) == {first, desk}
    assert [state.post for state in queries.posts(second)] == [post]


def test_a_unit_that_keeps_the_rest_has_no_successors() -> None:
    office = a_unit("综合办")
    post = a_post(office)
    (new,) = actions.split_unit(office, [Part("信访办")], actor=CONSOLE, day=MAY, keeps=True)
    assert queries.unit(office) is not None
    assert queries.successors(office) == ()
    assert [state.post for state in queries.posts(office)] == [post]
    assert queries.posts(new) == []


@pytest.mark.parametrize("what", ["unit", "post"])
def test_closing_names_what_is_in_the_way(what: str) -> None:
    town = a_unit("云溪镇")
    if what == "unit":
        a_unit("东村", town)
    else:
        a_post(town, "文书岗")
    with pytest.raises(PeopleRefusedError) as refused:
        actions.close_unit(town, actor=CONSOLE, day=MAY)
    assert refused.value.kind == f"has_{what}s"
    assert {"unit": "东村", "post": "文书岗"}[what] in refused.value.say("zh-hans")


def test_closing_in_front_of_a_written_change_is_refused() -> None:
    town = a_unit("云溪镇")
    actions.rename_unit(town, actor=CONSOLE, day=TODAY, name="云溪街道")
    with pytest.raises(PeopleRefusedError) as refused:
        actions.close_unit(town, actor=CONSOLE, day=MAY)
    assert refused.value.kind == "later_change"


def test_a_unit_cannot_stand_below_itself_on_any_day() -> None:
    upper = a_unit("甲")
    lower = a_unit("乙")
    actions.move_unit(lower, upper, actor=CONSOLE, day=date(2026, 1, 1))
    with pytest.raises(PeopleRefusedError) as refused:
        actions.move_unit(upper, lower, actor=CONSOLE, day=MAY)
    assert refused.value.kind == "loop"
    assert queries.ancestors(upper) == ()


def test_a_unit_cannot_begin_before_the_one_above() -> None:
    town = a_unit("云溪镇", day=MAY)
    with pytest.raises(PeopleRefusedError) as refused:
        a_unit("东村", town, day=START)
    assert refused.value.kind == "no_parent"


def test_two_of_one_name_below_one_unit_are_refused_but_elsewhere_fine() -> None:
    town, other = a_unit("云溪镇"), a_unit("石桥镇")
    a_unit("东村", town)
    a_unit("东村", other)
    with pytest.raises(PeopleRefusedError) as refused:
        a_unit("東村", town)
    assert refused.value.kind == "name_taken"


def test_the_office_of_a_leading_group_acts_for_it() -> None:
    county = a_unit("某县")
    office = a_unit("市场局", county)
    group = actions.create_unit(
        "食品安全领导小组", actor=CONSOLE, day=START, parent=county, kind="group", office=office
    )
    assert queries.office_of(group) == office
    with pytest.raises(PeopleRefusedError) as refused:
        actions.close_unit(office, actor=CONSOLE, day=MAY)
    assert refused.value.kind == "has_units"
    actions.set_office(group, 0, actor=CONSOLE, day=START)
    actions.close_unit(office, actor=CONSOLE, day=MAY)


def test_a_post_that_somebody_holds_is_not_abolished() -> None:
    post = a_post(a_unit("云溪镇"))
    person = a_person("甄一", post)
    with pytest.raises(PeopleRefusedError) as refused:
        actions.abolish_post(post, actor=CONSOLE, day=MAY)
    assert refused.value.kind == "has_holders"
    actions.relieve(person, post, actor=CONSOLE, day=MAY)
    actions.abolish_post(post, actor=CONSOLE, day=MAY)
    assert queries.post(post) is None
    assert queries.holders(post, date(2025, 4, 30)) == (person,)
