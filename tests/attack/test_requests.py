"""Whatever is asked for, in whatever way, the answer is a page or a sentence with the safe headers."""

import os
import re
import socket
import time
from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from raider import PLAN, Answer, Raider, Server

ADDRESSES = sorted(str(one.pattern) for one in get_resolver("zhangtu.desk.plan_room.addresses").url_patterns)
#: Fields that only the body of a form can hold, and the values people with bad intentions put there.
FIELDS = [
    "seen",
    "key",
    "after",
    "who",
    "title",
    "lead",
    "support",
    "kind",
    "start",
    "end",
    "period",
    "month",
    "day",
    "times",
    "count",
    "unit",
    "event",
    "step",
    "words",
    "new",
    "at",
    "with",
    "number",
    "issued",
    "text",
    "sample",
    "back",
    "language",
    "theme",
    "letters",
    "binned",
]
WORDS = [
    *[
        "0",
        "1",
        "2",
        "-1",
        "+1",
        "1_0",
        "1e9",
        "999999999",
        "NaN",
        "true",
        "null",
        "[]",
        "{}",
        "../..",
        "<b>",
        "{{7*7}}",
        "%s%n",
        "一",
        "١",
    ],
    *[
        "none",
        "date",
        "range",
        "recurring",
        "duration",
        "period_end",
        "continuous",
        "invalid",
        "month",
        "week",
        "hour",
        "next",
        "before",
    ],
    *["2026-02-30", "2026-05-01", "0001-01-01", "9999-12-31", "2026-W01-1"],
    *("", "9" * 30, "9" * 5000, "字" * 3000, "、" * 500, "'; DROP TABLE x; --", "\r\nX: y"),
    *("\0", "a\0b", "\ufeff", "\u202e", "\ud7ff", "\U0010ffff"),
]
KINDS = [
    "application/json",
    "text/plain",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/x-www-form-urlencoded; charset=utf-99",
    "",
]
SOME = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def is_an_answer(answer: Answer) -> None:
    assert answer.status < 500, answer.text[:300]
    assert "Traceback" not in answer.text
    assert "site-packages" not in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    if answer.status >= 400 and answer.headers["content-type"].startswith("text/html"):
        said = re.search(r'<p class="lead">(.+?)</p>|role="alert">(.+?)</div>', answer.text, re.DOTALL)
        assert said is not None
        assert len(said[0]) > 20


@pytest.fixture
def opened(raider: Raider) -> Raider:
    raider.bring()
    return raider


def address(opened: Raider, pattern: str, part: str) -> str:
    """An address of the product with this in its changeable places."""
    uid = opened.plan.split("/")[2]
    keys = {
        "<slug:key>": opened.tasks()[0],
        "<int:number>": "1",
        "<str:form>": "table.xlsx",
        "<uuid:uid>": uid,
        "<uuid:target>": uid,
    }
    for name, plain in keys.items():
        pattern = pattern.replace(name, part if part and not name.startswith("<uuid:") else plain)
    return "/" + pattern


PART = st.sampled_from(
    ["", "1", "0", "999999999999999999999", "-1", "nothing", "%00", "%ff", "..", "%2e%2e%2f", "x" * 500]
)


@SOME
@given(
    st.sampled_from(ADDRESSES),
    PART,
    st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(WORDS), max_size=6),
)
def test_every_address_survives_every_form(
    opened: Raider, pattern: str, part: str, fields: dict[str, str]
) -> None:
    if not opened.tasks():
        opened.bring()
    path = address(opened, pattern, part)
    for fragment in ("0", "1"):
        answer = opened.post(path, {"who": "沈一舟", "seen": 1, **fields}, X_Fragment=fragment)
        is_an_answer(answer)
    is_an_answer(opened.get(path))
    is_an_answer(opened.get(opened.plan))


@SOME
@given(
    st.dictionaries(
        st.sampled_from(FIELDS), st.one_of(st.sampled_from(WORDS), st.text(max_size=40)), max_size=8
    )
)
def test_a_task_survives_every_form_and_can_still_be_taken_away(
    opened: Raider, fields: dict[str, str]
) -> None:
    known = {"key": opened.tasks()[0], "title": "清点渡船", "seen": 1}
    answer = opened.correct(
        "amend", {**known, **{name: value.encode("utf-8", "replace") for name, value in fields.items()}}
    )
    is_an_answer(answer)
    if answer.status == 200:
        for form in ("table.xlsx", "calendar.ics", "plan.json", "orders.docx"):
            is_an_answer(opened.get(f"{opened.plan}take/{form}"))


@SOME
@given(st.binary(max_size=200), st.sampled_from(KINDS))
def test_bodies_of_any_kind_get_an_answer(raider: Raider, body: bytes, kind: str) -> None:
    if not raider.token:
        raider.get("/")
    for start in (b"", b"csrfmiddlewaretoken=" + raider.token.encode() + b"&text="):
        is_an_answer(raider.ask("POST", "/read", start + body, {"Content-Type": kind}))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD", "PROPFIND"])
