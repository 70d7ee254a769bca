"""Where a server under test listens, and how long one waits for it."""

import socket

#: So many tries, a tenth of a second each, until the server answers.
TRIES = 300


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
