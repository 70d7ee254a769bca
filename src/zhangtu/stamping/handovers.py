"""Handovers as things that can be printed, signed and stamped; the reference is the handover's uid."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from zhangtu.documents.printing import Align, Column, Fact, Linked, Panel, RowFile
from zhangtu.journal.actor import Actor
from zhangtu.people import handing, queries
from zhangtu.people.handing import HandoverView, Item, ItemState, Side
from zhangtu.people.scope import Right, Scope
from zhangtu.people.wording import is_word, say
from zhangtu.stamping import looking
from zhangtu.stamping.hooks import Subject
from zhangtu.stamping.printing import Printed, print_paper

#: The kind of subjects this file answers for.
HANDOVER = "handover"


class Handovers:
    """The list of what is handed over."""

    def subjects(self, references: Sequence[str], scope: Scope) -> Mapping[str, Subject]:
        """The handovers a scope has a part in, or whose unit it organises."""
        found = ((reference, _handover(reference, scope)) for reference in references)
        return {reference: one for reference, one in found if one is not None}


def _handover(reference: str, scope: Scope) -> Subject | None:
    try:
        number = handing.handover_of_uid(UUID(reference))
    except ValueError:
        return None
    if not number:
        return None
    seen = handing.handover(number)
    unit = _unit(seen)
    part = scope.actor.person in {seen.signer(side) for side in Side} - {0}
    organises = Right.ORGANISE in scope.rights and (scope.everywhere or unit in scope.units)
    if not part and not organises:
        return None
    return Subject(HANDOVER, reference, seen.code, unit, seen.digest.encode())


def _unit(seen: HandoverView) -> int:
    state = queries.post(seen.posts[0], seen.begins) or queries.post_states(seen.posts[0])[-1]
    return state.unit


def print_handover(uid: UUID, *, actor: Actor, language: str = "zh-hans") -> Printed:
    """Print the list of a handover, to be signed by three and stamped.

    Args:
        uid: The handover.
        actor: Who prints it: somebody who has a part in it, or who organises the unit.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        The form and its PDF.

    Raises:
        StampingError: There is no such handover in scope.
        PrintError: It can't be set.
    """
    subject = (HANDOVER, str(uid))
    looking.subject(*subject, queries.scope(actor))
    seen = handing.handover(handing.handover_of_uid(uid))
    return print_paper(subject, _paper(seen, language), actor=actor)


def _paper(seen: HandoverView, language: str) -> RowFile:
    sides = queries.persons([seen.signer(side) for side in Side])
    parts = tuple(Fact(say(side.value, language), sides[seen.signer(side)].name) for side in Side)
    posts = "、".join(_post(post, seen) for post in seen.posts)
    heads = ("no", "kind", "title", "reference", "note")
    return RowFile(
        title=posts,
        heading=say("handover_title", language),
        unit=queries.name_on(_unit(seen), seen.begins),
        when=seen.begins,
        panels=(Panel("", (*parts, Fact(say("note", language), _note(seen, language), wide=True))),),
        tables=(
            Linked(
                "",
                tuple(
                    Column(say(head, language), align=Align.CENTER if head == "no" else Align.LEFT)
                    for head in heads
                ),
                tuple(_line(item, language) for item in seen.items),
            ),
        ),
        signatures=tuple(f"{say(side.value, language)} {sides[seen.signer(side)].name}" for side in Side),
        language=language,
    )


def _note(seen: HandoverView, language: str) -> str:
    notes = [say("handover_begins", language, day=seen.begins.isoformat())]
    if seen.into:
        notes.append(say("handover_into", language, post=_post(seen.into, seen)))
    if not seen.items:
        notes.append(say("handover_empty", language))
    return "\n".join(notes)


def _line(item: Item, language: str) -> tuple[str, ...]:
    kind = say(item.kind, language) if is_word(item.kind) else item.kind
    out = say("removed", language, reason=item.reason) if item.state is ItemState.REMOVED else ""
    return str(item.no), kind, item.title + out, item.reference.partition(":")[2], item.note


def _post(post: int, seen: HandoverView) -> str:
    state = queries.post(post, seen.begins) or queries.post_states(post)[-1]
    return f"{queries.name_on(state.unit, seen.begins)} {state.name}"
