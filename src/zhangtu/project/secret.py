"""The key cookies are signed with: made at the first start, readable by its owner only."""

import os
import secrets
from pathlib import Path


def secret_key(home: Path) -> str:
    """The office's key.

    Args:
        home: The folder the office is kept in; made if missing.

    Returns:
        64 characters, the same ever after.
    """
    home.mkdir(parents=True, exist_ok=True)
    path = home / "secret.key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(handle, "w") as target:
        target.write(secrets.token_hex(32) + "\n")
    return path.read_text("ascii").strip()
