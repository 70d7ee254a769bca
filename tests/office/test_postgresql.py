"""The promises of the store once more, on PostgreSQL: the contract suites against a server of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cluster import Cluster

ROOT = Path(__file__).parents[2]
#: What must hold on both databases. A room that keeps something in the store adds its tests here.
CONTRACT = [
    "tests/plans/test_actions.py",
    "tests/desk/plan_room/test_correcting.py",
    "tests/journal",
    "tests/people",
    "tests/ledgers",
    "tests/mirror",
    "tests/stamping",
    "tests/api",
    "tests/office/test_runner.py",
    "tests/issuing",
]
#: What takes minutes.
MORE = [
    "tests/procedures", "tests/reports", "tests/messages", "tests/plans", "tests/measures",
    "tests/desk/adopting",
]  # fmt: skip


def test_the_promises_hold_on_postgresql(postgresql: Cluster, tmp_path: Path) -> None:
    tried(postgresql, tmp_path, CONTRACT)


@pytest.mark.long
def test_the_rooms_above_hold_on_postgresql_too(postgresql: Cluster, tmp_path: Path) -> None:
    tried(postgresql, tmp_path, MORE)


def tried(postgresql: Cluster, home: Path, suites: list[str]) -> None:
    """Run suites on a database of their own."""
    # What needs no store is the same on both; the drawn examples have been tried on SQLite.
    quiet = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "django_db and not long"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *quiet, *suites],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": postgresql.fresh(),
            "ZHANGTU_HOME": str(home),
            "ZHANGTU_HYPOTHESIS": "few",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]
