"""Where a server under test listens, and how long one waits for it."""

import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

#: So many tries, a tenth of a second each, until the server answers.
TRIES = 300


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server answers; a server that ended says why in its log."""
    for _ in range(TRIES):
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            assert process.poll() is None, log.read_text("utf-8")
            time.sleep(0.1)
