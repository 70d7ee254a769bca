"""Sends a paper as a file: Word or PDF, under its title."""

from pathlib import Path
from typing import IO, Final

from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header

from zhangtu.documents import official
from zhangtu.documents.official import Official
from zhangtu.kernel import clock

TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


def sent(paper: Official, kind: str) -> HttpResponse:
    """A paper as a file.

    Args:
        paper: The paper.
        kind: ``docx`` or ``pdf``.

    Returns:
        The answer.

    Raises:
        Http404: Another kind was asked for.
        PrintError: It could not be set.
    """
    if kind not in {"docx", "pdf"}:
        raise Http404
    made = official.write_pdf(paper) if kind == "pdf" else official.write_word(paper, clock.now())
    title = paper.title.replace("\n", "")
    answer = HttpResponse(made, content_type=TYPES[kind])
    answer["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=f"{title}.{kind}")
    )
    return answer


def streamed(content: IO[bytes], title: str, kind: str) -> FileResponse:
    """A file that lies on the disk and goes when it was sent."""
    name = Path(f"{title}.{kind}").name
    return FileResponse(content, as_attachment=True, filename=name, content_type=TYPES[kind])
