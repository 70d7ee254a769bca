"""Signing in at an identity provider on this machine: who is bound comes in, forged answers are refused."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from django.contrib.sessions.backends.cache import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory
from town import CONSOLE, a_unit, somebody

from zhangtu.people import actions, elsewhere, signing
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.signing import Stage

pytestmark = pytest.mark.django_db
BACK = "http://127.0.0.1:8000/sign/back"


class Issuer:
    """An identity provider that can be told to lie."""

    def __init__(self) -> None:
        self.key = generate_private_key(SECP256R1())
        self.signing_key: Any = self.key
        self.algorithm = "ES256"
        self.claims: dict[str, Any] = {}
        self.asked: dict[str, str] = {}
        self.address = ""

    def token(self) -> str:
        return jwt.encode(self.claims, self.signing_key, self.algorithm, headers={"kid": "one"})

    def answer(self, path: str) -> object:
        if path.endswith("openid-configuration"):
            names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            return {"issuer": self.address, **{name: f"{self.address}/{end}" for name, end in names.items()}}
        if path == "/keys":
            public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(self.key.public_key()))
            return {"keys": [{**public, "kid": "one", "alg": "ES256", "use": "sig"}]}
        return {"id_token": self.token(), "access_token": "x"}


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Issuer]:
    made = Issuer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(made.answer(self.path)).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            made.asked = {name: values[0] for name, values in parse_qs(form).items()}
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    made.address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("ZHANGTU_OIDC_ISSUER", made.address)
    monkeypatch.setenv("ZHANGTU_OIDC_CLIENT", "office")
    monkeypatch.setenv("ZHANGTU_OIDC_SECRET", "kept")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


def browser() -> HttpRequest:
    request = RequestFactory().get("/", REMOTE_ADDR="10.1.1.1")
    request.session = SessionStore()
    return request


def went(issuer: Issuer, request: HttpRequest) -> dict[str, str]:
    """Send somebody to the provider, who recognises them; what the way there carried."""
    address = elsewhere.begin(request, BACK)
    carried = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    present = int(time.time())  # noqa: TID251  # tokens live by the real clock
    issuer.claims = {
        "iss": issuer.address,
        "aud": "office",
        "sub": "person-7",
        "nonce": carried["nonce"],
        "iat": present,
        "exp": present + 60,
    }
    return carried


def test_who_is_bound_comes_in_and_nobody_else(issuer: Issuer) -> None:
    clerk = somebody(a_unit("云溪镇"), "甄一")
    slip = actions.open_account(clerk.person, "zhen1", actor=CONSOLE)
    request = browser()
    carried = went(issuer, request)
    found = elsewhere.finish(request, {"state": carried["state"], "code": "abc"})
    assert found == (issuer.address, "person-7")
    digest = hashlib.sha256(issuer.asked["code_verifier"].encode()).digest()
    assert carried["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
    with pytest.raises(PeopleRefusedError) as refused:
        signing.recognised(request, *found)
    assert refused.value.kind == "elsewhere_unknown"
    actions.bind_subject(slip.account, *found, actor=CONSOLE)
    assert signing.recognised(request, *found) is Stage.IN
    assert signing.actor_of(request) == clerk


LIES: dict[str, Callable[[Issuer], object]] = {
    "another nonce": lambda issuer: issuer.claims.update(nonce="other"),
    "for somebody else": lambda issuer: issuer.claims.update(aud="other"),
    "from somebody else": lambda issuer: issuer.claims.update(iss="http://127.0.0.1:1"),
    "too old": lambda issuer: issuer.claims.update(exp=issuer.claims["iat"] - 3600),
    "without a subject": lambda issuer: issuer.claims.pop("sub"),
    "another key": lambda issuer: setattr(issuer, "signing_key", generate_private_key(SECP256R1())),
    "not signed": lambda issuer: (setattr(issuer, "algorithm", "none"), setattr(issuer, "signing_key", None)),
    "a shared secret": lambda issuer: (
        setattr(issuer, "algorithm", "HS256"),
        setattr(issuer, "signing_key", "kept" * 10),
    ),
    "two offices": lambda issuer: issuer.claims.update(azp="other"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_not_right_is_refused(issuer: Issuer, lie: str) -> None:
    request = browser()
    carried = went(issuer, request)
    LIES[lie](issuer)
    with pytest.raises(PeopleRefusedError) as refused:
        elsewhere.finish(request, {"state": carried["state"], "code": "abc"})
    assert refused.value.kind == "elsewhere_failed"


def test_an_answer_nobody_asked_for_is_refused(issuer: Issuer) -> None:
    request = browser()
    carried = went(issuer, request)
    for answer in ({"state": "other", "code": "abc"}, {"state": carried["state"], "code": "abc"}):
        # the second comes too late: an answer is heard once
        with pytest.raises(PeopleRefusedError):
            elsewhere.finish(request, answer)
    assert not issuer.asked


def test_an_office_without_a_provider_has_no_such_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZHANGTU_OIDC_ISSUER", raising=False)
    with pytest.raises(PeopleRefusedError) as refused:
        elsewhere.begin(browser(), BACK)
    assert refused.value.kind == "not_this_way"


def test_a_provider_is_asked_over_tls_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHANGTU_OIDC_ISSUER", "http://id.example")
    monkeypatch.setenv("ZHANGTU_OIDC_CLIENT", "office")
    with pytest.raises(PeopleRefusedError) as refused:
        elsewhere.begin(browser(), BACK)
    assert refused.value.facts["why"] == "https"
