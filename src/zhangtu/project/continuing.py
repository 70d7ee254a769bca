"""Goes on with what a killed process left: imports in force that were not carried to their end."""

import shutil
from uuid import UUID

from django.db import connection

from zhangtu.journal.actor import Actor
from zhangtu.kernel import clock
from zhangtu.ledgers.importing import applying, preparing, settling, spool
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.project import sql

#: An import nobody put in force is dropped after so many seconds.
ABANDONED = 14 * 24 * 3600


class Continuing:
    """Looks again and again; goes on only with what nobody moved since the last look."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def turn(self) -> list[str]:
        """Go on with imports that stand still.

        Returns:
            Those that were carried to their end.

        Raises:
            LedgerError: One can't be, such as one whose ledger was defined anew; the others were.
        """
        now, finished = sql.unfinished_imports(connection), []
        refused: list[LedgerError] = []
        for uid, done in now.items():
            if self._seen.get(uid) == done:
                made = spool.manifest(preparing.folder_of(uid))
                person, post, machine = made.actor
                try:
                    applying.apply(UUID(uid), actor=Actor(person=person, post=post, machine=machine))
                    finished.append(uid)
                except LedgerError as error:
                    refused.append(error)
        self._seen = now
        settling.settle()
        if refused:
            raise refused[0]
        return finished


def drop_abandoned() -> list[str]:
    """Drop imports that were prepared long ago and never put in force.

    Returns:
        Those that were dropped.
    """
    folder, dropped = preparing.folder_of("").resolve(), []
    running = set(sql.unfinished_imports(connection))
    oldest = clock.now().timestamp() - ABANDONED
    for path in folder.iterdir() if folder.exists() else ():
        if path.is_dir() and path.name not in running and path.stat().st_mtime < oldest:
            shutil.rmtree(path)
            dropped.append(path.name)
    return dropped
