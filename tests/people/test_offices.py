"""An office acts for the unit above: which kinds, which roles, how far, and who may let somebody in there."""

from datetime import date
from typing import NamedTuple

import pytest
from town import CONSOLE, START, TODAY, a_post, a_unit, somebody

from zhangtu.people import actions, queries
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.rules import acts_for_parent, roles, unit_kinds

pytestmark = pytest.mark.django_db


class Town(NamedTuple):
    """A county with two towns; one has two villages and an office."""

    county: int
    town: int
    office: int
    village: int
    other: int
    group: int


@pytest.fixture
def town(db: None) -> Town:  # noqa: ARG001 - opens the store
    county = a_unit("某县", kind="county")
    one = a_unit("云溪镇", county, kind="town")
    office = a_unit("平安办", one, kind="office")
    village = a_unit("东村", one, kind="village")
    other = a_unit("石桥镇", county, kind="town")
    group = actions.create_unit(
        "食安领导小组", actor=CONSOLE, day=START, parent=county, kind="group", office=office
    )
    return Town(county, one, office, village, other, group)


@pytest.mark.parametrize(
    ("role", "wide"),
    [
        ("reader", True),
        ("clerk", True),
        ("chief", True),
        ("unit_administrator", False),
        ("designer", False),
        ("data_officer", False),
        ("system_administrator", False),
        ("security_administrator", False),
        ("audit_administrator", False),
        ("", False),
    ],
)
@pytest.mark.parametrize(
    ("kind", "acts"),
    [
        ("office", True),
        ("section", False),
        ("village", False),
        ("group", False),
        ("anything", False),
        ("", False),
    ],
)
def test_kind_by_role(town: Town, role: str, kind: str, *, wide: bool, acts: bool) -> None:
    unit = a_unit("新设办", town.town, kind=kind)
    someone = somebody(unit, "甄一", role="")
    if role:
        actions.give_role(someone.post, role, actor=CONSOLE, day=START)
    scope = queries.scope(someone)
    if wide and acts:
        assert scope.units == {unit, town.town, town.office, town.village}
        assert scope.kinds == {kind, "town"}
    else:
        assert scope.units == {unit}
        assert scope.kinds == ({kind} if kind else frozenset())
    known = roles(TODAY).get(role)
    assert scope.rights == (known.rights if known is not None else frozenset())


def test_every_role_says_whether_it_goes_with_the_office() -> None:
    assert {name for name, one in roles(TODAY).items() if one.for_parent} == {"reader", "clerk", "chief"}
    assert {name for name, one in unit_kinds(TODAY).items() if one.for_parent} == {"office"}
    assert not acts_for_parent("office", date(1999, 12, 31))
    assert unit_kinds(date(1999, 12, 31))["village"].zh == "村"


def test_a_leading_group_is_looked_after_but_not_what_stands_above_it(town: Town) -> None:
    scope = queries.scope(somebody(town.office, "甄一"))
    assert scope.units == {town.office, town.town, town.village, town.group}


def test_the_office_of_an_office_goes_one_step_up(town: Town) -> None:
    inner = a_unit("内设办", town.office, kind="office")
    assert queries.scope(somebody(inner, "甄一")).units == {inner, town.office}


def test_it_follows_the_day_and_the_unit(town: Town) -> None:
    clerk = somebody(town.office, "甄一")
    actions.move_unit(town.office, town.other, actor=CONSOLE, day=date(2026, 1, 1))
    assert queries.scope(clerk).units == {town.office, town.other, town.group}
    assert town.village in queries.scope(clerk, date(2025, 12, 31)).units
    actions.rename_unit(town.office, actor=CONSOLE, day=date(2026, 6, 1), kind="section")
    assert queries.scope(clerk).units == {town.office, town.group}


def test_an_office_below_none_acts_for_itself() -> None:
    alone = a_unit("办公室", kind="office")
    assert queries.scope(somebody(alone, "甄一")).units == {alone}


def test_the_office_does_not_see_its_neighbours(town: Town) -> None:
    other = somebody(town.other, "甄一", role="chief")
    assert town.village not in queries.scope(other).units
    assert town.other not in queries.scope(somebody(town.office, "甄二")).units


def test_nobody_widens_what_an_own_unit_sees(town: Town) -> None:
    village_head = somebody(town.village, "甄一", role="unit_administrator")
    office_head = somebody(town.office, "甄二", role="unit_administrator")
    post = a_post(town.office, "打字岗", role="")
    inner = a_post(a_unit("文印组", town.office, kind="section"), "文印岗", role="clerk")
    for refused in (
        lambda: actions.rename_unit(town.village, actor=village_head, day=TODAY, kind="office"),
        lambda: actions.establish_post(town.office, "经办", actor=office_head, day=TODAY, role="clerk"),
        lambda: actions.give_role(post, "chief", actor=office_head, day=TODAY),
        lambda: actions.move_post(inner, town.office, actor=office_head, day=TODAY),
    ):
        with pytest.raises(PeopleRefusedError) as caught:
            refused()
        assert caught.value.kind == "reach"
    assert "云溪镇" in caught.value.say("en")


def test_whoever_organises_the_unit_above_lets_people_into_its_office(town: Town) -> None:
    head = somebody(town.town, "甄一", role="unit_administrator")
    office_head = somebody(town.office, "甄二", role="unit_administrator")
    post = actions.establish_post(town.office, "经办", actor=head, day=TODAY, role="clerk")
    person = actions.enrol("甄三", actor=office_head)
    actions.appoint(person, post, actor=office_head, day=TODAY)
    actions.establish_post(town.office, "门岗", actor=office_head, day=TODAY)
    actions.rename_unit(town.office, actor=office_head, day=TODAY, name="平安建设办", kind="office")
    actions.rename_unit(town.village, actor=head, day=TODAY, kind="office")
