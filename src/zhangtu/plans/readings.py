"""Reads stored files, remembering the last few, since every page and every correction asks again."""

from datetime import date
from functools import lru_cache

from zhangtu import reading as reader
from zhangtu.plans import files
from zhangtu.plans.changes import Correction
from zhangtu.plans.corrections import view_of
from zhangtu.plans.view import View
from zhangtu.reading.model import Reading
from zhangtu.reading.source import Source
from zhangtu.reading.sources.opening import open_source


@lru_cache(maxsize=8)
def source_of(sha256: str, name: str) -> Source:
    """The text of a stored file.

    Args:
        sha256: Its digest.
        name: What it was called; its ending helps where the bytes leave a doubt.

    Returns:
        The text with its layout.

    Raises:
        UnreadableError: The file cannot be read.
    """
    return open_source(files.load(sha256), name)


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
