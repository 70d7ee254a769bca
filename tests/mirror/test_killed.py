"""Killed while it follows, the mirror stands at an entry: nothing is missing from it, nothing twice."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def started(home: Path, *words: str, place: str = "") -> "subprocess.Popen[str]":
    ways = [ROOT / "src", HERE, HERE.parent / "ledgers"]
    return subprocess.Popen(
        [sys.executable, str(HERE / "follower.py"), *words],
        env={
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "ZHANGTU_HOME": str(home),
            "PYTHONPATH": os.pathsep.join(map(str, ways)),
            "ZHANGTU_FAIL_AT": place,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def compared(home: Path) -> str:
    process = started(home, "compare", "0")
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert "same" in out
    return out


@pytest.mark.parametrize("place", ["mirror.in_slice:3", "mirror.after_slice:4"])
def test_killed_between_two_statements_or_behind_the_last(tmp_path: Path, place: str) -> None:
    process = started(tmp_path / "home", "enter", "40", place=place)
    process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL
    assert "opened 0" in compared(tmp_path / "home")


@pytest.mark.long
def test_killed_at_any_moment(tmp_path: Path) -> None:
    chance = random.Random(8)  # noqa: S311 - uneven moments
    for _ in range(12):
        process = started(tmp_path / "home", "enter", "400")
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 1.5))
        process.kill()
        process.communicate(timeout=60)
        compared(tmp_path / "home")
