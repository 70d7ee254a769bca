"""Nobody outside locks somebody out, and no code or old password is good twice, not even at one moment."""

from collections.abc import Callable
from http.cookies import SimpleCookie

import pytest
from django.contrib.sessions.backends.cache import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from town import CONSOLE, a_unit, somebody

from zhangtu.journal.actor import Actor
from zhangtu.kernel import clock
from zhangtu.people import actions, browsers, second, signing
from zhangtu.people.actions import Slip, accounts
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.signing import Stage

pytestmark = pytest.mark.django_db
GOOD, OTHER = "Qiu-tian 2026", "Dong-tian 2027"


def browser(address: str = "10.1.1.1", known: str = "") -> HttpRequest:
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.session = SessionStore()
    request.COOKIES = {browsers.COOKIE: known} if known else {}
    return request


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(PeopleRefusedError) as caught:
        call()
    return caught.value.kind


@pytest.fixture
def chief() -> Slip:
    actor = somebody(a_unit("云溪镇"), "甄有才", role="chief")
    slip = actions.open_account(actor.person, "zhen", actor=CONSOLE)
    actions.choose_password(slip.account, GOOD, actor=Actor(person=slip.person))
    return slip


def remembered(slip: Slip, before: str = "") -> str:
    """The cookie of a browser somebody signed in at."""
    request, response = browser(known=before), HttpResponse()
    assert signing.sign_in(request, slip.login, GOOD) is Stage.IN
    browsers.remember(request, response)
    cookie = SimpleCookie(response.cookies.output(header=""))[browsers.COOKIE]
    assert response.cookies[browsers.COOKIE]["httponly"]
    assert slip.login not in cookie.value
    return cookie.value


def lock(slip: Slip, known: str = "") -> list[str]:
    def guess() -> object:
        return signing.sign_in(browser("10.9.9.9", known), slip.login, "wrong")

    return [refusal(guess) for _ in range(7)]


def test_a_stranger_does_not_lock_somebody_out_at_the_own_browser(chief: Slip) -> None:
    known = remembered(chief)
    assert lock(chief)[-2:] == ["locked", "locked"]
    assert refusal(lambda: signing.sign_in(browser(), chief.login, GOOD)) == "locked"
    assert signing.sign_in(browser(known=known), chief.login, GOOD) is Stage.IN


def test_a_known_browser_guesses_no_more_often_than_others(chief: Slip) -> None:
    known = remembered(chief)
    assert lock(chief, known) == ["sign_in_wrong"] * 5 + ["locked"] * 2
    assert refusal(lambda: signing.sign_in(browser(known=known), chief.login, GOOD)) == "locked"
    assert signing.sign_in(browser(), chief.login, GOOD) is Stage.IN
    slip = actions.reset_account(chief.account, actor=CONSOLE)
    assert signing.sign_in(browser(known=known), chief.login, slip.code) is Stage.PASSWORD


@pytest.mark.parametrize(
    "spoil", [lambda one: one[:-1] + ("x" if one[-1] != "x" else "y"), lambda _: "a:b.c"]
)
def test_a_cookie_we_did_not_sign_makes_no_browser_known(chief: Slip, spoil: Callable[[str], str]) -> None:
    known = spoil(remembered(chief))
    lock(chief)
    assert refusal(lambda: signing.sign_in(browser(known=known), chief.login, GOOD)) == "locked"


def test_a_browser_known_for_one_is_not_known_for_another(chief: Slip) -> None:
    known = remembered(chief)
    other = somebody(a_unit("青溪镇"), "甄无名")
    slip = actions.open_account(other.person, "other", actor=CONSOLE)
    actions.choose_password(slip.account, GOOD, actor=Actor(person=slip.person))
    lock(slip)
    assert refusal(lambda: signing.sign_in(browser(known=known), slip.login, GOOD)) == "locked"


def test_several_people_share_a_browser(chief: Slip) -> None:
    other = somebody(a_unit("青溪镇"), "甄无名")
    slip = actions.open_account(other.person, "other", actor=CONSOLE)
    actions.choose_password(slip.account, GOOD, actor=Actor(person=slip.person))
    known = remembered(slip, remembered(chief))
    for one in (chief, slip):
        lock(one)
        assert signing.sign_in(browser(known=known), one.login, GOOD) is Stage.IN


def test_of_two_who_choose_a_password_at_once_one_does(chief: Slip) -> None:
    one, two = browser(), browser()
    for request in (one, two):
        signing.sign_in(request, chief.login, GOOD)
    seen = two.session["stamp"]
    signing.choose_password(one, OTHER, GOOD)
    # the second had been let through to the point where the password is written
    own = Actor(person=chief.person)
    assert (
        refusal(lambda: accounts.choose_password(chief.account, "Chun-tian 2028", actor=own, stamp=seen))
        == "sign_in_wrong"
    )
    assert signing.sign_in(browser(), chief.login, OTHER) is Stage.IN


def test_of_two_with_one_second_code_at_once_one_comes_in(
    chief: Slip, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, step = second.new_secret(), int(clock.now().timestamp()) // 30
    own = Actor(person=chief.person)
    actions.set_second(chief.account, secret, second._at(secret, step - 1), actor=own)
    one, two = browser(), browser()
    for request in (one, two):
        assert signing.sign_in(request, chief.login, GOOD) is Stage.SECOND
    code = second._at(secret, step)
    assert signing.give_second(one, code) is Stage.IN
    # the other's code was looked at before the first one's was written down
    monkeypatch.setattr(second, "step_of", lambda *_: step)
    assert refusal(lambda: signing.give_second(two, code)) == "second_wrong"
    assert signing.actor_of(two) is None


def test_the_code_that_set_the_second_factor_up_lets_nobody_in(chief: Slip) -> None:
    secret, step = second.new_secret(), int(clock.now().timestamp()) // 30
    code = second._at(secret, step)
    actions.set_second(chief.account, secret, code, actor=Actor(person=chief.person))
    request = browser()
    signing.sign_in(request, chief.login, GOOD)
    assert refusal(lambda: signing.give_second(request, code)) == "second_wrong"
