"""A village goes over into another while it still has to hand in."""

from datetime import timedelta

from villages import Town, ask_of, hand_in, plan

from office import CONSOLE
from zhangtu.collections import actions, pending, queries
from zhangtu.collections.states import State
from zhangtu.kernel import clock
from zhangtu.kernel.clock import stopped_at
from zhangtu.people import actions as organising
from zhangtu.people import queries as people


def test_whoever_carries_on_hands_in_for_the_village_that_is_gone(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, gone, heir = ask_of(town, uid, 0), town.villages[0], town.villages[1]
    assert pending.pending(frozenset([gone])) == {"asks": 1, "collections": 0}
    tomorrow = clock.today() + timedelta(days=1)
    organising.merge_units([gone], heir, actor=CONSOLE, day=tomorrow)
    with stopped_at(tomorrow):
        hand_in(ask, town.helpers[1])
        view = queries.ask(ask, people.scope(town.helpers[1]))
    assert (view.unit, view.state) == (gone, State.SUBMITTED)
    assert pending.pending(frozenset([gone])) == {"asks": 0, "collections": 0}
