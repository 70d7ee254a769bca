"""Measures kept in sight: by a person at a post, found again by whoever follows."""

from dataclasses import replace

import pytest

from office import CONSOLE, START, Office, somebody
from zhangtu.journal import queries as journal
from zhangtu.journal import verifying
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.measures import actions
from zhangtu.measures.pinned import pinned
from zhangtu.measures.refusals import MeasureError
from zhangtu.people import actions as people


def test_what_is_pinned_stays_in_its_order_until_it_is_taken_down(counted: Office) -> None:
    who = counted.eastern
    for name in ("big_share", "shops_open", "big_share"):
        actions.pin(name, actor=who)
    assert pinned(who) == ("big_share", "shops_open")
    actions.unpin("big_share", actor=who)
    before = journal.last_number()
    actions.unpin("shops_opened", actor=who)
    assert journal.last_number() == before
    assert pinned(who) == ("shops_open",)
    assert pinned(counted.western) == ()
    assert verifying.verify().sound


def test_whoever_follows_at_a_post_finds_it_and_changes_only_his_own(counted: Office) -> None:
    who = counted.eastern
    actions.pin("big_share", actor=who)
    people.appoint(counted.western.person, who.post, actor=CONSOLE, day=START)
    follower = replace(who, person=counted.western.person)
    assert pinned(follower) == ("big_share",)
    actions.pin("shops_open", actor=follower)
    assert pinned(follower) == ("big_share", "shops_open")
    assert pinned(who) == ("big_share",)
    actions.unpin("big_share", actor=follower)
    assert pinned(follower) == ("shops_open",)


def test_who_may_not_read_the_ledger_pins_nothing(counted: Office) -> None:
    system = somebody(counted.town, "系统员", "system_administrator")
    with pytest.raises(LedgerError):
        actions.pin("big_share", actor=system)
    with pytest.raises(MeasureError):
        actions.unpin("big_share", actor=CONSOLE)
    # nor for a post that is another's
    actions.pin("big_share", actor=counted.eastern)
    for deed in (actions.pin, actions.unpin):
        with pytest.raises(RefusedError):
            deed("big_share", actor=replace(counted.eastern, person=counted.western.person))
    assert pinned(counted.eastern) == ("big_share",)
    with pytest.raises(RefusedError):
        actions.pin("nothing", actor=counted.eastern)


def test_no_more_than_fit_a_page(counted: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 2)
    actions.pin("big_share", actor=counted.eastern)
    actions.pin("shops_open", actor=counted.eastern)
    actions.pin("shops_open", actor=counted.eastern)
    with pytest.raises(MeasureError) as refused:
        actions.pin("shops_opened", actor=counted.eastern)
    assert refused.value.kind == "too_many_pins"
