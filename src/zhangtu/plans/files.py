"""The files people brought in, kept under the digest of their bytes and never changed."""

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

#: Names are cut to so many characters, the ending kept.
NAME = 120
#: A digest as the store names it.
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the store.

    Attributes:
        sha256: The digest of its bytes.
        size: Its length in bytes.
    """

    sha256: str
    size: int


def _folder() -> Path:
    return Path(settings.ZHANGTU_HOME) / "files"


def path_of(sha256: str) -> Path:
    """Where a file of this digest lies.

    Args:
        sha256: 64 hexadecimal digits.

    Returns:
        Its path; files are spread over folders by their first two digits.

    Raises:
        ValueError: It is no digest.
    """
    if DIGEST.fullmatch(sha256) is None:
        raise ValueError(sha256)
    return _folder() / sha256[:2] / sha256


def keep(chunks: Iterable[bytes]) -> Kept:
    """Put a file into the store, a piece at a time.

    Args:
        chunks: Its bytes.

    Returns:
        Its digest and length. The same bytes are kept once.
    """
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(dir=folder, prefix="coming-")
    try:
        with os.fdopen(handle, "wb") as target:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        final = path_of(digest.hexdigest())
        final.parent.mkdir(exist_ok=True)
        Path(name).replace(final)
    finally:
        Path(name).unlink(missing_ok=True)
    return Kept(digest.hexdigest(), size)


def load(sha256: str) -> bytes:
    """The bytes of a file in the store."""
    return path_of(sha256).read_bytes()


def plain_name(name: str) -> str:
    """A file name without folders, control characters and marks that a system gives a meaning.

    Args:
        name: Whatever the browser sent.

    Returns:
        A name of 1 to 120 characters.
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(" " if letter in '<>:"|?*' else letter for letter in name if letter.isprintable())
    name = " ".join(name.split()).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if len(name) > NAME and dot and len(ending) <= 8:
        name = f"{stem[: NAME - len(ending) - 1]}.{ending}"
    return name[:NAME] or "document"


def forget(sha256: str) -> None:
    """Take a file out of the store; for one that turned out not to be readable and belongs to nothing."""
    path_of(sha256).unlink(missing_ok=True)
