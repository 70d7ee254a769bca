"""A handover as a value, its list with the digest the signatures rest on, and how it is read."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from zhangtu.people import hooks, models
from zhangtu.people.refusals import PeopleRefusedError


class HandoverState(StrEnum):
    """How far a handover has come."""

    #: The list is made; it is looked through, objected to, signed.
    PREPARED = "prepared"
    #: It is done.
    IN_FORCE = "in_force"
    #: It was given up.
    DROPPED = "dropped"


class ItemState(StrEnum):
    """What became of an item."""

    LISTED = "listed"
    #: The receiver does not take it as it stands.
    OBJECTED = "objected"
    #: It is not handed over; the reason stands beside it.
    REMOVED = "removed"


class Side(StrEnum):
    """Who signs."""

    GIVER = "giver"
    RECEIVER = "receiver"
    WITNESS = "witness"


class Outside(StrEnum):
    """Kinds of things outside the system."""

    SEAL = "seal"
    KEY = "key"
    PAPER = "paper"
    ACCOUNT = "account"
    CONTACT = "contact"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the list.

    Attributes:
        no: Its number, 1 for the first.
        kind: What kind of thing: one of ``Outside``, or a word of the room it comes from.
        reference: The room and what it knows it by, with ``:`` between; empty for things outside.
        post: The post it is open for; 0 for things outside.
        title: What it is.
        note: What else to know.
        state: What became of it.
        reason: Why it is objected to or removed.
    """

    no: int
    kind: str
    reference: str
    post: int
    title: str
    note: str
    state: ItemState
    reason: str


@dataclass(frozen=True, slots=True)
class HandoverView:
    """A handover.

    Attributes:
        id: Its number.
        uid: Its name to the outside.
        giver: Who hands over.
        receiver: Who takes over.
        witness: Who watches.
        proxy: Who signs for a giver that is gone; 0 when the giver signs.
        mentor: Who helps the receiver to begin with; 0 for nobody.
        mentor_until: The mentor's last day.
        posts: The posts handed over.
        into: The post of the receiver the work goes to; 0 when the receiver takes the posts themselves.
        begins: From this day the receiver answers for it.
        state: How far it has come.
        scan: SHA-256 of the signed scan; empty when signed by click.
        items: Its list.
        signed: The sides whose signature counts for the list as it is.
        digest: SHA-256 of the list and of who hands over what to whom, in hexadecimal digits.
        code: What stands on the printed form and tells this list from any other.
    """

    id: int
    uid: UUID
    giver: int
    receiver: int
    witness: int
    proxy: int
    mentor: int
    mentor_until: date | None
    posts: tuple[int, ...]
    into: int
    begins: date
    state: HandoverState
    scan: str
    items: tuple[Item, ...]
    signed: frozenset[Side]
    digest: str
    code: str

    def signer(self, side: Side) -> int:
        """The person who signs for a side."""
        if side is Side.GIVER:
            return self.proxy or self.giver
        return self.receiver if side is Side.RECEIVER else self.witness


def collected(posts: tuple[int, ...], day: date) -> Iterator[tuple[int, str, hooks.Open]]:
    """Everything open for some posts: post, reference with the room's name, and the thing."""
    for post in posts:
        for name, source in hooks.SOURCES.items():
            for thing in source.open_for(post, day):
                yield post, f"{name}:{thing.reference}", thing


def _digest(row: models.Handover, items: list[models.HandoverItem]) -> str:
    head = [row.uid, row.giver, row.receiver, row.witness, row.proxy, row.mentor, row.mentor_until]
    lines = [[i.no, i.kind, i.reference, i.post, i.title, i.note, i.state, i.reason] for i in items]
    text = msgspec.json.encode([*head, row.posts, row.into, row.begins, lines])
    return hashlib.sha256(text).hexdigest()


def view(row: models.Handover) -> HandoverView:
    """A stored handover as a value."""
    items = list(models.HandoverItem.objects.filter(handover=row.pk).order_by("no"))
    digest = _digest(row, items)
    signatures = models.HandoverSignature.objects.filter(handover=row.pk, listed=digest)
    return HandoverView(
        id=row.pk,
        uid=row.uid,
        giver=row.giver,
        receiver=row.receiver,
        witness=row.witness,
        proxy=row.proxy,
        mentor=row.mentor,
        mentor_until=row.mentor_until,
        posts=tuple(int(post) for post in row.posts.split()),
        into=row.into,
        begins=row.begins,
        state=HandoverState(row.state),
        scan=row.scan,
        items=tuple(
            Item(i.no, i.kind, i.reference, i.post, i.title, i.note, ItemState(i.state), i.reason)
            for i in items
        ),
        signed=frozenset(Side(one.side) for one in signatures),
        digest=digest,
        code=f"JJ{row.pk:06d}-{digest[:8].upper()}",
    )


def handover(number: int) -> HandoverView:
    """A handover by number.

    Raises:
        PeopleRefusedError: ``gone``.
    """
    row = models.Handover.objects.filter(pk=number).first()
    if row is None:
        raise PeopleRefusedError("gone")
    return view(row)


def handover_of_uid(uid: UUID) -> int:
    """The number of the handover with a name to the outside; 0 for none."""
    return models.Handover.objects.filter(uid=uid).values_list("id", flat=True).first() or 0


def handovers_of(person: int) -> list[HandoverView]:
    """The handovers under way in which somebody has a part, the newest first."""
    rows = models.Handover.objects.filter(state=HandoverState.PREPARED).order_by("-id")
    found = (row for row in rows if person in (row.giver, row.receiver, row.witness, row.proxy))
    return [view(row) for row in found]


def under_way(posts: tuple[int, ...]) -> models.Handover | None:
    """A handover of one of some posts that is under way."""
    rows = models.Handover.objects.filter(state=HandoverState.PREPARED)
    return next((row for row in rows if not set(posts).isdisjoint(map(int, row.posts.split()))), None)


def mentor_of(person: int, day: date) -> int:
    """Who helps somebody who took over to begin with, on a day; 0 for nobody."""
    rows = models.Handover.objects.filter(
        receiver=person, state=HandoverState.IN_FORCE, begins__lte=day, mentor__gt=0
    ).order_by("-begins", "-id")
    return next((row.mentor for row in rows if row.mentor_until is None or row.mentor_until >= day), 0)
