"""Sends the newest head out of the office's folder once a day, to where the office chose to keep it."""

import os
from pathlib import Path

from zhangtu.journal import sealing
from zhangtu.kernel import clock


def send_head(folder: Path | None) -> Path | None:
    """Write today's head into a folder outside, one file a day; what lies there is never changed.

    A head that somebody else keeps is what finds a journal rewritten from its beginning. The folder may be a
    share of another machine, a stick, or one that a mail or backup program takes away.

    Args:
        folder: Where; None when the office chose nothing.

    Returns:
        The file; None when there is nothing to send, or today's head was sent already.

    Raises:
        OSError: It cannot be written; the next turn tries again.
    """
    head = sealing.newest()
    if folder is None or head is None:
        return None
    place = folder / f"head-{clock.today():%Y-%m-%d}.txt"
    if place.exists():
        return None
    draft = place.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as target:
        target.write(f"{head.line}\n")
        target.flush()
        os.fsync(target.fileno())
    draft.replace(place)
    return place
