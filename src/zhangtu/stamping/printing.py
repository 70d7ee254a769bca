"""Prints what is to be stamped: numbers it, sets it with its code, hands back the PDF."""

from dataclasses import dataclass, replace
from typing import Final

import pypdfium2

from zhangtu.documents.printing import Mark, Register, RowFile, file_pdf, register_pdf
from zhangtu.documents.printing.codes import LENGTH
from zhangtu.journal.actor import Actor
from zhangtu.people import queries as people
from zhangtu.stamping import actions, fetching, looking, queries
from zhangtu.stamping.views import FormView

#: Takes as much room as any mark, to count pages before there is a number.
_DUMMY: Final = Mark("一二三四五六七八九十印〔2026〕12345号", "0" * LENGTH)


@dataclass(frozen=True, slots=True)
class Printed:
    """A form that was printed.

    Attributes:
        form: Its record.
        pdf: The file.
    """

    form: FormView
    pdf: bytes


def print_paper(subject: tuple[str, str], paper: Register | RowFile, *, actor: Actor) -> Printed:
    """Number a paper, and set it with its code on each page.

    It is set once before it gets its number, so that nothing that can't be printed takes one.

    Args:
        subject: Kind and reference of what it is about, as ``hooks.source`` registered it.
        paper: What stands on it; a mark it has is replaced.
        actor: Who prints it.

    Returns:
        The form and its PDF.

    Raises:
        StampingError: There is no such thing in scope, or it may not be printed to be stamped.
        PrintError: It can't be set.
    """
    looking.check_stamps(looking.subject(*subject, people.scope(actor)))
    plain = replace(paper, mark=None)
    pages = count_pages(_set(replace(paper, mark=_DUMMY)))
    form = actions.issue(subject, paper.title, pages, plain, actor=actor)
    pdf = _set(replace(paper, mark=Mark(form.number, form.code)))
    if count_pages(pdf) != pages:
        actions.repage(form.uid, count_pages(pdf), actor=actor)
        form = queries.form(form.uid, people.scope(actor))
    fetching.keep(form.uid, pdf, actor=actor)
    return Printed(form, pdf)


def _set(paper: Register | RowFile) -> bytes:
    return register_pdf(paper) if isinstance(paper, Register) else file_pdf(paper)


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF of ours has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()
