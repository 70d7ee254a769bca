"""The files people brought in, kept under the digest of their bytes and never changed."""

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from zhangtu.kernel import clock
from zhangtu.ledgers.refusals import LedgerError

#: Names are cut to so many characters, the ending kept.
NAME = 120
#: A digest as the store names it.
DIGEST = re.compile(r"[0-9a-f]{64}")


#: What a killed server left half written is cleared away after this.
ABANDONED = timedelta(days=1)
_COMING = "coming-"


@dataclass(frozen=True, slots=True)
class Coming:
    """A file that lies beside the store until it is settled there.

    Attributes:
        sha256: The digest of its bytes.
        size: Its length in bytes.
        path: Where it lies.
    """

    sha256: str
    size: int
    path: Path

    def settle(self) -> None:
        """Move it into the store, durably. The same bytes are kept once."""
        final = path_of(self.sha256)
        final.parent.mkdir(exist_ok=True)
        self.path.replace(final)
        _sync(final.parent)
        _sync(final.parent.parent)


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


@contextmanager
def coming(chunks: Iterable[bytes]) -> Iterator[Coming]:
    """Take in a file, a piece at a time, without putting it into the store yet.

    Two people may bring in the same file at once: what one of them finds unreadable and throws away is never
    what the other one keeps.

    Args:
        chunks: Its bytes.

    Yields:
        The file; gone afterwards unless it was settled.
    """
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    _clear_abandoned(folder)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(dir=folder, prefix=_COMING)
    try:
        with os.fdopen(handle, "wb") as target:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        yield Coming(digest.hexdigest(), size, Path(name))
    finally:
        Path(name).unlink(missing_ok=True)


def _clear_abandoned(folder: Path) -> None:
    """Clear away what a server that was killed meanwhile left half written."""
    oldest = (clock.now() - ABANDONED).timestamp()
    for path in folder.glob(f"{_COMING}*"):
        # Another server may clear the same file away at the same moment.
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                path.unlink()


def _sync(folder: Path) -> None:
    """Have the names in a folder on the disk before the database knows of the file."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def load(sha256: str) -> bytes:
    """The bytes of a file in the store.

    Args:
        sha256: Its digest.

    Returns:
        Its bytes, which still have this digest.

    Raises:
        LedgerError: The file is gone from the disk, or is no longer what it was.
    """
    try:
        data = path_of(sha256).read_bytes()
    except FileNotFoundError:
        raise LedgerError("file_damaged") from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise LedgerError("file_damaged")
    return data


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
