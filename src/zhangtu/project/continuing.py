"""Goes on with what a killed process left: imports in force that were not carried to their end."""

import shutil
from uuid import UUID

from django.db import connection

from zhangtu.journal.actor import Actor
from zhangtu.kernel import clock
from zhangtu.ledgers.importing import applying, preparing, settling, spool
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
        """
        now, finished = sql.unfinished_imports(connection), []
        for uid, done in now.items():
            if self._seen.get(uid) == done:
                made = spool.manifest(preparing.folder_of(uid))
                person, post, machine = made.actor
                applying.apply(UUID(uid), actor=Actor(person=person, post=post, machine=machine))
                finished.append(uid)
        self._seen = now
        settling.settle()
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
