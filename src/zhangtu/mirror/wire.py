"""Questions and answers between processes: frames of bounded size over a socket file."""

import os
import socket
import struct
from pathlib import Path
from typing import Final

#: The socket in the office's folder.
NAME: Final = "mirror.sock"
#: No question and no answer is longer, in bytes.
QUESTION: Final = 1 << 20
ANSWER: Final = 16 << 20
#: Seconds to wait for the rest of a frame.
PATIENCE: Final = 10.0
#: A longer path the system does not take for a socket.
_LONGEST: Final = 100
_LENGTH: Final = struct.Struct(">I")


class BrokenError(OSError):
    """What comes over the line is no frame, too long, or ends early."""


def path(home: Path) -> str:
    """The path of the socket, made short where the system takes no long ones.

    Args:
        home: The office's folder.

    Returns:
        The path; a long one goes over an open handle of the folder, which is kept.
    """
    plain = str(home / NAME)
    if len(plain.encode()) <= _LONGEST:
        return plain
    handle = _HANDLES.get(str(home))
    if handle is None:
        handle = _HANDLES[str(home)] = os.open(home, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    return f"/proc/self/fd/{handle}/{NAME}"


#: Folders with long names → open handles.
_HANDLES: dict[str, int] = {}


def send(line: socket.socket, frame: bytes) -> None:
    """Send a frame.

    Args:
        line: The connection.
        frame: Its content.
    """
    line.sendall(_LENGTH.pack(len(frame)) + frame)


def receive(line: socket.socket, longest: int) -> bytes | None:
    """Receive a frame.

    Args:
        line: The connection.
        longest: No frame is longer.

    Returns:
        Its content; None when the other side hung up between frames.

    Raises:
        BrokenError: It is longer, or ends early.
    """
    head = _exactly(line, _LENGTH.size)
    if not head:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > longest:
        raise BrokenError("too long")
    body = _exactly(line, length)
    if len(body) < length:
        raise BrokenError("ends early")
    return body


def _exactly(line: socket.socket, length: int) -> bytes:
    """So many bytes; none when the other side hung up before the first.

    Raises:
        BrokenError: It hung up behind it.
    """
    parts: list[bytes] = []
    left = length
    while left:
        part = line.recv(min(left, 1 << 16))
        if not part:
            break
        parts.append(part)
        left -= len(part)
    if parts and left:
        raise BrokenError("ends early")
    return b"".join(parts)
