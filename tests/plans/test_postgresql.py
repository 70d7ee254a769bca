"""The same promises on PostgreSQL: the tests of the actions, run against a cluster of their own."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: Where distributions put the server's programs, the newest version last.
PLACES = [*sorted(Path("/usr/lib/postgresql").glob("*/bin")), *sorted(Path("/usr").glob("pgsql-*/bin"))]


def _programs() -> Path:
    found = [place for place in PLACES if (place / "initdb").exists()]
    if found:
        return found[-1]
    beside = shutil.which("initdb")
    if beside is None:
        pytest.skip("NOT RUN: PostgreSQL's server programs are not installed on this machine")
    return Path(beside).parent


def _nobody_special() -> pwd.struct_passwd | None:
    """Whom to run the server as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    pytest.skip("NOT RUN: no unprivileged account to run PostgreSQL as")


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The address of an empty database in a cluster that lives as long as these tests."""
    programs, person = _programs(), _nobody_special()
    # Not below pytest's own folder: that one is closed to everybody but who started pytest.
    folder = Path(tempfile.mkdtemp(prefix="zhangtu-pg-"))
    if person is not None:
        os.chown(folder, person.pw_uid, person.pw_gid)
    who = {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []} if person else {}
    data, log = folder / "data", folder / "log"

    def run(program: str, *words: str) -> None:
        done = subprocess.run(
            [str(programs / program), *words],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            **who,  # type: ignore[call-overload]  # keywords in a dictionary
        )
        assert done.returncode == 0, done.stderr

    run("initdb", "-D", str(data), "-U", "zhangtu", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
    quiet = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    run("pg_ctl", "-D", str(data), "-l", str(log), "-w", "-o", quiet, "start")
    try:
        yield f"postgres://zhangtu@%2F{str(folder).strip('/').replace('/', '%2F')}/postgres"
    finally:
        run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder)


def test_the_actions_keep_their_promises_on_postgresql(database: str, tmp_path: Path) -> None:
    tests = ["tests/plans/test_actions.py", "tests/desk/test_correcting.py"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database, "ZHANGTU_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert "passed" in done.stdout
    assert "skipped" not in done.stdout
