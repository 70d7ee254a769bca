"""A hundred kills: whatever was acknowledged is there, nothing is there twice, and the journal verifies."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cluster import Cluster
from offices import ROOT, Office

pytestmark = pytest.mark.long

#: Changes and seals without pause; a line on standard output for every change that was acknowledged.
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
    if turn % 7 == 0:
        sealing.seal()
"""
NAMES = """
from zhangtu.project import office
office.open_existing()
from zhangtu.people import models
for name in models.Person.objects.values_list("name", flat=True): print(name)
"""
ROUNDS = 60


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office").furnish(1, 4)


def _start(office: Office, code: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        env=office.surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _sound(office: Office) -> None:
    assert office.run("seal").returncode == 0
    done = office.run("verify", "--lang", "en")
    assert done.returncode == 0, done.stdout + done.stderr


def _killed_worker(office: Office, turn: int, after: float) -> list[str]:
    """Have somebody change and seal until the process is killed; what was acknowledged."""
    worker = _start(office, WORKER, f"第{turn}人")
    assert worker.stdout is not None
    first = worker.stdout.readline()
    time.sleep(after)
    worker.send_signal(signal.SIGKILL)
    rest, wrong = worker.communicate(timeout=30)
    assert worker.returncode == -9, wrong
    # The last line may have been cut off in the middle; then it was not acknowledged.
    return [line for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]


def test_changes_and_seals_survive_being_killed_at_random(office: Office) -> None:
    chance = random.Random(20261123)  # noqa: S311  # the same uneven moments every time
    acknowledged: list[str] = []
    for turn in range(ROUNDS):
        acknowledged += _killed_worker(office, turn, chance.uniform(0, 0.8))
        if turn % 20 == 10:
            _sound(office)
    _sound(office)
    there = office.python(NAMES).stdout.splitlines(keepends=True)
    assert len(acknowledged) > ROUNDS
    assert set(acknowledged) <= set(there)
    assert len(there) == len(set(there)), "nothing twice"


@pytest.mark.parametrize("place", ["backup.table:1", "backup.table:9", "backup.written"])
def test_a_killed_backup_leaves_no_backup_and_an_office_that_works(
    office: Office, tmp_path: Path, place: str
) -> None:
    out = tmp_path / "b.zip"
    for _ in range(4):
        assert office.run("backup", str(out), ZHANGTU_FAIL_AT=place).returncode == -9
        assert not out.exists()
    assert office.run("backup", str(out), "--with-key").returncode == 0
    copy = Office(tmp_path / "copy")
    for point in ("fill.table:3", "fill.compared", "fill.whole"):
        assert copy.run("restore", str(out), ZHANGTU_FAIL_AT=point).returncode == -9
        assert copy.run("doctor").returncode == 2, "what is not whole cannot be opened"
    assert copy.run("restore", str(out)).returncode == 0
    assert copy.sums() == office.sums()


def test_a_killed_move_leaves_the_office_where_it_was_or_moved_it(
    office: Office, postgresql: Cluster, tmp_path: Path
) -> None:
    before = office.sums()
    for to in (postgresql.fresh(), f"sqlite:///{tmp_path}/elsewhere.sqlite3"):
        for place in ("fill.table:2", "fill.table:20", "fill.compared", "fill.whole"):
            assert office.run("move", "--to", to, ZHANGTU_FAIL_AT=place).returncode == -9
            assert office.sums() == before
            _sound(office)
            before = office.sums()
    to = postgresql.fresh()
    shutil.copytree(office.home, tmp_path / "spare")
    assert office.run("move", "--to", to, ZHANGTU_FAIL_AT="move.named").returncode == -9
    assert office.sums() == before, "it was named, so it has moved"
    assert (office.home / "database.url").exists()
    _sound(office)
