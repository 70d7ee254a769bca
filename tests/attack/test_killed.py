"""The server is killed at random, again and again: what it said is kept is kept."""

import json
import re
import signal
import sqlite3
import threading
import time
from contextlib import closing, suppress
from http.client import HTTPException
from pathlib import Path

import pytest
from raider import PLAN, Raider, Server

pytestmark = pytest.mark.long
ROUNDS = 30
#: Seconds of work before each killing; uneven, so that it hits other places each time.
WORK = [0.6 + (turn * 0.377) % 1.3 for turn in range(ROUNDS)]


class Busy:
    """Somebody who corrects and brings in files without pause, and remembers what was acknowledged."""

    def __init__(self, number: int) -> None:
        self.number, self.turn = number, 0
        self.titles: dict[str, list[str]] = {}
        self.documents: dict[str, str] = {}
        self.stopped = False

    def work(self, port: int) -> None:
        """Go on until the server is gone."""
        with suppress(OSError, HTTPException, KeyError):
            raider = Raider(port)
            raider.get("/")
            while not self.stopped:
                self._once(raider)

    def _once(self, raider: Raider) -> None:
        self.turn += 1
        if self.turn % 4 == 1 or not self.documents:
            text = PLAN + f"（四）清点第{self.number}{self.turn:05}号船。\n"
            answer = raider.upload(text.encode())
            if answer.status == 302:
                self.documents[answer.headers["location"]] = text
            return
        raider.plan = list(self.documents)[-1]
        title = f"清点{self.number}之{self.turn:05}"
        key = raider.tasks()[self.turn % 3]
        answer = raider.correct("amend", {"key": key, "title": title, "lead": [f"{title}组"], "kind": "none"})
        if answer.status == 200:
            self.titles.setdefault(raider.plan, []).append(title)


def entries(home: Path) -> dict[str, list[tuple[int, str, str]]]:
    """Number, kind and values of every entry, by the document's address."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    with closing(sqlite3.connect(home / "zhangtu.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = database.execute(
            "SELECT uid, e.number, e.kind, e.payload FROM plans_entry e "
            "JOIN plans_document d ON d.id = document_id ORDER BY uid, e.number"
        )
        for uid, number, kind, payload in rows:
            place = re.sub(r"(.{8})(.{4})(.{4})(.{4})(.{12})", r"/plans/\1-\2-\3-\4-\5/", uid)
            found.setdefault(place, []).append((number, kind, str(json.loads(payload))))
        versions = database.execute(
            "SELECT count(*) FROM plans_document d "
            "LEFT JOIN plans_version v ON v.document_id = d.id WHERE v.id IS NULL"
        )
        assert versions.fetchone() == (0,), "no document without its file"
        for (digest,) in database.execute("SELECT DISTINCT sha256 FROM plans_version"):
            assert (home / "files" / digest[:2] / digest).is_file()
    return found


def whole(made: list[tuple[int, str, str]]) -> None:
    """Entries are numbered without gaps, and a form that sets two values has written both or neither."""
    assert [number for number, _, _ in made] == list(range(1, len(made) + 1))
    titles = _values(made, "title", r"'title': '([^']+)'")
    units = _values(made, "units", r"'lead': \['([^']+)组'")
    assert titles == units


def _values(made: list[tuple[int, str, str]], kind: str, pattern: str) -> set[str]:
    return {found for _, one, said in made if one == kind for found in re.findall(pattern, said)}


def test_what_was_acknowledged_survives_thirty_killings(tmp_path: Path) -> None:
    home = tmp_path / "office"
    people = [Busy(number) for number in range(3)]
    for turn in range(ROUNDS):
        server = Server(home)
        try:
            server.wait()
            threads = [threading.Thread(target=one.work, args=(server.port,)) for one in people]
            for thread in threads:
                thread.start()
            time.sleep(WORK[turn])
        finally:
            server.end(signal.SIGKILL)
        for thread in threads:
            thread.join()
        if turn % 5 == 4:
            check(home, people)
    check(home, people)
    assert sum(len(titles) for one in people for titles in one.titles.values()) > ROUNDS
    assert "Internal Server Error" not in server.log.read_text("utf-8", "replace")


def check(home: Path, people: list[Busy]) -> None:
    """Everything acknowledged is in the database, and the server shows it."""
    found = entries(home)
    for made in found.values():
        whole(made)
    for one in people:
        for place, titles in one.titles.items():
            said = " ".join(values for _, _, values in found[place])
            assert [title for title in titles if title not in said] == []
    server = Server(home)
    try:
        server.wait()
        raider = Raider(server.port)
        for one in people:
            for place, text in list(one.documents.items())[-3:]:
                assert raider.get(place).status == 200
                assert raider.get(place + "files/1").data == text.encode()
    finally:
        server.end()
