"""Lets other processes of the office ask the owner of the mirror: a thread for each that has connected."""

import logging
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
from django.db import close_old_connections, connections

from zhangtu.mirror import wire
from zhangtu.mirror.questions import Answer, Asked, NotNow

#: More connections at a time are not taken: those who ask go to the store.
MOST: Final = 64
#: Seconds between looks whether to end.
_LOOK: Final = 0.5

_read = msgspec.msgpack.Decoder(Asked).decode
_written = msgspec.msgpack.Encoder().encode
log = logging.getLogger(__name__)


class Listener:
    """Answers whoever connects to the socket in the office's folder; only its owner's account can."""

    def __init__(self, home: Path, answer: Callable[[Asked], Answer]) -> None:
        self._path = wire.path(home)
        self._file = home / wire.NAME
        self._answer = answer
        self._stop = threading.Event()
        self._places = threading.Semaphore(MOST)
        self._socket: socket.socket | None = None

    def start(self) -> None:
        """Begin to listen; a socket that a killed process left is taken away."""
        self._file.unlink(missing_ok=True)
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        made.bind(self._path)
        self._file.chmod(0o600)
        made.listen(MOST)
        made.settimeout(_LOOK)
        self._socket = made
        threading.Thread(target=self._accept, args=(made,), name="mirror-listener", daemon=True).start()

    def stop(self) -> None:
        """Listen no more."""
        self._stop.set()
        if self._socket is not None:
            self._socket.close()
            self._socket = None
            self._file.unlink(missing_ok=True)

    def _accept(self, made: socket.socket) -> None:
        while not self._stop.is_set():
            try:
                line, _ = made.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            if not self._places.acquire(blocking=False):
                line.close()
                continue
            line.settimeout(_LOOK)
            threading.Thread(target=self._serve, args=(line,), name="mirror-line", daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        """Answer one process until it hangs up."""
        try:
            with line, suppress(OSError):
                while not self._stop.is_set():
                    if not _waiting(line):
                        continue
                    frame = wire.receive(line, wire.QUESTION)
                    if frame is None or self._stop.is_set():
                        return
                    wire.send(line, self._answered(frame))
        except Exception:
            log.exception("a question to the mirror failed")
        finally:
            self._places.release()
            connections.close_all()

    def _answered(self, frame: bytes) -> bytes:
        close_old_connections()
        answer = _written(self._answer(_read(frame)))
        return answer if len(answer) <= wire.ANSWER else _written(NotNow(1.0))


def _waiting(line: socket.socket) -> bool:
    """Whether something has come, or the other side hung up."""
    try:
        line.settimeout(_LOOK)
        line.recv(1, socket.MSG_PEEK)
    except TimeoutError:
        return False
    line.settimeout(wire.PATIENCE)
    return True
