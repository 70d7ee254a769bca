"""Every change of the room of messages: send, note that one was read, say where a unit can be reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.kernel import clock
from zhangtu.kernel.uids import new_uid
from zhangtu.messages.channels import CHANNELS
from zhangtu.messages.keeping import TABLES
from zhangtu.messages.models import Address, Delivery, Message, Receipt
from zhangtu.messages.refusals import MessageError
from zhangtu.people import queries as people
from zhangtu.people.scope import Right
from zhangtu.runner import jobs

#: The kind of job that takes what waits for an address.
DELIVERING: Final = "messages.deliver"
_LONGEST_TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class Words:
    """What a message says.

    Attributes:
        kind: What it is about, one word.
        title: Its heading.
        text: Its words.
        link: The page it is about, from the first slash; empty for none.
    """

    kind: str
    title: str
    text: str
    link: str = ""


def send(
    words: Words, *, actor: Actor, unit: int = 0, post: int = 0, channels: Iterable[str] | None = None
) -> UUID:
    """Tell a unit or a post something: in the pages, and through every address the unit has.

    Args:
        words: What.
        actor: Who tells it.
        unit: The unit; 0 for a post.
        post: The post; 0 for a unit.
        channels: The channels besides the pages; ``None`` for all the unit has.

    Returns:
        The message's name. Outside the pages it is sent by the runner, soon.

    Raises:
        MessageError: It is for nobody there is, or says nothing.
    """
    if not words.text.strip():
        raise MessageError("no_words")
    if (people.unit(unit) if unit else people.post(post)) is None:
        raise MessageError("no_receiver")
    with act(actor=actor) as now:
        made = TABLES.add(
            now, Message, action="send", uid=new_uid(now.at), kind=words.kind, unit=unit,
            post=0 if unit else post, title=words.title[:_LONGEST_TITLE], text=words.text, link=words.link,
            person=actor.person, sender=actor.post, machine=actor.machine, at=clock.now(),
        )  # fmt: skip
        _queue(now, made, unit, None if channels is None else frozenset(channels))
        return made.uid


def _queue(now: Act, message: Message, unit: int, channels: frozenset[str] | None) -> None:
    """Put a message on its way through the unit's addresses."""
    for address in Address.objects.filter(unit=unit, ends=None).order_by("id") if unit else ():
        if channels is None or address.channel in channels:
            TABLES.add(now, Delivery, action="queue", message=message, address=address)
            jobs.enqueue(DELIVERING, {"address": address.pk}, key=str(address.pk))


def mark_read(uids: Iterable[UUID], *, actor: Actor) -> None:
    """Note that somebody opened messages; doing it again changes nothing.

    Args:
        uids: Their names; those for others are left alone.
        actor: Who opened them.
    """
    if not actor.person:
        return
    scope = people.scope(actor)
    state = people.post(actor.post) if scope.posts else None
    for_me = {0} if state is None else {0, state.unit}
    with act(actor=actor) as now:
        for one in Message.objects.filter(uid__in=list(uids)).exclude(receipts__person=actor.person):
            if one.post in scope.posts or (one.unit and one.unit in for_me):
                TABLES.add(now, Receipt, action="read", message=one, person=actor.person, at=clock.now())


def set_address(
    unit: int, channel: str, target: str, *, actor: Actor, title: str = "", secret: str = ""
) -> UUID:
    """Say where a unit can be reached.

    Args:
        unit: The unit.
        channel: The name of a channel.
        target: A mail address, or the address of a robot.
        actor: Who says so.
        title: What people call it.
        secret: What the robot's messages are signed with; empty for none.

    Returns:
        Its name.

    Raises:
        MessageError: The actor may not, there is no such channel, or it can't be such an address.
    """
    _check(actor, unit)
    known = CHANNELS.get(channel)
    if known is None:
        raise MessageError("no_channel", channel=channel, names="、".join(CHANNELS))
    target = target.strip()
    if not known.fits(target):
        raise MessageError("bad_target", channel=channel)
    with act(actor=actor) as now:
        made = TABLES.add(
            now, Address, action="set", uid=new_uid(now.at), unit=unit, channel=channel,
            title=title.strip()[:80], target=target, secret=secret.strip(),
        )  # fmt: skip
        return made.uid


def end_address(uid: UUID, *, actor: Actor) -> None:
    """Take an address out of use, from today.

    Args:
        uid: Its name.
        actor: Who does.

    Raises:
        MessageError: There is none, or the actor may not.
    """
    with act(actor=actor) as now:
        found = Address.objects.filter(uid=uid, ends=None).first()
        if found is None:
            raise MessageError("no_address")
        _check(actor, found.unit)
        TABLES.amend(now, found, "end", ends=clock.today(), target="", secret="")


def _check(actor: Actor, unit: int) -> None:
    """Refuse who does not set up the unit."""
    scope = people.scope(actor)
    inside = scope.everywhere or unit in scope.units
    if not inside or Right.ORGANISE not in scope.rights:
        raise MessageError("not_allowed")
