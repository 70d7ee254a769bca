"""The room's printed forms: the list of a handover with its three signature lines, and one-time codes."""

from collections.abc import Sequence
from datetime import datetime, timezone

from zhangtu.documents.docx import write_table
from zhangtu.documents.values import Align, Column, TablePaper
from zhangtu.kernel import clock
from zhangtu.people import policies, queries
from zhangtu.people.actions.accounts import Slip
from zhangtu.people.handing import HandoverView, ItemState, Side
from zhangtu.people.wording import is_word, say


def handover_form(seen: HandoverView, language: str = "zh-hans") -> bytes:
    """Print a handover: what is handed over, numbered, its code, and a line for each signature.

    Args:
        seen: The handover.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        A Word file (.docx); the same list gives the same bytes on the same day.
    """

    def word(what: str, **facts: object) -> str:
        return say(what, language, **facts)

    widths = {"no": 3.0, "kind": 6.0, "title": 24.0, "reference": 12.0, "note": 14.0}
    columns = [
        Column(word(name), width, Align.CENTER if name == "no" else Align.LEFT)
        for name, width in widths.items()
    ]
    rows = []
    for item in seen.items:
        kind = word(item.kind) if is_word(item.kind) else item.kind
        out = word("removed", reason=item.reason) if item.state is ItemState.REMOVED else ""
        reference = item.reference.partition(":")[2]
        rows.append((str(item.no), kind, item.title + out, reference, item.note))
    paper = TablePaper(
        title=word("handover_title"),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=tuple(_notes(seen, language)),
        footer=(*_signatures(seen, language), word("handover_code", code=seen.code)),
        empty=word("handover_empty"),
        language=language,
    )
    return write_table(paper, clock.now())


def _notes(seen: HandoverView, language: str) -> list[str]:
    people = queries.persons([seen.mentor, seen.giver, seen.receiver])
    posts = [_post(post, seen) for post in seen.posts]
    notes = [
        say("handover_posts", language, posts="、".join(posts)),
        say("handover_begins", language, day=seen.begins.isoformat()),
    ]
    if seen.into:
        notes.insert(1, say("handover_into", language, post=_post(seen.into, seen)))
    if seen.mentor:
        until = seen.mentor_until.isoformat() if seen.mentor_until is not None else "—"
        notes.append(say("handover_mentor", language, name=people[seen.mentor].name, day=until))
    return notes


def _post(post: int, seen: HandoverView) -> str:
    state = queries.post(post, seen.begins) or queries.post_states(post)[-1]
    return f"{queries.name_on(state.unit, seen.begins)} {state.name}"


def _signatures(seen: HandoverView, language: str) -> list[str]:
    people = queries.persons([seen.signer(side) for side in Side])
    lines = []
    for side in Side:
        name = people[seen.signer(side)].name
        if side is Side.GIVER and seen.proxy:
            lines.append(say("signature_proxy", language, name=name))
        else:
            lines.append(say("signature", language, side=say(side.value, language), name=name))
    return lines


def code_slips(slips: Sequence[Slip], language: str = "zh-hans") -> bytes:
    """Print one-time codes, one a row, to be cut apart and handed out.

    Args:
        slips: What was opened or reset.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        A Word file (.docx).
    """
    widths = {"unit": 16.0, "name": 8.0, "login": 14.0, "code": 14.0, "until": 10.0}
    people = queries.persons([slip.person for slip in slips])
    rows = []
    for slip in slips:
        units = sorted(queries.name_on(unit) for unit in policies.units_of(slip.person, clock.today()))
        until = datetime.fromtimestamp(slip.until / 1_000_000, _zone()).strftime("%Y-%m-%d %H:%M")
        rows.append(("、".join(units), people[slip.person].name, slip.login, slip.code, until))
    paper = TablePaper(
        title=say("slips_title", language),
        columns=tuple(Column(say(name, language), width) for name, width in widths.items()),
        rows=tuple(rows),
        notes=(say("slips_note", language),),
        language=language,
    )
    return write_table(paper, clock.now())


def _zone() -> timezone:
    return clock.SHANGHAI
