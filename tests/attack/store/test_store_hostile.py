"""Hostile files, names and questions at the doors of the store; a session's cookie alone changes nothing."""

import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from openpyxl import Workbook
from programs import Program

from office import CONSOLE, Office
from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import actions
from zhangtu.ledgers.exporting.actions import export
from zhangtu.ledgers.importing import preparing
from zhangtu.people import actions as people
from zhangtu.people import signing
from zhangtu.project.commands import import_, pack
from zhangtu.project.commands.console import UsageError

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)
ROWS = "/api/v1/ledgers/shops/rows"


def signed_in(actor: Actor, **more: Any) -> Client:
    """A browser in which somebody is signed in."""
    slip = people.open_account(actor.person, f"user{actor.person}", actor=CONSOLE)
    client = Client(headers={"Accept-Language": "en"}, **more)
    request = RequestFactory().post("/")
    request.session = client.session  # type: ignore[assignment]
    signing.sign_in(request, slip.login, slip.code)
    signing.choose_password(request, "Bridge-and-Hill-2026!")
    request.session.save()
    client.cookies[configured.SESSION_COOKIE_NAME] = request.session.session_key
    return client


def test_a_match_that_grows_without_end_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "match.yaml"
    bomb.write_text(BOMB, "utf-8")
    with pytest.raises(UsageError):
        import_._match(str(bomb), "en")


def test_a_pack_that_grows_without_end_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ledgers").mkdir()
    (tmp_path / "pack.yaml").write_text(BOMB, "utf-8")
    (tmp_path / "ledgers" / "shops.yaml").write_text("[" * 20_000, "utf-8")
    assert pack.main(["check", str(tmp_path), "--lang", "en"]) == 1
    assert len(capsys.readouterr().out) < 5_000


def test_a_workbook_opens_no_other_file(town: Office, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret words", "utf-8")
    plain, evil = tmp_path / "plain.xlsx", tmp_path / "evil.xlsx"
    book = Workbook()
    for row in (["名称", "编码"], ["甲", "1"], ["乙", "2"]):
        book.active.append(row)
    book.save(plain)
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret.txt">]>'
    with zipfile.ZipFile(plain) as given, zipfile.ZipFile(evil, "w") as out:
        for name in given.namelist():
            text = given.read(name).decode()
            if name == "xl/sharedStrings.xml":
                text = text.replace("<sst", f"{entity}<sst", 1).replace("甲", "&e;")
            out.writestr(name, text)
    try:
        seen = preparing.prepare(evil, "shops", actor=town.eastern)
    except RefusedError:
        return
    spooled = b"".join(path.read_bytes() for path in preparing.folder_of(seen.manifest.uid).iterdir())
    assert b"the secret words" not in spooled


@pytest.mark.parametrize(
    "where",
    [
        "(" * 5_000 + "staff > 1" + ")" * 5_000,
        " and ".join(["staff > 1"] * 5_000),
        "not " * 5_000 + "open",
        "staff > " + "9" * 100_000,
        "staff" + " + staff" * 10_000 + " > 1",
        "name = '" + "x" * 1_000_000 + "'",
        "regexp_matches(name, '(a+)+$')",
        "name like '" + "%a" * 5_000 + "'",
    ],
    ids=range(8),
)
def test_a_condition_that_grows_without_end_is_refused(town: Office, tmp_path: Path, where: str) -> None:
    actions.create("shops", {"name": "a" * 60}, actor=town.eastern)
    with pytest.raises(RefusedError) as refusal:
        export("shops", tmp_path / "out.csv", actor=town.eastern, where=where)
    assert len(str(refusal.value)) < 2_000


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd", "..\\..\\windows\\win.ini", "a\r\nSet-Cookie: x=1.txt", "invoice\u202egpj.exe",
        'a"; filename="b.html', "\x00.txt", "C:\\x.txt", "..", "\u2066a\u2069.txt",
    ],
)  # fmt: skip
def test_a_files_name_is_only_a_name(town: Office, program: Program, name: str) -> None:
    client = program(town.eastern)
    given = SimpleUploadedFile("x", b"words")
    given._name = name
    answer = client.post("/api/v1/files", {"file": given})
    if answer.status_code != 201:
        assert answer.status_code == 422
        return
    told = answer.json()
    kept = {"sha256": told["sha256"], "name": name}
    for photo in ([told], [kept]):
        row = client.post(ROWS, {"values": {"name": "东桥店", "photo": photo}}, "application/json")
        if row.status_code == 201:
            answer = client.get(f"/api/v1/files/{told['sha256']}")
            header = answer["Content-Disposition"]
            shown = unquote(header.partition("''")[2])
            assert header.startswith("attachment; filename*=UTF-8''")
            assert "\n" not in header + shown
            assert "\r" not in header + shown
            assert not set(shown) & set('/\\":\x00\u202e\u2066\u2069')
            assert shown not in {"", ".", ".."}
            assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_session_alone_changes_nothing(town: Office) -> None:
    client = signed_in(town.eastern, enforce_csrf_checks=True)
    assert client.get(ROWS).status_code == 200
    row = actions.create("shops", {"name": "东桥店"}, actor=town.eastern)
    before = journal.last_number()
    asked = [
        (client.post, ROWS, {"values": {"name": "伪造"}}),
        (client.patch, f"/api/v1/rows/{row.uid}", {"values": {"note": "伪造"}}),
        (client.post, f"/api/v1/rows/{row.uid}/withdraw", {"reason": "伪造"}),
        (client.post, "/api/v1/batches", {"changes": [{"ledger": "shops", "values": {"name": "伪造"}}]}),
    ]
    for send, path, body in asked:
        for kind in ("application/json", "text/plain"):
            headers = {"If-Match": f'"{row.version}"', "Idempotency-Key": "forged-1"}
            answer = send(path, body if kind == "application/json" else str(body), kind, headers=headers)
            assert answer.status_code == 403, (path, answer.content.decode())
            assert answer.json()["kind"] == "forged"
    assert journal.last_number() == before


def test_a_person_signed_in_sees_what_the_post_sees(town: Office) -> None:
    own = actions.create("shops", {"name": "东桥店"}, actor=town.eastern)
    actions.create("shops", {"name": "西岭店"}, actor=town.western)
    for actor, names in (
        (town.eastern, ["东桥店"]),
        (town.western, ["西岭店"]),
        (town.chief, ["东桥店", "西岭店"]),
    ):
        client = signed_in(actor)
        assert [one["values"]["name"] for one in client.get(ROWS).json()["rows"]] == names
        status = 404 if actor is town.western else 200
        assert client.get(f"/api/v1/rows/{own.uid}").status_code == status
        assert client.get("/api/v1/ledgers/tips/rows").status_code in {403, 404}
    assert Client().get(ROWS).status_code == 401
