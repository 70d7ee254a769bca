"""A handover is printed with number and code, by those who have a part in it."""

from datetime import timedelta

import pytest
from papers import bring, file_of, pictures

from office import CONSOLE, TODAY, Office, somebody
from zhangtu.people import actions as people
from zhangtu.people import handing
from zhangtu.people.actions.handovers import Plan, prepare_handover
from zhangtu.people.queries import scope
from zhangtu.stamping import queries
from zhangtu.stamping.handovers import print_handover
from zhangtu.stamping.refusals import StampingError
from zhangtu.stamping.states import FormState


def test_a_handover_is_printed_and_comes_back(office: Office) -> None:
    new, watcher = somebody(office.east, "新来", "clerk"), somebody(office.town, "监交", "chief")
    number = prepare_handover(
        Plan(
            giver=office.eastern.person,
            receiver=new.person,
            witness=watcher.person,
            begins=TODAY + timedelta(days=1),
        ),
        actor=CONSOLE,
    )
    uid = handing.handover(number).uid
    one = print_handover(uid, actor=office.eastern)
    assert one.form.number == "东桥村印〔2026〕1号"
    with pytest.raises(StampingError):
        print_handover(uid, actor=office.western)
    bring(file_of(pictures(one.pdf, 150)), office.eastern)
    assert queries.form(one.form.uid, scope(watcher)).state is FormState.STAMPED
    people.add_outside(number, "seal", "业务专用章", actor=CONSOLE)
    assert queries.form(one.form.uid, scope(watcher)).changed is True
