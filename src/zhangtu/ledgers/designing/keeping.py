"""Designs not in force yet: a folder each under the office's folder, seen by whoever began it alone."""

import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import get_native_id
from typing import Final
from uuid import UUID

import msgspec
from django.conf import settings

from zhangtu.journal.writing import moment
from zhangtu.kernel.uids import new_uid
from zhangtu.ledgers.abandoned import drop_older
from zhangtu.ledgers.designing.refusing import DesignError
from zhangtu.schema.dumping import dump_ledger
from zhangtu.schema.loading import load_definition
from zhangtu.schema.specs import Ledger

_DRAFT: Final = "draft.json"
#: The file the design was made from, as it was handed in.
FILE: Final = "file"
#: Seconds after which a design nobody went on with is thrown away: its sheet may hold values about persons.
ABANDONED: Final = 90 * 24 * 3600
#: So many earlier states can be gone back to.
_BACK: Final = 30


class Hint(msgspec.Struct):
    """What was guessed of a column, to be shown beside its field.

    Attributes:
        no: The field's number.
        heading: The column's heading.
        why: Why it has its type: a word of ``schema.guessing.Why``.
        share: Which share of its cells fits.
        filled: How many rows had something there.
        samples: A few values.
        likes: Fields elsewhere it looks like: ledger, field, and their titles in Chinese and English.
        type: The type that was guessed.
    """

    no: int
    heading: str
    why: str
    share: float
    filled: int
    samples: list[str]
    likes: list[tuple[str, str, str, str, str, str]]
    type: str = ""


class KeyHint(msgspec.Struct):
    """Fields that tell the rows of the sheet apart, to be chosen as what an import finds rows by.

    Attributes:
        fields: Their numbers.
        why: Why: a word of ``schema.guessing.KeyWhy``.
    """

    fields: list[int]
    why: str


class Draft(msgspec.Struct):
    """A design as it lies on the disk.

    Attributes:
        uid: Its name.
        person: Whose it is.
        text: The ledger as YAML.
        name: The ledger's name.
        title: What it is called.
        base: The version in force it began from; 0 for a new ledger.
        base_text: That version as YAML; empty for a new ledger.
        origin: ``sheet``, ``ready``, ``empty`` or ``ledger``.
        file: What the file was called; empty for none.
        sheet: The sheet it was made from.
        sheets: The sheets the file has.
        hints: What was guessed of its columns.
        keys: What tells the sheet's rows apart, the best first.
        rows: The sheet's first rows, as text; a cell for each hint.
        counted: How many rows were looked at.
        version: How often it was saved.
        at: When it was saved last, microseconds since 1970 in UTC.
        back: Earlier texts, the newest last.
        replaced: Number of a new field, as text → number of the one whose place it takes.
        live: The ledger it became when it was put in force; empty before.
    """

    uid: str
    person: int
    text: str
    name: str
    title: str
    base: int = 0
    base_text: str = ""
    origin: str = "empty"
    file: str = ""
    sheet: str = ""
    sheets: list[str] = msgspec.field(default_factory=list)
    hints: list[Hint] = msgspec.field(default_factory=list)
    keys: list[KeyHint] = msgspec.field(default_factory=list)
    rows: list[list[str]] = msgspec.field(default_factory=list)
    counted: int = 0
    version: int = 0
    at: int = 0
    back: list[str] = msgspec.field(default_factory=list)
    replaced: dict[str, int] = msgspec.field(default_factory=dict)
    live: str = ""


@dataclass(frozen=True, slots=True)
class Design:
    """A design that was opened.

    Attributes:
        draft: As it lies on the disk.
        ledger: The ledger it is to become.
        base: What is in force of it; ``None`` for a new ledger.
    """

    draft: Draft
    ledger: Ledger
    base: Ledger | None = field(default=None)

    @property
    def path(self) -> Path:
        """Where the file lies the design was made from; it need not be there."""
        return folder_of(self.draft.uid) / FILE


def folder_of(uid: UUID | str) -> Path:
    """Where a design lies."""
    return Path(settings.ZHANGTU_HOME) / "designs" / str(uid)


def begin(draft: Draft, file: Path | None = None) -> Design:
    """Keep a new design.

    Args:
        draft: The design; its name and moment are given here.
        file: The file it was made from; copied.

    Returns:
        The design.
    """
    at = moment()
    kept = msgspec.structs.replace(draft, uid=str(new_uid(at)), at=at, version=1)
    folder = folder_of(kept.uid)
    folder.mkdir(parents=True, mode=0o700)
    if file is not None:
        shutil.copyfile(file, folder / FILE)
    _put(folder, kept)
    return opened(kept)


