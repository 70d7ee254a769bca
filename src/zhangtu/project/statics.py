"""One digest over all files the browser loads, so that an address never means two contents."""

import hashlib
from pathlib import Path


def digest(folder: Path) -> str:
    """A short digest of every file in a folder, names included.

    Args:
        folder: The folder; small, since it is read at every start.

    Returns:
        12 hexadecimal digits.
    """
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(path.read_bytes())
    return total.hexdigest()[:12]
