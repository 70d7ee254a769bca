"""``zhangtu serve``: bring the database up to date, then serve the pages on this machine."""

import argparse
import os
import socket
import sys
from collections.abc import Sequence
from typing import Final

from zhangtu.kernel.refusals import RefusedError
from zhangtu.project import office
from zhangtu.project.commands.console import Parser, UsageError, complain, put
from zhangtu.project.commands.init import put_links
from zhangtu.project.commands.wording import say, spoken

#: No more processes than this may be asked for, and no more are taken unasked: each has memory of its own.
MOST: Final = 32
UNASKED: Final = 8
#: Seconds a process has to come to an end.
PATIENCE: Final = 20


def main(argv: Sequence[str]) -> int:
    """Serve until stopped.

    Args:
        argv: ``--port`` (8000), ``--host`` (127.0.0.1), ``--threads`` (4), ``--workers`` (by processors).

    Returns:
        The exit code: 0 when stopped, 2 when the command is not right, the port is taken or the office's
        folder cannot be written.
    """
    language = spoken(argv)
    try:
        asked = _parser(language).parse_args(list(argv))
        _try(asked.host, asked.port, language)
        _prepare(asked.host, language)
    except UsageError as error:
        sys.stderr.write(f"zhangtu serve: {error}\n")
        return 2
    except RefusedError as error:
        complain(error.say(language))
        return 2
    _serve(asked, language)
    return 0


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu serve",
        say("summary_serve", language),
        [("zhangtu serve --port 8080", say("example_serve", language))],
    )
    parser.add_argument("--port", type=int, default=8000, help=say("help_port", language))
    parser.add_argument("--host", default="127.0.0.1", help=say("help_host", language))
    parser.add_argument("--threads", type=int, default=4, help=say("help_threads", language))
    parser.add_argument("--workers", type=_count, default=fitting(), help=say("help_workers", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def fitting() -> int:
    """How many processes serve unless somebody says how many.

    Returns:
        As many as there are processors for us, but two at least: when a fault ends one, the other goes on.
    """
    try:
        there = len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        there = os.cpu_count() or 1
    return max(2, min(there, UNASKED))


def _count(word: str) -> int:
    """How many processes were asked for.

    Raises:
        ValueError: It is no number from one to ``MOST``.
    """
    count = int(word)
    if not 1 <= count <= MOST:
        raise ValueError(word)
    return count


def _try(host: str, port: int, language: str) -> None:
    """Listen on the port for a moment; the server itself would only complain in a long trace.

    Raises:
        UsageError: The port is taken.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            other = port + 1 if port < 65535 else 8000
            raise UsageError(say("port_busy", language, port=port, other=other)) from error


def _prepare(host: str, language: str) -> None:
    """Make the office's folder and bring its databases up to date.

    Raises:
        UsageError: The folder cannot be written.
    """
    if host not in {"127.0.0.1", "localhost"}:
        os.environ.setdefault("ZHANGTU_HOSTS", f"localhost,127.0.0.1,{host}")
    try:
        office.prepare()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(say("home_broken", language, path=error.filename, why=why)) from error


def _invite(address: str, language: str) -> None:
    """Print the administrators' links if one of the three is missing; links given out before stay good."""
    from django.db import connections  # noqa: PLC0415  # after the settings

    from zhangtu.project import beginning  # noqa: PLC0415

    if beginning.waiting():
        put(say("links_waiting", language))
    elif links := beginning.links(language):
        put_links(links, address, language)
    # The workers are forked from this process.
    connections.close_all()


def _serve(asked: argparse.Namespace, language: str) -> None:
    from django.conf import settings  # noqa: PLC0415  # opened by now
    from granian import Granian  # noqa: PLC0415  # only when serving
    from granian.constants import Interfaces  # noqa: PLC0415

    address = f"http://{asked.host}:{asked.port}/"
    put(say("serving", language, address=address))
    _invite(f"{settings.ZHANGTU_ADDRESS}/" if settings.ZHANGTU_ADDRESS else address, language)
    server = Granian(
        "zhangtu.project.serving:application",
        address=asked.host,
        port=asked.port,
        interface=Interfaces.WSGI,
        # One of them has the mirror and one does the work behind the pages; see project/serving.
        workers=asked.workers,
        blocking_threads=asked.threads,
        websockets=False,
        # A file that brings a library down must not bring the office down with it.
        respawn_failed_workers=True,
        # One that does not end of itself when it is told to is ended: it loses nothing that was acknowledged.
        workers_kill_timeout=PATIENCE,
        log_level="error",  # type: ignore[arg-type]  # the server takes the word as well
    )
    try:
        server.serve()
    except SystemExit:
        # a worker that heard Ctrl-C before it was told to end is no fault
        if not server.interrupt_signal:
            raise
