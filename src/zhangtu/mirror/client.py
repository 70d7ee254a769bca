"""Asks the mirror, wherever its owner is: in this process, or in another one of this office."""

import os
import socket
import threading
from pathlib import Path
from typing import Final

import msgspec
from django.conf import settings
from django.db import connection

from zhangtu.journal import queries as journal
from zhangtu.mirror import wire
from zhangtu.mirror.owning import Owner
from zhangtu.mirror.questions import Answer, Asked, NotNow, Question

#: Seconds until a connection stands.
_CONNECT: Final = 1.0

_read = msgspec.msgpack.Decoder(Answer).decode
_written = msgspec.msgpack.Encoder().encode
#: The owner in this process, if it is here.
_HERE: list[Owner] = []


class _Lines(threading.local):
    """This thread's connection to another process."""

    line: socket.socket | None = None
    #: Whose it is: the process, and the office.
    place: tuple[int, Path] | None = None


_lines = _Lines()


def settle(owner: Owner | None) -> None:
    """Say who owns the mirror in this process, or may come to own it.

    Args:
        owner: The owner; None for nobody.
    """
    _HERE[:] = [] if owner is None else [owner]


def owner_here() -> Owner | None:
    """Who owns the mirror in this process, or may come to own it."""
    return _HERE[0] if _HERE else None


def ask(question: Question) -> Answer:
    """Ask the mirror; the answer includes everything written before.

    Args:
        question: The question.

    Returns:
        The answer; ``NotNow`` where the store must be asked. Inside a transaction it always must: what was
        written in it is nobody else's to see yet.
    """
    if connection.in_atomic_block:
        return NotNow(1.0)
    owner = owner_here()
    asked = Asked(question, journal.last_number())
    if owner is None or not owner.owning:
        return _elsewhere(Path(settings.ZHANGTU_HOME), asked)
    answer = owner.answers.answer(asked)
    if isinstance(answer, NotNow):
        owner.wake()
    return answer


def _elsewhere(home: Path, asked: Asked) -> Answer:
    """Ask the owner in another process; a connection that broke is made anew once."""
    frame = _written(asked)
    if len(frame) > wire.QUESTION or not (home / wire.NAME).exists():
        return NotNow(1.0)
    for fresh in (False, True):
        try:
            line = _line(home, fresh=fresh)
            wire.send(line, frame)
            answer = wire.receive(line, wire.ANSWER)
            if answer is not None:
                found: Answer = _read(answer)
                return found
        except (OSError, msgspec.DecodeError):
            hang_up()
    return NotNow(1.0)


def _line(home: Path, *, fresh: bool) -> socket.socket:
    """This thread's connection."""
    place = (os.getpid(), home)
    if _lines.line is None or fresh or _lines.place != place:
        hang_up()
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        made.settimeout(_CONNECT)
        made.connect(wire.path(home))
        made.settimeout(wire.PATIENCE)
        _lines.line, _lines.place = made, place
    return _lines.line


def hang_up() -> None:
    """Close this thread's connection, if it has one."""
    if _lines.line is not None:
        _lines.line.close()
        _lines.line = None
