"""Opens the office: Django with our settings, the folder, both databases brought up to date."""

import os
from pathlib import Path

SETTINGS = "zhangtu.project.settings"


def load() -> Path:
    """Set Django up; what is slow to load is loaded here and not before.

    Returns:
        The office's folder, which may not exist yet.
    """
    # What an office keeps is for this account only, also where others may sign in to the machine.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django  # noqa: PLC0415  # half a second that `zhangtu read` must not pay
    from django.conf import settings  # noqa: PLC0415

    django.setup()
    home: Path = settings.ZHANGTU_HOME
    return home


def prepare() -> Path:
    """Make the folder where it is missing and bring both databases up to date.

    Returns:
        The office's folder.

    Raises:
        OSError: The folder cannot be made or written.
        CarryingError: What lies there was never restored or moved to the end.
    """
    home = load()
    home.mkdir(parents=True, exist_ok=True)
    from zhangtu.project.carrying import filling  # noqa: PLC0415  # after the settings

    filling.check_whole(home)
    prepare_tables()
    return home


def open_existing() -> Path:
    """Set Django up for an office that is there already.

    Returns:
        The office's folder.

    Raises:
        CarryingError: There is none, or it was never restored or moved to the end.
    """
    home = load()
    from zhangtu.project.carrying import filling  # noqa: PLC0415  # after the settings

    filling.check_there(home)
    return home


def prepare_tables() -> None:
    """Bring both databases up to date."""
    from django.core.management import call_command  # noqa: PLC0415  # after the settings
    from django.db import connections  # noqa: PLC0415

    for database in ("default", "ephemeral"):
        call_command("migrate", database=database, interactive=False, verbosity=0)
    call_command("createcachetable", database="ephemeral", verbosity=0)
    # The server's workers are forked from this process; they open connections of their own.
    connections.close_all()
