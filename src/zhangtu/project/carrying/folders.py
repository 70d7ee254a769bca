"""The folder an office is restored into: empty at the beginning, and not to be opened before it is whole."""

import os
import shutil
from pathlib import Path

from zhangtu.project.carrying.refusals import CarryingError

#: Stands in the folder as long as the restore is not finished.
SIGN = "restore.incomplete"


def take(home: Path) -> None:
    """Take an empty folder, or one in which a restore was broken off.

    Args:
        home: The folder; made where it is missing.

    Raises:
        CarryingError: Something else is in it.
    """
    home.mkdir(parents=True, exist_ok=True)
    sign = home / SIGN
    if sign.exists():
        for path in home.iterdir():
            if path != sign:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    elif any(home.iterdir()):
        raise CarryingError("not_empty", path=home)
    sign.write_text("zhangtu restore\n", "ascii")


def is_taken(home: Path) -> bool:
    """Whether a restore into a folder is not finished.

    Args:
        home: The folder.

    Returns:
        Whether the sign stands there.
    """
    return (home / SIGN).exists()


def give_back(home: Path) -> None:
    """Say that the office is whole.

    Args:
        home: The folder.
    """
    (home / SIGN).unlink()


def put_key(home: Path, key: bytes) -> None:
    """Put the office's key where it belongs.

    Args:
        home: The folder.
        key: The key that was kept elsewhere.
    """
    with (home / "secret.key").open("wb") as target:
        target.write(key)
        target.flush()
        os.fsync(target.fileno())
