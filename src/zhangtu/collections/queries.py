"""Reads of collections: what I have to hand in, what I asked, how far each unit is, what was answered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from zhangtu.collections import finding, policies
from zhangtu.collections.forms import Form, form_of
from zhangtu.collections.models import Ask, Chase, Collection
from zhangtu.collections.refusals import CollectionError
from zhangtu.collections.states import DONE, OPEN, Shape, State, Way
from zhangtu.kernel import clock
from zhangtu.ledgers import definitions
from zhangtu.messages import queries as messages
from zhangtu.messages import reminding
from zhangtu.people import queries as people
from zhangtu.people import reaching
from zhangtu.people.scope import Right, Scope
from zhangtu.schema.specs import Title

#: A list shows no more than this.
MOST: Final = 500


@dataclass(frozen=True, slots=True)
class CollectionView:
    """A collection.

    Attributes:
        uid: Its name.
        title: What it is called.
        basis: What it rests on.
        note: What respondents are told.
        unit: The unit that asks; 0 for the office's own machine.
        owner: The name of the post that owns it.
        opened: The day it was sent out.
        due: By when it is to be handed in.
        ends: The last day the form may be used.
        period: What it is about.
        ledger: What the ledger is called that its lines come from; ``None`` for none.
        shape: What its lines are.
        closed: The day it was closed; ``None`` while it is open.
        counts: How many units are in each state.
        late: How many units are late now.
        refusal: Why the reader may not chase, return and accept; ``None`` for its owner.
        previous: The collection of the period before; ``None`` for none.
    """

    uid: UUID
    title: str
    basis: str
    note: str
    unit: int
    owner: str
    opened: date
    due: datetime
    ends: date
    period: str
    ledger: Title | None
    shape: Shape
    closed: date | None
    counts: Mapping[State, int]
    late: int
    refusal: CollectionError | None
    previous: UUID | None = None

    @property
    def mine(self) -> bool:
        """Whether the reader owns it."""
        return self.refusal is None

    @property
    def asked(self) -> int:
        """How many units are asked."""
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        """How many have handed in."""
        return sum(count for state, count in self.counts.items() if state in DONE)

    @property
    def running(self) -> bool:
        """Whether it can still be handed in."""
        return self.closed is None and self.ends >= clock.today()


@dataclass(frozen=True, slots=True)
class AskView:
    """What one unit is asked, and how far it is.

    Attributes:
        uid: Its name.
        collection: The collection's name.
        title: What the collection is called.
        unit: The unit.
        called: The unit's name today.
        state: How far it is.
        late: Whether it is late: past due and not handed in, or handed in after it was due.
        due: By when it is to be handed in.
        opened: When it was opened first.
        submitted: When it was handed in last.
        person: Who handed it in; 0 for nobody.
        post: For which post.
        way: How it was answered; ``None`` while it was not.
        returned: Why it was given back the last time; empty when it was not.
        accepted: When it was accepted.
        round: 1 for the first answer.
        cells: Cells of the answer.
        prefilled: How many of them came filled.
        corrected: How many of those were corrected at the source.
        chased: How often the unit was reminded.
        reminded: When last.
        channels: The channels the unit has.
    """

    uid: UUID
    collection: UUID
    title: str
    unit: int
    called: str
    state: State
    late: bool
    due: datetime
    opened: datetime | None
    submitted: datetime | None
    person: int
    post: int
    way: Way | None
    returned: str
    accepted: datetime | None
    round: int
    cells: int
    prefilled: int
    corrected: int
    chased: int = 0
    reminded: datetime | None = None
    channels: tuple[str, ...] = ("page",)

    @property
    def open(self) -> bool:
        """Whether the unit may still write."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class ChaseView:
    """Somebody reminded a unit.

    Attributes:
        unit: The unit.
        called: Its name.
        at: When.
        person: Who; 0 for a machine.
        who: The name of whoever did.
        text: With what words.
        channels: Through which channels.
        message: The message's name.
    """

    unit: int
    called: str
    at: datetime
    person: int
    who: str
    text: str
    channels: tuple[str, ...]
    message: UUID


def made(scope: Scope) -> list[CollectionView]:
    """The collections somebody owns or stands above, the newest first.

    Args:
        scope: Whose.

    Returns:
        Five hundred at most.
    """
    wanted = Q() if scope.everywhere else Q(post__in=list(scope.posts))
    if not scope.everywhere and Right.READ in scope.rights:
        wanted |= Q(unit__in=list(scope.units))
    return _views(Collection.objects.filter(wanted).order_by("-pk")[:MOST], scope)


def collection(uid: UUID, scope: Scope) -> CollectionView:
    """A collection whose whole somebody sees.

    Raises:
        CollectionError: There is none.
    """
    return _views([finding.collection(uid, scope)], scope)[0]


