"""An import killed anywhere shows nothing or all of it, and is continued without anything twice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

#: Enough for several slices and for a process beside; and for several acts of undoing.
ROWS, FEWER = 5_000, 1_200
HERE = Path(__file__).parent


class Process:
    """Runs ``killed.py`` against an office of its own."""

    def __init__(self, folder: Path, rows: int) -> None:
        self.path = folder / "表.csv"
        lines = [f"店{number},A{number},{number % 50}" for number in range(rows)]
        self.path.write_text("名称,编码,人数\n" + "\n".join(lines) + "\n", "utf-8")
        self.env = os.environ | {
            "ZHANGTU_HOME": str(folder / "home"),
            "PYTHONPATH": os.pathsep.join([str(HERE.parent), *sys.path]),
        }
        self.env.pop("DATABASE_URL", None)
        self.uid = "-"

    def do(self, what: str, fail: str = "") -> str:
        command = [sys.executable, str(HERE / "killed.py"), what, str(self.path), self.uid]
        env = self.env | ({"ZHANGTU_FAIL_AT": fail} if fail else {})
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == (-9 if fail else 0), done.stderr[-2000:]
        return done.stdout.strip()


@pytest.fixture
def process(tmp_path: Path, request: pytest.FixtureRequest) -> Process:
    made = Process(tmp_path, FEWER if "undoing" in request.node.name else ROWS)
    made.do("open")
    made.uid = made.do("prepare")
    return made


@pytest.mark.long
@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("import.begun", 0), ("import.before_slice:2", 0),
        ("import.in_slice:2", 0), ("import.after_slice:2", 0),
        ("import.before_showing", 0), ("import.showing", 0), ("import.after_showing", ROWS),
    ],
)  # fmt: skip
def test_nothing_is_half_done(process: Process, place: str, shown: int) -> None:
    process.do("apply", fail=place)
    assert process.do("count") == str(shown)
    process.do("apply")
    assert process.do("count") == str(ROWS)
    process.do("apply")
    assert process.do("count") == str(ROWS)
    assert process.do("verify") == "True"


@pytest.mark.long
@pytest.mark.parametrize("place", ["undo.begun", "undo.in_slice:3", "undo.after_slice:3", "undo.ending"])
def test_undoing_is_continued(process: Process, place: str) -> None:
    process.do("apply")
    process.do("undo", fail=place)
    assert process.do("undo") == ""
    assert process.do("count") == "0"
    assert process.do("undo") == "undone"
    assert process.do("verify") == "True"
