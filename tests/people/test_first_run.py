"""The first run: three links, each good once, for three different people."""

from datetime import timedelta

import pytest
from town import TODAY

from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import stopped_at
from zhangtu.people import actions, queries
from zhangtu.people.actions import Link
from zhangtu.people.actions.first import links_wait
from zhangtu.people.models import Account
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.scope import Right

pytestmark = pytest.mark.django_db
GOOD = "Qiu-tian 2026"


def secret(link: Link) -> str:
    return link.path.rpartition("/")[2]


def refusal(link: Link, name: str = "甄一", login: str = "zhen1", password: str = GOOD) -> str:
    with pytest.raises(PeopleRefusedError) as caught:
        actions.accept_invitation(secret(link), name, login, password)
    return caught.value.kind


def test_three_links_make_three_administrators() -> None:
    links = actions.first_run("某县市场监督管理局")
    assert len(links) == 3
    for number, link in enumerate(links):
        actions.accept_invitation(secret(link), f"甄{number}", f"admin{number}", f"{GOOD} {number}")
        assert refusal(link, "甄九", "zhen9") == "link_wrong"
    assert actions.first_run() == ()
    (top,) = queries.tree()
    assert top.state.name == "某县市场监督管理局"
    roles = {state.role for state in queries.posts(top.state.unit)}
    assert roles == {link.role for link in links}


def test_a_link_that_is_used_badly_stays_good() -> None:
    links = actions.first_run()
    assert refusal(links[0], password="1" * 8) == "password_short"
    assert refusal(links[0], login="x y") == "bad_login"
    actions.accept_invitation(secret(links[0]), "甄一", "zhen1", GOOD)


def test_one_person_is_not_two_of_the_three() -> None:
    links = actions.first_run()
    actions.accept_invitation(secret(links[0]), "甄一", "zhen1", GOOD)
    assert refusal(links[1], " 甄一 ", "zhen2") == "apart"


def test_links_grow_old_and_newer_ones_replace_older() -> None:
    old = actions.first_run()
    new = actions.first_run()
    assert refusal(old[0]) == "link_wrong"
    with stopped_at(TODAY + timedelta(days=4)):
        assert refusal(new[0]) == "link_wrong"
    assert queries.scope(_administrator(new)).may(Right.OPERATE)


def test_links_that_are_still_good_are_waited_for() -> None:
    assert not links_wait()
    links = actions.first_run()
    assert links_wait()
    actions.accept_invitation(secret(links[0]), "甄一", "zhen1", GOOD)
    assert links_wait()
    with stopped_at(TODAY + timedelta(days=4)):
        assert not links_wait()
    for number, link in enumerate(links[1:]):
        actions.accept_invitation(secret(link), f"甄二{number}", f"admin{number}", GOOD)
    assert not links_wait()


def _administrator(links: tuple[Link, ...]) -> Actor:
    link = next(link for link in links if link.role == "system_administrator")
    actions.accept_invitation(secret(link), "甄一", "zhen1", GOOD)
    (top,) = queries.tree()
    post = next(state.post for state in queries.posts(top.state.unit) if state.role == link.role)
    return Actor(person=queries.holders(post)[0], post=post)


def test_nobody_has_a_password_before_choosing_one() -> None:
    actions.first_run()
    assert not Account.objects.exists()
