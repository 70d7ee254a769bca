"""What happens to what is kept when the disk, a person or another program lays hands on it."""

import hashlib
import json
import os
import signal
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from raider import PLAN, Raider, Server, served

from zhangtu.kernel import clock
from zhangtu.ledgers import files
from zhangtu.plans import actions, queries
from zhangtu.plans.errors import PlanError, Refusal

PLACE = "青坞县"


def stored(home: Path, text: str) -> Path:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return home / "files" / digest[:2] / digest


@pytest.fixture
def entry(server: Server, raider: Raider) -> Path:
    """The database of the server, with an entry in it."""
    raider.bring()
    assert raider.correct("drop", {"key": raider.tasks()[0]}).status == 200
    return server.home / "zhangtu.sqlite3"


#: The table's columns; an attacker knows them.
NAMES = "document_id, number, version, kind, payload, withdraws, who, at"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE plans_entry SET who = 'x'",
        "UPDATE OR REPLACE plans_entry SET number = number + 1",
        "UPDATE plans_entry SET payload = payload",
        "DELETE FROM plans_entry",
        f"INSERT OR REPLACE INTO plans_entry (id, {NAMES}) SELECT id, {NAMES} FROM plans_entry",  # noqa: S608
        f"REPLACE INTO plans_entry (id, {NAMES}) SELECT id + 900000, {NAMES} FROM plans_entry",  # noqa: S608
        "DELETE FROM plans_document",
    ],
)
def test_another_program_cannot_change_an_entry(entry: Path, statement: str) -> None:
    with closing(sqlite3.connect(entry, isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        before = list(database.iterdump())
        with pytest.raises(sqlite3.IntegrityError):
            database.execute(statement)
        assert list(database.iterdump()) == before
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_file_removed_from_the_disk_is_said(raider: Raider, server: Server) -> None:
    text = PLAN + "（四）清点缆绳。\n"
    raider.bring(text)
    stored(server.home, text).unlink()
    original = raider.get(raider.plan + "files/1")
    assert original.status == 410
    assert "备份" in original.text
    assert raider.get("/").status == 200


def test_a_file_changed_on_the_disk_is_never_handed_out(raider: Raider, server: Server) -> None:
    text = PLAN + "（四）清点船桨。\n"
    raider.bring(text)
    stored(server.home, text).write_text(text.replace("船桨", "船帆"), "utf-8")
    original = raider.get(raider.plan + "files/1")
    assert original.status == 410
    assert "改动过" in original.text
    assert "船帆" not in original.text


def test_a_changed_file_is_not_read_again_either(office: Path) -> None:
    text = PLAN + "（四）清点船灯。\n"
    uid = actions.bring_in([text.encode()], "a.txt", actor="沈一舟")
    stored(office, text).write_bytes(b"something else")
    actions.bring_in([PLAN.encode()], "b.txt", actor="沈一舟")
    with pytest.raises(PlanError) as refused:
        queries.original(uid, 1)
    assert refused.value.refusal is Refusal.DAMAGED
    stored(office, text).write_bytes(text.encode())
    assert queries.original(uid, 1) == ("a.txt", text.encode())


def test_what_a_killed_server_left_half_written_is_cleared_away_later(office: Path) -> None:
    folder = office / "files"
    folder.mkdir()
    old, new = folder / "coming-old", folder / "coming-new"
    for path in (old, new):
        path.write_bytes(b"half")
    then = (clock.now() - files.ABANDONED - timedelta(minutes=1)).timestamp()
    os.utime(old, (then, then))
    actions.bring_in([PLAN.encode()], "a.txt", actor="沈一舟")
    assert not old.exists()
    assert new.exists(), "it may belong to an upload that is still coming"


def test_the_office_is_readable_by_its_own_account_only(raider: Raider, server: Server) -> None:
    raider.bring()
    assert stat.S_IMODE((server.home / "secret.key").stat().st_mode) == 0o600
    for path in server.home.rglob("*"):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_the_log_holds_neither_the_key_nor_words_of_documents(raider: Raider, server: Server) -> None:
    raider.bring(PLAN)
    raider.correct("amend", {"key": raider.tasks()[0], "title": "清点渡船名册", "kind": "none"}, "沈一舟")
    raider.correct("mend", {"start": 0, "end": 3, "words": "别的话", "new": "清点渡船名册"})
    raider.upload(b"\0" + PLAN.encode(), f"{PLACE}.txt")
    raider.get(raider.plan + "tasks/nothing/")
    log = server.log.read_text("utf-8", "replace")
    key = (server.home / "secret.key").read_text("ascii").strip()
    assert "Unprocessable" in log
    for word in (key, PLACE, "渡船", "沈一舟", raider.token):
        assert word not in log


def test_a_key_that_is_there_is_kept_and_a_new_one_is_whole(tmp_path: Path) -> None:
    from zhangtu.project.secret import secret_key  # noqa: PLC0415  # imported like the settings do

    first = secret_key(tmp_path / "office")
    assert len(first) == 64
    assert secret_key(tmp_path / "office") == first
    assert [path.name for path in (tmp_path / "office").iterdir()] == ["secret.key"]


def nearly_full(home: Path) -> str:
    """What lets no file of an office grow much beyond its largest: to a program the same as a full disk."""
    with served(home) as server:
        server.end()
    largest = max(path.stat().st_size for path in home.rglob("*") if path.is_file())
    return f"ulimit -f {largest // 512 + 2000};"  # in blocks of 512 bytes


def test_a_full_disk_is_said_and_what_was_saved_stays(tmp_path: Path) -> None:
    with served(tmp_path / "office", limit=nearly_full(tmp_path / "office")) as server:
        raider = Raider(server.port)
        raider.bring()
        key, kept = raider.tasks()[1], 0
        for turn in range(400):
            title = f"第{turn}次" + "清点船灯" * 400
            answer = raider.correct("amend", {"key": key, "title": title, "kind": "none"})
            if answer.status != 200:
                break
            kept += 1
        assert answer.status == 507
        assert "磁盘" in answer.text
        upload = raider.upload((PLAN * 2000).encode())
        assert upload.status == 507
        assert "磁盘" in upload.text
        assert "content-security-policy" in upload.headers
        assert raider.get("/").status == 200
        server.end()
    with served(tmp_path / "office") as server:
        raider.port = server.port
        page = raider.get(raider.plan)
        assert f"第{kept - 1}次" in page.text
        assert raider.correct("amend", {"key": key, "title": "清点船灯", "kind": "none"}).status == 200
    with closing(sqlite3.connect(tmp_path / "office" / "zhangtu.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = [str(json.loads(text)) for (text,) in database.execute("SELECT payload FROM plans_entry")]
    # A commit that failed on its last bytes may still be there: its outcome was said to be uncertain.
    for turn in range(kept):
        assert any(
            f"第{turn}次" in text.encode().decode("unicode_escape") or f"第{turn}次" in text for text in found
        )


def test_a_worker_that_is_brought_down_is_started_again(tmp_path: Path) -> None:
    with served(tmp_path / "office") as server:
        raider = Raider(server.port)
        raider.bring()
        for worker in server.workers():
            os.kill(worker, signal.SIGKILL)
        server.wait()
        assert raider.get(raider.plan).status == 200
        assert raider.correct("drop", {"key": raider.tasks()[0]}).status == 200
