"""The pages to sign in, with a browser's cookies and forms, from the first link to signing out."""

import base64
import re

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import now, today
from zhangtu.people import actions, queries, second

pytestmark = pytest.mark.django_db
GOOD = "Qiu-tian 2026"
CONSOLE = Actor(machine="console")


@pytest.fixture
def client(settings: Settings) -> Client:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    cache.clear()
    return Client(enforce_csrf_checks=True)


def post(client: Client, path: str, **fields: str) -> tuple[int, str]:
    """Open a page, fill its form in and send it; the status, and where it leads or what it says."""
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(path).content.decode())
    assert token is not None
    response = client.post(path, {"csrfmiddlewaretoken": token[1], **fields})
    return response.status_code, response.headers.get("Location", response.content.decode())


@pytest.fixture
def slip(client: Client) -> actions.Slip:
    del client
    unit = actions.create_unit("云溪镇", actor=CONSOLE, day=today())
    posts = [
        actions.establish_post(unit, name, actor=CONSOLE, day=today(), role="clerk")
        for name in ("文书", "信访")
    ]
    person = actions.enrol("甄一", actor=CONSOLE)
    for one in posts:
        actions.appoint(person, one, actor=CONSOLE, day=today())
    return actions.open_account(person, "zhen1", actor=CONSOLE)


def test_the_first_administrator_comes_in_by_a_link(client: Client) -> None:
    path = actions.first_run()[0].path
    fields = {"name": "甄一", "login": "zhen1", "password": GOOD, "again": GOOD}
    status, said = post(client, path, **{**fields, "again": "other"})
    assert (status, "两次输入的口令不一样" in said) == (422, True)
    assert 'href="/sign/in"' in client.get("/").content.decode()
    assert post(client, path, **fields) == (302, "/")
    assert "zhen1" in client.get("/plans/").content.decode()
    gone = client.get(path)
    assert gone.status_code == 410
    assert "已用过" in gone.content.decode()


def test_from_a_slip_of_paper_to_a_post_and_out(client: Client, slip: actions.Slip) -> None:
    assert post(client, "/sign/in", login="zhen1", secret=slip.code, next="/") == (302, "/sign/password")
    assert client.get("/sign/post").headers["Location"] == "/sign/in"
    status, said = post(client, "/sign/password", password="12345678", again="12345678")  # noqa: S106
    assert (status, "口令太短" in said) == (422, True)
    assert post(client, "/sign/password", password=GOOD, again=GOOD) == (302, "/sign/post")
    page = client.get("/sign/post").content.decode()
    assert "云溪镇 · 文书" in page
    chosen = re.findall(r'name="post" value="(\d+)"', page)
    assert post(client, "/sign/post", post=chosen[1])[0] == 302
    assert post(client, "/sign/post", post="999")[0] == 422
    page = client.get("/sign/post").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token is not None
    assert client.post("/sign/out", {"csrfmiddlewaretoken": token[1]}).headers["Location"] == "/sign/in"
    assert client.get("/sign/post").status_code == 302


def test_wrong_attempts_are_told_the_same_and_then_locked(client: Client, slip: actions.Slip) -> None:
    del slip
    for login in ("zhen1", "nobody"):
        answers = [post(client, "/sign/in", login=login, secret="x") for _ in range(6)]  # noqa: S106
        assert [status for status, _ in answers] == [422] * 5 + [429]
        assert "登录名、口令或一次性口令不对" in answers[0][1]


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:x"])
def test_nobody_is_sent_elsewhere(client: Client, slip: actions.Slip, wanted: str) -> None:
    actions.choose_password(slip.account, GOOD, actor=Actor(person=slip.person))
    post(client, "/sign/in", login="zhen1", secret=GOOD, next=wanted)
    page = client.get("/sign/post").content.decode()
    chosen = re.findall(r'name="post" value="(\d+)"', page)
    assert post(client, "/sign/post", post=chosen[0]) == (302, "/")


def test_a_second_factor_is_set_up_and_asked_for(client: Client, slip: actions.Slip) -> None:
    actions.choose_password(slip.account, GOOD, actor=Actor(person=slip.person))
    post(client, "/sign/in", login="zhen1", secret=GOOD)
    page = client.get("/sign/factor").content.decode()
    typed = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert typed is not None
    secret = base64.b32decode(typed[1])
    assert "<path" in page
    step = int(now().timestamp()) // 30
    status, said = post(client, "/sign/factor", code=second._at(secret, step))
    assert status == 200
    recovery = re.findall(r"<li><code>([\w-]+)</code>", said)
    assert len(recovery) == second.RECOVERY
    other = Client(enforce_csrf_checks=True)
    assert post(other, "/sign/in", login="zhen1", secret=GOOD) == (302, "/sign/second")
    assert other.get("/sign/post").headers["Location"] == "/sign/in"
    assert post(other, "/sign/second", code="000000")[0] == 422
    assert post(other, "/sign/second", code=recovery[0]) == (302, "/sign/post")


@pytest.mark.parametrize(("language", "words"), [("en", "Sign in"), ("zh-hant", "登入"), ("zh-hans", "登录")])
def test_three_languages(client: Client, language: str, words: str) -> None:
    client.cookies["zhangtu_language"] = language
    page = client.get("/sign/in").content.decode()
    assert words in page or (language == "zh-hant" and "登錄" in page)


def test_signing_in_elsewhere_is_offered_only_where_it_is_named(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "/sign/elsewhere" not in client.get("/sign/in").content.decode()
    refused = client.get("/sign/elsewhere")
    assert refused.status_code == 422
    assert "没有开通" in refused.content.decode()
    monkeypatch.setenv("ZHANGTU_OIDC_ISSUER", "http://127.0.0.1:1")
    monkeypatch.setenv("ZHANGTU_OIDC_CLIENT", "office")
    assert "/sign/elsewhere" in client.get("/sign/in").content.decode()
    assert client.get("/sign/back?state=x&code=y").status_code == 422


def test_a_visit_notices_that_a_holding_has_ended(client: Client, slip: actions.Slip) -> None:
    post(client, "/sign/in", login="zhen1", secret=slip.code)
    post(client, "/sign/password", password=GOOD, again=GOOD)
    clerk, letters = sorted(queries.posts_held(slip.person, today()))
    status, _ = post(client, "/sign/post", post=str(clerk))
    assert status == 302
    page = client.get("/ledgers/")
    assert page.status_code == 200
    assert "文书" in page.content.decode()
    actions.relieve(slip.person, clerk, actor=CONSOLE, day=today())
    went = client.get("/ledgers/?q=a")
    assert (went.status_code, went.headers["Location"]) == (302, "/sign/post?next=%2Fledgers%2F%3Fq%3Da")
    said = client.get(went.headers["Location"]).content.decode()
    assert "您已不再担任“云溪镇 · 文书”" in said
    assert "未选岗位" in said
    assert 'class="places"' not in said
    script = client.get("/ledgers/", headers={"X-Fragment": "1"})
    assert (script.status_code, "“云溪镇 · 文书”" in script.content.decode()) == (401, True)
    there = post(client, went.headers["Location"], post=str(letters), next="/ledgers/?q=a")
    assert there == (302, "/ledgers/?q=a")
    assert "信访" in client.get("/ledgers/").content.decode()
    actions.relieve(slip.person, letters, actor=CONSOLE, day=today())
    said = client.get(client.get("/ledgers/").headers["Location"], headers={"Accept-Language": "en"})
    assert "no post" in said.content.decode()
