"""Reads stored files, remembering the last few, since every page and every correction asks again."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from zhangtu import reading as reader
from zhangtu.ledgers import files
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.plans.changes import Correction
from zhangtu.plans.corrections import view_of
from zhangtu.plans.errors import PlanError, Refusal
from zhangtu.plans.view import View
from zhangtu.reading.model import Reading
from zhangtu.reading.source import Source
from zhangtu.reading.sources.opening import open_source

#: No longer texts than this are taken in: a book of a thousand pages has half a million characters, and what
#: is longer would hold up everybody else's pages. The command line reads texts of any length.
MOST_CHARACTERS = 1_000_000
MOST_LINES = 50_000
MOST_IN_A_LINE = 50_000
#: No more tasks and faults together than this are taken in; a page of them has some 30 MB.
MOST_ENTRIES = 10_000


@dataclass(frozen=True, slots=True)
class _File:
    """A file by its digest and name; ``path`` is where it lies before it is in the store."""

    sha256: str
    name: str
    path: Path | None = field(default=None, compare=False)


def kept(sha256: str) -> bytes:
    """The bytes of a file in the store.

    Args:
        sha256: Its digest.

    Returns:
        Its bytes.

    Raises:
        PlanError: It is gone from the disk, or is no longer what it was.
    """
    try:
        return files.load(sha256)
    except LedgerError as error:
        raise PlanError(Refusal.DAMAGED) from error


@lru_cache(maxsize=8)
def _source(file: _File) -> Source:
    data = kept(file.sha256) if file.path is None else file.path.read_bytes()
    return open_source(data, file.name)


def arriving(file: files.Coming, name: str) -> None:
    """Read a file that is only just coming in, so that it is known to be readable and its reading remembered.

    Args:
        file: The file.
        name: What it is called.

    Raises:
        UnreadableError: It cannot be read.
        PlanError: It is longer, or asks more, than the pages can show.
    """
    source = _source(_File(file.sha256, name, file.path))
    if _too_long(source.text):
        raise PlanError(Refusal.TOO_MUCH)
    reading = reading_of(source, None)
    if len(reading.items) + len(reading.problems) > MOST_ENTRIES:
        raise PlanError(Refusal.TOO_MUCH)


def _too_long(text: str) -> bool:
    if len(text) > MOST_CHARACTERS:
        return True
    lines = text.split("\n")
    return len(lines) > MOST_LINES or max(map(len, lines)) > MOST_IN_A_LINE


def source_of(sha256: str, name: str) -> Source:
    """The text of a stored file.

    Args:
        sha256: Its digest.
        name: What it was called; its ending helps where the bytes leave a doubt.

    Returns:
        The text with its layout.

    Raises:
        UnreadableError: The file cannot be read.
        PlanError: It is gone from the store or was changed there.
    """
    return _source(_File(sha256, name))


@lru_cache(maxsize=8)
def reading_of(source: Source, issued: date | None) -> Reading:
    """The reading of a text, remembered by the text and the signing day."""
    return reader.read_source(source, issued=issued)


@lru_cache(maxsize=8)
def _view(sha256: str, name: str, version: int, corrections: tuple[Correction, ...]) -> View:
    return view_of(source_of(sha256, name), corrections, version, reading_of)


def view(sha256: str, name: str, version: int, corrections: tuple[Correction, ...]) -> View:
    """What a stored file asks after these corrections.

    Args:
        sha256: Its digest.
        name: What it was called.
        version: The number of the version it is.
        corrections: The document's whole list.

    Returns:
        The view.

    Raises:
        UnreadableError: The file cannot be read.
    """
    return _view(sha256, name, version, corrections)
