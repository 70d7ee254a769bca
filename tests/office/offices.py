"""Offices for tests about whole offices: each in a folder and processes of its own, as in life."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import nursery

COMMAND = "import sys; from zhangtu.project.commands import main; sys.exit(main())"
#: Puts some of everything into an office: entries with values about persons, seals, a file, a job.
FURNISH = """
import sys
from zhangtu.project import office
home = office.prepare()
from zhangtu.journal import sealing, writing
from zhangtu.journal.actor import Actor
from zhangtu.kernel import clock
from zhangtu.people import actions
from zhangtu.runner import jobs
console = Actor(machine="console")
begin, end = int(sys.argv[1]), int(sys.argv[2])
with writing.act(actor=console, reason="搬运"):
    for number in range(begin, end):
        actions.create_unit(f"第{number}号单位 é😀", actor=console, day=clock.today())
        actions.enrol(f"某{number}", actor=console, phone=f"0100{number}")
    jobs.enqueue("test.later", {"number": begin}, key=str(begin))
sealing.seal()
actions.enrol("某人", actor=console)
"""


def _paper() -> IO[str]:
    """A file for what a process writes."""
    return tempfile.TemporaryFile("w+", encoding="utf-8")


@dataclass(frozen=True)
class Office:
    """An office: its folder, and where its store is."""

    home: Path
    address: str = ""

    def surroundings(self, **more: str) -> dict[str, str]:
        """What its processes find in their environment."""
        strange = ("DATABASE_URL", "ZHANGTU_", "LANG", "LC_")
        plain = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
        named = {"DATABASE_URL": self.address} if self.address else {}
        return {**plain, **named, "ZHANGTU_HOME": str(self.home), **more}

    def python(self, code: str, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a few lines in it."""
        with (
            tempfile.TemporaryFile("w+", encoding="utf-8") as out,
            tempfile.TemporaryFile("w+", encoding="utf-8") as err,
        ):
            child = nursery.start(code, words, self.surroundings(**more), out.fileno(), err.fileno())
            status = child.wait(300)
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(words, status, out.read(), err.read())

    @contextmanager
    def errors(self) -> Iterator[int]:
        """Where a process may complain."""
        with _paper() as err:
            yield err.fileno()

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run ``zhangtu`` with these words."""
        return self.python(COMMAND, *words, **more)

    def furnish(self, begin: int = 1, end: int = 41) -> "Office":
        """Put some of everything into it."""
        done = self.python(FURNISH, str(begin), str(end))
        assert done.returncode == 0, done.stderr
        return self

    def sums(self) -> dict[str, str]:
        """Table → digest of all its rows, the epochs left out: those are new after every move."""
        done = self.python(
            "from zhangtu.project import office; office.open_existing()\n"
            "from django.db import connection\n"
            "from zhangtu.project.carrying import streams, tables\n"
            "for table in tables.tables():\n"
            "    total = streams.sum_of(connection, table, lambda *_: None)\n"
            "    print(table.name, total.rows, total.sha256)\n"
        )
        assert done.returncode == 0, done.stderr
        found = {line.split()[0]: line.split(maxsplit=1)[1] for line in done.stdout.splitlines()}
        del found["journal_epoch"]
        return found

    def epoch(self) -> str:
        """The epoch its store lives in."""
        return self.python(
            "from zhangtu.project import office; office.open_existing()\n"
            "from zhangtu.journal import epoch; print(epoch.current())"
        ).stdout.strip()
