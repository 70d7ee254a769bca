"""How fast whole files are read: pages of a PDF, characters of a Word file and of a GB18030 text."""

import io
from collections.abc import Iterator
from functools import partial

import docx
import pypdfium2

from harness import Figure, one_core, seconds
from printing import pdf_of
from texts import plan_of
from zhangtu.reading import read, read_source
from zhangtu.reading.source import Source


def measure() -> Iterator[Figure]:
    """Each kind of file beside the least that must be done for it."""
    one_core()
    text = plan_of(150_000)
    yield _pdf(text)
    yield _word(text)
    yield _encoded(text)


def _pdf(text: str) -> Figure:
    """Pages a second, beside pypdfium2 handing out the bare text of every page."""
    data, pages = pdf_of(text)

    def bare() -> list[str]:
        with pypdfium2.PdfDocument(data) as document:
            return [page.get_textpage().get_text_range() for page in document]

    ours, floor = seconds(partial(read, data, "plan.pdf"), bare)
    return Figure("reading PDF", pages / ours, "pages/s", "pypdfium2, bare text of each page", ours / floor)


def _word(text: str) -> Figure:
    """Characters a second, beside python-docx handing out the bare text of every paragraph."""
    document, into = docx.Document(), io.BytesIO()
    for paragraph in text.split("\n"):
        document.add_paragraph(paragraph)
    document.save(into)
    data = into.getvalue()

    def bare() -> list[str]:
        return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]

    ours, floor = seconds(partial(read, data, "plan.docx"), bare)
    against = "python-docx, bare text of each paragraph"
    return Figure("reading Word", len(text) / ours, "characters/s", against, ours / floor)


def _encoded(text: str) -> Figure:
    """Characters a second of a GB18030 text, beside the same text already decoded."""
    data, source = text.encode("gb18030"), Source(text)
    ours, floor = seconds(partial(read, data, "plan.txt"), partial(read_source, source))
    against = "the same text already decoded"
    return Figure("reading GB18030", len(text) / ours, "characters/s", against, ours / floor)