def _views(found: Sequence[Collection] | QuerySet[Collection], scope: Scope) -> list[CollectionView]:
    listed = list(found)
    counts: dict[int, Counter[State]] = {one.pk: Counter() for one in listed}
    asks = Ask.objects.filter(collection__in=[one.pk for one in listed])
    for of, state, count in asks.values_list("collection", "state").annotate(Count("pk")).order_by():
        counts[of][State(state)] = count
    before = [one.previous for one in listed if one.previous]
    names = dict(Collection.objects.filter(pk__in=before).values_list("pk", "uid"))
    return [_view(one, counts[one.pk], scope, names.get(one.previous)) for one in listed]


def _view(
    one: Collection, counts: Mapping[State, int], scope: Scope, previous: UUID | None
) -> CollectionView:
    known = definitions.known().ledgers
    states = people.post_states(one.post) if one.post else []
    waiting = sum(count for state, count in counts.items() if state in OPEN)
    return CollectionView(
        one.uid, one.title, one.basis, one.note, one.unit, states[-1].name if states else "", one.opened,
        one.due, one.ends, one.period, known[one.base].ledger.title if one.base in known else None,
        Shape(one.shape), one.closed, counts,
        waiting if one.closed is None and one.due < clock.now() else 0, policies.why_not_own(scope, one),
        previous,
    )  # fmt: skip


def form(uid: UUID, scope: Scope) -> Form:
    """The form of a collection, for those who see it or one of its asks.

    Args:
        uid: The collection.
        scope: Whose.

    Raises:
        CollectionError: There is none.
    """
    return form_of(finding.collection(uid, scope))


def matrix(uid: UUID, scope: Scope) -> list[AskView]:
    """How far each unit is, in the order they were asked.

    Args:
        uid: The collection.
        scope: Whose.

    Returns:
        One for each unit.

    Raises:
        CollectionError: There is no such collection in scope.
    """
    found = finding.collection(uid, scope)
    asks = list(found.asks.select_related("collection").order_by("pk"))
    channels = messages.channels([one.unit for one in asks])
    chased = reminding.counts(Chase.objects.filter(ask__collection=found), "ask")
    return [_ask(one, chased.get(one.pk, (0, None)), channels[one.unit]) for one in asks]


def ask(uid: UUID, scope: Scope) -> AskView:
    """What one unit is asked.

    Args:
        uid: Its name.
        scope: Whose.

    Raises:
        CollectionError: There is none in scope.
    """
    return _ask(finding.ask(uid, scope))


def to_answer(scope: Scope, *, everything: bool = False) -> list[AskView]:
    """What somebody's units are asked: what is open by due time, then what is done.

    Args:
        scope: Whose.
        everything: Whether what is done or closed is wanted too, and what the units below are asked.

    Returns:
        Five hundred at most.
    """
    if Right.READ not in scope.rights:
        return []
    units = scope.units if everything else reaching.own_units(scope)
    found = Ask.objects.select_related("collection").filter(unit__in=list(units))
    if not everything:
        wanted = [one.value for one in OPEN]
        found = found.filter(state__in=wanted, collection__closed=None, collection__ends__gte=clock.today())
    listed = [_ask(one) for one in found.order_by("collection__due", "pk")[:MOST]]
    return sorted(listed, key=lambda one: not one.open)


def _ask(
    one: Ask, chased: tuple[int, datetime | None] = (0, None), channels: tuple[str, ...] = ("page",)
) -> AskView:
    due, state = one.collection.due, State(one.state)
    handed = one.submitted if state in DONE else None
    late = (handed or clock.now()) > due and (handed is not None or one.collection.closed is None)
    return AskView(
        one.uid, one.collection.uid, one.collection.title, one.unit, people.name_on(one.unit), state, late,
        due, one.opened, one.submitted, one.person, one.post, Way(one.way) if one.way else None, one.returned,
        one.accepted, one.round, one.cells, one.prefilled, one.corrected, *chased, channels,
    )  # fmt: skip


def chases(uid: UUID, scope: Scope) -> list[ChaseView]:
    """Who was reminded when, by whom, with what words; the newest first.

    Args:
        uid: The collection.
        scope: Whose.

    Returns:
        Five hundred at most.

    Raises:
        CollectionError: There is no such collection in scope.
    """
    found = finding.collection(uid, scope)
    listed = list(Chase.objects.select_related("ask").filter(ask__collection=found).order_by("-pk")[:MOST])
    named = people.persons({one.person for one in listed if one.person})
    return [
        ChaseView(
            one.ask.unit, people.name_on(one.ask.unit), one.at, one.person,
            named[one.person].name if one.person in named else "", one.text, tuple(one.channels), one.message,
        )
        for one in listed
    ]  # fmt: skip


def waiting(scope: Scope) -> int:
    """How many asks wait for somebody's own unit: for a count in the bar."""
    if Right.ENTER not in scope.rights:
        return 0
    wanted = [one.value for one in OPEN]
    return Ask.objects.filter(
        unit__in=list(reaching.own_units(scope)), state__in=wanted, collection__closed=None,
        collection__ends__gte=clock.today(),
    ).count()  # fmt: skip
