"""A prepared process from which offices' processes are forked: Django is loaded once, not once a command.

Run as a program it is that process; imported, it is how tests ask for a fork.
"""

import array
import atexit
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: One request is one packet of at most so many bytes.
PACKET = 1 << 17
#: What commands load when they are asked for; loaded before the fork.
ASKED_FOR = (
    "psycopg",
    "zhangtu.project.beginning",
    "zhangtu.project.carrying.filling",
    "zhangtu.project.carrying.moving",
    "zhangtu.project.carrying.packing",
    "zhangtu.project.carrying.unpacking",
    "zhangtu.project.continuing",
    "zhangtu.project.examining",
    "zhangtu.journal.verifying",
    "zhangtu.ledgers.importing.applying",
    "zhangtu.ledgers.importing.undoing",
    "django.core.management.commands.migrate",
)


@dataclass
class Child:
    """A process that runs a few lines of Python.

    Attributes:
        pid: Its number.
    """

    pid: int
    _told: int

    def wait(self, timeout: float) -> int:
        """Wait for its end.

        Args:
            timeout: Seconds; after them it is killed.

        Returns:
            Its exit code; less than 0 when a signal ended it.

        Raises:
            TimeoutError: It took too long.
        """
        ready, _, _ = select.select([self._told], [], [], timeout)
        if not ready:
            os.kill(self.pid, signal.SIGKILL)
        code = _number(self._told)
        os.close(self._told)
        if not ready:
            raise TimeoutError(timeout)
        return code


def start(code: str, words: Sequence[str], surroundings: Mapping[str, str], out: int, err: int) -> Child:
    """Run a few lines of Python in a process of their own.

    Args:
        code: The lines.
        words: What they find in ``sys.argv``.
        surroundings: The whole environment they see.
        out: Where their standard output goes.
        err: Where their standard error goes.

    Returns:
        The process.
    """
    told, tell = os.pipe()
    request = json.dumps({"code": code, "words": list(words), "surroundings": dict(surroundings)})
    handles = array.array("i", [out, err, tell]).tobytes()
    _nursery().sendmsg([request.encode()], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, handles)])
    os.close(tell)
    return Child(_number(told), told)


def _number(told: int) -> int:
    """The next number the prepared process told."""
    digits = b""
    while (digit := os.read(told, 1)) not in {b"\n", b""}:
        digits += digit
    return int(digits)


@cache
def _nursery() -> socket.socket:
    """The line to the prepared process, which ends with this one."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    strange = ("DATABASE_URL", "ZHANGTU_", "LANG", "LC_")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    process = subprocess.Popen(
        [sys.executable, __file__, str(theirs.fileno())],
        cwd=ROOT,
        env={**plain, "PYTHONPATH": str(ROOT / "src"), "ZHANGTU_HOME": "/nowhere/office"},
        pass_fds=[theirs.fileno()],
    )
    theirs.close()

    def end() -> None:
        ours.close()
        process.wait(10)

    atexit.register(end)
    return ours


def _forget_settings() -> None:
    """Have Django read its settings when it is set up, as in a process where it never was."""
    import django  # noqa: PLC0415  # only in the prepared process

    plain = django.setup

    def setup(set_prefix: bool = True) -> None:
        django.setup = plain
        _renew_settings()
        plain(set_prefix)

    django.setup = setup


def _renew_settings() -> None:
    """Have Django's settings follow the environment of this very process."""
    from django.conf import settings  # noqa: PLC0415  # only in the prepared process
    from django.db import connections  # noqa: PLC0415

    fresh = importlib.reload(importlib.import_module("zhangtu.project.settings"))
    for name in filter(str.isupper, dir(fresh)):
        setattr(settings, name, getattr(fresh, name))
    # Nothing was opened before the fork; where the databases are was remembered.
    vars(connections).pop("settings", None)
    connections.__init__()  # type: ignore[misc]  # as new


def _live(about: Mapping[str, object], out: int, err: int) -> int:
    """Be the process that was asked for; the exit code."""
    os.dup2(out, 1)
    os.dup2(err, 2)
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123  # for the life of the process
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(about["surroundings"])  # type: ignore[call-overload]
    sys.argv = ["-c", *about["words"]]  # type: ignore[misc]
    try:
        _forget_settings()
        exec(compile(str(about["code"]), "<office>", "exec"), {"__name__": "__main__"})  # noqa: S102
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    except BaseException:  # noqa: BLE001  # as the interpreter itself would
        traceback.print_exc()
        return 1
    return 0


def _fork(about: Mapping[str, object], out: int, err: int, tell: int) -> None:
    """Fork the process and stay to tell how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if child == 0:
        os.close(tell)
        code = 1
        try:
            code = _live(about, out, err)
            from django.db import connections  # noqa: PLC0415

            connections.close_all()
            sys.stdout.flush()
        finally:
            os._exit(code)
    os.close(out)
    os.close(err)
    os.write(tell, f"{child}\n".encode())
    _, status = os.waitpid(child, 0)
    os.write(tell, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _serve(line: socket.socket) -> None:
    """Fork a process for every request until whoever asks is gone."""
    # Nobody waits for those that wait for the processes.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        request, handed, _, _ = line.recvmsg(PACKET, socket.CMSG_SPACE(3 * array.array("i").itemsize))
        if not request:
            return
        handles = array.array("i")
        handles.frombytes(handed[0][2])
        if os.fork() == 0:
            line.close()
            try:
                _fork(json.loads(request), *handles)
            finally:
                os._exit(0)
        for handle in handles:
            os.close(handle)


def _prepare() -> None:
    """Load what commands need."""
    from zhangtu.project import commands, office  # noqa: PLC0415  # not where this is imported

    office.load()
    for command in commands.COMMANDS.values():
        importlib.import_module(command.module)
    for module in ASKED_FOR:
        importlib.import_module(module)


if __name__ == "__main__":
    _prepare()
    _serve(socket.socket(fileno=int(sys.argv[1])))
