"""Some of the hundred kills: changes and seals, backups, restoring, moving.

Whatever was acknowledged is there, nothing is there twice, and the office verifies. Imports are killed in
test_killed_imports.
"""

import shutil
from pathlib import Path

import pytest
from cluster import Cluster
from killing import KILLED, at, at_random, sound
from offices import Office

pytestmark = pytest.mark.long

#: Changes and seals without pause; a line for every change that was acknowledged.
WORKER = """
import sys
from zhangtu.project import office
office.open_existing()
from zhangtu.journal import sealing
from zhangtu.journal.actor import Actor
from zhangtu.people import actions
console, turn = Actor(machine="console"), 0
while True:
    turn += 1
    name = f"{sys.argv[1]}之{turn}"
    actions.enrol(name, actor=console, phone="0100")
    print(name, flush=True)
    if turn % int(sys.argv[2]) == 0:
        sealing.seal()
"""
NAMES = """
from zhangtu.project import office
office.open_existing()
from zhangtu.people import models
for name in models.Person.objects.values_list("name", flat=True): print(name)
"""
ROUNDS = {"sqlite": 36, "postgresql": 14}


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Office(tmp_path_factory.mktemp("kills") / "office").furnish(1, 4).home


@pytest.fixture
def office(furnished: Path, tmp_path: Path) -> Office:
    shutil.copytree(furnished, tmp_path / "office")
    return Office(tmp_path / "office")


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_changes_and_seals_survive_being_killed_at_random(
    office: Office, database: str, request: pytest.FixtureRequest
) -> None:
    if database == "postgresql":
        server: Cluster = request.getfixturevalue("postgresql")
        assert office.run("move", "--to", server.fresh()).returncode == 0
    acknowledged: list[str] = []
    for turn in range(ROUNDS[database]):
        often = "2" if turn % 3 else "7"
        status, lines = at_random(office, WORKER, f"第{turn}人", often, longest=0.25)
        assert status == KILLED
        acknowledged += lines
        if turn % 12 == 10:
            sound(office)
    sound(office)
    there = office.python(NAMES).stdout.splitlines()
    assert len(acknowledged) > ROUNDS[database]
    assert set(acknowledged) <= set(there)
    assert len(there) == len(set(there)), "nothing twice"


def test_a_killed_backup_leaves_no_backup_and_an_office_that_works(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "b.zip"
    for place in ("backup.table:1", "backup.table:5", "backup.table:9", "backup.table:20", "backup.written"):
        for _ in range(2):
            at(office, place, "backup", str(out))
            assert not out.exists()
    sound(office)
    assert office.run("backup", str(out), "--with-key").returncode == 0
    copy = Office(tmp_path / "copy")
    for place in ("fill.table:1", "fill.table:3", "fill.table:20", "fill.compared", "fill.whole"):
        for _ in range(2):
            at(copy, place, "restore", str(out))
            assert copy.run("doctor").returncode == 2, "what is not whole cannot be opened"
    assert copy.run("restore", str(out)).returncode == 0
    assert copy.sums() == office.sums()
    sound(copy)


PLACES = ("fill.table:2", "fill.table:20", "fill.compared", "fill.whole", "move.filled")


def _kill_moves(office: Office, to: str) -> dict[str, str]:
    """Kill a move again and again before it is done; the office stays where it was."""
    before = office.sums()
    for place in PLACES:
        at(office, place, "move", "--to", to)
        assert office.sums() == before, place
        if place == "move.filled":
            # The new store is whole, though nobody was told of it; a person must say what becomes of it.
            assert office.run("move", "--to", to).returncode == 2
    sound(office)
    return office.sums()


def test_a_killed_move_leaves_the_office_where_it_was_or_moved_it(
    office: Office, postgresql: Cluster, tmp_path: Path
) -> None:
    _kill_moves(office, f"sqlite:///{tmp_path}/elsewhere.sqlite3")
    before = _kill_moves(office, postgresql.fresh())
    at(office, "move.named", "move", "--to", postgresql.fresh())
    assert office.sums() == before, "it was named, so it has moved"
    assert (office.home / "database.url").exists()
    sound(office)
    # And back.
    aside = tmp_path / "aside.sqlite3"
    (office.home / "zhangtu.sqlite3").replace(aside)
    before = office.sums()
    for place in PLACES[:-1]:
        at(office, place, "move", "--to", "sqlite")
        assert office.sums() == before, place
    at(office, "move.named", "move", "--to", "sqlite")
    assert office.sums() == before
    assert not (office.home / "database.url").exists()
    sound(office)
