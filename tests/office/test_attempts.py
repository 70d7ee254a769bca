"""Wrong attempts to sign in are counted once each, however many processes take them at one moment."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cluster import Cluster
from offices import Office

#: So many processes try each of so many names so often; of all tries on a name so many are taken.
PROCESSES, NAMES, EACH, TAKEN = 4, 40, 3, 5
#: Waits until all are there, then counts attempts on the same login names, each from another address.
TRY = f"""
import sys, time
from pathlib import Path
from zhangtu.project import office
home = office.open_existing()
from zhangtu.people import locks
from zhangtu.people.refusals import PeopleRefusedError
(home / f"here-{{sys.argv[1]}}").touch()
until = time.monotonic() + 60
while len(list(home.glob("here-*"))) < {PROCESSES} and time.monotonic() < until:
    time.sleep(0.002)
for number in range({NAMES * EACH}):
    try:
        locks.attempt(f"name {{number // {EACH}}}", f"10.0.{{sys.argv[1]}}.{{number}}")
    except PeopleRefusedError as error:
        assert error.kind == "locked", error.kind
    else:
        print("taken")
"""


def taken(home: Path, **named: str) -> int:
    office = Office(home)
    made = office.python("from zhangtu.project import office; office.prepare()", **named)
    assert made.returncode == 0, made.stderr
    with ThreadPoolExecutor(PROCESSES) as many:
        done = list(many.map(lambda number: office.python(TRY, str(number), **named), range(PROCESSES)))
    assert not any(one.returncode for one in done), done[0].stderr
    return sum(one.stdout.count("taken") for one in done)


def test_many_processes_take_no_more_attempts_than_one(tmp_path: Path) -> None:
    assert taken(tmp_path / "office") == NAMES * TAKEN


@pytest.mark.long
def test_nor_do_many_machines_that_share_their_counters(postgresql: Cluster, tmp_path: Path) -> None:
    assert taken(tmp_path / "office", ZHANGTU_EPHEMERAL_URL=postgresql.fresh()) == NAMES * TAKEN
