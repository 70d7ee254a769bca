"""Work behind the pages: done at least once, by one process at a time."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import ClassVar

import pytest
from django.db import transaction

from zhangtu.kernel import clock
from zhangtu.kernel.refusals import RefusedError
from zhangtu.runner import jobs
from zhangtu.runner.lock import FileLock, holder
from zhangtu.runner.running import Errand, Runner

ROOT = Path(__file__).parents[2]


class TooBigError(RefusedError):
    sentences: ClassVar = {"too_big": ("太大了", "too big")}


def nothing(work: jobs.Work) -> None:
    del work


@contextmanager
def handing_in(kind: str, work: Callable[[jobs.Work], None]) -> Iterator[None]:
    jobs.hand_in(kind, work)
    try:
        yield
    finally:
        del jobs._works[kind]


def soon(condition: Callable[[], object]) -> bool:
    """Whether something becomes so; looks for ten seconds at most."""
    for _ in range(200):
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.django_db
def test_a_job_is_given_what_was_asked_and_tells_how_far_it_is() -> None:
    seen = []

    def count(work: jobs.Work) -> None:
        seen.append(work.arguments["rows"])
        work.tell(3, 7)

    with handing_in("test.count", count):
        job = jobs.enqueue("test.count", {"rows": [1, "二"]})
        assert jobs.do_next(Event())
        assert not jobs.do_next(Event())
    assert seen == [[1, "二"]]
    view = jobs.view(job)
    assert view is not None
    assert (view.state, view.done, view.total) == (jobs.State.DONE, 3, 7)


@pytest.mark.django_db(transaction=True)
def test_a_job_asked_for_in_an_act_that_failed_was_never_asked_for() -> None:
    def act() -> None:
        with transaction.atomic():
            jobs.enqueue("test.gone")
            raise TooBigError("too_big")

    with pytest.raises(TooBigError):
        act()
    assert jobs.waiting() == 0


@pytest.mark.django_db
def test_open_work_of_one_key_is_asked_for_once() -> None:
    first = jobs.enqueue("test.once", key="import 7")
    assert jobs.enqueue("test.once", key="import 7") == first
    assert jobs.enqueue("test.other", key="import 7") != first
    with handing_in("test.once", nothing), handing_in("test.other", nothing):
        assert jobs.do_next(Event())
        assert jobs.do_next(Event())
    assert jobs.enqueue("test.once", key="import 7") != first


@pytest.mark.django_db
def test_a_job_that_fails_waits_longer_each_time_and_is_then_left_for_a_person() -> None:
    begun = []

    def fail(work: jobs.Work) -> None:
        begun.append(work.job)
        raise TooBigError("too_big")

    with handing_in("test.fail", fail):
        job = jobs.enqueue("test.fail")
        later = clock.now()
        for _ in range(jobs.TRIES):
            with clock.stopped_at(later):
                assert jobs.do_next(Event())
                assert not jobs.do_next(Event()), "not again at once"
            later += timedelta(hours=2)
        assert len(begun) == jobs.TRIES
        with clock.stopped_at(later):
            assert not jobs.do_next(Event())
    assert [(one.job, one.trouble) for one in jobs.given_up()] == [(job, "too_big")]
    jobs.again(job)
    assert jobs.given_up() == []
    assert jobs.waiting() == 1


@pytest.mark.django_db
def test_a_job_that_is_stopped_goes_on_later() -> None:
    stop, rounds = Event(), []

    def long(work: jobs.Work) -> None:
        rounds.append(1)
        work.stop.set() if len(rounds) == 1 else None
        work.tell(1, 2)

    with handing_in("test.long", long):
        job = jobs.enqueue("test.long")
        assert jobs.do_next(stop)
        before = jobs.view(job)
        assert before is not None
        assert before.state is jobs.State.WAITING
        assert jobs.do_next(Event())
    after = jobs.view(job)
    assert after is not None
    assert (after.state, after.tries) == (jobs.State.DONE, 1)


@pytest.mark.django_db
def test_what_a_dead_process_began_is_begun_again() -> None:
    job = jobs.enqueue("test.dead")
    jobs.Job.objects.filter(pk=job).update(state=jobs.State.RUNNING, tries=1)
    assert jobs.take_back() == 1
    with handing_in("test.dead", nothing):
        assert jobs.do_next(Event())


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path), FileLock(tmp_path)
    assert first.take()
    assert first.take(), "it keeps it"
    assert not second.take()
    assert holder(tmp_path) == os.getpid()
    first.free()
    assert holder(tmp_path) == 0
    assert second.take()
    second.free()


PROCESS = """
import sys, time
from pathlib import Path
from zhangtu.project import office
home = office.prepare()
from zhangtu.runner.running import Errand, Runner
def mark():
    with (home / "marks").open("a") as out:
        out.write(sys.argv[1] + "\\n")
runner = Runner(home, [Errand("mark", 0.1, mark)])
runner.start()
try:
    time.sleep(60)
finally:
    runner.stop()
"""


def _process(home: Path, name: str) -> subprocess.Popen[bytes]:
    surroundings = {**os.environ, "ZHANGTU_HOME": str(home)}
    surroundings.pop("DATABASE_URL", None)
    return subprocess.Popen([sys.executable, "-c", PROCESS, name], cwd=ROOT, env=surroundings)


def test_of_two_processes_one_works_and_the_other_takes_over(tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    first = _process(tmp_path, "a")
    assert soon(marks.exists)
    second = _process(tmp_path, "b")
    try:
        time.sleep(3)
        assert "b" not in marks.read_text()
        assert holder(tmp_path) == first.pid
        first.send_signal(signal.SIGKILL)
        first.wait(10)
        assert soon(lambda: "b" in marks.read_text())
        assert holder(tmp_path) == second.pid
    finally:
        for process in (first, second):
            process.kill()
            process.wait(10)


@pytest.mark.django_db(transaction=True)
def test_an_errand_that_fails_stops_neither_the_others_nor_itself(tmp_path: Path) -> None:
    turns = {"bad": 0, "good": 0}

    def bad() -> None:
        turns["bad"] += 1
        raise OSError(28, "No space left on device")

    def good() -> None:
        turns["good"] += 1

    runner = Runner(tmp_path, [Errand("bad", 0.05, bad), Errand("good", 0.05, good)])
    runner.start()
    try:
        assert soon(lambda: turns["bad"] > 1 and turns["good"] > 1)
        assert runner.working
    finally:
        runner.stop()
    assert not runner.working
    assert holder(tmp_path) == 0
