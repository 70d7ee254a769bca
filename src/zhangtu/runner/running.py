"""The runner: holds the lock, does what is due by the schedule in one thread and jobs in another."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import monotonic

from django.db import connections

from zhangtu.runner import jobs
from zhangtu.runner.lock import lock_for

#: Seconds between looks for work.
LOOK = 1.0
#: Seconds between tries to become the one who works.
PATIENCE = 5.0
#: Seconds given to work that is under way when the process ends.
FAREWELL = 10.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to do again and again.

    Attributes:
        name: What it is called in the log.
        every: Seconds between two turns.
        work: Does it; called from a thread of the runner. Doing it too often does no harm.
    """

    name: str
    every: float
    work: Callable[[], object]


class Runner:
    """Does the work behind the pages, as long as this process is the one that may."""

    def __init__(self, home: Path, errands: Sequence[Errand]) -> None:
        self._lock = lock_for(home)
        self._errands = tuple(errands)
        self._stop = Event()
        self._threads = [
            Thread(target=self._guarded, args=(part,), name=f"runner-{part.__name__}", daemon=True)
            for part in (self._keep_schedule, self._keep_jobs)
        ]
        self._working = Event()

    @property
    def working(self) -> bool:
        """Whether this process holds the lock and works."""
        return self._working.is_set()

    def start(self) -> None:
        """Begin, in threads of its own."""
        for thread in self._threads:
            thread.start()

    def stop(self, patience: float = FAREWELL) -> None:
        """End: what is under way may come to a place where it can go on later.

        Args:
            patience: Seconds to wait for it.
        """
        self._stop.set()
        until = monotonic() + patience
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(until - monotonic(), 0.0))
        self._lock.free()
        self._working.clear()

    def _guarded(self, part: Callable[[], None]) -> None:
        """Go on after anything that goes wrong: a full disk passes, a server comes back."""
        while not self._stop.is_set():
            try:
                part()
            except Exception:  # told in the log; the loop must not end with it
                log.exception("the runner stumbled")
                self._stop.wait(PATIENCE)
            finally:
                connections.close_all()

    def _keep_schedule(self) -> None:
        """Hold the lock and do each errand when its turn comes."""
        next_turn = [0.0] * len(self._errands)
        while not self._stop.is_set():
            if not self._held():
                self._stop.wait(PATIENCE)
                continue
            for place, errand in enumerate(self._errands):
                if monotonic() >= next_turn[place] and not self._stop.is_set():
                    next_turn[place] = monotonic() + errand.every
                    self._do(errand)
            self._stop.wait(LOOK)

    def _held(self) -> bool:
        """Take or keep the lock; the first time, put back the jobs of whoever held it before."""
        if not self._lock.take():
            self._working.clear()
            return False
        if not self._working.is_set():
            jobs.take_back()
            self._working.set()
        return True

    def _do(self, errand: Errand) -> None:
        """Do one errand; one that fails has its next turn like any other."""
        try:
            errand.work()
        except Exception:  # told in the log; the other errands must not wait for it
            log.exception("errand %s failed", errand.name)
            connections.close_all()

    def _keep_jobs(self) -> None:
        """Do jobs one after the other while the lock is held."""
        while not self._stop.is_set():
            if not self._working.is_set() or not jobs.do_next(self._stop):
                self._stop.wait(LOOK)
