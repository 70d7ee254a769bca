"""Reads of messages: somebody's own, how many are new, where a unit can be reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhangtu.kernel.clock import today
from zhangtu.messages.models import Address, Delivery, Message, Receipt
from zhangtu.messages.refusals import MessageError
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope

#: The channel every unit has.
PAGE: Final = "page"
#: The most a page shows.
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message as its reader sees it.

    Attributes:
        uid: Its name.
        kind: What it is about, one word.
        title: Its heading.
        text: Its words.
        link: The page it is about; empty for none.
        person: Who sent it; 0 for a machine.
        sender: For which post.
        at: When.
        read: Whether the reader opened it before.
    """

    uid: UUID
    kind: str
    title: str
    text: str
    link: str
    person: int
    sender: int
    at: datetime
    read: bool


@dataclass(frozen=True, slots=True)
class AddressView:
    """Where a unit can be reached; the robot's address itself is not shown again.

    Attributes:
        uid: Its name.
        unit: The unit.
        channel: Which channel.
        title: What people call it.
        failing: What went wrong the last time something was sent there; empty when nothing did.
    """

    uid: UUID
    unit: int
    channel: str
    title: str
    failing: str


def _mine(scope: Scope) -> QuerySet[Message]:
    """The messages for somebody: for the posts acted for, and for the unit of the own post."""
    wanted = Q(post__in=list(scope.posts))
    state = people.post(scope.actor.post) if scope.actor.post and scope.posts else None
    if state is not None:
        wanted |= Q(unit=state.unit)
    return Message.objects.filter(wanted)


def _receipts(scope: Scope) -> Exists:
    return Exists(Receipt.objects.filter(message=OuterRef("pk"), person=scope.actor.person))


def inbox(scope: Scope, *, limit: int = 50, new: bool = False) -> list[MessageView]:
    """Somebody's messages, the newest first.

    Args:
        scope: Whose.
        limit: How many at most.
        new: Whether only those never opened are wanted.

    Returns:
        The messages.
    """
    found = _mine(scope).annotate(known=_receipts(scope)).order_by("-id")
    if new:
        found = found.filter(known=False)
    return [_view(one, read=one.known) for one in found[: min(limit, MOST)]]


def unread(scope: Scope) -> int:
    """How many messages somebody has not opened; ``MOST`` at most."""
    return _mine(scope).filter(~_receipts(scope))[:MOST].count()


def message(uid: UUID, scope: Scope) -> MessageView:
    """One message.

    Args:
        uid: Its name.
        scope: Whose.

    Returns:
        The message.

    Raises:
        MessageError: There is none for this reader.
    """
    found = _mine(scope).filter(uid=uid).annotate(known=_receipts(scope)).first()
    if found is None:
        raise MessageError("no_message")
    return _view(found, read=found.known)


def _view(one: Message, *, read: bool) -> MessageView:
    return MessageView(one.uid, one.kind, one.title, one.text, one.link, one.person, one.sender, one.at, read)


def addresses(units: Iterable[int], day: date | None = None) -> list[AddressView]:
    """Where units can be reached outside the pages.

    Args:
        units: The units.
        day: The day asked for; today if none is given.

    Returns:
        Their addresses, unit by unit.
    """
    on = day or today()
    found = Address.objects.filter(Q(ends=None) | Q(ends__gt=on), unit__in=list(units)).order_by("unit", "id")
    last = Delivery.objects.filter(address__in=found).exclude(state="waiting").order_by("id")
    troubles = dict(last.values_list("address_id", "trouble"))
    return [AddressView(one.uid, one.unit, one.channel, one.title, troubles.get(one.pk, "")) for one in found]


def channels(units: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The channels units have, the pages first.

    Args:
        units: The units.

    Returns:
        Unit → names of channels.
    """
    wanted = tuple(units)
    found: dict[int, tuple[str, ...]] = dict.fromkeys(wanted, (PAGE,))
    for one in addresses(wanted):
        if one.channel not in found[one.unit]:
            found[one.unit] = (*found[one.unit], one.channel)
    return found


def deliveries(message_uid: UUID) -> list[tuple[str, str, str]]:
    """How a message fares outside the pages.

    Args:
        message_uid: The message.

    Returns:
        Channel, state and trouble of each address it goes to.
    """
    found = Delivery.objects.filter(message__uid=message_uid).order_by("id")
    return list(found.values_list("address__channel", "state", "trouble"))
