"""How a process that serves comes to its end: what it holds is given back, whatever keeps the server busy."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Final

#: Seconds after which a server that was told to end is told once more, in its main thread.
NUDGE: Final = 0.2
#: Seconds a server has to come to its end; what is asked meanwhile is answered.
PATIENCE: Final = 12.0
_TOLD: Final = (signal.SIGINT, signal.SIGTERM)
_lock = threading.Lock()
_given: set[int] = set()


def once(held: Sequence[Callable[[], None]]) -> Callable[[], None]:
    """Give back what is held, and only once, whoever comes first.

    Args:
        held: What gives each of it back, in this order.
    """

    def give_back() -> None:
        _deafen()
        with _lock:
            if os.getpid() not in _given:
                _given.add(os.getpid())
                for each in held:
                    each()

    return give_back


def watch(held: Sequence[Callable[[], None]]) -> None:
    """Look after the end of this process, if this is its main thread.

    Before the server's own handlers are there and after they are gone, those of the process that forked us
    are inherited, which would take a signal and not end. And a signal may come to one of the server's own
    threads while the main thread, where Python answers it, sleeps on: then nobody would hear it.

    Args:
        held: As for ``once``.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for each in _TOLD:
        signal.signal(each, _leave)
    heard, told = os.pipe()
    os.set_blocking(told, False)
    signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    threading.Thread(target=_attend, args=(heard, once(held)), name="leaving", daemon=True).start()


def _leave(_number: int, _frame: FrameType | None) -> None:
    """End; a terminal and the watching process may both say so."""
    _deafen()
    sys.exit(0)


def _deafen() -> None:
    if threading.current_thread() is threading.main_thread():
        for each in _TOLD:
            signal.signal(each, signal.SIG_IGN)


def _attend(heard: int, give_back: Callable[[], None]) -> None:
    """Wait for a signal to end; see to it that it is followed."""
    while not set(os.read(heard, 16)) & set(_TOLD):
        pass
    # the process, and this thread with it, is gone as soon as it has ended
    time.sleep(NUDGE)
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
    time.sleep(PATIENCE - NUDGE)
    give_back()
    os._exit(0)