def opened(draft: Draft) -> Design:
    """A design with its ledger read."""
    return Design(draft, _read(draft.text), _read(draft.base_text) if draft.base_text else None)


def _read(text: str) -> Ledger:
    ledger = load_definition(text).ledger
    if ledger is None:
        raise DesignError("no_draft")
    return ledger


def get(uid: UUID, person: int) -> Design:
    """Open a design.

    Args:
        uid: Its name.
        person: Who asks.

    Raises:
        DesignError: There is none of theirs.
    """
    draft = _load(folder_of(uid))
    if draft is None or draft.person != person:
        raise DesignError("no_draft")
    return opened(draft)


def _load(folder: Path) -> Draft | None:
    try:
        return msgspec.json.decode((folder / _DRAFT).read_bytes(), type=Draft)
    except (FileNotFoundError, NotADirectoryError, msgspec.MsgspecError):
        return None


def of_person(person: int) -> Sequence[Draft]:
    """The designs somebody is at, the latest first."""
    folder = folder_of("")
    found = [_load(path) for path in folder.iterdir()] if folder.exists() else []
    mine = [one for one in found if one is not None and one.person == person]
    return sorted(mine, key=lambda one: -one.at)


def save(design: Design, ledger: Ledger, *, back: bool = True) -> Design:
    """Keep another state of a design.

    Args:
        design: As it was opened.
        ledger: What the ledger is to be.
        back: Whether the state before can be gone back to.

    Returns:
        The design as it is now; unchanged where nothing differs.

    Raises:
        DesignError: Somebody changed it since it was opened.
    """
    text = dump_ledger(ledger)
    if text == design.draft.text:
        return design
    earlier = [*design.draft.back, design.draft.text][-_BACK:] if back else design.draft.back
    return store(design, text=text, name=ledger.name, title=ledger.title.zh, back=earlier)


def store(design: Design, **changes: object) -> Design:
    """Write a design with other values; see ``save``."""
    folder = folder_of(design.draft.uid)
    with _alone(folder):
        there = current(design)
        kept = msgspec.structs.replace(there, version=there.version + 1, at=moment(), **changes)
        _put(folder, kept)
    return opened(kept)


def current(design: Design) -> Draft:
    """A design as it lies on the disk now.

    Raises:
        DesignError: It is gone, or somebody changed it since it was opened.
    """
    there = _load(folder_of(design.draft.uid))
    if there is None:
        raise DesignError("no_draft")
    if there.version != design.draft.version:
        raise DesignError("changed_elsewhere")
    return there


def live_as(design: Design) -> str:
    """The ledger a design became; empty while it is not in force."""
    there = _load(folder_of(design.draft.uid))
    return "" if there is None else there.live


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one window at a time look at a design and write it."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        raise DesignError("no_draft") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def step_back(design: Design) -> Design:
    """Go back to the state before the last change.

    Raises:
        DesignError: There is none.
    """
    if not design.draft.back:
        raise DesignError("nothing_to_undo")
    *rest, text = design.draft.back
    ledger = replace(_read(text))
    return store(design, text=text, name=ledger.name, title=ledger.title.zh, back=rest)


def drop(design: Design) -> None:
    """Throw a design away, with the file it was made from."""
    shutil.rmtree(folder_of(design.draft.uid), ignore_errors=True)


def words_of(design: Design, no: int) -> list[str]:
    """What stands in the column a field was made of, in the rows that are kept."""
    at = next((at for at, hint in enumerate(design.draft.hints) if hint.no == no), -1)
    return [row[at] for row in design.draft.rows if 0 <= at < len(row)]


def drop_abandoned() -> list[str]:
    """Throw away designs nobody went on with for a long time.

    Returns:
        Names of their folders.
    """
    return drop_older(folder_of(""), ABANDONED, _touched)


def _touched(folder: Path) -> int | None:
    one = _load(folder)
    return None if one is None else one.at


def _put(folder: Path, draft: Draft) -> None:
    coming = folder / f"{_DRAFT}.{get_native_id()}"
    coming.write_bytes(msgspec.json.encode(draft))
    coming.replace(folder / _DRAFT)
