"""A process that writes to an office's journal as told, and prints what was acknowledged to it."""

# ruff: noqa: T201, PLC0415  # it speaks on standard output, and Django is named an office first

import sys
import threading
from contextlib import suppress

from zhangtu.project import office

REGISTER = "trial.things"


class GivenUpError(Exception):
    """What was begun is not to be."""


def _changes(row: int, count: int) -> list:
    from zhangtu.journal.writing import Change

    return [Change(REGISTER, row, "create", {"1": f'"{place}"'}, {"2": '"p"'}) for place in range(count)]


def write(row: int, count: int, *, lines: bool = True) -> list[int]:
    """Acts of one to three entries; every fifth is given up."""
    from zhangtu.journal.actor import Actor
    from zhangtu.journal.writing import act

    numbers: list[int] = []
    for turn in range(count):
        with suppress(GivenUpError):
            with act(actor=Actor(person=row)) as one:
                written = one.write_many(_changes(row, turn % 3 + 1))
                if turn % 5 == 4:
                    raise GivenUpError
            numbers += written
            if lines:
                print(*written, sep="\n", flush=True)
    return numbers


def hold(row: int, count: int, *, give_up: bool) -> None:
    """An act that stays open until told to end, as a slice of an import would for a moment."""
    from zhangtu.journal.actor import Actor
    from zhangtu.journal.writing import act

    with suppress(GivenUpError):
        with act(actor=Actor(person=row)) as one:
            written = one.write_many(_changes(row, count))
            print("holding", flush=True)
            sys.stdin.readline()
            if give_up:
                raise GivenUpError
        print(*written, sep="\n", flush=True)


def watch() -> None:
    """Look again and again until told to end: at no moment may a number be missing."""
    from django.db import connection

    told = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.readline(), told.set()), daemon=True).start()
    print("holding", flush=True)
    last = 0
    while not told.is_set():
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*), COALESCE(MAX(number), 0) FROM journal_entry")
            count, highest = cursor.fetchone()
        assert count == highest >= last, (count, highest, last)
        last = highest
    print(last, flush=True)


def threads(row: int, count: int) -> None:
    """Several threads of one process."""
    from django.db import connection

    numbers: list[int] = []

    def run(number: int) -> None:
        numbers.extend(write(number, count, lines=False))
        connection.close()

    running = [threading.Thread(target=run, args=(row + number,)) for number in range(4)]
    for one in running:
        one.start()
    for one in running:
        one.join()
    print(*numbers, sep="\n", flush=True)


def main(mode: str, row: int, count: int) -> None:
    """Do as told."""
    office.load()
    if mode == "write":
        write(row, count)
    elif mode == "threads":
        threads(row, count)
    elif mode == "watch":
        watch()
    else:
        hold(row, count, give_up=mode == "give-up")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
