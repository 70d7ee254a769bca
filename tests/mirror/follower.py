"""A process of its own that enters rows and has the mirror follow, until it is killed or told to compare."""

import os
import sys
from pathlib import Path

from zhangtu.project import office as project

project.prepare()

from office import open_office  # noqa: E402  # needs the settings
from zhangtu.journal import queries as journal  # noqa: E402
from zhangtu.journal.actor import Actor  # noqa: E402
from zhangtu.ledgers import actions, definitions  # noqa: E402
from zhangtu.ledgers import queries as ledgers  # noqa: E402
from zhangtu.ledgers.views import RowView  # noqa: E402
from zhangtu.mirror import client, columns, keeping, queries  # noqa: E402
from zhangtu.mirror.file import Allowed  # noqa: E402
from zhangtu.mirror.owning import Owner  # noqa: E402
from zhangtu.people import queries as people  # noqa: E402
from zhangtu.people.scope import Scope  # noqa: E402

CONSOLE = Actor(machine="console")
HOME = Path(os.environ["ZHANGTU_HOME"])


def main() -> None:
    """Enter and follow, or compare."""
    what, count = sys.argv[1], int(sys.argv[2])
    if not definitions.names():
        open_office(HOME / "sample")
    keeping.SLICE = 7
    owner = Owner(HOME, Allowed(memory=64, threads=1))
    assert owner.take()
    client.settle(owner)
    sys.stdout.write(f"opened {int(owner.mirror.building)}\n")
    sys.stdout.flush()
    if what == "enter":
        enter(owner, count)
    else:
        compare(owner)
    owner.stop()


def enter(owner: Owner, count: int) -> None:
    """Rows, some of them amended; the mirror after every few."""
    unit = min(people.units())
    for place in range(count):
        row = actions.create("shops", {"name": f"店{place}", "staff": place}, actor=CONSOLE, unit=unit)
        if place % 3 == 0:
            actions.amend(row.uid, {"staff": place + 1}, actor=CONSOLE, seen=row.version)
        if place % 5 == 0:
            owner.build()


def all_rows(scope: Scope) -> list[RowView]:
    """Every row of the store, page by page."""
    page = ledgers.rows("shops", scope, limit=1000)
    found = list(page.rows)
    while page.after:
        page = ledgers.rows("shops", scope, limit=1000, after=page.after)
        found += page.rows
    return found


def compare(owner: Owner) -> None:
    """Everything is there once, and the same as in the store."""
    owner.build()
    scope = people.scope(CONSOLE)
    stored = ledgers.rows("shops", scope, limit=1000)
    found = queries.page("shops", scope, limit=1000)
    assert isinstance(found, queries.Ids)
    assert list(found.rows) == [row.id for row in stored.rows]
    everything = all_rows(scope)
    sums = queries.groups("shops", scope, by=[], sums=["staff"])
    assert isinstance(sums, tuple)
    assert (sums[0].sums[0] or 0) == sum(row.values["staff"] for row in everything)
    entries = sum(len(journal.history("shops", row.id)) for row in everything)
    table = columns.table(definitions.in_force("shops"))
    with owner.mirror.file.cursor() as cursor:
        assert cursor.execute(f"SELECT count(*) FROM {table}").fetchall() == [(entries,)]  # noqa: S608
    sys.stdout.write(f"same {len(everything)}\n")


main()
