"""A village goes over into another while it leads tasks and owns a plan."""

from datetime import timedelta

from county import CONSOLE, TODAY, County, draft

from zhangtu.kernel.clock import stopped_at
from zhangtu.people import actions as organising
from zhangtu.people import queries as people
from zhangtu.plans import pending
from zhangtu.plans.doing import actions
from zhangtu.plans.doing.actions import Given
from zhangtu.plans.doing.states import State
from zhangtu.plans.doing.tasks import task


def test_whoever_carries_on_answers_for_the_village_that_is_gone(county: County) -> None:
    uid = draft(county).uid
    actions.assign(uid, actor=county.clerk)
    gone = frozenset([county.east])
    assert pending.pending(gone)["tasks"] == 1
    tomorrow = TODAY + timedelta(days=1)
    organising.merge_units([county.east], county.west, actor=CONSOLE, day=tomorrow)
    with stopped_at(tomorrow):
        actions.acknowledge(uid, actor=county.western)
        actions.respond(uid, Given("已清理三公里", final=True), actor=county.western)
        found = task(uid, people.scope(county.western))
    assert (found.state, found.lead) == (State.RESPONDED, county.east)
