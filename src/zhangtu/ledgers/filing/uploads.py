"""Files brought in piece by piece: what has arrived stays, whatever becomes of the page or the server.

An upload is a folder ``uploads/UID`` of the office: ``about.json`` says whose, ``data`` is what is here.
What is acknowledged lies on the disk. It is no part of the office before ``finish``, and of no backup.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec
from django.conf import settings

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import moment
from zhangtu.kernel import clock
from zhangtu.kernel.uids import new_uid
from zhangtu.ledgers.filing.bringing import bring, check_may_bring, said_name
from zhangtu.ledgers.filing.kinds import LARGEST, megabytes
from zhangtu.ledgers.filing.refusals import FileError
from zhangtu.people import queries as people
from zhangtu.schema.types import FileRef

#: Pieces are no larger than this.
PIECE: Final = 4 * 1024 * 1024
#: An upload nobody goes on with is cleared away after this.
KEPT: Final = timedelta(days=3)
#: What one person may have unfinished.
MOST_OPEN: Final = 20
MOST_BYTES: Final = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is being brought in.

    Attributes:
        uid: Its name.
        name: What the file is called.
        size: How long it will be, in bytes.
        received: How much of it is here.
        until: When it is cleared away unless it goes on.
    """

    uid: UUID
    name: str
    size: int
    received: int
    until: datetime


class _About(msgspec.Struct):
    """What lies beside the bytes."""

    person: int
    machine: str
    name: str
    size: int
    #: The digest and name it was brought in under; empty before that.
    done: tuple[str, ...] = ()


def _folder() -> Path:
    return Path(settings.ZHANGTU_HOME) / "uploads"


def begin(name: str, size: int, *, actor: Actor) -> Upload:
    """Begin to bring a file in.

    Args:
        name: What it is called.
        size: How long it is, in bytes.
        actor: Who brings it; nobody else can go on with it.

    Returns:
        The upload, with nothing received.

    Raises:
        LedgerError: Whoever brings it may enter nothing at all.
        FileError: It is empty, too large for any kind, or too much is unfinished already.
    """
    check_may_bring(people.scope(actor))
    if size <= 0:
        raise FileError("empty", name=said_name(name))
    if size > LARGEST:
        raise FileError("too_large", name=said_name(name), size=megabytes(size), most=megabytes(LARGEST))
    clear_lapsed()
    _check_quota(size, actor)
    place = _folder() / str(new_uid(moment()))
    place.mkdir(parents=True)
    about = _About(actor.person, actor.machine, said_name(name), size)
    (place / "data").touch()
    _mark(place / "data")
    # What says whose it is comes last: before that it is nobody's and is cleared away.
    _durably(place / "about.json", msgspec.json.encode(about))
    return _view(place, about)


def _check_quota(size: int, actor: Actor) -> None:
    mine = unfinished(actor)
    whole = sum(one.size for one in mine)
    if len(mine) >= MOST_OPEN or whole + size > MOST_BYTES:
        raise FileError(
            "quota", open=len(mine), size=megabytes(whole), most_open=MOST_OPEN, most=megabytes(MOST_BYTES)
        )


def unfinished(whose: Actor) -> tuple[Upload, ...]:
    """What somebody began and did not finish, the oldest first.

    Args:
        whose: Who.

    Returns:
        The uploads.
    """
    found = []
    for place in sorted(_folder().iterdir()) if _folder().exists() else ():
        about = _about(place)
        if about is not None and not about.done and _owns(about, whose) and not _lapsed(place):
            found.append(_view(place, about))
    return tuple(found)


def view(uid: UUID, *, actor: Actor) -> Upload:
    """How far an upload is.

    Args:
        uid: The upload.
        actor: Who began it.

    Returns:
        The upload.

    Raises:
        FileError: There is no such upload of this person.
    """
    return _view(*_own(uid, actor))


def go_on(uid: UUID, start: int, chunks: Iterable[bytes], *, actor: Actor) -> Upload:
    """Take the next piece.

    Args:
        uid: The upload.
        start: Where the piece begins; what is received already may be sent again only from its end.
        chunks: Its bytes.
        actor: Who began it.

    Returns:
        How far it is now; what is counted as received lies on the disk.

    Raises:
        FileError: There is no such upload, the piece does not follow, is too long, or another window sends.
    """
    place, about = _own(uid, actor)
    with _alone(place) as data:
        received = os.fstat(data).st_size
        if start != received:
            raise FileError("gap", received=received)
        left = min(PIECE, about.size - received)
        for chunk in chunks:
            if len(chunk) > left:
                # Nothing of a piece that is too long is kept.
                os.ftruncate(data, received)
                raise FileError("bad_range")
            left -= len(chunk)
            _whole(data, chunk)
        os.fsync(data)
    _mark(place / "data")
    return _view(place, about)


