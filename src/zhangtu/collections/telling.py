"""Tells units about collections: by a message in the pages and through every channel they have."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from zhangtu.collections.models import Ask
from zhangtu.collections.wording import HEADINGS, say
from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import SHANGHAI
from zhangtu.messages import actions as messages
from zhangtu.messages.actions import Words

#: Messages are read by many, so their words are chosen once.
_LANGUAGE: Final = "zh-hans"


def address_of(ask: Ask) -> str:
    """The page of a unit's form, from the first slash."""
    return f"/collections/asks/{ask.uid}/"


def words(ask: Ask, what: str, *, text: str = "", reason: str = "") -> Words:
    """What the unit of an ask is told.

    Args:
        ask: What it was asked.
        what: ``asked``, ``chased``, ``returned`` or ``accepted``.
        text: The words; empty for those this room has for it.
        reason: What the office says.
    """
    collection = ask.collection
    facts = {
        "title": collection.title,
        "basis": collection.basis,
        "due": f"{collection.due.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        "reason": reason,
    }
    heading = say(HEADINGS[what], _LANGUAGE, **facts)
    said = text or say(HEADINGS[f"{what}_text"], _LANGUAGE, **facts)
    return Words(f"collections.{what}", heading, said, address_of(ask))


def tell(
    ask: Ask, what: str, *, actor: Actor, reason: str = "", channels: Iterable[str] | None = None
) -> UUID:
    """Tell the unit of an ask something.

    Args:
        ask: What it was asked.
        what: ``asked``, ``returned`` or ``accepted``.
        actor: Who tells it.
        reason: What the office says.
        channels: The channels besides the pages; ``None`` for all.

    Returns:
        The message's name.
    """
    return messages.send(words(ask, what, reason=reason), actor=actor, unit=ask.unit, channels=channels)
