"""A ring for those who try things at the same moment: an office, threads, and what became of each."""

import contextvars
import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from zhangtu.project import office as prepared

prepared.prepare()

from django.db import connections  # noqa: E402

from zhangtu.journal import queries as journal  # noqa: E402
from zhangtu.kernel.refusals import RefusedError  # noqa: E402

Act = Callable[[], object]


@dataclass
class Contest:
    """What is tried at the same moment, and how to see afterwards what came of it.

    Attributes:
        acts: What each one tries.
        effect: What there is afterwards; the test says what it must be.
    """

    acts: list[Act]
    effect: Callable[[list[str]], object]


NUMBERS = count(1)


def outcome(act: Act) -> str:
    """``ok``, the kind of a refusal, or what went wrong; a page's answer says it by its word."""
    try:
        said = act()
    except RefusedError as refused:
        return refused.kind
    except Exception as error:  # noqa: BLE001 - told to the test
        return f"ERROR {type(error).__name__}: {error}"
    return said if isinstance(said, str) and said.startswith(("conflict", "ERROR")) else "ok"


def at_once(acts: list[Act]) -> list[str]:
    """Do all of these at the same moment, each in a thread and a connection of its own."""
    gate = threading.Barrier(len(acts))
    said = [""] * len(acts)

    def go(place: int) -> None:
        gate.wait()
        said[place] = outcome(acts[place])
        connections.close_all()

    threads = [
        threading.Thread(target=contextvars.copy_context().run, args=(go, place))
        for place in range(len(acts))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def entries(register: str, action: str, row: int = 0) -> int:
    """How often something stands in the journal."""
    found = journal.history(register, row) if row else journal.entries_after(0, 1_000_000)
    return sum(1 for one in found if (one.register, one.action) == (register, action))
