"""Each thing ``zhangtu doctor`` looks for, broken by itself: told, and mended where a machine may."""

import shutil
from pathlib import Path

import pytest
from offices import Office

PRELUDE = """
import os, shutil, tempfile
from collections import namedtuple
from datetime import timedelta
from zhangtu.project import office
home = office.open_existing()
from django.db import connection, connections
from zhangtu.journal import sealing
from zhangtu.journal.actor import Actor
from zhangtu.kernel import clock
from zhangtu.people import actions
from zhangtu.project import examining, sql
from zhangtu.runner import jobs
console = Actor(machine="console")

def ask(*words):
    with connection.cursor() as cursor:
        for one in words:
            cursor.execute(one)
"""
#: What cannot be broken for another process to see is looked at in the same one.
AT_ONCE = """
from zhangtu.project.commands import main
print(main(["doctor", "--lang", "en"]))
"""
#: What is done to a sealed office, the words it is then told with, and whether it can be mended.
BROKEN = {
    "an older store under a newer heads.log": (
        """
shutil.copy(home / "zhangtu.sqlite3", home / "older")
actions.enrol("甲一", actor=console)
sealing.seal()
connections.close_all()
(home / "zhangtu.sqlite3-wal").unlink(missing_ok=True)
shutil.move(home / "older", home / "zhangtu.sqlite3")
""",
        "it may be an older one",
        False,
    ),
    "a clock that runs behind": (
        """
with clock.stopped_at(clock.now() + timedelta(hours=2)):
    actions.enrol("甲一", actor=console)
    sealing.seal()
""",
        "minutes behind the last entry",
        False,
    ),
    "a file that is gone": (
        """
ask(f"INSERT INTO ledgers_attachment (row, field, sha256, name) VALUES (1, 1, '{'cd' * 32}', 'a')")
""",
        "cd" * 32,
        False,
    ),
    "an import that stands still": (
        """
ask("INSERT INTO ledgers_import (uid, ledger, entry, total, done, shown)"
    " VALUES ('018f0000000070008000000000000001', 1, 1, 10, 5, 0)")
""",
        "018f0000-0000-7000-8000-000000000001",
        False,
    ),
    "a job that was given up": (
        """
job = jobs.enqueue("test.gone")
jobs.Job.objects.filter(pk=job).update(state=jobs.State.FAILED, ended=1, trouble="too_big")
""",
        "was given up: too_big",
        True,
    ),
    "tables of another version": (
        """
ask("DROP TABLE runner_job", "DELETE FROM django_migrations WHERE app = 'runner'")
""",
        "not those of this version",
        True,
    ),
    "a heads.log that ends early": (
        """
(home / "heads.log").write_bytes(b"")
""",
        "reaches to entry 0",
        True,
    ),
    "a guard that is gone": (
        """
ask("DROP TRIGGER journal_entry_stays")
""",
        "journal_entry_stays",
        True,
    ),
    "a key others can read": (
        """
(home / "secret.key").chmod(0o644)
""",
        "secret.key can be read",
        True,
    ),
    "an upload that was broken off": (
        """
(home / "files").mkdir(exist_ok=True)
(home / "files" / "coming-1").write_bytes(b"half")
os.utime(home / "files" / "coming-1", (1, 1))
""",
        "coming-1",
        True,
    ),
}
BROKEN_HERE = {
    "entries nobody sealed": (
        """
actions.enrol("甲一", actor=console)
examining.UNSEALED = -1
""",
        "entries are not sealed",
    ),
    "a disk that is nearly full": (
        """
shutil.disk_usage = lambda path: namedtuple("Usage", "free")(7_000_000)
""",
        "Only 7 MB are free",
    ),
    "a disk that cannot be written": (
        """
def full(**given):
    raise OSError(28, "No space left on device")
tempfile.TemporaryFile = full
""",
        "cannot be written: No space left",
    ),
    "a database without a log of its own": (
        """
sql.journal_mode = lambda line: "delete"
""",
        "not in WAL mode but delete",
    ),
}


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Office(tmp_path_factory.mktemp("sealed") / "office").furnish(1, 3)
    assert made.run("seal").returncode == 0
    # What furnishes the office asks for work nobody does here.
    done = made.python(f"{PRELUDE}\njobs.Job.objects.all().delete()")
    assert done.returncode == 0, done.stderr
    assert made.run("doctor").returncode == 0
    return made.home


@pytest.fixture
def office(sealed: Path, tmp_path: Path) -> Office:
    shutil.copytree(sealed, tmp_path / "office")
    return Office(tmp_path / "office")


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_is_told_and_mended_where_a_machine_may(office: Office, what: str) -> None:
    code, words, mended = BROKEN[what]
    done = office.python(PRELUDE + code)
    assert done.returncode == 0, done.stderr
    told = office.run("doctor", "--lang", "en")
    assert (words in told.stdout, told.returncode) == (True, 1), told.stdout + told.stderr
    assert office.run("doctor", "--mend").returncode == (0 if mended else 1)
    again = office.run("doctor", "--lang", "en")
    assert (words in again.stdout, again.returncode) == ((False, 0) if mended else (True, 1)), again.stdout


@pytest.mark.parametrize("what", BROKEN_HERE)
def test_what_a_person_must_see_to_is_told(office: Office, what: str) -> None:
    code, words = BROKEN_HERE[what]
    done = office.python(PRELUDE + code + AT_ONCE)
    assert done.returncode == 0, done.stderr
    assert words in done.stdout
    assert done.stdout.rstrip().endswith("\n1"), "its exit code says that something is left"
