"""Whatever happens in whatever order, on every day the units are a tree and the past is what it was."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from town import CONSOLE, START

from zhangtu.kernel.clock import stopped_at
from zhangtu.people import actions, queries, timeline
from zhangtu.people.actions import Part
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.timeline import LaterChangeError, NotThereError
from zhangtu.people.tree import UnitState

DAYS = [START + timedelta(days=30 * step) for step in range(8)]
days = st.sampled_from(DAYS)
units = st.integers(1, 8)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("create"), days, units, units),
        st.tuples(st.just("move"), days, units, units),
        st.tuples(st.just("rename"), days, units, units),
        st.tuples(st.just("merge"), days, units, units),
        st.tuples(st.just("split"), days, units, units),
        st.tuples(st.just("close"), days, units, units),
    ),
    max_size=25,
)


class Walk:
    """Does random things, some of which are refused."""

    def __init__(self) -> None:
        self.made: list[int] = [actions.create_unit("一", actor=CONSOLE, day=START)]

    def _one(self, number: int) -> int:
        return self.made[number % len(self.made)]

    def create(self, day: date, first: int, second: int) -> None:
        del second
        name = f"单位{len(self.made)}"
        self.made.append(actions.create_unit(name, actor=CONSOLE, day=day, parent=self._one(first)))

    def move(self, day: date, first: int, second: int) -> None:
        actions.move_unit(self._one(first), self._one(second), actor=CONSOLE, day=day)

    def rename(self, day: date, first: int, second: int) -> None:
        actions.rename_unit(self._one(first), actor=CONSOLE, day=day, name=f"新名{second}")

    def merge(self, day: date, first: int, second: int) -> None:
        actions.merge_units([self._one(first)], self._one(second), actor=CONSOLE, day=day)

    def split(self, day: date, first: int, second: int) -> None:
        unit = self._one(first)
        children = tuple(state.unit for state in queries.forest().children(unit, day))
        parts = [Part(f"分{len(self.made)}", children=children), Part(f"支{len(self.made)}")]
        self.made += actions.split_unit(unit, parts, actor=CONSOLE, day=day, keeps=second % 2 == 0)

    def close(self, day: date, first: int, second: int) -> None:
        actions.close_unit(self._one(first), actor=CONSOLE, day=day, successors=[self._one(second)])

    def go(self, step: tuple[str, date, int, int]) -> date | None:
        """Do a step; the day from which it changed something, if it was not refused."""
        kind, day, first, second = step
        try:
            getattr(self, kind)(day, first, second)
        except PeopleRefusedError:
            return None
        return day


def picture(day: date) -> dict[int, tuple[str, int]]:
    return {unit: (state.name, state.parent) for unit, state in queries.units(day).items()}


class AnyOrder(TestCase):
    """Hypothesis with a database rolled back for every example."""

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps)
    def test_a_tree_on_every_day(self, taken: list[tuple[str, date, int, int]]) -> None:
        with stopped_at(date(2026, 11, 23)):
            walk = Walk()
            for step in taken:
                before = {day: picture(day) for day in DAYS}
                changed = walk.go(step)
                for day in DAYS:
                    if changed is None or day < changed:
                        assert picture(day) == before[day], "what was, stays"
            self._all_trees()

    def _all_trees(self) -> None:
        woods = queries.forest()
        for day in DAYS:
            there = woods.units(day)
            for unit, state in there.items():
                assert not state.parent or state.parent in there
                woods.check(unit, day)
            seen = [unit for node in woods.tree(day) for unit in woods.below(node.state.unit, day)]
            assert sorted(seen) == sorted(there)


spans = st.lists(st.tuples(days, st.sampled_from("甲乙丙"), st.integers(0, 2)), max_size=12)


@given(spans)
def test_states_stay_whole_and_each_change_holds_on_its_day(taken: list[tuple[date, str, int]]) -> None:
    states = [UnitState(unit=1, begins=START, name="初")]
    for day, name, parent in taken:
        before = [timeline.on(states, one) for one in DAYS]
        states = timeline.changed(states, day, name=name, parent=parent)
        at = timeline.on(states, day)
        assert at is not None
        assert (at.name, at.parent) == (name, parent)
        after = [timeline.on(states, one) for one in DAYS]
        for one, old, new in zip(DAYS, before, after, strict=True):
            assert old is not None
            assert new is not None
            if one < day:
                assert (old.name, old.parent) == (new.name, new.parent)
        for left, right in pairwise(states):
            assert left.ends == right.begins
        assert states[-1].ends is None


def test_what_is_not_there_neither_changes_nor_ends() -> None:
    states = [UnitState(unit=1, begins=START, ends=DAYS[2], name="初")]
    for day in (START - timedelta(days=1), DAYS[2]):
        with pytest.raises(NotThereError):
            timeline.changed(states, day, name="甲")
        with pytest.raises(NotThereError):
            timeline.closed(states, day)
    open_ended = timeline.changed([UnitState(unit=1, begins=START, name="初")], DAYS[3], name="甲")
    with pytest.raises(LaterChangeError):
        timeline.closed(open_ended, DAYS[1])
    assert timeline.on(timeline.closed(open_ended, DAYS[5]), DAYS[5]) is None


def test_ended_on_its_first_day_it_never_was() -> None:
    states = timeline.closed([UnitState(unit=1, begins=START, name="初")], START)
    assert all(timeline.on(states, day) is None for day in DAYS)
