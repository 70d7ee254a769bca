"""Files handed in to be imported: a folder each, with what was said of them and what was found."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from threading import get_native_id
from typing import IO, Final
from uuid import UUID

import msgspec
from django.conf import settings

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import moment
from zhangtu.kernel.uids import new_uid
from zhangtu.ledgers import definitions, policies
from zhangtu.ledgers.abandoned import drop_older
from zhangtu.ledgers.bringing.refusing import BringingError
from zhangtu.ledgers.importing import preparing, sql
from zhangtu.people import queries as people
from zhangtu.people.scope import Right

_RECORD: Final = "record.json"
_GIVEN: Final = "given"
#: Bytes of the largest file taken.
LARGEST: Final = 200 * 1024 * 1024
#: Seconds after which a file nobody imported is thrown away.
ABANDONED: Final = 14 * 24 * 3600
_STRANGE: Final = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\ud800-\udfff]+')


class Taken(msgspec.Struct):
    """What a column is taken for.

    Attributes:
        letters: What Excel calls it.
        title: Its headings as one.
        field: The field's name, ``@unit``, or empty for nothing.
        reason: Why: a word of ``importing.matching.Reason``.
        confidence: How sure that is, 0 to 1.
        samples: A few of its values, as text.
    """

    letters: str
    title: str
    field: str
    reason: str
    confidence: float
    samples: list[str] = msgspec.field(default_factory=list)


class Excerpt(msgspec.Struct):
    """A row with faults, as it stands in the sheet.

    Attributes:
        row: Its number in the sheet.
        cells: Its cells as text, one for each column.
    """

    row: int
    cells: list[str]


class Handed(msgspec.Struct):
    """A file handed in, as it lies on the disk.

    Attributes:
        uid: Its name.
        ledger: The ledger it is for.
        person: Who handed it in; nobody else sees it.
        post: The post it is imported for.
        name: What the file is called.
        sheet: The sheet to read; empty for the one that fits best.
        match: Heading of a column → field, as a person said.
        unit: The unit new rows belong to; 0 for that of the post.
        leave: Whether rows that are in the ledger already stay as they are.
        job: The job that reads it; 0 for none.
        state: ``reading``, ``ready`` or ``refused``.
        done: Rows read so far.
        trouble: Why it was refused, in each language.
        prepared: The import prepared from it; empty for none.
        sheets: The sheets that can be seen.
        columns: What each column is taken for.
        excerpt: The first rows with faults.
        already: The import that brought this very file; empty for none.
        at: When it was handed in, microseconds since 1970 in UTC.
    """

    uid: str
    ledger: str
    person: int
    post: int
    name: str
    sheet: str = ""
    match: dict[str, str] = msgspec.field(default_factory=dict)
    unit: int = 0
    leave: bool = False
    job: int = 0
    state: str = "reading"
    done: int = 0
    trouble: dict[str, str] = msgspec.field(default_factory=dict)
    prepared: str = ""
    sheets: list[str] = msgspec.field(default_factory=list)
    columns: list[Taken] = msgspec.field(default_factory=list)
    excerpt: list[Excerpt] = msgspec.field(default_factory=list)
    already: str = ""
    at: int = 0

    @property
    def actor(self) -> Actor:
        """Whoever imports it."""
        return Actor(person=self.person, post=self.post)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return folder_of(self.uid) / _GIVEN / self.name


def folder_of(uid: UUID | str) -> Path:
    """Where a file handed in lies."""
    return Path(settings.ZHANGTU_HOME) / "handed" / str(uid)


def safe_name(name: str) -> str:
    """A file's name as it may stand in a folder of ours: no paths, no signs that mean something there."""
    said = _STRANGE.sub("_", name).strip(" .")
    # disks count bytes, and a Chinese character has three or four of them
    return said[-100:].encode()[-200:].decode(errors="ignore").lstrip(" .") or "file"


def take(file: IO[bytes] | Path, name: str, ledger: str, *, actor: Actor) -> Handed:
    """Keep a file.

    Args:
        file: It, open for reading, or where it lies.
        name: What it is called.
        ledger: The ledger it is for.
        actor: Who hands it in, for the post it is imported for.

    Returns:
        What is known of it so far.

    Raises:
        LedgerError: It may not be imported there.
        BringingError: It is too large.
    """
    policies.check_may(people.scope(actor), Right.IMPORT, definitions.in_force(ledger))
    at = moment()
    kept = Handed(str(new_uid(at)), ledger, actor.person, actor.post, safe_name(name), at=at)
    kept.path.parent.mkdir(parents=True, mode=0o700)
    if isinstance(file, Path):
        shutil.copyfile(file, kept.path)
    else:
        with kept.path.open("wb") as out:
            shutil.copyfileobj(file, out, 1 << 20)
    if kept.path.stat().st_size > LARGEST:
        shutil.rmtree(folder_of(kept.uid))
        raise BringingError("too_large", name=kept.name, most=LARGEST // 1024 // 1024)
    keep(kept)
    return kept


def keep(handed: Handed) -> None:
    """Write down what is known of a file."""
    folder = folder_of(handed.uid)
    coming = folder / f"{_RECORD}.{get_native_id()}"
    coming.write_bytes(msgspec.json.encode(handed))
    coming.replace(folder / _RECORD)


def get(uid: UUID | str, person: int) -> Handed:
    """A file somebody handed in.

    Args:
        uid: Its name.
        person: Who asks; 0 for a job.

    Raises:
        BringingError: There is none of theirs.
    """
    found = _load(folder_of(uid))
    if found is None or (person and found.person != person):
        raise BringingError("no_file")
    return found


def _load(folder: Path) -> Handed | None:
    try:
        return msgspec.json.decode((folder / _RECORD).read_bytes(), type=Handed)
    except (FileNotFoundError, NotADirectoryError, msgspec.MsgspecError):
        return None


def of_ledger(ledger: str, person: int) -> Sequence[Handed]:
    """The files somebody handed in for a ledger and has not put in force, the latest first."""
    folder = folder_of("")
    found = [_load(path) for path in folder.iterdir()] if folder.exists() else []
    mine = [one for one in found if one is not None and (one.ledger, one.person) == (ledger, person)]
    mine = [one for one in mine if not in_force(one)]
    return sorted(mine, key=lambda one: -one.at)


def in_force(handed: Handed) -> bool:
    """Whether what was prepared from a file was put in force; it lies here for its faults only."""
    return bool(handed.prepared) and sql.by_uid(UUID(handed.prepared)) is not None


def drop(handed: Handed) -> None:
    """Throw a file away; what was prepared from it goes too, unless it was put in force."""
    forget_prepared(handed)
    shutil.rmtree(folder_of(handed.uid), ignore_errors=True)


def forget_prepared(handed: Handed) -> None:
    """Throw away what was prepared from a file, unless it was put in force."""
    if handed.prepared and not in_force(handed):
        shutil.rmtree(preparing.folder_of(handed.prepared), ignore_errors=True)


def drop_abandoned() -> list[str]:
    """Throw away files handed in long ago.

    Returns:
        Names of their folders.
    """
    return drop_older(folder_of(""), ABANDONED, _touched)


def _touched(folder: Path) -> int | None:
    one = _load(folder)
    return None if one is None else one.at
