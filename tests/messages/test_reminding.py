"""Reminding: nobody of the same twice at once, words that say something, and what was sent is told back."""

from datetime import timedelta

import pytest

from office import CONSOLE, Office
from zhangtu.journal.writing import act
from zhangtu.kernel import clock
from zhangtu.messages import actions, queries, reminding
from zhangtu.messages.actions import Words
from zhangtu.messages.refusals import MessageError
from zhangtu.people import queries as people

WORDS = Words("test", "催办", "请今天办结。")


def test_nobody_is_reminded_of_the_same_twice_at_once() -> None:
    now = clock.now()
    last = {"never": None, "just now": now, "long ago": now - reminding.PAUSE}
    assert reminding.again(last) == ["never", "long ago"]
    with pytest.raises(MessageError, match="just now"):
        reminding.again({"just now": now - timedelta(minutes=1)})


@pytest.mark.parametrize("text", ["", " \n", "长" * (reminding.LONGEST + 1)])
def test_a_reminder_says_something_and_not_too_much(text: str) -> None:
    with pytest.raises(MessageError, match="reminder"):
        reminding.checked(text)
    assert reminding.checked("  请报送。\n") == "请报送。"


def test_what_was_sent_is_told_with_the_ways_it_went(office: Office) -> None:
    actions.set_address(office.east, "mail", "east@example.org", actor=CONSOLE)
    with act(actor=office.chief) as now:
        (all_ways,) = reminding.remind(now, [(office.east, WORDS)])
        (chosen,) = reminding.remind(now, [(office.east, WORDS)], channels=["wecom"])
        (alone,) = reminding.remind(now, [(office.east, WORDS)], post=office.eastern.post)
    assert [one.channels for one in (all_ways, chosen, alone)] == [("page", "mail"), ("page",), ("page",)]
    assert (all_ways.text, all_ways.person, all_ways.kept()["channels"]) == (
        WORDS.text, office.chief.person, ["page", "mail"],
    )  # fmt: skip
    assert queries.unread(people.scope(office.reader)) == 2
    assert queries.unread(people.scope(office.eastern)) == 3


def test_words_to_paste_name_the_units() -> None:
    pair = ("还差{count}家：{units}（{due}）", "{count} left: {units} ({due})")
    assert (
        reminding.draft(pair, "zh-hans", ["东湾村", "西山村"], due="周五")
        == "还差2家：东湾村、西山村（周五）"
    )
    assert reminding.draft(pair, "en", ["East", "West"], due="Friday") == "2 left: East, West (Friday)"
