"""Signing in: one-time codes, passwords, lock-out, idle time, second factor, and what is written down."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.backends.cache import SessionStore
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from town import CONSOLE, START, TODAY, a_person, a_post, a_unit, somebody

from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.kernel import clock
from zhangtu.kernel.clock import SHANGHAI, stopped_at
from zhangtu.people import actions, locks, second, signing
from zhangtu.people.actions import Slip
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.signing import Stage

pytestmark = pytest.mark.django_db
GOOD = "Qiu-tian 2026"


def browser(address: str = "10.1.1.1") -> HttpRequest:
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.session = SessionStore()
    return request


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(PeopleRefusedError) as caught:
        call()
    return caught.value.kind


@pytest.fixture
def clerk() -> Actor:
    return somebody(a_unit("云溪镇"), "甄有才")


@pytest.fixture
def slip(clerk: Actor) -> Slip:
    return actions.open_account(clerk.person, "Zhen.YouCai", actor=CONSOLE)


@pytest.fixture
def ready(slip: Slip) -> Slip:
    actions.choose_password(slip.account, GOOD, actor=Actor(person=slip.person))
    return slip


def test_a_code_lets_in_once_to_choose_a_password(clerk: Actor, slip: Slip) -> None:
    request = browser()
    assert (
        signing.sign_in(request, " ＺＨＥＮ.youcai ", slip.code.lower().replace("-", " ")) is Stage.PASSWORD
    )
    assert signing.actor_of(request) is None
    signing.choose_password(request, GOOD)
    assert signing.actor_of(request) == clerk
    assert refusal(lambda: signing.sign_in(browser(), slip.login, slip.code)) == "sign_in_wrong"
    assert signing.sign_in(browser(), slip.login, GOOD) is Stage.IN


def test_a_code_grows_old(slip: Slip) -> None:
    with stopped_at(TODAY + timedelta(days=8)):
        assert refusal(lambda: signing.sign_in(browser(), slip.login, slip.code)) == "sign_in_wrong"


def test_five_wrong_attempts_lock_known_and_unknown_names_alike(ready: Slip) -> None:
    for name in (ready.login, "nobody"):
        kinds = [refusal(lambda: signing.sign_in(browser(), name, "wrong")) for _ in range(7)]  # noqa: B023
        assert kinds == ["sign_in_wrong"] * 5 + ["locked"] * 2
    assert refusal(lambda: signing.sign_in(browser(), ready.login, GOOD)) == "locked"
    later = datetime(TODAY.year, TODAY.month, TODAY.day, 12, 31, tzinfo=SHANGHAI)
    with stopped_at(later):
        assert signing.sign_in(browser(), ready.login, GOOD) is Stage.IN


def test_a_lock_is_lifted_by_a_reset(ready: Slip) -> None:
    for _ in range(5):
        refusal(lambda: signing.sign_in(browser(), ready.login, "wrong"))
    slip = actions.reset_account(ready.account, actor=CONSOLE)
    assert signing.sign_in(browser(), slip.login, slip.code) is Stage.PASSWORD


def test_an_address_that_tries_many_names_is_locked(ready: Slip) -> None:
    for number in range(30):
        assert refusal(lambda: signing.sign_in(browser(), f"name{number}", "x")) == "sign_in_wrong"  # noqa: B023
    assert refusal(lambda: signing.sign_in(browser(), ready.login, GOOD)) == "locked"
    assert signing.sign_in(browser("10.1.1.2"), ready.login, GOOD) is Stage.IN


def test_right_passwords_do_not_lock_the_address_of_an_office(ready: Slip) -> None:
    for _ in range(40):
        assert signing.sign_in(browser(), ready.login, GOOD) is Stage.IN


def test_attempts_in_vain_do_not_make_the_journal_grow(ready: Slip) -> None:
    before = journal.last_number()
    for _ in range(50):
        refusal(lambda: signing.sign_in(browser(), ready.login, "wrong"))
        refusal(lambda: signing.sign_in(browser("10.1.1.3"), "nobody", "wrong"))
    assert journal.last_number() == before + 1
    actions.note_strangers()
    assert journal.last_number() == before + 2
    actions.note_strangers()
    assert journal.last_number() == before + 2


def test_a_reset_ends_sessions_and_takes_the_password_away(clerk: Actor, ready: Slip) -> None:
    request = browser()
    signing.sign_in(request, ready.login, GOOD)
    assert signing.actor_of(request) == clerk
    actions.reset_account(ready.account, actor=CONSOLE)
    assert signing.actor_of(request) is None
    assert refusal(lambda: signing.sign_in(browser(), ready.login, GOOD)) == "sign_in_wrong"


def test_a_new_password_ends_the_other_sessions(ready: Slip) -> None:
    here, there = browser(), browser()
    signing.sign_in(here, ready.login, GOOD)
    signing.sign_in(there, ready.login, GOOD)
    assert refusal(lambda: signing.choose_password(here, "Dong-tian 2027", "wrong")) == "sign_in_wrong"
    signing.choose_password(here, "Dong-tian 2027", GOOD)
    assert signing.actor_of(here) is not None
    assert signing.actor_of(there) is None


def test_who_does_nothing_for_long_is_out(ready: Slip) -> None:
    request = browser()
    idle = signing.Idle(lambda _: HttpResponse())
    signing.sign_in(request, ready.login, GOOD)
    noon = clock.now()
    for minutes, there in ((20, True), (45, True), (76, False)):
        with stopped_at(noon + timedelta(minutes=minutes)):
            idle(request)
            assert (signing.actor_of(request) is not None) is there


def test_an_old_password_has_to_be_changed(ready: Slip) -> None:
    with stopped_at(TODAY + timedelta(days=91)):
        request = browser()
        assert signing.sign_in(request, ready.login, GOOD) is Stage.PASSWORD
        assert signing.actor_of(request) is None
        assert refusal(lambda: signing.choose_password(request, GOOD)) == "password_same"


def test_who_has_several_posts_chooses_one(clerk: Actor, ready: Slip) -> None:
    second_post = a_post(a_unit("石桥镇"))
    foreign = a_post(a_unit("邻镇"))
    actions.appoint(clerk.person, second_post, actor=CONSOLE, day=START)
    request = browser()
    signing.sign_in(request, ready.login, GOOD)
    assert signing.actor_of(request) == Actor(person=clerk.person)
    signing.choose_post(request, second_post)
    assert signing.actor_of(request) == replace(clerk, post=second_post)
    assert refusal(lambda: signing.choose_post(request, foreign)) == "no_post"


def test_a_closed_account_lets_nobody_in(ready: Slip) -> None:
    request = browser()
    signing.sign_in(request, ready.login, GOOD)
    actions.close_account(ready.account, actor=CONSOLE)
    assert signing.actor_of(request) is None
    assert refusal(lambda: signing.sign_in(browser(), ready.login, GOOD)) == "sign_in_wrong"


def test_one_person_has_one_account_and_one_name_is_one_account(clerk: Actor, slip: Slip) -> None:
    assert refusal(lambda: actions.open_account(clerk.person, "other", actor=CONSOLE)) == "has_account"
    other = a_person("甄二", clerk.post)
    assert refusal(lambda: actions.open_account(other, slip.login.upper(), actor=CONSOLE)) == "login_taken"


def test_a_units_own_administrator_resets_within_the_subtree_only() -> None:
    county = a_unit("某县")
    town, other = a_unit("云溪镇", county), a_unit("石桥镇", county)
    head = somebody(town, "甄一", role="unit_administrator", post="管理岗")
    mine, both = somebody(a_unit("东村", town), "甄二"), somebody(town, "甄三")
    actions.appoint(both.person, a_post(other), actor=CONSOLE, day=START)
    slip = actions.open_account(mine.person, "mine", actor=head)
    actions.reset_account(slip.account, actor=head)
    assert refusal(lambda: actions.open_account(both.person, "both", actor=head)) == "not_allowed"
    assert refusal(lambda: actions.open_account(head.person, "head", actor=head)) == "to_itself"


def test_a_second_factor_is_asked_for_and_no_code_taken_twice(clerk: Actor, ready: Slip) -> None:
    secret = second.new_secret()
    step = int(clock.now().timestamp()) // 30
    printed = actions.set_second(ready.account, secret, second._at(secret, step - 1), actor=clerk)
    request = browser()
    assert signing.sign_in(request, ready.login, GOOD) is Stage.SECOND
    assert signing.actor_of(request) is None
    assert refusal(lambda: signing.give_second(request, "000000")) == "second_wrong"
    code = second._at(secret, step)
    assert signing.give_second(request, f" {code[:3]} {code[3:]}") is Stage.IN
    assert signing.actor_of(request) == clerk
    again = browser()
    signing.sign_in(again, ready.login, GOOD)
    assert refusal(lambda: signing.give_second(again, code)) == "second_wrong"
    assert signing.give_second(again, printed[0]) is Stage.IN
    third = browser()
    signing.sign_in(third, ready.login, GOOD)
    assert refusal(lambda: signing.give_second(third, printed[0])) == "second_wrong"


def test_second_codes_cannot_be_guessed_at_leisure(clerk: Actor, ready: Slip) -> None:
    secret = second.new_secret()
    step = int(clock.now().timestamp()) // 30
    actions.set_second(ready.account, secret, second._at(secret, step), actor=clerk)
    request = browser()
    signing.sign_in(request, ready.login, GOOD)
    kinds = [refusal(lambda: signing.give_second(request, "000000")) for _ in range(6)]
    assert kinds == ["second_wrong"] * 5 + ["locked"]
    fresh = browser()
    signing.sign_in(fresh, ready.login, GOOD)
    assert refusal(lambda: signing.give_second(fresh, second._at(secret, step))) == "locked"


def test_the_steps_are_those_of_the_standard() -> None:
    """RFC 6238 appendix B, the last six digits of its SHA-1 column."""
    secret = b"12345678901234567890"
    assert [second._at(secret, moment // 30) for moment in (59, 1111111109, 2000000000)] == [
        "287082",
        "081804",
        "279037",
    ]


def test_the_journal_holds_neither_password_nor_code(ready: Slip) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT changes FROM journal_entry")
        text = "".join(row[0] for row in cursor.fetchall())
        cursor.execute("SELECT value FROM journal_entrysecret")
        text += "".join(row[0] for row in cursor.fetchall())
    assert "md5" not in text
    assert ready.code not in text
    assert "$" not in text


def test_counting_is_the_first_thing_done() -> None:
    counts = [locks.attempt("甄", "10.1.1.9") for _ in range(5)]
    assert counts == [1, 2, 3, 4, 5]
    assert refusal(lambda: locks.attempt("甄", "10.1.1.9")) == "locked"
    locks.right("甄", "10.1.1.9")
    assert locks.attempt("甄", "10.1.1.9") == 1
