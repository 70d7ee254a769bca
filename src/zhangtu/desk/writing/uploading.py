"""A finished paper written in Word: brought in, and its marks filled with what it is numbered by."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from zhangtu.desk.frame.visit import Visit
from zhangtu.documents.word_filling import fill_word, marks_of
from zhangtu.issuing.marks import filled
from zhangtu.issuing.values import Letterhead, Outgoing
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import filing
from zhangtu.schema.types import FileRef

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

_WORD: Final = ".docx"


def brought(file: "UploadedFile[bytes] | None", actor: Actor) -> FileRef | None:
    """Bring in the file of a form; ``None`` for none.

    Raises:
        FileError: It is too large, or of a kind that is not taken.
    """
    if file is None:
        return None
    filing.check_form(file.name or "", file.size or 0)
    return filing.bring(file.chunks(), file.name or "", actor=actor)


def finished(
    file: "UploadedFile[bytes] | None", out: Outgoing, head: Letterhead, visit: Visit
) -> Callable[[str], Sequence[FileRef]]:
    """What makes the file of a paper written elsewhere, once its number is known.

    A Word file with marks is filled; any other file is kept as it is.

    Args:
        file: The file; ``None`` where it comes later.
        out: What was filled in.
        head: The letterhead.
        visit: Who issues it.

    Raises:
        FileError: It is too large.
        TemplateError: It is no Word file though it is called one, or has a mark nothing is known for.
    """
    if file is None:
        return lambda _number: ()
    filing.check_form(file.name or "", file.size or 0)
    name, data = file.name or "", file.read()
    marked = name.lower().endswith(_WORD) and bool(marks_of(data, name=name))

    def make(number: str) -> list[FileRef]:
        made = fill_word(data, filled(number, out, head), name=name) if marked else data
        return [filing.bring([made], f"{number} {name}", actor=visit.actor)]

    return make
