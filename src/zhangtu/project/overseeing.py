"""The state of machine and store as the system administrator's page shows it."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection

from zhangtu.desk.office.hooks import ASKED, Trouble
from zhangtu.journal import queries, sealing
from zhangtu.project.commands.wording import say
from zhangtu.project.examining import examine

#: Digits of a SHA-256 digest, which is what a file is called.
_DIGITS = 64
_LANGUAGES = ("zh-hans", "zh-hant", "en")


def hand_in() -> None:
    """Let the page ask; doing it twice does no harm."""
    ASKED.examine = _examine
    ASKED.state = _state


def _examine(tell: Callable[[int], None]) -> Iterator[Trouble]:
    """What is not as it should be, as the command that looks the office over says it."""
    for found in examine(Path(settings.ZHANGTU_HOME), lambda _what, done: tell(done)):
        said = {language: say(found.code, language, **found.facts) for language in _LANGUAGES}
        yield Trouble(said, mends=found.mend is not None)


def _state() -> Mapping[str, int | str]:
    home = Path(settings.ZHANGTU_HOME)
    newest = sealing.newest()
    mirror = home / "mirror.duckdb"
    store = home / "zhangtu.sqlite3"
    facts: dict[str, int | str] = {
        "version": version("zhangtu"),
        "store": "PostgreSQL" if connection.vendor == "postgresql" else "SQLite",
        "entries": queries.last_number(),
        "sealed": 0 if newest is None else newest.size,
        "mirror": _megabytes(mirror.stat().st_size) if mirror.exists() else "—",
        "files": sum(
            1 for path in (home / "files").glob("??/*") if len(path.name) == 64
        ),  # digits of a digest
        "free": _megabytes(shutil.disk_usage(home).free),
        "home": str(home),
    }
    if store.exists():
        facts["size"] = _megabytes(store.stat().st_size)
    return facts


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
