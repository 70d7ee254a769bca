"""Processes that are killed in the middle of their work, and what must hold afterwards."""

import os
import random
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import nursery
from offices import Office

KILLED = -signal.SIGKILL
#: The same uneven moments every time.
CHANCE = random.Random(20261123)  # noqa: S311  # no secret


def at_random(office: Office, code: str, *words: str, longest: float) -> tuple[int, list[str]]:
    """Let a process work until it is killed at any moment.

    Args:
        office: Where it works.
        code: What it does; it prints a line for whatever was acknowledged, the first when it begins.
        words: What it finds in ``sys.argv``.
        longest: Seconds given to it at most, from its first line on.

    Returns:
        Its exit code, and the lines it printed to their end: one cut off was not acknowledged.
    """
    reading, writing = os.pipe()
    with office.errors() as err:
        child = nursery.start(code, words, office.surroundings(), writing, err)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as told:
            first = told.readline()
            time.sleep(CHANCE.uniform(0, longest))
            with _may_be_gone():
                os.kill(child.pid, signal.SIGKILL)
            lines = [first, *told.readlines()]
    return child.wait(30), [line.strip() for line in lines if line.endswith("\n")]


@contextmanager
def _may_be_gone() -> Iterator[None]:
    try:
        yield
    except ProcessLookupError:
        return


def at(office: Office, place: str, *words: str) -> None:
    """Kill ``zhangtu`` at a named place; that it comes there is part of the test."""
    done = office.run(*words, ZHANGTU_FAIL_AT=place)
    assert done.returncode == KILLED, (place, done.stdout, done.stderr)


def sound(office: Office, *more: Sequence[str]) -> None:
    """The office can be sealed and verifies: every entry, seal, head, and all that follows from them."""
    done = office.run("seal")
    assert done.returncode == 0, done.stderr
    done = office.run("verify", "--lang", "en", *[word for words in more for word in words])
    assert done.returncode == 0, done.stdout + done.stderr
