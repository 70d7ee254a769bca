"""Sends what waits for an address: merged, not too often, tried again by the runner when it fails."""

from collections.abc import Iterator, Sequence
from typing import Final

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.kernel import clock
from zhangtu.messages.channels import CHANNELS
from zhangtu.messages.keeping import TABLES
from zhangtu.messages.models import Delivery
from zhangtu.messages.trouble import ChannelError
from zhangtu.runner.jobs import Work

#: Who notes how messages fared.
_RUNNER: Final = Actor(machine="runner")
#: Between two messages of one parcel.
_BETWEEN: Final = "\n\n"
#: Makers allow twenty messages a minute; a job that finds more leaves them to the next one.
_AT_ONCE: Final = 15


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
    for place, parcel in enumerate(_parcels(waiting)):
        if place >= _AT_ONCE:
            raise ChannelError("too_often")
        _send(parcel)
        work.tell(place + 1)


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
    """The words of a message, cut to what one message may have."""
    longest = CHANNELS[one.address.channel].longest
    text = one.message.text
    if len(text.encode()) <= longest:
        return text
    return text.encode()[: longest - 6].decode("utf-8", "ignore") + "……"


def _parcels(waiting: Sequence[Delivery]) -> Iterator[list[Delivery]]:
    """Messages that fit into one, in order; mails are never merged: each has its subject."""
    parcel: list[Delivery] = []
    size = 0
    for one in waiting:
        length = len(_text(one).encode()) + len(_BETWEEN)
        merged = one.address.channel != "mail" and size + length <= CHANNELS[one.address.channel].longest
        if parcel and not merged:
            yield parcel
            parcel, size = [], 0
        parcel.append(one)
        size += length
    if parcel:
        yield parcel
