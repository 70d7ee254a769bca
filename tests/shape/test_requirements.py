"""What is installed is locked, said why, and found without naming any registry."""

import re
import tomllib

import pytest
from tree import ROOT, text

LOCKS = ("run", "dev", "bench")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)( ;[^\\]*)? \\$")


def _pins(lock: str) -> dict[tuple[str, str], str]:
    """Name and marker → version, of one locked file."""
    pins = {}
    for line in text(ROOT / "requirements" / f"{lock}.txt").splitlines():
        found = PIN.match(line)
        if found is not None:
            pins[found[1], (found[3] or "").strip(" ;")] = found[2]
    return pins


def _wanted(lines: list[str]) -> set[str]:
    """Bare names of dependency lines."""
    return {re.split(r"[\[<>=~! ]", line)[0].lower().replace("_", "-") for line in lines}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_version_has_hashes(lock: str) -> None:
    lines = text(ROOT / "requirements" / f"{lock}.txt").splitlines()
    assert lines
    for line, behind in zip(lines, [*lines[1:], ""], strict=True):
        if not line.startswith(" "):
            assert PIN.match(line), line
            assert behind.strip().startswith("--hash=sha256:"), line


@pytest.mark.parametrize("lock", ["dev", "bench"])
def test_tests_and_benchmarks_run_on_the_versions_offices_run(lock: str) -> None:
    here = _pins(lock)
    assert {pin: here.get(pin) for pin in _pins("run")} == _pins("run")


def test_every_dependency_is_locked() -> None:
    settings = tomllib.loads(text(ROOT / "pyproject.toml"))
    run = {package for package, _ in _pins("run")}
    dev = {package for package, _ in _pins("dev")}
    assert _wanted(settings["project"]["dependencies"]) <= run
    assert _wanted(settings["dependency-groups"]["dev"]) <= dev
    assert _wanted(text(ROOT / "requirements/bench.in").splitlines()) <= {
        package for package, _ in _pins("bench")
    }


def test_every_dependency_says_why() -> None:
    listed = re.findall(
        r"^(?:dependencies|dev) = \[\n(.*?)^\]", text(ROOT / "pyproject.toml"), re.MULTILINE | re.DOTALL
    )
    assert len(listed) == 2
    lines = [line for block in listed for line in block.splitlines()]
    lines += [line for path in (ROOT / "requirements").glob("*.in") for line in text(path).splitlines()]
    assert not [line for line in lines if not re.search(r"\S\s+# \S+ \S+", line)]


def test_every_switched_off_rule_says_why() -> None:
    block = re.search(r"^ignore = \[\n(.*?)^\]", text(ROOT / "pyproject.toml"), re.MULTILINE | re.DOTALL)
    assert block is not None
    assert not [line for line in block[1].splitlines() if "# " not in line]
