"""Behind a web server with a certificate: its word counts, that of anybody else changes nothing."""

from ipaddress import ip_network

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from zhangtu.desk.frame.proxies import Proxies
from zhangtu.people import actions, signing
from zhangtu.project.outside import OutsideError, outside

OURS = "10.0.0.9"
WITHIN = {"REMOTE_ADDR": OURS, "HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_FOR": "203.0.113.7"}


@pytest.fixture(autouse=True)
def trusting(settings: Settings) -> None:
    settings.ZHANGTU_PROXIES = (ip_network(OURS), ip_network("192.0.2.0/28"), ip_network("2001:db8::/64"))


def seen(**headers: str) -> tuple[str, bool]:
    """Where a request seems to come from, and whether over TLS."""
    kept: list[HttpRequest] = []

    def answer(request: HttpRequest) -> HttpResponse:
        kept.append(request)
        return HttpResponse()

    Proxies(answer)(RequestFactory().get("/", **headers))
    assert not any("FORWARDED" in name for name in kept[0].META)
    return signing.address_of(kept[0]), kept[0].is_secure()


@pytest.mark.parametrize(
    ("near", "written", "client"),
    [
        (OURS, "203.0.113.7", "203.0.113.7"),
        (OURS, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (OURS, "203.0.113.7, 192.0.2.3", "203.0.113.7"),
        (OURS, "198.51.100.1, 203.0.113.7, 192.0.2.3, 192.0.2.4", "203.0.113.7"),
        (OURS, "203.0.113.7:4711", "203.0.113.7"),
        (OURS, "[2001:db8:9::1]:4711", "2001:db8:9::1"),
        (OURS, "2001:db8:9::1", "2001:db8:9::1"),
        (OURS, "::ffff:203.0.113.7", "203.0.113.7"),
        (OURS, "203.0.113.7, unknown", OURS),
        (OURS, "203.0.113.7, <script>", OURS),
        (OURS, "", OURS),
        (OURS, "192.0.2.3", "192.0.2.3"),
        ("::ffff:10.0.0.9", "203.0.113.7", "203.0.113.7"),
        ("2001:db8::5", "203.0.113.7", "203.0.113.7"),
        ("10.0.0.8", "203.0.113.7", "10.0.0.8"),
        ("203.0.113.7", "10.0.0.9, 10.0.0.9", "203.0.113.7"),
        ("", "203.0.113.7", ""),
    ],
)
def test_a_client_is_whoever_came_to_our_proxies(near: str, written: str, client: str) -> None:
    assert seen(REMOTE_ADDR=near, HTTP_X_FORWARDED_FOR=written)[0] == client


@pytest.mark.parametrize(
    ("near", "way", "secure"),
    [
        (OURS, "https", True),
        (OURS, "HTTPS", True),
        (OURS, "http", False),
        (OURS, "https, http", False),
        (OURS, "http, https", True),
        (OURS, "httpsx", False),
        ("10.0.0.8", "https", False),
        ("127.0.0.1", "https", False),
    ],
)
def test_tls_is_what_the_nearest_proxy_says(near: str, way: str, secure: bool) -> None:
    assert seen(REMOTE_ADDR=near, HTTP_X_FORWARDED_PROTO=way)[1] is secure


def test_nobody_is_trusted_unless_named(settings: Settings) -> None:
    settings.ZHANGTU_PROXIES = ()
    headers = {**WITHIN, "REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_HOST": "evil.example"}
    assert seen(**headers) == ("127.0.0.1", False)


@pytest.fixture
def quick(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.ALLOWED_HOSTS = ["zhangtu.example"]
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 86_400
    cache.clear()


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_a_forged_address_gives_no_further_attempts() -> None:
    client = Client()

    def status(number: int, near: str) -> int:
        headers = {"REMOTE_ADDR": near, "HTTP_X_FORWARDED_FOR": f"198.51.100.{number}"}
        given = {"login": f"nobody {number}", "secret": "wrong"}
        return client.post("/sign/in", given, headers={"host": "zhangtu.example"}, **headers).status_code

    assert [status(number, "203.0.113.7") for number in range(31)][-2:] == [422, 429]
    # those who come through our proxy are counted each for itself
    assert {status(number, OURS) for number in range(31, 65)} == {422}


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_forms_cookies_and_the_promise_of_tls_behind_a_proxy() -> None:
    actions.first_run()
    client = Client(enforce_csrf_checks=True)
    host = {"host": "zhangtu.example"}
    page = client.get("/sign/in", headers=host, **WITHIN)
    token = page.content.decode().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    assert page.headers["Strict-Transport-Security"] == "max-age=86400"
    assert client.cookies["csrftoken"]["secure"]
    given = {"csrfmiddlewaretoken": token, "login": "nobody", "secret": "wrong"}
    ours = {**host, "origin": "https://zhangtu.example", "referer": "https://zhangtu.example/sign/in"}
    assert client.post("/sign/in", given, headers=ours, **WITHIN).status_code == 422
    for other in ("https://evil.example", "http://zhangtu.example", "null"):
        foreign = {**host, "origin": other, "referer": f"{other}/"}
        assert client.post("/sign/in", given, headers=foreign, **WITHIN).status_code == 403
    plain = client.get("/sign/in", headers=host, **{**WITHIN, "REMOTE_ADDR": "203.0.113.7"})
    assert "Strict-Transport-Security" not in plain.headers


def test_what_the_environment_says_of_the_outside() -> None:
    nothing = outside({})
    assert (nothing.origin, nothing.secure, nothing.seconds, nothing.proxies) == ("", False, 0, ())
    named = outside({"ZHANGTU_ADDRESS": "https://Zhangtu.example:8443/", "ZHANGTU_PROXIES": "127.0.0.1, ::1"})
    assert (named.origin, named.host) == ("https://zhangtu.example:8443", "zhangtu.example")
    assert (named.secure, named.seconds) == (True, 365 * 86_400)
    assert named.proxies == (ip_network("127.0.0.1"), ip_network("::1"))
    assert outside({"ZHANGTU_ADDRESS": "http://zhangtu.example:80"}).seconds == 0
    assert outside({"ZHANGTU_ADDRESS": "https://a.example", "ZHANGTU_HSTS_DAYS": "0"}).seconds == 0


@pytest.mark.parametrize(
    ("name", "word", "kind"),
    [
        ("ADDRESS", "zhangtu.example", "address"),
        ("ADDRESS", "https://zhangtu.example/plans", "address"),
        ("ADDRESS", "https://me:secret@zhangtu.example", "address"),
        ("ADDRESS", "https://zhangtu.example:port", "address"),
        ("ADDRESS", "ftp://zhangtu.example", "address"),
        ("PROXIES", "localhost", "proxy"),
        ("PROXIES", "10.0.0.1/8", "proxy"),
        ("PROXIES", "*", "proxy"),
        ("HSTS_DAYS", "-1", "days"),
        ("HSTS_DAYS", "a year", "days"),
    ],
)
def test_a_setting_that_cannot_be_meant_serves_nothing(name: str, word: str, kind: str) -> None:
    with pytest.raises(OutsideError) as caught:
        outside({f"ZHANGTU_{name}": word})
    assert caught.value.kind == kind
