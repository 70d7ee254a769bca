"""The promises of the store once more, on PostgreSQL: the contract suites against a server of their own."""

import os
import subprocess
import sys
from pathlib import Path

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
]


def test_the_promises_hold_on_postgresql(postgresql: Cluster, tmp_path: Path) -> None:
    # What needs no store is the same on both; the drawn examples have been tried on SQLite.
    quiet = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "django_db and not long"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *quiet, *CONTRACT],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": postgresql.fresh(),
            "ZHANGTU_HOME": str(tmp_path),
            "ZHANGTU_HYPOTHESIS": "few",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]
