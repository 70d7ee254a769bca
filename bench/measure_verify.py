"""Verification of the whole journal, with replay, beside fetching the same entries and hashing each once."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from multiprocessing import get_context

import msgspec
from harness import Figure, at_least, at_most, one_core, seconds

ENTRIES = 100_000
FIELDS = 14
#: Written by one act, as an import would.
SLICE = 2000
_ROW = msgspec.json.Decoder(dict[str, msgspec.Raw])


def measure() -> Iterator[Figure]:
    """Entries a second in full, and since the last head with little that is new, against the floor."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        full, floor, since = apart.submit(_measured).result()
    against = "fetching every entry and one SHA-256 of it"
    yield at_least(
        Figure("verify in full, with replay", ENTRIES / full, "entries/s", against, full / floor), 80_000
    )
    yield Figure("fetch and one SHA-256", ENTRIES / floor, "entries/s")
    yield at_most(
        Figure("verify 1,000 new of 101,000 entries", since / full, "of a full run", "the whole, once more"),
        0.05,
    )


def _measured() -> tuple[float, float, float]:
    """Processor seconds of a full verification, of the floor, and of one since the last head."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["ZHANGTU_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "zhangtu.project.settings"
        os.environ.pop("DATABASE_URL", None)
        import django  # noqa: PLC0415  # the office must be named first

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415  # needs the settings
        from django.db import connection  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bench_row (id integer PRIMARY KEY, content text NOT NULL)")
        _fill(1, ENTRIES)
        from zhangtu.journal.sealing import seal  # noqa: PLC0415
        from zhangtu.journal.verifying import verify  # noqa: PLC0415

        seal()
        one_core()
        full, floor = seconds(lambda: _sound(verify()), _floor)
        _fill(ENTRIES + 1, ENTRIES + 1000)
        (since,) = seconds(lambda: _sound(verify(since=True)))
        connection.close()
    return full, floor, since


def _sound(verdict: object) -> None:
    """Stop where the benchmark itself is wrong."""
    if not getattr(verdict, "sound", False):
        raise RuntimeError(verdict)


def _values(row: int) -> dict[str, str]:
    """Fields as a register of shops has them: half text, half figures."""
    return {
        str(field): f'"{row * field}.50"' if field % 2 else f'"第{row}号铺面{field}"'
        for field in range(1, FIELDS + 1)
    }


def _fill(first: int, last: int) -> None:
    """Write entries and the rows they make."""
    from django.db import connection  # noqa: PLC0415  # needs the settings

    from zhangtu.journal import hooks  # noqa: PLC0415
    from zhangtu.journal.actor import Actor  # noqa: PLC0415
    from zhangtu.journal.writing import Change, act  # noqa: PLC0415

    if hooks.keeper_of("premises") is None:
        hooks.keep(lambda name: name == "premises", _present)
    for begin in range(first, last + 1, SLICE):
        rows = {row: _values(row) for row in range(begin, min(begin + SLICE, last + 1))}
        with act(actor=Actor(person=1, post=1)) as one, connection.cursor() as cursor:
            one.write_many([Change("premises", row, "create", given) for row, given in rows.items()])
            cursor.executemany(
                "INSERT INTO bench_row (id, content) VALUES (%s, %s)",
                [
                    (row, "{" + ",".join(f'"{key}":{text}' for key, text in given.items()) + "}")
                    for row, given in rows.items()
                ],
            )


def _present(register: str, ids: Sequence[int] | None) -> Iterable[tuple[int, Mapping[str, msgspec.Raw]]]:
    """The rows as they stand."""
    from django.db import connection  # noqa: PLC0415  # needs the settings

    del register
    begin = 0
    while True:
        with connection.cursor() as cursor:
            if ids is None:
                cursor.execute(
                    "SELECT id, CAST(content AS BLOB) FROM bench_row WHERE id > %s ORDER BY id LIMIT 4096",
                    [begin],
                )
            else:
                some = sorted(one for one in ids if one > begin)[:4096]
                marks = ",".join(["%s"] * len(some))
                cursor.execute(
                    f"SELECT id, CAST(content AS BLOB) FROM bench_row WHERE id IN ({marks}) ORDER BY id",  # noqa: S608
                    some,
                )
            rows = cursor.fetchall()
        for row, content in rows:
            yield row, _ROW.decode(content)
        if not rows:
            return
        begin = rows[-1][0]


def _floor() -> None:
    """Fetch everything verification needs of an entry and hash it once."""
    from django.db import connection  # noqa: PLC0415  # needs the settings

    begin = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT number, register, row, actor, post, behalf, machine, at, action, batch, definition, digest, "
                "CAST(changes AS BLOB) FROM journal_entry WHERE number > %s ORDER BY number LIMIT 4096",
                [begin],
            )
            rows = cursor.fetchall()
        for row in rows:
            sha256(row[-1]).digest()
        if not rows:
            return
        begin = rows[-1][0]
