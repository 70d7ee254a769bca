"""Keeps a printed form for a day, for whoever printed it: so that it is fetched by a plain link."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import now

#: So long a printed form can be fetched, in seconds; afterwards it is printed anew.
KEPT: Final = 24 * 3600


def _folder() -> Path:
    return Path(settings.ZHANGTU_HOME) / "printed"


def _name(uid: UUID, actor: Actor) -> str:
    return f"{uid}-{actor.person}-{actor.post}.pdf"


def keep(uid: UUID, pdf: bytes, *, actor: Actor) -> None:
    """Keep a form that was just printed; those of days ago go.

    Args:
        uid: The form.
        pdf: Its file.
        actor: Who printed it: what stands on it is what that post may see.
    """
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    drop_old()
    part = folder / f"{secrets.token_hex(8)}.part"
    part.touch(mode=0o600)
    part.write_bytes(pdf)
    os.utime(part, (now().timestamp(),) * 2)
    part.replace(folder / _name(uid, actor))


def drop_old() -> int:
    """Drop printed forms nobody may fetch any more: what stands on them is about persons.

    Returns:
        How many.
    """
    gone = 0
    for old in _folder().glob("*"):
        with suppress(FileNotFoundError):  # whoever prints at this moment drops old ones too
            if old.stat().st_mtime < now().timestamp() - KEPT:
                old.unlink()
                gone += 1
    return gone


def kept(uid: UUID, actor: Actor) -> Path | None:
    """Where a form lies that somebody printed; ``None`` when it is gone, or somebody else printed it.

    Args:
        uid: The form.
        actor: Who asks for it.
    """
    path = _folder() / _name(uid, actor)
    return path if path.is_file() and path.stat().st_mtime >= now().timestamp() - KEPT else None
