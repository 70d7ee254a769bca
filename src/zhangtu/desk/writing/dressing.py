"""A draft as it goes out: under its letterhead, with number and imprint; and the files kept of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.writing.asking_out import choices
from zhangtu.documents import official
from zhangtu.documents.official import Official, Sort
from zhangtu.issuing.values import UP, Letterhead, Outgoing
from zhangtu.kernel import clock
from zhangtu.ledgers import filing
from zhangtu.people import queries as people
from zhangtu.schema.types import FileRef

_ORDINARY: Final = "ordinary"


def dressed(paper: Official, out: Outgoing, head: Letterhead, number: str) -> Official:
    """A draft with everything its letterhead and register say.

    Args:
        paper: The draft.
        out: What was filled in.
        head: The letterhead.
        number: Its number.

    Returns:
        The paper as it goes out.
    """
    signer = people.person(out.signer) if out.signer else None
    return replace(
        paper,
        title=out.title if out.title != paper.title.replace("\n", "") else paper.title,
        sort=Sort.UP if out.sort in UP else Sort.DOWN,
        head=head.head,
        number=number,
        signers=() if signer is None else (signer.name,),
        urgency="" if out.urgency == _ORDINARY else dict(choices("urgency")).get(out.urgency, ""),
        to=out.recipients,
        signed=(head.issuer,),
        day=out.day,
        copies=out.copies,
        printer=head.printer,
        printed=out.day if head.printer else None,
    )


def finished(
    paper: Official, out: Outgoing, head: Letterhead, visit: Visit
) -> Callable[[str], Sequence[FileRef]]:
    """What makes and brings in the files of a paper, Word and PDF, once its number is known.

    Args:
        paper: The draft.
        out: What was filled in.
        head: The letterhead.
        visit: Who issues it.
    """

    def make(number: str) -> list[FileRef]:
        ready = dressed(paper, out, head, number)
        named = f"{number} {out.title}"
        pdf, word = official.write_pdf(ready), official.write_word(ready, clock.now())
        return [
            filing.bring([made], f"{named}.{kind}", actor=visit.actor)
            for kind, made in (("pdf", pdf), ("docx", word))
        ]

    return make
