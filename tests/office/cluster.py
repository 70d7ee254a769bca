"""A PostgreSQL server of its own for the tests: private, on no port, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import psycopg
import pytest

#: Where distributions put the server's programs, the newest version last.
PLACES = [*sorted(Path("/usr/lib/postgresql").glob("*/bin")), *sorted(Path("/usr").glob("pgsql-*/bin"))]
#: How a cluster is made: for nobody else, in Unicode, in no language, and not for ever.
FRESH = ("-U", "zhangtu", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
#: What nobody will need after a fall of the machine is not kept safe from one.
HASTY = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0"
)


def _programs() -> Path:
    found = [place for place in PLACES if (place / "initdb").exists()]
    if found:
        return found[-1]
    beside = shutil.which("initdb")
    if beside is None:
        pytest.skip("NOT RUN: PostgreSQL's server is not installed on this machine (tools/need.sh says how)")
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


class Cluster:
    """A running server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def address(self, database: str = "postgres") -> str:
        """The address of one of its databases."""
        return f"postgres://zhangtu@{quote(str(self._folder), safe='')}/{database}"

    def fresh(self) -> str:
        """The address of a new, empty database."""
        name = f"office_{uuid4().hex}"
        with psycopg.connect(self.address().replace("postgres://", "postgresql://"), autocommit=True) as line:
            line.execute(f'CREATE DATABASE "{name}"')
        return self.address(name)


@contextmanager
def running() -> Iterator[Cluster]:
    """A server that lives as long as the block; skips the test, loudly, where there is none to start."""
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

    try:
        run("initdb", "-D", str(data), *FRESH)
        quiet = f"-c listen_addresses='' -c unix_socket_directories='{folder}' {HASTY}"
        run("pg_ctl", "-D", str(data), "-l", str(log), "-w", "-o", quiet, "start")
        try:
            yield Cluster(folder)
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