def test_other_methods_change_nothing(opened: Raider, method: str) -> None:
    before = opened.tasks()
    for pattern in ADDRESSES:
        answer = opened.ask(method, address(opened, pattern, ""))
        closed = "adopt" in pattern  # nobody is signed in, and adopting is a right
        assert answer.status in ({403 if closed else 200, 405} if method == "HEAD" else {403, 405})
        assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert opened.tasks() == before


def test_an_address_that_wants_a_form_says_so_when_it_is_fetched(opened: Raider) -> None:
    answer = opened.get("/read")
    assert answer.status == 405
    assert answer.headers["allow"] == "POST"
    assert "按钮" in answer.text
    is_an_answer(answer)


def test_every_form_needs_its_own_secret(opened: Raider) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    stranger = Raider(opened.port)
    stranger.get("/")
    for pattern in ADDRESSES:
        path = address(opened, pattern, "")
        for body in (
            b"who=x&seen=1",
            b"csrfmiddlewaretoken=" + b"x" * 32,
            b"csrfmiddlewaretoken=" + stranger.token.encode(),
        ):
            assert opened.ask("POST", path, body, kind).status in {403, 405}
        for name, value in (("Origin", "https://evil.example"), ("Origin", "null")):
            answer = opened.post(path, {"seen": 1}, **{name: value})
            assert answer.status in {403, 405}


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1@evil.example", "a_b", "localhost.evil.example", "[::1]"]
)
def test_foreign_hosts_are_refused(raider: Raider, host: str) -> None:
    for path in ("/", "/nothing", "/static/x"):
        answer = raider.ask("GET", path, headers={"Host": host})
        assert answer.status in {400, 404}
        assert host not in answer.text
        is_an_answer(answer)


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(raider: Raider) -> None:
    raider.bring()
    seen = [
        raider.get("/").headers["set-cookie"],
        raider.correct("drop", {"key": raider.tasks()[0]}).headers["set-cookie"],
    ]
    seen.append(raider.post("/choose", {"language": "en"}).headers["set-cookie"])
    for cookie in seen:
        assert "HttpOnly" in cookie
        assert re.search(r"SameSite=(Lax|Strict)", cookie)


def test_documents_that_are_not_there_look_like_any_other_missing_one(raider: Raider) -> None:
    raider.bring()
    for uid in (uuid4(), "00000000-0000-0000-0000-000000000000"):
        assert raider.get(f"/plans/{uid}/").status == 404
        assert raider.post(f"/plans/{uid}/drop", {"seen": 1, "who": "x", "key": "x"}).status == 404
        assert raider.get(f"/plans/{uid}/take/table.xlsx").status == 404
        assert raider.get(f"/plans/{uid}/files/1").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/static/../secret.key",
        "/static/%2e%2e/%2e%2e/secret.key",
        "/static/..%2fsecret.key",
        "/secret.key",
        "/files/",
        "/zhangtu.sqlite3",
        "/static//etc/passwd",
        "/.git/config",
        "/%00",
        "/%ff%fe",
        "/" + "a" * 60_000,
        "/?" + "a=1&" * 3000,
        "//evil.example/",
    ],
)
def test_nothing_but_our_pages_is_served(raider: Raider, server: Server, path: str) -> None:
    raider.bring()
    answer = raider.get(path)
    assert answer.status in {400, 404, 414}
    assert (server.home / "secret.key").read_text("ascii").strip() not in answer.text
    is_an_answer(answer)


def test_a_form_of_too_many_fields_gets_a_sentence(raider: Raider) -> None:
    is_an_answer(raider.post("/read", {f"field{number}": 1 for number in range(1500)}))


def memory(server: Server) -> int:
    """Megabytes the server and its workers hold, where the system tells."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
            if os.getpgid(int(status.parent.name)) == server.process.pid:
                found = re.search(r"VmHWM:\s+(\d+)", text)
                total += int(found[1]) // 1024 if found else 0
        except OSError:
            continue
    return total


@pytest.mark.long
@pytest.mark.skipif(
    not Path("/proc").is_dir(), reason="NOT RUN: this system does not tell what memory is held"
)
def test_large_uploads_hold_little_memory_and_others_are_answered(raider: Raider, server: Server) -> None:
    for data, status in (
        (b"\x89PNG\r\n\x1a\n" + os.urandom(49 << 20), 422),
        (b"\n" * (49 << 20) + b"a", 422),
        (os.urandom(51 << 20), 413),
        ((PLAN * 4000).encode(), 302),
    ):
        assert raider.upload(data).status in {status, 422}
        assert Raider(raider.port).get("/").status == 200
    assert memory(server) < 1500


@pytest.mark.long
def test_an_upload_that_claims_five_gigabytes_is_refused_before_it_is_there(raider: Raider) -> None:
    head = b"POST /read HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000000000\r\n\r\n"
    with socket.create_connection(("127.0.0.1", raider.port), timeout=60) as line:
        line.sendall(head)
        until = time.monotonic() + 60
        try:
            while time.monotonic() < until:
                line.sendall(bytes(1 << 20))
        except OSError:
            until = 0
    assert until == 0, "the server hung up"
    assert raider.get("/").status == 200
