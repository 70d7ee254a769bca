"""The one process that owns an office's mirror: takes its lock, and stays near the journal."""

import fcntl
import logging
import os
import threading
from pathlib import Path
from typing import Final

from django.db import connections

from zhangtu.journal import queries
from zhangtu.mirror.answering import Answers
from zhangtu.mirror.file import Allowed
from zhangtu.mirror.keeping import Mirror
from zhangtu.mirror.listening import Listener
from zhangtu.mirror.questions import Answer, Asked, NotNow

#: The file whose lock says who owns the mirror.
LOCK: Final = "mirror.lock"
#: Seconds between looks at the journal while nobody asks.
LOOK: Final = 1.0
#: Seconds between tries to become the owner, or after something went wrong.
PATIENCE: Final = 3.0

log = logging.getLogger(__name__)


class Owner:
    """Owns the mirror of an office, as soon as nobody else does."""

    def __init__(self, home: Path, allowed: Allowed) -> None:
        self.home = home
        self.mirror = Mirror(home, allowed)
        self.answers = Answers(self.mirror)
        self._lock = -1
        self._process = os.getpid()
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._listener = Listener(home, self._answer)

    @property
    def owning(self) -> bool:
        """Whether this process has the mirror."""
        return self._lock >= 0 and self._process == os.getpid()

    def take(self) -> bool:
        """Become the owner if nobody is, and open the mirror.

        Returns:
            Whether this process is the owner now.
        """
        if self.owning:
            return True
        lock = _locked(self.home)
        if lock < 0:
            return False
        try:
            self.mirror.open()
            self._listener.start()
        except BaseException:
            self.mirror.close()
            os.close(lock)
            raise
        self._lock, self._process = lock, os.getpid()
        return True

    def trouble(self) -> str:
        """Look the mirror over, if no process has it.

        Returns:
            Why it would be built anew; empty when it would not, is not there, or is somebody's.
        """
        if not self.mirror.file.path.exists():
            return ""
        lock = _locked(self.home)
        if lock < 0:
            return ""
        try:
            return self.mirror.trouble()
        finally:
            os.close(lock)

    def build(self) -> None:
        """Take everything over that was written, however long it takes."""
        while not self.mirror.advance():
            if self._stop.is_set():
                return

    def start(self) -> None:
        """Keep the mirror in a thread of its own until ``stop``."""
        self._thread = threading.Thread(target=self._keep, name="mirror", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let another process have the mirror."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(10)
        if self.owning:
            self._listener.stop()
            self.mirror.close()
            os.close(self._lock)
            self._lock = -1

    def wake(self) -> None:
        """Look at the journal now."""
        self._wake.set()

    def _answer(self, asked: Asked) -> Answer:
        """Answer another process."""
        answer = self.answers.answer(asked)
        if isinstance(answer, NotNow):
            self.wake()
        return answer

    def _keep(self) -> None:
        while not self._stop.is_set():
            try:
                if self.take():
                    self._follow()
            except Exception:  # told in the log; the store answers meanwhile, and the next turn tries again
                log.exception("the mirror stumbled")
            finally:
                connections.close_all()
            self._stop.wait(PATIENCE)

    def _follow(self) -> None:
        """Stay near the journal; whoever asks takes the last entries over."""
        while not self._stop.is_set():
            if self.mirror.building or self.mirror.mark < queries.last_number():
                self.build()
            self.answers.prepare()
            self._wake.wait(LOOK)
            self._wake.clear()


def _locked(home: Path) -> int:
    """The locked file; -1 when another process has it."""
    lock = os.open(home / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return -1
    return lock
