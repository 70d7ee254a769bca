"""Many at once: numbers follow commits without gaps, whoever waits, gives up or is killed."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

WRITER = Path(__file__).with_name("writer.py")
pytestmark = pytest.mark.skipif(
    "DATABASE_URL" in os.environ, reason="these tests choose their databases themselves"
)
#: How to start a process that writes.
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.long)])
def start(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Start]:
    environment = {**os.environ, "ZHANGTU_HOME": str(tmp_path), "PYTHONPATH": "src"}
    if request.param == "postgresql":
        environment["DATABASE_URL"] = request.getfixturevalue("postgresql").fresh()
    started: list[subprocess.Popen[str]] = []

    def run(
        *words: object, program: tuple[str, ...] = (sys.executable, str(WRITER))
    ) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*program, *map(str, words)],
            cwd=WRITER.parents[2],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    zhangtu = (
        sys.executable,
        "-c",
        "import sys; from zhangtu.project.commands import main; sys.exit(main())",
    )
    assert run("manage", "migrate", "--verbosity", "0", program=zhangtu).wait(120) == 0
    yield lambda *words: run(*words, program=zhangtu) if words[0] == "verify" else run(*words)
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def _holding(process: "subprocess.Popen[str]") -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "holding\n"


def _numbers(process: "subprocess.Popen[str]", say: str = "") -> list[int]:
    """What was acknowledged to a process, in that order, once it is done."""
    out, _ = process.communicate(f"{say}\n", timeout=120)
    assert process.returncode == 0
    return [int(word) for word in out.split()]


def _entries(start: Start) -> int:
    """How many entries there are; nothing may be wrong with them."""
    process = start("verify", "--json")
    out, _ = process.communicate(timeout=120)
    verdict = json.loads(out)
    assert process.returncode == 0, verdict["findings"]
    return int(verdict["entries"])


@pytest.mark.parametrize("end", ["hold", pytest.param("give-up", marks=pytest.mark.long)])
def test_numbers_follow_commits_without_gaps(start: Start, end: str) -> None:
    watcher = start("watch", 0, 0)
    _holding(watcher)
    holder = start(end, 9, 50)
    _holding(holder)
    writers = [start("write", row, 25) for row in range(1, 5)]
    held = _numbers(holder)
    acknowledged = [_numbers(writer) for writer in writers]
    assert held == (list(range(1, 51)) if end == "hold" else [])
    assert all(numbers == sorted(numbers) for numbers in acknowledged)
    total = sorted(number for numbers in [held, *acknowledged] for number in numbers)
    assert total == list(range(1, len(total) + 1))
    assert len(total) == len(held) + 4 * sum(turn % 3 + 1 for turn in range(25) if turn % 5 != 4)
    assert _numbers(watcher) == [total[-1]]
    assert _entries(start) == len(total)


def test_whoever_is_killed_leaves_nothing_half_and_the_place_free(start: Start) -> None:
    killed = start("hold", 9, 500)
    _holding(killed)
    waiting = start("write", 1, 4)
    killed.send_signal(signal.SIGKILL)
    assert _numbers(waiting) == list(range(1, 8))
    assert _entries(start) == 7


@pytest.mark.long
def test_threads_of_one_process_take_turns_too(start: Start) -> None:
    processes = [start("threads", row, 20) for row in (10, 20)]
    total = sorted(number for process in processes for number in _numbers(process))
    assert total == list(range(1, len(total) + 1))
    assert _entries(start) == len(total)


@pytest.mark.long
def test_killed_again_and_again(start: Start) -> None:
    acknowledged: list[int] = []
    for turn in range(12):
        process = start("write", turn, 400)
        assert process.stdout is not None
        numbers = [int(process.stdout.readline()) for _ in range(turn * 7 + 1)]
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate(timeout=60)
        acknowledged += numbers + [int(word) for word in rest.splitlines() if word]
    assert len(set(acknowledged)) == len(acknowledged)
    # What was committed and not yet told when the process died may be there too; nothing told may be missing.
    assert _entries(start) >= max(acknowledged)
