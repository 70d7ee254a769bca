"""Where the office's two databases are: the store, and what may be lost; and which tables live in which."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import dj_database_url

#: File in the office's folder that names the store after ``zhangtu move``; not there for the default.
ADDRESS_FILE = "database.url"
#: Our own backends queue writers and speak to the same servers as Django's: engine of the address → ours.
ENGINES: Mapping[str, str] = {
    "django.db.backends.sqlite3": "zhangtu.journal.sqlite",
    "django.db.backends.postgresql": "zhangtu.journal.postgresql",
}
#: Apps whose tables live in the ephemeral database: sessions, caches and counters, which no backup holds.
EPHEMERAL_APPS = frozenset({"sessions", "django_cache"})
#: Single tables that live there though their app does not: label of the model in lower case.
EPHEMERAL_TABLES = frozenset({"runner.progress", "collections.draft"})


def office_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the office.

    Args:
        environment: Where ``ZHANGTU_HOME`` is looked for.

    Returns:
        The folder, which may not exist yet; ``var`` where the process was started if none is named.
    """
    return Path(environment.get("ZHANGTU_HOME", "var")).resolve()


def store_address(home: Path, environment: Mapping[str, str] = os.environ) -> str:
    """The address of the store.

    Args:
        home: The office's folder.
        environment: Where ``DATABASE_URL`` is looked for; it comes first.

    Returns:
        An address such as ``postgres://user@host/name``; empty for the SQLite file in the folder.
    """
    named = environment.get("DATABASE_URL", "")
    if named:
        return named
    try:
        return (home / ADDRESS_FILE).read_text("utf-8").strip()
    except FileNotFoundError:
        return ""


def store_place(home: Path, environment: Mapping[str, str] = os.environ) -> str:
    """The full address of the store.

    Args:
        home: The office's folder.
        environment: Where ``DATABASE_URL`` is looked for.

    Returns:
        The address; never empty.
    """
    return store_address(home, environment) or file_address(home / "zhangtu.sqlite3")


def databases(home: Path, environment: Mapping[str, str] = os.environ) -> dict[str, dict[str, Any]]:
    """Django's setting ``DATABASES``.

    Args:
        home: The office's folder.
        environment: Where the addresses are looked for.

    Returns:
        ``default``, the store, and ``ephemeral``, beside it in the folder unless an address is given.
    """
    apart = environment.get("ZHANGTU_EPHEMERAL_URL", "")
    return {
        "default": connection(store_place(home, environment)),
        "ephemeral": connection(apart or file_address(home / "ephemeral.sqlite3"), durable=False),
    }


def connection(address: str, *, durable: bool = True) -> dict[str, Any]:
    """What Django wants to know of a database.

    Args:
        address: Its address.
        durable: Whether every commit must survive a power cut.

    Returns:
        An entry of ``DATABASES``.
    """
    found: dict[str, Any] = dict(dj_database_url.parse(address))
    if durable:
        # Our backends say themselves how writers queue and what survives a power cut.
        found["ENGINE"] = ENGINES.get(found["ENGINE"], found["ENGINE"])
        found["OPTIONS"] = {"timeout": 20} if found["ENGINE"].endswith("sqlite") else {}
    elif found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
        }
    return found


def shown(address: str) -> str:
    """An address as it may stand on a screen.

    Args:
        address: The address.

    Returns:
        The same without its password.
    """
    return re.sub(r"(?<=://)([^/@:]*):[^/@]*(?=@)", r"\1", address)


def file_address(path: Path) -> str:
    """The address of a SQLite file.

    Args:
        path: The file.

    Returns:
        Three slashes, then the path, its odd characters escaped.
    """
    return f"sqlite:///{quote(str(path))}"


class Router:
    """Tells Django in which database a table lives."""

    def db_for_read(self, model: Any, **hints: object) -> str:
        """Where a table is read.

        Args:
            model: Its model.
            hints: What Django knows besides; not needed.

        Returns:
            The alias of its database.
        """
        del hints
        about = model._meta  # noqa: SLF001  # Django's documented place for what a model is
        return _place(about.app_label, about.model_name)

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: object) -> bool:
        """Whether a table is made in a database.

        Args:
            db: The alias of the database.
            app_label: The app of the table.
            model_name: The table's model; None for a step that concerns the whole app.
            hints: What Django knows besides; not needed.

        Returns:
            Whether that is the table's place.
        """
        del hints
        return db == _place(app_label, model_name)


def _place(app: str, model: str | None) -> str:
    """The alias of the database of a table."""
    apart = app in EPHEMERAL_APPS or f"{app}.{model}" in EPHEMERAL_TABLES
    return "ephemeral" if apart else "default"
