"""Writes the papers of a plan to files: each wholly or not at all."""

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from zhangtu.documents import docx, ics, xlsx
from zhangtu.plans import papers
from zhangtu.plans.papers import PlanView
from zhangtu.project.commands.wording import say


class OutputError(Exception):
    """A file cannot be written; its message is a sentence for a clerk."""


@dataclass(frozen=True, slots=True)
class Order:
    """What every paper is made from.

    Attributes:
        view: The plan.
        paper_language: Language of the papers; None for that of the document's official form.
        language: Language of what is said on the terminal.
        made: The moment written into the files.
        since: The day from which recurring tasks count.
    """

    view: PlanView
    paper_language: str | None
    language: str
    made: datetime
    since: date


#: Makes one paper and says what is in it.
Maker = Callable[[Order, str], tuple[bytes, str]]


def _xlsx(order: Order, path: str) -> tuple[bytes, str]:
    """Make the workbook."""
    del path
    book = papers.workbook(order.view, order.paper_language)
    return xlsx.write_workbook(book, order.made), _count(order, "what_tasks", len(order.view.items))


def _docx(order: Order, path: str) -> tuple[bytes, str]:
    """Make the task table."""
    del path
    paper = papers.task_paper(order.view, order.paper_language)
    return docx.write_table(paper, order.made), _count(order, "what_tasks", len(order.view.items))


def _orders(order: Order, path: str) -> tuple[bytes, str]:
    """Make the orders."""
    del path
    sheets = papers.order_papers(order.view, order.paper_language)
    return docx.write_notices(sheets, order.made), _count(order, "what_orders", len(sheets))


def _ics(order: Order, path: str) -> tuple[bytes, str]:
    """Make the calendar; say how many tasks could not be put on it."""
    del path
    calendar = papers.calendar(order.view, order.since, order.paper_language)
    code = "what_events_left" if calendar.left_out else "what_events"
    said = say(code, order.language, count=len(calendar.events), left=calendar.left_out)
    return ics.write_calendar(calendar, order.made), said


def _faults(order: Order, path: str) -> tuple[bytes, str]:
    """Make the list of faults in the form its name asks for."""
    said = _count(order, "what_faults", len(order.view.problems))
    if path.lower().endswith(".xlsx"):
        return xlsx.write_workbook(papers.fault_workbook(order.view, order.paper_language), order.made), said
    return docx.write_table(papers.fault_paper(order.view, order.paper_language), order.made), said


def _count(order: Order, code: str, count: int) -> str:
    """Say how many there are."""
    return say(code, order.language, count=count)


#: Every paper by the option that asks for it.
MAKERS: Mapping[str, Maker] = {
    "xlsx": _xlsx,
    "docx": _docx,
    "ics": _ics,
    "orders": _orders,
    "faults": _faults,
}


def write_paper(option: str, path: str, order: Order) -> str:
    """Make a paper and write it.

    Args:
        option: Which paper; a key of ``MAKERS``.
        path: Where.
        order: What it is made from.

    Returns:
        A sentence that says what was written.

    Raises:
        OutputError: It cannot be written there; what stood there before is untouched.
    """
    data, what = MAKERS[option](order, path)
    try:
        _replace(Path(os.path.realpath(path)), data)
    except (OSError, ValueError) as error:
        raise OutputError(_complaint(path, error, order.language)) from error
    return say("written", order.language, path=path, what=what)


def _complaint(path: str, error: OSError | ValueError, language: str) -> str:
    """Say why a file could not be written."""
    codes: dict[type, str] = {
        PermissionError: "out_denied",
        FileNotFoundError: "out_folder_missing",
        NotADirectoryError: "out_folder_missing",
        IsADirectoryError: "out_is_folder",
    }
    code = codes.get(type(error), "out_broken")
    return say(code, language, path=path, why=getattr(error, "strerror", None) or error)


def _replace(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there when it is whole."""
    if path.is_dir():
        raise IsADirectoryError(path)
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        # A pipe or device takes what it is given; nothing may be moved over it.
        path.write_bytes(data)
        return
    handle, draft = tempfile.mkstemp(prefix=f".{path.name[:20]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(_mode(path))
        Path(draft).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(draft).unlink()
        raise


def _mode(path: Path) -> int:
    """Choose the rights of a file: those it had, else those a new file gets."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
