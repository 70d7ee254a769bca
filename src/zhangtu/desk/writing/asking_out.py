"""What somebody fills in so that a paper goes out: letterhead, kind, to whom, who signs it out, the day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.http import QueryDict

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import titled
from zhangtu.issuing import queries
from zhangtu.issuing.refusals import IssuingError
from zhangtu.issuing.values import DISPATCHES, Letterhead, Outgoing
from zhangtu.ledgers import definitions
from zhangtu.people import queries as people

_NAMES: Final = (
    "title", "letterhead", "sort", "day", "recipients", "copies", "signer", "urgency", "openness", "note",
)  # fmt: skip
_LONGEST: Final = 2_000
_BETWEEN: Final = re.compile(r"[,，、;；\n]+")
#: Who signs papers out holds a post of this role.
_SIGNS: Final = "chief"


@dataclass(frozen=True, slots=True)
class Form:
    """The form as it is shown.

    Attributes:
        typed: What stands in each field.
        letterheads: The letterheads one may choose, the unit's own first.
        sorts: The kinds of papers, code and title.
        urgencies: How urgent it may be, code and title.
        opennesses: Who may read it, code and title.
        signers: Who may sign it out: number, name with post.
    """

    typed: Mapping[str, str]
    letterheads: list[Letterhead]
    sorts: list[tuple[str, str]]
    urgencies: list[tuple[str, str]]
    opennesses: list[tuple[str, str]]
    signers: list[tuple[int, str]]


def form_of(given: QueryDict, visit: Visit, usual: Mapping[str, str]) -> Form:
    """The form with what was typed, else with what is usual.

    Args:
        given: What was sent.
        visit: Who fills it in.
        usual: What stands in fields nobody touched.
    """
    heads = queries.letterheads(visit.scope, visit.unit)
    first = str(heads[0].uid) if heads else ""
    before = {"letterhead": first, "day": str(visit.today), "urgency": "ordinary", **usual}
    typed = {name: given.get(name, before.get(name, ""))[:_LONGEST] for name in _NAMES}
    return Form(typed, heads, choices("sort"), choices("urgency"), choices("openness"), _signers(visit))


def choices(field: str) -> list[tuple[str, str]]:
    """What a field of the register may hold: code and title."""
    spec = definitions.in_force(DISPATCHES).fields[field]
    return [(one.code, titled(one.title)) for one in spec.of if one.removed is None]


def _signers(visit: Visit) -> list[tuple[int, str]]:
    """Chiefs of the unit and of those above it."""
    found: dict[int, str] = {}
    for unit in (visit.unit, *people.ancestors(visit.unit, visit.today)) if visit.unit else ():
        for post in people.posts(unit, visit.today):
            if post.role == _SIGNS:
                held = people.persons(people.holders(post.post, visit.today))
                found |= {number: f"{one.name}（{post.name}）" for number, one in held.items()}
    return list(found.items())


def outgoing(form: Form) -> Outgoing:
    """What is to go out, as the form says.

    Raises:
        IssuingError: No letterhead was chosen, or the day is none.
    """
    typed = form.typed
    try:
        head = UUID(typed["letterhead"])
    except ValueError:
        raise IssuingError("no_letterhead") from None
    try:
        day = date.fromisoformat(typed["day"])
    except ValueError:
        raise IssuingError("no_day") from None
    signer = typed["signer"]
    return Outgoing(
        " ".join(typed["title"].split()),
        head,
        _of(typed["sort"], form.sorts, "other"),
        day,
        _several(typed["recipients"]),
        _several(typed["copies"]),
        int(signer) if signer.isdecimal() and int(signer) in dict(form.signers) else 0,
        _of(typed["urgency"], form.urgencies, "ordinary"),
        _of(typed["openness"], form.opennesses, ""),
        typed["note"],
    )


def _of(code: str, there: list[tuple[str, str]], usual: str) -> str:
    return code if code in dict(there) else usual


def _several(text: str) -> tuple[str, ...]:
    """Names one after the other, however they are parted."""
    return tuple(one for part in _BETWEEN.split(text) if (one := part.strip(" 　。：:")))
