"""What long checks found: kept as a file each in the office's folder, so that their pages can be left."""

from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings

#: So many outcomes of a kind are kept.
_KEPT = 20


def keep(kind: str, job: int, outcome: dict[str, Any]) -> None:
    """Keep what a job found; doing it twice does no harm.

    Args:
        kind: Which check.
        job: The job's number.
        outcome: What it found; anything JSON holds.
    """
    folder = _folder(kind)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{job}.json"
    coming = path.with_suffix(".coming")
    coming.write_bytes(msgspec.json.encode(outcome))
    coming.replace(path)
    for old in _numbers(kind)[_KEPT:]:
        (folder / f"{old}.json").unlink(missing_ok=True)


def of_job(kind: str, job: int) -> dict[str, Any] | None:
    """What a job found; ``None`` before, or when it is kept no longer."""
    try:
        found: dict[str, Any] = msgspec.json.decode((_folder(kind) / f"{job}.json").read_bytes())
    except FileNotFoundError:
        return None
    return found


def newest(kind: str) -> tuple[int, dict[str, Any]] | None:
    """The newest outcome of a kind with the number of its job; ``None`` before the first."""
    for job in _numbers(kind):
        found = of_job(kind, job)
        if found is not None:
            return job, found
    return None


def _numbers(kind: str) -> list[int]:
    folder = _folder(kind)
    names = [path.stem for path in folder.glob("*.json")] if folder.exists() else []
    return sorted((int(name) for name in names if name.isdigit()), reverse=True)


def _folder(kind: str) -> Path:
    return Path(settings.ZHANGTU_HOME) / "outcomes" / kind
