"""Reads for whoever answers: what is asked and on what ground, the form as it stands, one line of it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhangtu.collections import earlier, finding, policies, sheets
from zhangtu.collections.forms import Form, form_of
from zhangtu.collections.refusals import CollectionError
from zhangtu.collections.views import LineView, Sheet
from zhangtu.people import queries as people
from zhangtu.people import reaching
from zhangtu.people.scope import Scope


@dataclass(frozen=True, slots=True)
class Head:
    """What respondents are told, and what the reader may do.

    Attributes:
        collection: The collection's name.
        title: What it is called.
        basis: What it rests on.
        note: What respondents are told.
        period: What it is about.
        opened: The day it was sent out.
        due: By when it is to be handed in.
        ends: The last day the form may be used.
        owner: The unit and post that ask.
        form: What is asked.
        refusal: Why the reader may not fill it in now; ``None`` when they may.
        for_others: Whether the reader fills it in for a unit below the own one.
        decides: Whether the reader gives it back or accepts it.
        sees_all: Whether the reader sees the whole collection.
        repeats: Whether there is an earlier answer that can be repeated.
        reveals: Whether the reader may see in the clear what is about persons, and something is.
    """

    collection: UUID
    title: str
    basis: str
    note: str
    period: str
    opened: date
    due: datetime
    ends: date
    owner: str
    form: Form
    refusal: CollectionError | None
    for_others: bool
    decides: bool
    sees_all: bool
    repeats: bool
    reveals: bool

    @property
    def fills(self) -> bool:
        """Whether the reader may fill it in now."""
        return self.refusal is None


def head(uid: UUID, scope: Scope) -> Head:
    """What one unit is asked, and what the reader may do about it.

    Args:
        uid: The ask.
        scope: Whose.

    Raises:
        CollectionError: There is none in scope.
    """
    ask = finding.ask(uid, scope)
    of = ask.collection
    states = people.post_states(of.post) if of.post else []
    names = (people.name_on(of.unit) if of.unit else "", states[-1].name if states else "")
    running = of.closed is None
    return Head(
        of.uid, of.title, of.basis, of.note, of.period, of.opened, of.due, of.ends,
        " ".join(filter(None, names)),
        form_of(of), policies.why_not_answer(scope, ask), ask.unit not in reaching.own_units(scope),
        running and policies.owns(scope, of), policies.sees(scope, of),
        earlier.repeats(ask),
        policies.can_reveal(scope, of) and ask.lines.exclude(private="").exists(),
    )  # fmt: skip


def sheet(uid: UUID, scope: Scope, *, after: str = "", limit: int = 50, language: str = "zh-hans") -> Sheet:
    """A part of a unit's form as it stands; see ``sheets.sheet``.

    Raises:
        CollectionError: There is no such ask in scope.
    """
    return sheets.sheet(finding.ask(uid, scope), scope, after=after, limit=limit, language=language)


def line(uid: UUID, scope: Scope, key: str, language: str = "zh-hans") -> LineView:
    """One line of a unit's form as it stands.

    Raises:
        CollectionError: There is no such ask or line in scope.
    """
    return sheets.line(finding.ask(uid, scope), scope, key, language)


def mark(uid: UUID, scope: Scope) -> str:
    """What the whole of a form looks like, for handing it in; see ``sheets.mark``.

    Raises:
        CollectionError: There is no such ask in scope.
    """
    return sheets.mark(finding.ask(uid, scope), scope)
