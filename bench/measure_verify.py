"""Verification of an office of imported rows, beside the mere hashes of the same entries."""

import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256, shake_128
from multiprocessing import get_context
from typing import NamedTuple

import msgspec

import bulk
from harness import Figure, at_least, at_most, one_core, seconds

#: Rows of 14 fields, two of them personal: an entry each.
ROWS = int(os.environ.get("BENCH_VERIFIED", "100000"))
#: Rows brought in after a verification.
NEW = 1000
_SALT = 16
#: Entries at a time, as many as a verification looks at: fewer or more take the floor longer too.
_PAGE = 48


class _Took(NamedTuple):
    """Processor seconds, and once the seconds of the clock.

    Attributes:
        full: A whole verification.
        replay: The same without what rooms check beside the replay: keys, links, dues, folded words.
        floor: The hashes alone.
        since: A verification from the last one on.
        wall: A whole verification by the clock; others at work on the machine count.
        entries: How many entries there are.
    """

    full: float
    replay: float
    floor: float
    since: float
    wall: float
    entries: int


def measure() -> Iterator[Figure]:
    """Entries a second in full and since the last head, against the hashes alone."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        took = apart.submit(_measured).result()
    count, against = took.entries, "fetching and taking apart every entry, and every hash of it"
    replayed = Figure(
        "verify in full, with replay", count / took.replay, "entries/s", against, took.replay / took.floor
    )
    yield at_least(replayed, 80_000)
    everything = "verify in full, with replay and all that follows from rows"
    yield Figure(everything, count / took.full, "entries/s", against, took.full / took.floor)
    yield Figure(f"{everything}, by the clock", count / took.wall, "entries/s")
    yield Figure(against, count / took.floor, "entries/s")
    since = Figure(
        f"verify {NEW:,} new of {count:,} entries", took.since / took.full, "of a full run", "a full run"
    )
    yield at_most(since, 0.05)


def _measured() -> _Took:
    """Bring rows in and verify them."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["ZHANGTU_HOME"] = home
        os.environ.pop("DATABASE_URL", None)
        from zhangtu.project import office  # noqa: PLC0415  # the office must be named first

        office.prepare()
        unit = bulk.open_office()
        bulk.bring_in(ROWS, unit)
        from zhangtu.journal import hooks  # noqa: PLC0415
        from zhangtu.journal.queries import last_number  # noqa: PLC0415
        from zhangtu.journal.sealing import seal  # noqa: PLC0415
        from zhangtu.journal.verifying import verify  # noqa: PLC0415

        seal()
        one_core()
        entries, checks = last_number(), dict(hooks.CHECKS)

        def replay() -> None:
            hooks.CHECKS.clear()
            _sound(verify())
            hooks.CHECKS.update(checks)

        full, replayed, floor = seconds(lambda: _sound(verify()), replay, _hashes)
        began = time.perf_counter()
        _sound(verify())
        wall = time.perf_counter() - began
        bulk.bring_in(NEW, unit, seed=2)
        seal()
        # a sound verification moves the mark on: there is one run only
        began = time.process_time()
        _sound(verify(since=True))
        return _Took(full, replayed, floor, time.process_time() - began, wall, entries)


def _sound(verdict: object) -> None:
    """Stop where the benchmark itself is wrong."""
    if not getattr(verdict, "sound", False):
        raise RuntimeError(verdict)


def _hashes() -> None:
    """Fetch every entry with what is kept apart, take it apart, and hash what its digest rests on."""
    from django.db import connection  # noqa: PLC0415  # needs the settings

    decode = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
    with connection.cursor() as cursor:
        cursor.execute("SELECT salt, CAST(value AS BLOB) FROM journal_entrysecret ORDER BY entry")
        while apart := cursor.fetchmany(_PAGE):
            for salt, value in apart:
                sha256(salt + value).digest()
        cursor.execute(
            "SELECT digest, CAST(changes AS BLOB) FROM journal_entry ORDER BY register, row, number"
        )
        while page := cursor.fetchmany(_PAGE):
            for _, changes in page:
                text = decode(changes)
                values = decode(text["v"])
                salts = shake_128(bytes(text["s"])).digest(_SALT * len(values))
                digests = [
                    sha256(salts[at * _SALT : (at + 1) * _SALT] + value).digest()
                    for at, value in enumerate(values.values())
                ]
                sha256(b"".join(digests)).digest()
