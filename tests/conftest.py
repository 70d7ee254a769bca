"""What all tests share: how hard Hypothesis tries, and where the programs we drive are."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import cluster
import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("quick", max_examples=60, deadline=None, derandomize=True, print_blob=True)
settings.register_profile("few", parent=settings.get_profile("quick"), max_examples=20)
settings.register_profile(
    "long", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile(os.environ.get("ZHANGTU_HYPOTHESIS", "quick"))

#: Fixtures that open the database.
OPENING = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that may use the store may use the ephemeral database beside it, as the product does.

    Whole offices come first: they take longest, and what takes longest must not be begun last.
    """
    items.sort(key=lambda item: item.path.parent.name != "office")
    for item in items:
        marker = item.get_closest_marker("django_db")
        opened = OPENING.intersection(getattr(item, "fixturenames", ()))
        if marker is None and not opened:
            continue
        said = dict(marker.kwargs) if marker else {"transaction": bool(opened - {"db"})}
        item.add_marker(
            pytest.mark.django_db(**{"databases": ["default", "ephemeral"], **said}), append=False
        )


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(request: pytest.FixtureRequest) -> None:
    """Give every worker a store of its own: in memory on SQLite, under another name on PostgreSQL.

    Takes the place of pytest-django's fixture, which knows Django's own backends only.
    """
    from django.conf import settings as ours  # noqa: PLC0415

    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    for about in ours.DATABASES.values():
        in_memory = about["ENGINE"].rpartition(".")[2].startswith("sqlite")
        name = ":memory:" if in_memory else f"test_{about['NAME']}{worker}"
        about.setdefault("TEST", {})["NAME"] = name


@pytest.fixture(scope="session", autouse=True)
def _stores_can_be_emptied() -> Iterator[None]:
    """A test with transactions of its own leaves an empty store: the triggers step aside for that moment.

    Django puts them back at once, as after every migrate.
    """
    from django.core.management.commands.flush import Command  # noqa: PLC0415  # needs no settings before
    from django.core.management.sql import emit_post_migrate_signal  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from zhangtu.project.carrying import sql  # noqa: PLC0415

    plain = Command.handle

    def handle(self: Command, **options: Any) -> None:
        connection = connections[options["database"]]
        if connection.vendor == "postgresql":
            _empty(connection)
            emit_post_migrate_signal(0, interactive=False, db=connection.alias)
        else:
            sql.unguard(connection)
            plain(self, **options)
        # Whatever is remembered of what stood in the store is gone with it.
        getattr(connection, "forget", lambda: None)()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "handle", handle)
        yield


def _empty(connection: Any) -> None:
    """Empty a store on PostgreSQL; Django would have the server make new files for all its tables."""
    from django.db import transaction  # noqa: PLC0415  # needs no settings before

    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    named = [connection.ops.quote_name(table) for table in tables]
    asked = " UNION ALL ".join(
        f"SELECT {place} WHERE EXISTS (SELECT 1 FROM {name})"  # noqa: S608  # names are our own
        for place, name in enumerate(named)
    )
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # no trigger stands in the way
        cursor.execute(asked)
        for (place,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {named[place]}")  # noqa: S608


def _program(*names: str) -> str:
    """The first of these programs that is installed; skips the test, naming it, where there is none."""
    for name in names:
        found = shutil.which(name)
        if found is not None:
            return found
    pytest.skip(f"NOT RUN: {names[0]} is not installed on this machine (tools/need.sh says how)")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium, for tests that look at pages."""
    return _program("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def soffice() -> str:
    """The system's LibreOffice, for tests that open the files we write."""
    return _program("soffice", "libreoffice")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[cluster.Cluster]:
    """A PostgreSQL server of these tests' own; ``fresh()`` is the address of a new, empty database."""
    with cluster.running() as found:
        yield found
