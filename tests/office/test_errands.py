"""What is done again and again: the head sent out, imports gone on with, and who of several does it."""

import os
import time
from pathlib import Path

import psycopg
import pytest
from cluster import Cluster
from django.db import connection
from offices import Office

from zhangtu.journal import sealing
from zhangtu.journal.actor import Actor
from zhangtu.journal.heads import read_file
from zhangtu.kernel import clock
from zhangtu.ledgers.importing import preparing
from zhangtu.people import actions
from zhangtu.project.continuing import ABANDONED, drop_abandoned
from zhangtu.project.sending import send_head
from zhangtu.runner.lock import FileLock, ServerLock, lock_for

CONSOLE = Actor(machine="console")


@pytest.fixture
def sealed(settings: object, tmp_path: Path) -> None:
    settings.ZHANGTU_HOME = tmp_path / "home"  # type: ignore[attr-defined]
    settings.SECRET_KEY = "only for tests"  # type: ignore[attr-defined]  # noqa: S105
    (tmp_path / "home").mkdir()
    actions.enrol("甲一", actor=CONSOLE)
    sealing.seal()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("sealed")
def test_the_head_goes_out_once_a_day_and_stays_as_it_was_sent(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    first = send_head(outside)
    assert first is not None
    (head,) = read_file(first)
    assert head == sealing.newest()
    actions.enrol("乙二", actor=CONSOLE)
    sealing.seal()
    assert send_head(outside) is None, "today's was sent"
    assert read_file(first) == [head]
    with clock.stopped_at(clock.now().replace(year=clock.now().year + 1)):
        second = send_head(outside)
    assert second is not None
    assert [path.name for path in sorted(outside.iterdir())] == [first.name, second.name], "no drafts left"
    assert read_file(second) == [sealing.newest()]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("sealed")
def test_a_head_that_cannot_be_sent_is_tried_again(tmp_path: Path) -> None:
    assert send_head(None) is None, "the office chose nowhere"
    with pytest.raises(OSError, match="unplugged"):
        send_head(tmp_path / "unplugged")
    (tmp_path / "unplugged").mkdir()
    assert send_head(tmp_path / "unplugged") is not None


@pytest.mark.django_db
def test_nothing_is_sent_before_anything_is_sealed(tmp_path: Path) -> None:
    assert send_head(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_imports_nobody_wanted_are_dropped_after_two_weeks(settings: object, tmp_path: Path) -> None:
    settings.ZHANGTU_HOME = tmp_path  # type: ignore[attr-defined]
    assert drop_abandoned() == [], "no office prepared anything yet"
    for name in ("old", "new"):
        preparing.folder_of(name).mkdir(parents=True)
        (preparing.folder_of(name) / "rows").write_bytes(b"prepared")
    long_ago = time.time() - ABANDONED - 60  # noqa: TID251  # the file system's own clock
    os.utime(preparing.folder_of("old"), (long_ago, long_ago))
    assert drop_abandoned() == ["old"]
    assert [path.name for path in preparing.folder_of("").iterdir()] == ["new"]


@pytest.mark.django_db
def test_the_lock_is_that_of_the_store(tmp_path: Path) -> None:
    wanted = ServerLock if connection.vendor == "postgresql" else FileLock
    assert isinstance(lock_for(tmp_path), wanted)


LOCKS = """
import os, sys
from zhangtu.project import office
home = office.prepare()
from zhangtu.runner.lock import ServerLock, lock_for
lock = lock_for(home)
assert isinstance(lock, ServerLock)
for order in sys.argv[1]:
    if order == "t": print(lock.take())
    if order == "f": lock.free()
    if order == "k": os.kill(os.getpid(), 9)
    if order == "l":
        other = ServerLock()
        print(other.take())
    if order == "c":
        import psycopg
        with psycopg.connect(sys.argv[2], autocommit=True) as line:
            line.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
    sys.stdout.flush()
"""


def test_on_a_server_one_of_several_machines_works(postgresql: Cluster, tmp_path: Path) -> None:
    office = Office(tmp_path / "office", postgresql.fresh())
    plain = office.address.replace("postgres://", "postgresql://")

    def told(orders: str) -> list[str]:
        return office.python(LOCKS, orders, plain).stdout.split()

    assert told("ttl") == ["True", "True", "False"], "kept by one, refused to the other"
    assert told("tfl") == ["True", "True"], "given back"
    assert told("tk") == ["True"]
    assert told("t") == ["True"], "whoever died holds nothing"
    # The server lets the line go: what was held is lost, said so once, and taken anew.
    assert told("tctt") == ["True", "False", "True"]
    with psycopg.connect(plain) as line:
        assert line.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'").fetchone() == (0,)
