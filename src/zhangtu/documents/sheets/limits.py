"""Keeps the process that reads foreign files within memory and time: none can bring the office down."""

import resource

#: Bytes of address space the reading process may take.
MEMORY = 1536 * 1024 * 1024
#: Seconds of processor time it may take.
SECONDS = 1_800


def confine() -> None:
    """Limit this process; for good."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (limit, hard))
