"""What a document asks after people corrected it: a text, a list of corrections, one view. Pure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from zhangtu.plans.board import Board
from zhangtu.plans.changes import Correction, IssuedChange, MendChange, in_force
from zhangtu.plans.mending import Mend, Mended, mended
from zhangtu.plans.view import Outcome, View
from zhangtu.reading.model import Reading
from zhangtu.reading.source import Source


def issued_of(corrections: tuple[Correction, ...]) -> date | None:
    """The signing day a person stated last, if any."""
    stated = [one.change.issued for one in in_force(corrections) if isinstance(one.change, IssuedChange)]
    return stated[-1] if stated else None


def mends_of(corrections: tuple[Correction, ...]) -> tuple[Mend, ...]:
    """The corrections of the text that are in force, oldest first."""
    return tuple(
        Mend(one.number, one.change.old, one.change.new)
        for one in in_force(corrections)
        if isinstance(one.change, MendChange)
    )


def view_of(
    source: Source,
    corrections: tuple[Correction, ...],
    version: int,
    read: Callable[[Source, date | None], Reading],
) -> View:
    """Read a text as corrected and apply the corrections of its tasks.

    Args:
        source: The text as it came in.
        corrections: The document's whole list, oldest first.
        version: The number of the version the text is.
        read: The reader: a source and a signing day in, a reading out.

    Returns:
        The view; every correction in force has an outcome in it.
    """
    text = mended(source, mends_of(corrections))
    reading = read(text.source, issued_of(corrections))
    board = Board(reading, version)
    for one in in_force(corrections):
        if isinstance(one.change, MendChange):
            board.note(one, _outcome(text, one.number))
        else:
            board.apply(one)
    view = board.view()
    return replace(view, mends=text.done, corrections=corrections)


def _outcome(text: Mended, number: int) -> Outcome:
    """What became of a correction of the text."""
    if number in text.lost:
        return Outcome.LOST
    return Outcome.SETTLED if number in text.settled else Outcome.APPLIED
