"""The invented county is a tree on every day, remembers its past, and keeps the journal clean."""

from datetime import date

import pytest
from town import CONSOLE

from zhangtu.journal.actor import Actor
from zhangtu.people import queries, samples
from zhangtu.people.scope import Right
from zhangtu.people.timeline import borders

pytestmark = pytest.mark.django_db


def test_the_county_remembers() -> None:
    made = samples.load(CONSOLE)
    stone, before = made.units["stone"], date(2020, 1, 1)
    east, west = made.units["stone_4"], made.units["stone_5"]
    assert queries.name_on(made.units["willow"], before) == "柳荫乡"
    assert queries.find("柳荫乡") == (made.units["willow"],)
    assert queries.find("西垄村") == (east,)
    assert {east, west} <= queries.below(stone, before)
    assert queries.ancestors(made.units["willow_4"])[0] == made.units["maple"]
    helper = Actor(person=queries.holders(made.posts["stone_4_helper"])[0], post=made.posts["stone_4_helper"])
    assert queries.scope(helper).units == {east, west}
    assert queries.scope(helper).may(Right.ENTER)


def test_the_county_is_a_tree_on_every_day() -> None:
    samples.load(CONSOLE)
    woods = queries.forest()
    everything = [state for states in woods.states.values() for state in states]
    for day in borders(everything, date(2018, 1, 1)):
        for unit in woods.units(day):
            woods.check(unit, day)
        (top,) = woods.tree(day)
        assert woods.below(top.state.unit, day) == set(woods.units(day))


def test_loading_twice_is_safe() -> None:
    assert samples.load(CONSOLE).units
    count = len(queries.units())
    assert not samples.load(CONSOLE).units
    assert len(queries.units()) == count
