"""A process dies at the place named, at the turn named, and nowhere else."""

import subprocess
import sys

import pytest

CODE = "from zhangtu.kernel.failpoints import here\nfor n in range(3):\n here('a.b'); print(n, flush=True)"


@pytest.mark.parametrize(("value", "printed"), [("a.b", 0), ("a.b:3", 2), ("a.c", 3), (None, 3)])
def test_dies_where_asked(monkeypatch: pytest.MonkeyPatch, value: str | None, printed: int) -> None:
    monkeypatch.delenv("ZHANGTU_FAIL_AT", raising=False)
    if value is not None:
        monkeypatch.setenv("ZHANGTU_FAIL_AT", value)
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert len(done.stdout.split()) == printed
    assert (done.returncode == 0) == (printed == 3)
