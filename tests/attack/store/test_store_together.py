"""Three processes of two threads at one store: nothing is lost, half done or given twice."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
HAMMER = Path(__file__).with_name("hammer.py")
ROUNDS = 12


@pytest.fixture(params=["sqlite", "postgresql"])
def surroundings(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    cluster = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    plain = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests" / "ledgers")])
    address = {"DATABASE_URL": cluster.fresh()} if cluster is not None else {}
    return {**plain, **address, "ZHANGTU_HOME": str(tmp_path / "home"), "PYTHONPATH": path}


def start(place: Path, surroundings: dict[str, str], what: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(HAMMER), what, str(place), *words],
        env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def outcome(process: subprocess.Popen[str]) -> dict[str, Any]:
    out, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors[-3000:]
    said: dict[str, Any] = json.loads(out.splitlines()[-1])
    return said


@pytest.mark.long
def test_processes_at_one_store_lose_nothing(surroundings: dict[str, str], tmp_path: Path) -> None:
    place = tmp_path / "place.json"
    outcome(start(place, surroundings, "begin"))
    running = [start(place, surroundings, "work", name, str(ROUNDS)) for name in "abc"]
    told = [outcome(process) for process in running]
    assert [one["errors"] for one in told] == [[], [], []]
    there = outcome(start(place, surroundings, "check"))
    assert there["sound"], there["findings"]
    added, codes = sum(one["added"] for one in told), sum(one.get("codes", 0) for one in told)
    assert there["staff"] == added == 6 * ROUNDS
    assert there["numbers"] == list(range(1, codes + 1))
    assert codes >= ROUNDS
    assert (there["half"], there["whole"]) == (0, 3 * 6 * ROUNDS)
