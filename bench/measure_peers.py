"""One audited change of ours beside the same change under three libraries others keep histories with."""

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import measure_change
from harness import Figure, at_most

#: Rounds in turns, after one that does not count; a round is as many changes as in ``measure_change``.
ROUNDS = 5
_PEERS = {"Remembered": "django-simple-history", "Logged": "django-auditlog", "Versioned": "django-reversion"}
_WORKS: dict[str, measure_change.Work] = {}


def measure() -> Iterator[Figure]:
    """Changes a second of ours and of each library, in turns, each in a process of its own settings."""
    home = Path(tempfile.mkdtemp(prefix="zhangtu-bench-"))
    spawn = get_context("spawn")
    try:
        with (
            ProcessPoolExecutor(1, mp_context=spawn) as ours,
            ProcessPoolExecutor(1, mp_context=spawn) as theirs,
        ):
            ours.submit(_open_ours, home).result()
            theirs.submit(_open_theirs, home).result()
            took: dict[str, list[float]] = {"": [], **{name: [] for name in _PEERS}}
            for turn in range(ROUNDS + 1):
                for name, times in took.items():
                    seconds = (theirs if name else ours).submit(_round, name, turn).result()
                    if turn:
                        times.append(seconds)
    finally:
        shutil.rmtree(home)
    own = statistics.median(took.pop(""))
    yield Figure("one audited change", measure_change.CHANGES / own, "changes/s")
    for name, times in took.items():
        other = statistics.median(times)
        yield Figure(f"the same under {_PEERS[name]}", measure_change.CHANGES / other, "changes/s")
        yield at_most(Figure(f"our time for a change, of {_PEERS[name]}'s", own / other, "times"), 1)


def _process() -> ProcessPoolExecutor:
    """A process of its own, with settings of its own."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def _round(name: str, turn: int) -> float:
    """Seconds of a round by the clock: a change is over when it lies on the disk."""
    began = time.perf_counter()
    _WORKS[name](turn)
    return time.perf_counter() - began


def _open_ours(home: Path) -> None:
    os.environ["ZHANGTU_HOME"] = str(home)
    os.environ.pop("DATABASE_URL", None)
    from zhangtu.project import office  # noqa: PLC0415  # the office must be named first

    office.prepare()
    _WORKS[""] = measure_change.amending()


def _open_theirs(home: Path) -> None:
    """A Django project with those three, its database as safe against power cuts as ours."""
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": home / "peers.sqlite3",
                "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": pragmas},
            }
        },
        INSTALLED_APPS=[
            "django.contrib.contenttypes", "django.contrib.auth", "simple_history", "auditlog", "reversion",
            "audited",
        ],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )  # fmt: skip
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", run_syncdb=True, verbosity=0)
    from django.contrib.auth.models import User  # noqa: PLC0415

    person = User.objects.create(username="clerk")
    for name in _PEERS:
        _WORKS[name] = _amending(name, person)


def _amending(name: str, person: Any) -> measure_change.Work:
    """Change one number of a row and say who did it, as the library's own pages tell to."""
    import reversion  # noqa: PLC0415  # installed with the benchmarks only
    from auditlog.context import set_actor  # noqa: PLC0415
    from django.apps import apps  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415

    row = apps.get_model("audited", name)(
        name="东桥茶庄", code="a-1", owner="欧阳一", phone="13800000001", opened=date(2020, 1, 2), staff=3,
        rooms=2, kind="tea", open=True, street="桥头街", area=Decimal("86.5"), counted=date(2026, 3, 1),
    )  # fmt: skip
    row.save()

    def change(turn: int) -> None:
        for at in range(measure_change.CHANGES):
            with transaction.atomic():
                # read under the lock, so that nobody's change is lost
                there = type(row).objects.get(pk=row.pk)
                there.staff = turn * measure_change.CHANGES + at + 4
                if name == "Remembered":
                    there._history_user = person  # noqa: SLF001  # the name its pages give
                    there.save()
                elif name == "Logged":
                    with set_actor(person):
                        there.save()
                else:
                    with reversion.create_revision():
                        reversion.set_user(person)
                        there.save()

    return change
