"""Fills an empty store with another one's tables, and compares the two before anybody may open it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from zhangtu.journal import epoch, guards
from zhangtu.kernel.failpoints import here
from zhangtu.project.carrying import folders, sql, tables
from zhangtu.project.carrying.refusals import CarryingError
from zhangtu.project.carrying.streams import Progress, Sum, fill, sum_of, unlike
from zhangtu.project.carrying.tables import Table


class Origin(Protocol):
    """Where the tables come from."""

    def tables(self) -> Iterable[Table]:
        """The tables, in the order in which they are filled."""

    def lines(self, table: Table) -> Iterable[bytes]:
        """The rows of one, as lines."""

    def sums(self) -> Mapping[str, Sum]:
        """Table → what it is compared by; asked once all lines have been read."""

    def counters(self) -> Mapping[str, int]:
        """Table → the last number it gave a row."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in.

    Attributes:
        rows: Rows of all tables.
        epoch: The store's new epoch.
    """

    rows: int
    epoch: str


def claim(shown: str) -> None:
    """Take an empty database, or one whose filling was broken off, and mark it as not whole.

    Args:
        shown: Its address, without its password.

    Raises:
        CarryingError: It cannot be reached, or holds something.
    """
    try:
        found = connection.introspection.table_names()
        if found and not sql.is_marked(connection):
            raise CarryingError("store_not_empty", address=shown)
        if found:
            sql.drop_all(connection)
        sql.mark(connection)
    except (DatabaseError, ImproperlyConfigured) as error:
        why = str(error).strip().splitlines()[0]
        raise CarryingError("unreachable", address=shown, why=why) from error


def known(reached: Mapping[str, str]) -> bool:
    """Whether this version of the program knows the tables another one had.

    Args:
        reached: App → its last migration there.

    Returns:
        Whether all these migrations are known.
    """
    return set(reached.items()) <= set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def fill_store(origin: Origin, reached: Mapping[str, str], progress: Progress) -> Filled:
    """Fill the marked store and take the mark off when it is equal to its origin.

    Args:
        origin: Where the tables come from.
        reached: App → the last migration there; the store is taken that far, filled, then all the way.
        progress: Told now and then.

    Returns:
        What was filled in.

    Raises:
        CarryingError: What was written is not what there was.
    """
    for app, name in reached.items():
        call_command("migrate", app, name, interactive=False, verbosity=0)
    sql.unguard(connection)
    wanted = list(origin.tables())
    connection.disable_constraint_checking()
    sql.empty(connection, [table.name for table in reversed(wanted)])
    for table in wanted:
        fill(connection, table.name, dict(table.columns), origin.lines(table), progress)
        here("fill.table")
    connection.enable_constraint_checking()
    connection.check_constraints()
    sql.count_on(connection, tables.numbered(), origin.counters())
    found = {table.name: sum_of(connection, table, progress) for table in wanted}
    if different := unlike(found, dict(origin.sums())):
        raise CarryingError("unlike", what=", ".join(different))
    # Brings newer tables, and puts the guards of the journal back.
    call_command("migrate", interactive=False, verbosity=0)
    if gone := guards.missing():
        raise CarryingError("unlike", what=", ".join(gone))
    here("fill.compared")
    life = epoch.renew()
    return Filled(sum(total.rows for total in found.values()), life)


def finish() -> None:
    """Take the mark off: the store is whole and may be opened."""
    here("fill.whole")
    sql.unmark(connection)


def check_whole(home: Path) -> None:
    """Refuse to open an office that was never restored or moved to the end.

    Args:
        home: The office's folder.

    Raises:
        CarryingError: It is not whole.
    """
    if folders.is_taken(home) or sql.is_marked(connection):
        raise CarryingError("incomplete")


def check_there(home: Path) -> None:
    """Refuse to look for an office where there is none.

    Args:
        home: The office's folder.

    Raises:
        CarryingError: There is no office, or it is not whole.
    """
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and not Path(name).exists():
        # Asking SQLite would make an empty file.
        raise CarryingError("no_office", path=home)
    check_whole(home)
    if "journal_entry" not in connection.introspection.table_names():
        raise CarryingError("no_office", path=home)
