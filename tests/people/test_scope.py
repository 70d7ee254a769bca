"""What an actor may see and do, worked out in one place."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from town import CONSOLE, START, TODAY, a_person, a_post, a_unit, somebody

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.people import actions, queries
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.scope import Right

pytestmark = pytest.mark.django_db
MAY = date(2025, 5, 1)
TOMORROW = TODAY + timedelta(days=1)


def test_a_scope_is_the_posts_unit_and_all_below() -> None:
    county = a_unit("某县")
    town = a_unit("云溪镇", county, kind="town")
    village = a_unit("东村", town)
    clerk = somebody(town, "甄一")
    scope = queries.scope(clerk)
    assert scope.units == {town, village}
    assert scope.posts == {clerk.post}
    assert scope.kinds == {"town"}
    assert scope.may(Right.ENTER)
    assert not scope.may(Right.ORGANISE)
    assert not scope.may(Right.READ, "tips", secret=True)
    assert not scope.everywhere


def test_a_scope_follows_a_merge_and_the_day() -> None:
    town = a_unit("云溪镇")
    east, west = a_unit("东村", town), a_unit("西村", town)
    clerk = somebody(west, "甄一")
    actions.merge_units([east], west, actor=CONSOLE, day=MAY)
    assert queries.scope(clerk).units == {east, west}
    assert queries.scope(clerk, date(2025, 4, 30)).units == {west}


def test_who_does_not_hold_a_post_has_no_scope_for_it() -> None:
    town = a_unit("云溪镇")
    clerk = somebody(town, "甄一")
    stranger = Actor(person=a_person("甄二"), post=clerk.post)
    assert queries.scope(stranger).rights == frozenset()
    assert queries.scope(stranger).units == frozenset()
    assert queries.scope(Actor(person=clerk.person)).rights == frozenset()
    assert queries.scope(Actor()).rights == frozenset()
    assert queries.scope(Actor(machine="nobody knows it")).rights == frozenset()
    actions.relieve(clerk.person, clerk.post, actor=CONSOLE, day=TODAY)
    assert queries.scope(clerk).rights == frozenset()
    assert queries.scope(clerk, TODAY - timedelta(days=1)).may(Right.READ)


def test_a_post_acts_for_the_group_its_unit_is_the_office_of() -> None:
    county = a_unit("某县")
    office = a_unit("市场局", county)
    group = actions.create_unit("食安委", actor=CONSOLE, day=START, parent=county, office=office)
    assert queries.scope(somebody(office, "甄一")).units == {office, group}


def test_a_deputy_acts_only_while_everybody_who_holds_the_post_is_away() -> None:
    town = a_unit("云溪镇")
    first, second = a_unit("东村", town), a_unit("西村", town)
    chief = somebody(first, "甄一", role="chief")
    clerk = somebody(second, "甄二")
    actions.set_deputy(chief.post, clerk.post, actor=CONSOLE, day=START)
    for_chief = Actor(person=clerk.person, post=chief.post)
    assert queries.scope(for_chief).rights == frozenset()
    away = actions.be_absent(chief.person, actor=chief, day=TODAY)
    assert queries.scope(clerk).posts == {clerk.post, chief.post}
    assert queries.scope(clerk).units == {second}
    assert queries.scope(for_chief).may(Right.WITHDRAW)
    assert queries.scope(for_chief).units == {first}
    assert [state.post for state in queries.acting_posts(clerk.person)] == [clerk.post, chief.post]
    actions.be_back(away, actor=chief, day=TOMORROW)
    assert queries.scope(for_chief, TODAY).rights
    assert not queries.scope(for_chief, TOMORROW).rights
    assert queries.scope(clerk, TOMORROW).posts == {clerk.post}


def test_two_who_hold_a_post_must_both_be_away() -> None:
    town = a_unit("云溪镇")
    clerk, other = somebody(town, "甄一"), somebody(town, "甄二", post="副岗")
    third = a_person("甄三", clerk.post)
    actions.set_deputy(clerk.post, other.post, actor=CONSOLE, day=START)
    actions.be_absent(clerk.person, actor=CONSOLE, day=TODAY)
    assert queries.scope(other).posts == {other.post}
    actions.be_absent(third, actor=CONSOLE, day=TODAY)
    assert queries.scope(other).posts == {other.post, clerk.post}


def test_grants_open_secret_ledgers_and_close_open_ones() -> None:
    town = a_unit("云溪镇")
    clerk = somebody(town, "甄一")
    actions.grant(clerk.post, "tips", [Right.READ, "enter"], actor=CONSOLE, day=START)
    number = actions.grant(clerk.post, "premises", [], actor=CONSOLE, day=START)
    scope = queries.scope(clerk)
    assert scope.may(Right.READ, "tips", secret=True)
    assert not scope.may(Right.READ, "premises")
    assert scope.may(Right.READ, "licences")
    actions.withdraw_grant(number, actor=CONSOLE, day=TODAY)
    assert queries.scope(clerk).may(Right.READ, "premises")


def test_grants_do_not_pass_to_a_deputy() -> None:
    town = a_unit("云溪镇")
    handler, clerk = somebody(town, "甄一"), somebody(town, "甄二", post="副岗")
    actions.grant(handler.post, "tips", [Right.READ], actor=CONSOLE, day=START)
    actions.set_deputy(handler.post, clerk.post, actor=CONSOLE, day=START)
    actions.be_absent(handler.person, actor=handler, day=TODAY)
    for_handler = Actor(person=clerk.person, post=handler.post)
    assert queries.scope(for_handler).may(Right.READ)
    assert not queries.scope(for_handler).may(Right.READ, "tips", secret=True)


@pytest.mark.parametrize("again", [False, True])
def test_a_scope_takes_few_queries_and_next_to_none_the_second_time(*, again: bool) -> None:
    town = a_unit("云溪镇")
    for number in range(30):
        a_unit(f"{number}村", town)
    clerk = somebody(town, "甄一")
    for number in range(10):
        post = a_post(town, f"岗{number}")
        a_person(f"某{number}", post)
        actions.set_deputy(post, clerk.post, actor=CONSOLE, day=START)
    if again:
        queries.scope(clerk)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        queries.scope(clerk)
    assert len(asked) <= (1 if again else 9)


def test_an_undone_change_is_not_remembered() -> None:
    town = a_unit("云溪镇")
    clerk = somebody(town, "甄一")

    class UndoneError(Exception):
        """Stands for anything that goes wrong behind a change."""

    def go_wrong() -> None:
        with act(actor=CONSOLE):
            a_unit("东村", town)
            assert len(queries.scope(clerk).units) == 2
            raise UndoneError

    with pytest.raises(UndoneError):
        go_wrong()
    assert len(queries.scope(clerk).units) == 1
    a_unit("西村", town)
    assert {queries.name_on(unit) for unit in queries.scope(clerk).units} == {"云溪镇", "西村"}


def test_a_unit_administrator_works_in_the_own_subtree_only() -> None:
    county = a_unit("某县")
    town, other = a_unit("云溪镇", county), a_unit("石桥镇", county)
    village = a_unit("东村", town)
    head = somebody(town, "甄一", role="unit_administrator")
    post = actions.establish_post(village, "文书", actor=head, day=TODAY, role="clerk")
    person = actions.enrol("甄二", actor=head)
    actions.appoint(person, post, actor=head, day=TODAY)
    for refused in (
        lambda: actions.establish_post(other, "文书", actor=head, day=TODAY, role="clerk"),
        lambda: actions.move_unit(village, other, actor=head, day=TODAY),
        lambda: actions.rename_unit(county, actor=head, day=TODAY, name="甲县"),
        lambda: actions.create_unit("新单位", actor=head, day=TODAY),
        lambda: actions.give_role(post, "data_officer", actor=head, day=TODAY),
        lambda: actions.grant(post, "tips", ["read"], actor=head, day=TODAY),
    ):
        with pytest.raises(PeopleRefusedError) as caught:
            refused()
        assert caught.value.kind in {"not_allowed", "role_by_grant"}


def test_nobody_appoints_or_raises_the_own_person() -> None:
    town = a_unit("云溪镇")
    head = somebody(town, "甄一", role="unit_administrator", post="管理岗")
    chief = a_post(town, "镇长", role="chief")
    other = actions.establish_post(town, "杂务岗", actor=head, day=TODAY, role="reader")
    actions.appoint(head.person, other, actor=CONSOLE, day=TODAY)
    for call in (
        lambda: actions.appoint(head.person, chief, actor=head, day=TODAY),
        lambda: actions.give_role(other, "chief", actor=head, day=TODAY),
    ):
        with pytest.raises(PeopleRefusedError) as refused:
            call()
        assert refused.value.kind == "to_itself"


def test_a_grant_withdrawn_the_same_day_leaves_nothing_behind() -> None:
    clerk = somebody(a_unit("云溪镇"), "甄一")
    actions.grant(clerk.post, "tips", [Right.READ, Right.AMEND], actor=CONSOLE, day=TODAY)
    second = actions.grant(clerk.post, "tips", [Right.READ], actor=CONSOLE, day=TODAY)
    assert not queries.scope(clerk).may(Right.AMEND, "tips", secret=True)
    actions.withdraw_grant(second, actor=CONSOLE, day=TODAY)
    assert not queries.scope(clerk).may(Right.READ, "tips", secret=True)


def test_a_post_that_becomes_an_administrators_leaves_its_ledgers_behind() -> None:
    clerk = somebody(a_unit("云溪镇"), "甄一")
    actions.grant(clerk.post, "tips", [Right.READ], actor=CONSOLE, day=START)
    actions.give_role(clerk.post, "audit_administrator", actor=CONSOLE, day=TODAY)
    assert queries.scope(clerk).rights == {Right.AUDIT}
    assert not queries.scope(clerk).may(Right.READ, "tips", secret=True)
