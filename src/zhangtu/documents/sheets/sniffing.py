"""What a file really is, by its first bytes and its parts; its name is never trusted."""

import codecs
import zipfile
from enum import StrEnum
from pathlib import Path

from zhangtu.documents.sheets.refusing import Reason, SheetError

_HEAD = 4_096
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How much of a compound file is looked at for the name of what it holds.
_DIRECTORY = 64 * 1024 * 1024
_PAGES = (
    b"<!doctype html",
    b"<html",
    b"<table",
    b"<meta",
    b"<head",
    b"<style",
    b"<body",
    b"<div",
    b"<center",
)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Kind(StrEnum):
    """The kinds of spreadsheet that can be read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    WEB = "web"
    CSV = "csv"


def kind_of(path: Path) -> Kind:
    """Tell what a file is.

    Args:
        path: The file, whatever its name.

    Returns:
        Its kind; text of any sort counts as CSV.

    Raises:
        SheetError: It is missing, empty, locked with a password or no spreadsheet.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise SheetError(Reason.MISSING, name=path.name) from error
    if not head:
        raise SheetError(Reason.EMPTY, name=path.name)
    if head.startswith(b"PK"):
        return _zipped(path)
    if head.startswith(_COMPOUND):
        return _compound(path)
    return _text(head, path.name)


def _zipped(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as container:
            names = {name.lower() for name in container.namelist()}
            kind = container.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, RuntimeError, EOFError) as error:
        raise SheetError(Reason.BROKEN, name=path.name) from error
    except (NotImplementedError, KeyError, UnicodeDecodeError) as error:
        raise SheetError(Reason.BROKEN, name=path.name) from error
    if "xl/workbook.bin" in names:
        return Kind.XLSB
    if any(name.startswith("xl/") for name in names) or "[content_types].xml" in names:
        return Kind.XLSX
    if b"opendocument.spreadsheet" in kind:
        return Kind.ODS
    raise SheetError(Reason.UNKNOWN, name=path.name)


def _compound(path: Path) -> Kind:
    """An old Excel file, WPS's .et, or a new one wrapped in its encryption."""
    with path.open("rb") as file:
        data = file.read(_DIRECTORY)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise SheetError(Reason.ENCRYPTED, name=path.name)
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return Kind.XLS
    raise SheetError(Reason.UNKNOWN, name=path.name)


def _plain(head: bytes) -> bytes:
    """The first letters of a text in small letters, without a mark of its encoding."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "replace").encode("utf-8", "replace").lower()
    return head.removeprefix(codecs.BOM_UTF8).lower()


def _text(head: bytes, name: str) -> Kind:
    plain = _plain(head)
    start = plain.lstrip()[:200]
    if start.startswith(_PAGES) or (start.startswith(b"<?xml") and b"<html" in plain):
        return Kind.WEB
    if start.startswith((b"<?xml", b"mime-version:")):
        # XML of Excel 2003, and a page with all its parts in one file
        raise SheetError(Reason.WEB_PAGE, name=name)
    if head.startswith(_MARKS):
        return Kind.CSV
    if start.startswith((b"%pdf", b"\x89png", b"\xff\xd8\xff", b"gif8", b"rar!", b"7z\xbc", b"{\\rtf")):
        raise SheetError(Reason.UNKNOWN, name=name)
    controls = sum(byte < 9 or 14 <= byte < 27 for byte in head if byte)
    if controls * 50 > len(head):
        raise SheetError(Reason.UNKNOWN, name=name)
    return Kind.CSV
