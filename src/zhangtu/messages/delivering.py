"""Sends what waits for an address: merged, not too often, tried again by the runner when it fails."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from django.conf import settings

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.kernel import clock
from zhangtu.messages.channels import CHANNELS
from zhangtu.messages.keeping import TABLES
from zhangtu.messages.models import Delivery
from zhangtu.messages.trouble import ChannelError
from zhangtu.messages.wording import OUTSIDE, OUTSIDE_WITHOUT_LINK
from zhangtu.runner.jobs import Work

#: Who notes how messages fared.
_RUNNER: Final = Actor(machine="runner")
#: Between two messages of one parcel.
_BETWEEN: Final = "\n"
#: Makers allow a robot twenty messages a minute, others may share it; what is beyond waits for the next job.
_A_MINUTE: Final = 15


def deliver(work: Work) -> None:
    """Send everything that waits for one address.

    Args:
        work: The job; its argument ``address`` is the address's number.

    Raises:
        ChannelError: The other side did not take it; the runner tries again later.
    """
    waiting = list(
        Delivery.objects.filter(address=int(work.arguments["address"]), state="waiting")
        .select_related("message", "address")
        .order_by("id")
    )
    before = _just_sent(int(work.arguments["address"]))
    for place, parcel in enumerate(_parcels(waiting)):
        if before + place >= _A_MINUTE:
            raise ChannelError("too_often")
        _send(parcel)
        work.tell(place + 1)


def _just_sent(address: int) -> int:
    """How many parcels an address was sent within the last minute; those of a parcel share its moment."""
    since = clock.now() - timedelta(minutes=1)
    found = Delivery.objects.filter(address=address, state="sent", sent__gt=since)
    return found.values("sent").distinct().count()


def _send(parcel: Sequence[Delivery]) -> None:
    """Send messages as one, and note how it went."""
    address = parcel[0].address
    if address.ends is not None:
        _note(parcel, "failed", "ended")
        return
    try:
        CHANNELS[address.channel].send(
            address.target,
            address.secret,
            parcel[0].message.title,
            _BETWEEN.join(_text(one) for one in parcel),
        )
    except ChannelError as error:
        _note(parcel, "failed" if error.final else "waiting", error.word)
        if not error.final:
            raise
        return
    _note(parcel, "sent", "")


def _note(parcel: Sequence[Delivery], state: str, trouble: str) -> None:
    sent = clock.now() if state == "sent" else None
    with act(actor=_RUNNER) as now:
        for one in parcel:
            TABLES.amend(now, one, state, state=state, trouble=trouble, sent=sent)


def _text(one: Delivery) -> str:
    """What leaves the house of a message: a group gets its number and where to read it, never its words.

    Groups have members the office does not choose, and makers keep what robots say; a mail goes to an address
    the unit itself gave, so it carries the words too.
    """
    here = settings.ZHANGTU_ADDRESS
    link = f"{here}/messages/{one.message.uid}/" if here else ""
    if not CHANNELS[one.address.channel].words:
        number = one.message.pk
        return (
            OUTSIDE.format(number=number, link=link) if link else OUTSIDE_WITHOUT_LINK.format(number=number)
        )
    return f"{one.message.text}\n\n{link}" if link else one.message.text


def _parcels(waiting: Sequence[Delivery]) -> Iterator[list[Delivery]]:
    """Messages that fit into one, in order; mails are never merged: each has its subject."""
    parcel: list[Delivery] = []
    size = 0
    for one in waiting:
        length = len(_text(one).encode()) + len(_BETWEEN)
        merged = (
            not CHANNELS[one.address.channel].words and size + length <= CHANNELS[one.address.channel].longest
        )
        if parcel and not merged:
            yield parcel
            parcel, size = [], 0
        parcel.append(one)
        size += length
    if parcel:
        yield parcel