def finish(uid: UUID, sha256: str, *, actor: Actor) -> FileRef:
    """Bring in what has arrived.

    Done twice, it is done once: where the answer was lost, the file is known by its digest.

    Args:
        uid: The upload.
        sha256: The digest of the file as the sender knows it.
        actor: Who began it.

    Returns:
        What a field of a row is given.

    Raises:
        FileError: There is no such upload, something is missing, it is not what was sent, or not taken.
    """
    place, about = _own(uid, actor)
    if about.done:
        return FileRef(sha256=about.done[0], name=about.done[1])
    with _alone(place) as data:
        received = os.fstat(data).st_size
        if received != about.size:
            raise FileError("gap", received=received)
        if _digest(place / "data") != sha256:
            shutil.rmtree(place)
            raise FileError("changed_meanwhile")
        try:
            found = bring(_pieces(place / "data"), about.name, actor=actor)
        except FileError:
            # Refused for what it is: there is nothing to go on with.
            shutil.rmtree(place)
            raise
        about.done = (found.sha256, found.name)
        _durably(place / "about.json", msgspec.json.encode(about))
        os.ftruncate(data, 0)
    return found


@contextmanager
def arrived(uid: UUID, sha256: str, *, actor: Actor) -> Iterator[tuple[Path, str]]:
    """What has arrived whole and becomes no file of a row, such as a sheet; cleared away once it was used.

    Args:
        uid: The upload.
        sha256: The digest of the file as the sender knows it.
        actor: Who began it.

    Yields:
        Where it lies, and what it is called.

    Raises:
        FileError: There is no such upload, something is missing, or it is not what was sent.
    """
    place, about = _own(uid, actor)
    with _alone(place) as data:
        received = os.fstat(data).st_size
        if about.done or received != about.size:
            raise FileError("gap", received=received)
        if _digest(place / "data") != sha256:
            shutil.rmtree(place)
            raise FileError("changed_meanwhile")
        yield place / "data", about.name
    shutil.rmtree(place, ignore_errors=True)


def give_up(uid: UUID, *, actor: Actor) -> None:
    """Clear away what has arrived of a file.

    Args:
        uid: The upload.
        actor: Who began it.

    Raises:
        FileError: There is no such upload of this person.
    """
    place, _ = _own(uid, actor)
    shutil.rmtree(place, ignore_errors=True)


def clear_lapsed() -> int:
    """Clear away what nobody went on with.

    Returns:
        How many uploads there were.
    """
    gone = [place for place in _folder().iterdir() if _lapsed(place)] if _folder().exists() else []
    for place in gone:
        shutil.rmtree(place, ignore_errors=True)
    return len(gone)


def _own(uid: UUID, actor: Actor) -> tuple[Path, _About]:
    place = _folder() / str(uid)
    about = _about(place)
    if about is None or not _owns(about, actor) or _lapsed(place):
        raise FileError("no_upload", days=KEPT.days)
    return place, about


def _about(place: Path) -> _About | None:
    try:
        return msgspec.json.decode((place / "about.json").read_bytes(), type=_About)
    except (FileNotFoundError, NotADirectoryError, msgspec.DecodeError):
        return None


def _owns(about: _About, actor: Actor) -> bool:
    """Whether an upload is somebody's: of the same person, whatever post is acted for now."""
    return (about.person, about.machine) == (actor.person, actor.machine)


def _touched(place: Path) -> datetime:
    """When the last piece came."""
    data = place / "data"
    last = (data if data.exists() else place).stat().st_mtime
    return datetime.fromtimestamp(last, clock.SHANGHAI)


def _mark(data: Path) -> None:
    """Note by the office's clock when a piece came."""
    now = clock.now().timestamp()
    os.utime(data, (now, now))


def _lapsed(place: Path) -> bool:
    return _touched(place) + KEPT < clock.now()


def _view(place: Path, about: _About) -> Upload:
    received = (place / "data").stat().st_size
    return Upload(UUID(place.name), about.name, about.size, received, _touched(place) + KEPT)


@contextmanager
def _alone(place: Path) -> Iterator[int]:
    """The bytes, opened to be added to by one process at a time."""
    try:
        data = os.open(place / "data", os.O_RDWR | os.O_APPEND)
    except FileNotFoundError:
        raise FileError("no_upload", days=KEPT.days) from None
    try:
        # Two windows, or two servers: one of them sends.
        try:
            fcntl.flock(data, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FileError("busy") from None
        yield data
    finally:
        os.close(data)


def _whole(data: int, chunk: bytes) -> None:
    """Write all of a chunk, however little the disk takes at a time."""
    rest = memoryview(chunk)
    while rest:
        rest = rest[os.write(data, rest) :]


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while piece := source.read(1024 * 1024):
            yield piece


def _digest(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _durably(path: Path, data: bytes) -> None:
    """Have a small file on the disk, whole, before it has its name."""
    coming = path.with_suffix(".coming")
    with coming.open("wb") as target:
        target.write(data)
        target.flush()
        os.fsync(target.fileno())
    coming.replace(path)
