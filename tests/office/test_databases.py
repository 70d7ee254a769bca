"""Two databases: the store, and what may be lost."""

from pathlib import Path

import pytest
from django.db import connections

from zhangtu.project.databases import ADDRESS_FILE, Router, connection, databases, store_address


def test_the_store_is_a_file_in_the_folder_unless_an_address_is_named(tmp_path: Path) -> None:
    odd = tmp_path / "某 区%20?#"
    assert databases(odd, {})["default"]["NAME"] == str(odd / "zhangtu.sqlite3")
    named = databases(odd, {"DATABASE_URL": "postgres://clerk@127.0.0.1/store"})["default"]
    assert named["NAME"] == "store"
    assert named["ENGINE"] == "zhangtu.journal.postgresql"


def test_the_folder_may_name_the_store_and_the_environment_comes_first(tmp_path: Path) -> None:
    (tmp_path / ADDRESS_FILE).write_text("postgres://clerk@127.0.0.1/moved\n")
    assert store_address(tmp_path, {}).endswith("/moved")
    assert store_address(tmp_path, {"DATABASE_URL": "sqlite:///elsewhere"}) == "sqlite:///elsewhere"


def test_the_store_queues_its_writers(tmp_path: Path) -> None:
    made = connection(f"sqlite:///{tmp_path}/x.sqlite3")
    assert made["ENGINE"] == "zhangtu.journal.sqlite"


@pytest.mark.django_db
def test_sessions_and_counters_stay_out_of_the_store() -> None:
    apart = set(connections["ephemeral"].introspection.table_names())
    store = set(connections["default"].introspection.table_names())
    assert {"django_session", "ephemeral_cache"} <= apart
    assert store & apart <= {"django_migrations"}
    assert "journal_entry" in store


def test_the_router_knows_one_place_for_every_table() -> None:
    router = Router()
    for app, place in (("sessions", "ephemeral"), ("django_cache", "ephemeral"), ("ledgers", "default")):
        assert router.allow_migrate(place, app, "x")
        assert not router.allow_migrate({"ephemeral", "default"}.difference({place}).pop(), app, "x")
