"""``zhangtu move``: the office's store from SQLite to PostgreSQL, or back."""

import os
from collections.abc import Sequence
from pathlib import Path

import dj_database_url

from zhangtu.project import databases, office
from zhangtu.project.carrying.refusals import CarryingError
from zhangtu.project.commands.console import Parser, put
from zhangtu.project.commands.running import Ticker, run
from zhangtu.project.commands.wording import say


def main(argv: Sequence[str]) -> int:
    """Move the store.

    Args:
        argv: ``--to URL``.

    Returns:
        0: moved; 2: not moved, and the old store is as it was.
    """
    return run("move", argv, _move)


def _parser(language: str) -> Parser:
    """Declare the arguments of the subcommand."""
    parser = Parser(
        language,
        "zhangtu move",
        say("summary_move", language),
        [
            ("zhangtu move --to postgres://zhangtu@127.0.0.1/zhangtu", say("example_move", language)),
            ("zhangtu move --to sqlite", say("example_move_back", language)),
        ],
    )
    parser.add_argument("--to", metavar="URL", required=True, help=say("help_move_to", language))
    parser.add_argument("--lang", metavar="LANG", help=say("help_lang", language))
    return parser


def _move(argv: Sequence[str], language: str) -> int:
    """Fill the new store, compare, switch."""
    asked = _parser(language).parse_args(list(argv))
    home = databases.office_folder()
    here = databases.file_address(home / "zhangtu.sqlite3")
    old, new = databases.store_place(home), here if asked.to == "sqlite" else asked.to
    _check(new, old)
    named = "DATABASE_URL" in os.environ
    _check_source(home, old)
    os.environ["DATABASE_URL"] = new
    office.load()
    from zhangtu.project.carrying import moving  # noqa: PLC0415  # needs the settings

    moving.name_source(databases.connection(old))
    _check_stopped(home)
    ticker = Ticker(language)
    rows, entries = moving.move(databases.shown(new), ticker)
    office.prepare_tables()
    ticker.clear()
    left = Path(databases.connection(old)["NAME"]) if old.startswith("sqlite") else None
    aside = moving.switch(home, home / databases.ADDRESS_FILE, "" if new == here else new, left)
    put(say("moved", language, address=databases.shown(new), rows=f"{rows:,}", entries=f"{entries:,}"))
    if aside is not None:
        put(say("moved_aside", language, path=aside))
    if named:
        put(say("moved_named", language))
    return 0


def _check(new: str, old: str) -> None:
    """Refuse addresses that lead nowhere new.

    Raises:
        CarryingError: The address is not understood, or the store is there already.
    """
    try:
        dj_database_url.parse(new)
        ours = databases.connection(new)["ENGINE"].startswith("zhangtu.")
    except ValueError:
        ours = False
    if not ours:
        raise CarryingError("address", address=databases.shown(new))
    if databases.connection(new) == databases.connection(old):
        raise CarryingError("same", address=databases.shown(new))


def _check_source(home: Path, old: str) -> None:
    """Refuse to move what is not there: SQLite would make an empty file.

    Raises:
        CarryingError: There is no office.
    """
    if old.startswith("sqlite") and not Path(databases.connection(old)["NAME"]).exists():
        raise CarryingError("no_office", path=home)


def _check_stopped(home: Path) -> None:
    """Refuse to move under a running server: it would go on writing to the old store.

    Raises:
        CarryingError: It runs.
    """
    from zhangtu.runner.lock import holder  # noqa: PLC0415  # needs the settings

    process = holder(home)
    if process:
        raise CarryingError("running", process=process)
