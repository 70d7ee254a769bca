"""Everything about one row as PDF (一户一档), or any form of facts and tables."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from zhangtu.documents.printing import wording
from zhangtu.documents.printing.registers import shared, signed
from zhangtu.documents.printing.tables import LONG, columns_of, shown, widths
from zhangtu.documents.printing.typesetting import PrintError, typeset
from zhangtu.documents.printing.values import Attached, Cell, Column, Fact, Linked, RowFile
from zhangtu.documents.text import width_of, writable

#: No more rows in all tables of a file, and no more pictures.
MOST_ROWS: Final = 2_000
MOST_PICTURES: Final = 60
#: Full-width characters in half a line, and in a whole one.
_HALF, _WHOLE = 15.0, 38.0
#: Full-width characters a table of the file has room for.
_ROOM: Final = 52.0
_UNITS: Final = ("B", "KB", "MB", "GB")


def file_pdf(file: RowFile) -> bytes:
    """Set everything about a row.

    Args:
        file: What stands in it.

    Returns:
        A PDF file on portrait A4.

    Raises:
        PrintError: There are more than ``MOST_ROWS`` rows in its tables, or it could not be set.
    """
    count = sum(len(one.rows) for one in file.tables)
    if count > MOST_ROWS:
        raise PrintError("too_long", count=count, most=MOST_ROWS)
    pictures = [one for one in file.attachments if one.picture is not None][:MOST_PICTURES]
    names = {f"picture{place}": one for place, one in enumerate(pictures)}
    data = {
        **shared(file.title, file.unit, file.when, file.language, file.mark),
        **signed(file.signatures, seal=file.seal, language=file.language),
        **_lists(file),
        "heading": writable(file.heading),
        "notes": [writable(note) for note in file.notes],
        "panels": [
            {"title": writable(panel.title), "cells": list(_cells(panel.facts))} for panel in file.panels
        ],
        "pictures": [{"file": name, "name": writable(one.about or one.name)} for name, one in names.items()],
    }
    content = {name: one.picture for name, one in names.items() if one.picture}
    return typeset("file.typ", data, pictures=content)


def _lists(file: RowFile) -> dict[str, Any]:
    """The tables of a file: linked rows, files, history."""
    language = file.language
    events = [(one.when, one.who, one.what, one.why) for one in file.history]
    return {
        "tables": [_linked(one, language) for one in file.tables],
        "files": _cut([_file(one) for one in file.attachments], _FILE_WIDTHS),
        "file_columns": _columns(_FILE_HEADS, _FILE_WIDTHS, language),
        "history": _cut(events, _EVENT_WIDTHS),
        "history_columns": _columns(_EVENT_HEADS, _EVENT_WIDTHS, language),
        "earlier": wording.say("earlier", language, count=file.earlier) if file.earlier else "",
    }


_FILE_HEADS: Final = ("file_name", "file_about", "file_size", "file_digest")
_EVENT_HEADS: Final = ("event_when", "event_who", "event_what", "event_why")
_FILE_WIDTHS: Final = (18.0, 14.0, 6.0, 14.0)
_EVENT_WIDTHS: Final = (9.0, 9.0, 24.0, 10.0)


def _cells(facts: Sequence[Fact]) -> Iterator[dict[str, Any]]:
    """The cells of a panel: label and value twice on a line, or once where the value is long."""
    half = False
    for place, fact in enumerate(facts):
        alone = _alone(fact)
        last = place + 1 == len(facts) or _alone(facts[place + 1])
        span = 3 if alone or (last and not half) else 1
        yield {"label": True, "text": shown(fact.label, 7), "span": 1, "long": False}
        room = _WHOLE if span == 3 else _HALF
        yield {"label": False, "text": shown(fact.text, room), "span": span, "long": len(fact.text) > LONG}
        half = span == 1 and not half


def _alone(fact: Fact) -> bool:
    """Whether a fact takes a whole line."""
    return fact.wide or width_of(fact.text) > 2 * _HALF or "\n" in fact.text


def _linked(one: Linked, language: str) -> dict[str, Any]:
    wide = widths(one.columns, one.rows)
    scale = _ROOM / max(sum(wide), 1.0)
    return {
        "title": writable(one.title),
        "columns": columns_of(one.columns, wide),
        "rows": _cut(one.rows, [width * scale for width in wide]),
        "more": wording.say("more", language, count=one.more) if one.more else "",
    }


def _file(one: Attached) -> tuple[str, str, str, str]:
    return one.name, one.about, size_text(one.size), one.sha256[:16]


def size_text(size: int) -> str:
    """A length in bytes as people read it.

    Args:
        size: Bytes.

    Returns:
        For instance ``1.4 MB``.
    """
    value, unit = float(size), 0
    while value >= 1024 and unit + 1 < len(_UNITS):
        value, unit = value / 1024, unit + 1
    return f"{value:.0f} {_UNITS[unit]}" if unit == 0 or value >= 100 else f"{value:.1f} {_UNITS[unit]}"


def _cut(rows: Sequence[Sequence[Cell]], wide: Sequence[float]) -> list[list[str]]:
    return [[shown(cell, width) for cell, width in zip(row, wide, strict=True)] for row in rows]


def _columns(names: Sequence[str], wide: Sequence[float], language: str) -> list[dict[str, Any]]:
    columns = [Column(wording.say(name, language)) for name in names]
    return columns_of(columns, wide)
