"""Acts upon papers that go out: registered with a number and its finished files in one act, or voided."""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from zhangtu.issuing import queries
from zhangtu.issuing.refusals import IssuingError
from zhangtu.issuing.values import BY, DISPATCHES, UP, Letterhead, Outgoing, State
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.kernel.clock import today
from zhangtu.ledgers import actions, definitions, policies, serials
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.people.scope import Right
from zhangtu.schema.types import FileRef

#: How often a number is foreseen anew when somebody else was quicker.
_TRIES: Final = 4
#: Makes the finished files of a paper, given its number; called outside the act, perhaps more than once.
Make = Callable[[str], Sequence[FileRef]]


class _TakenError(Exception):
    """The number that was foreseen is somebody else's by now."""


def issue(paper: Outgoing, make: Make, *, actor: Actor) -> RowView:
    """Register a paper, give it the next number of its letterhead and year, and keep its finished files.

    The files carry the number, and making them takes a while: they are made with the number that comes next,
    and the act that takes it is undone and tried again when somebody else was quicker. So there is never a
    number without its paper, nor a paper with another's number.

    Args:
        paper: The paper.
        make: Makes its files.
        actor: Who issues it.

    Returns:
        Its row, with its number.

    Raises:
        IssuingError: Something about it is not as it must be, or others were quicker four times.
        LedgerError: It may not be registered by this post or for this unit.
    """
    scope = people.scope(actor)
    head = queries.letterhead(paper.letterhead, scope)
    policies.check_may(scope, Right.ENTER, definitions.in_force(DISPATCHES))
    policies.check_unit(scope, head.unit)
    checked(paper)
    for _ in range(_TRIES):
        number = serials.upcoming(head.unit, head.code, paper.day.year)
        files = make(number)
        try:
            return _register(paper, head, number, files, actor)
        except _TakenError:
            continue
    raise IssuingError("busy")


def checked(paper: Outgoing) -> None:
    """Make sure that a paper is as papers must be.

    Args:
        paper: The paper.

    Raises:
        IssuingError: It has no title, a day no number is given for, or as a paper to a superior not
            exactly one recipient or nobody who signs it out.
    """
    if not paper.title.strip():
        raise IssuingError("no_title")
    now = today()
    if paper.day > now or paper.day.year < now.year - 1:
        raise IssuingError("wrong_year", day=paper.day)
    if paper.sort in UP and len(paper.recipients) != 1:
        raise IssuingError("one_recipient")
    if paper.sort in UP and not paper.signer:
        raise IssuingError("no_signer")


def _register(
    paper: Outgoing, head: Letterhead, number: str, files: Sequence[FileRef], actor: Actor
) -> RowView:
    persons = people.persons([one for one in (paper.signer, actor.person) if one])
    uids = {number: str(one.uid) for number, one in persons.items()}
    values: dict[str, object] = {
        "title": paper.title.strip(),
        "letterhead": str(head.uid),
        "sort": paper.sort,
        "day": paper.day,
        "signer": uids.get(paper.signer),
        "recipients": "，".join(paper.recipients),
        "copies": "，".join(paper.copies),
        "urgency": paper.urgency,
        "openness": paper.openness,
        "note": paper.note.strip(),
        "state": State.NUMBERED,
        "files": list(files),
        "registered_on": today(),
        "registered_by": uids.get(actor.person),
    }
    given = {name: value for name, value in values.items() if value}
    with act(actor=actor):
        made = actions.create(DISPATCHES, given, actor=actor, unit=head.unit, by=BY)
        year = paper.day.year
        taken = serials.give(made.uid, "number", actor=actor, year=year, series=head.code, by=BY)
        if taken != number:
            raise _TakenError
        return queries.dispatch(made.uid, people.scope(actor))


def void(uid: UUID, *, actor: Actor, reason: str) -> RowView:
    """Void a paper: its number stays in the register, crossed out, and is never given again.

    Args:
        uid: Its row.
        actor: Who voids it.
        reason: Why; must be said.

    Returns:
        Its row.

    Raises:
        IssuingError: There is none in scope, it is void already, or no reason was given.
        LedgerError: It may not be changed by this post.
    """
    if not reason.strip():
        raise IssuingError("no_reason")
    with act(actor=actor, reason=reason):
        scope = people.scope(actor)
        _numbered(queries.dispatch(uid, scope), "作废", "void it")
        number = serials.void(uid, "number", actor=actor, reason=reason, by=BY)
        values = {
            "state": State.VOID,
            "voided_number": number,
            "voided_on": today(),
            "voided_reason": reason.strip(),
        }
        row = queries.dispatch(uid, scope)
        return actions.amend(uid, values, actor=actor, seen=row.version, by=BY)


def keep(uid: UUID, file: FileRef, *, actor: Actor) -> RowView:
    """Keep one more file of a paper, for instance the stamped scan; those kept before stay.

    Args:
        uid: Its row.
        file: The file, brought in before.
        actor: Who keeps it.

    Returns:
        Its row; as it was when the file is there already.

    Raises:
        IssuingError: There is none in scope, or it is void.
        LedgerError: It may not be changed by this post.
    """
    with act(actor=actor):
        row = queries.dispatch(uid, people.scope(actor))
        _numbered(row, "补充文件", "keep a file")
        there = tuple(row.values.get("files") or ())
        if any(one.sha256 == file.sha256 for one in there):
            return row
        return actions.amend(uid, {"files": [*there, file]}, actor=actor, seen=row.version, by=BY)


def _numbered(row: RowView, what: str, what_en: str) -> None:
    if row.values.get("state") != State.NUMBERED:
        raise IssuingError("not_numbered", what=what, what_en=what_en)
