"""Throws away what people left lying in folders of their own and never went on with."""

import shutil
from collections.abc import Callable
from pathlib import Path

from zhangtu.journal.writing import moment


def drop_older(folder: Path, seconds: int, last_touched: Callable[[Path], int | None]) -> list[str]:
    """Throw away the folders in a folder that nobody touched for long, and those that can't be read.

    Args:
        folder: Where they are; it may not be there yet.
        seconds: For how long.
        last_touched: When one was last gone on with, microseconds since 1970 in UTC; ``None`` where that
            can't be read.

    Returns:
        The names of those thrown away.
    """
    dropped: list[str] = []
    oldest = moment() - seconds * 1_000_000
    for path in folder.iterdir() if folder.exists() else ():
        touched = last_touched(path)
        if touched is None or touched < oldest:
            shutil.rmtree(path)
            dropped.append(path.name)
    return dropped
