"""The recipe of a draw: from a list and a seed to premises and officers; pure (docs/reference/draws)."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Final
from uuid import UUID

import msgspec

#: What the recipe is called in a record; another way of drawing gets another name.
RECIPE: Final = "zhangtu draw 1"
#: The most tickets one premises may have.
MOST_TICKETS: Final = 1_000

_SEED, _FINAL, _OFFICER = b"zhangtu draw seed\n", b"zhangtu draw 1\n", b"officer\n"


class Candidate(msgspec.Struct, frozen=True, omit_defaults=True):
    """Premises, or an officer, on the list.

    Attributes:
        uid: Its row.
        name: What it is called.
        weight: How many tickets it has; 1 to ``MOST_TICKETS``. Officers have one.
        out: Why it takes no part; empty for who does.
        avoid: Of premises: the officers who may not go there, by row.
    """

    uid: UUID
    name: str
    weight: int = 1
    out: str = ""
    avoid: tuple[UUID, ...] = ()


class Terms(msgspec.Struct, frozen=True):
    """What a draw is made of, complete before anything is drawn.

    Attributes:
        title: What it is called.
        take: How many premises are drawn.
        each: How many officers go to each; 0 if none are drawn.
        premises: The premises, by uid rising.
        officers: The officers, by uid rising.
    """

    title: str
    take: int
    each: int
    premises: tuple[Candidate, ...]
    officers: tuple[Candidate, ...] = ()


class Visit(msgspec.Struct, frozen=True):
    """One outcome: where to go, and who goes.

    Attributes:
        premises: The row of the premises.
        officers: The rows of the officers; fewer than asked for where not enough may go.
    """

    premises: UUID
    officers: tuple[UUID, ...] = ()


def share_of(count: int, percent: int) -> int:
    """How many a share comes to, any part counting as one whole.

    Args:
        count: Of how many.
        percent: 0 to 100.

    Returns:
        The number.
    """
    return -(-count * percent // 100)


def commitment(seed: bytes) -> bytes:
    """What is published of a seed before the list is fixed.

    Args:
        seed: 32 random bytes.

    Returns:
        SHA-256, 32 bytes; it tells nothing of the seed, and no other seed fits it.
    """
    return sha256(_SEED + seed).digest()


def digest(terms: Terms) -> bytes:
    """What is published of the list when it is fixed.

    Args:
        terms: The draw.

    Returns:
        SHA-256 over its JSON without spaces, keys sorted, 32 bytes.
    """
    return sha256(msgspec.json.encode(terms, order="sorted")).digest()


def mixed(seed: bytes, listed: bytes, root: bytes) -> bytes:
    """The seed everything follows from: nobody knew all three parts before the list was fixed.

    Args:
        seed: What was committed to.
        listed: ``digest`` of the terms.
        root: The root of a head that was published after the list was fixed.

    Returns:
        32 bytes.
    """
    return sha256(_FINAL + seed + listed + root).digest()


def draw(terms: Terms, final: bytes) -> tuple[Visit, ...]:
    """Draw premises, then officers for each.

    Each of the premises has as many tickets as its weight; ticket ``k`` is SHA-256(final ‖ uid ‖ k),
    ``k`` as four bytes from 0, high byte first. Premises stand in the order of their lowest ticket, and the
    first are taken. To each, in that order, go those officers who may and have the fewest visits of this
    draw so far; among equals SHA-256(final ‖ ``officer`` and a line end ‖ premises ‖ officer) decides, the
    lowest first.

    Args:
        terms: The draw.
        final: ``mixed``.

    Returns:
        The visits in the order in which they were drawn.
    """
    inside = [one for one in terms.premises if not one.out]
    taken = sorted(inside, key=lambda one: _lowest(final, one))[: terms.take]
    load: Counter[UUID] = Counter()
    visits = []
    for one in taken:
        going = _officers(terms.officers, one, final, load)[: terms.each]
        load.update(going)
        visits.append(Visit(one.uid, tuple(going)))
    return tuple(visits)


def _lowest(final: bytes, one: Candidate) -> bytes:
    """The lowest ticket of premises."""
    own = sha256(final + one.uid.bytes)
    tickets = []
    for number in range(one.weight):
        ticket = own.copy()
        ticket.update(number.to_bytes(4, "big"))
        tickets.append(ticket.digest())
    return min(tickets)


def _officers(
    officers: Sequence[Candidate], place: Candidate, final: bytes, load: Counter[UUID]
) -> list[UUID]:
    """Those who may go to premises, the first choice first."""
    avoided = frozenset(place.avoid)
    may = [one.uid for one in officers if not one.out and one.uid not in avoided]
    start = sha256(final + _OFFICER + place.uid.bytes)

    def rank(uid: UUID) -> tuple[int, bytes]:
        own = start.copy()
        own.update(uid.bytes)
        return load[uid], own.digest()

    return sorted(may, key=rank)
