"""Reminding of what is late: who may be reminded again, with what words, through what; and what was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Count, Max, QuerySet

from zhangtu.journal.writing import Act
from zhangtu.kernel import clock
from zhangtu.kernel.scripts import in_language
from zhangtu.kernel.uids import new_uid
from zhangtu.messages import queries
from zhangtu.messages.actions import Words, send
from zhangtu.messages.refusals import MessageError

#: Nobody is reminded of the same again within this time: two colleagues, or a second press, are one message.
PAUSE: Final = timedelta(minutes=10)
#: The most letters a reminder has.
LONGEST: Final = 5_000

Thing = TypeVar("Thing")


class Reminder(models.Model):
    """Somebody was reminded; a room that keeps its own adds what of."""

    uid = models.UUIDField(unique=True, editable=False)
    at = models.DateTimeField()
    person = models.BigIntegerField(default=0)
    post = models.BigIntegerField(default=0)
    #: The words that were sent.
    text = models.TextField()
    #: The names of the channels it went through.
    channels = models.JSONField()
    #: The message's name.
    message = models.UUIDField()

    class Meta:
        """No table of its own."""

        abstract = True


@dataclass(frozen=True, slots=True)
class Chased:
    """What became of a reminder.

    Attributes:
        reminded: The units that were reminded.
        left_out: Those left out: they are done meanwhile, or were reminded just now.
    """

    reminded: tuple[int, ...]
    left_out: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent to one, as a ``Reminder`` keeps it."""

    uid: UUID
    at: datetime
    person: int
    post: int
    text: str
    channels: tuple[str, ...]
    message: UUID

    def kept(self) -> dict[str, Any]:
        """The columns of a ``Reminder``."""
        return {
            "uid": self.uid,
            "at": self.at,
            "person": self.person,
            "post": self.post,
            "text": self.text,
            "channels": list(self.channels),
            "message": self.message,
        }


def draft(pair: tuple[str, str], language: str, units: Sequence[str] = (), **facts: object) -> str:
    """The words a reminder begins with, ready to be pasted where people talk.

    Args:
        pair: Simplified and English, with ``{units}`` and ``{count}`` where units are named.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        units: What the units are called.
        **facts: What else fills it.
    """
    between = ", " if language == "en" else "、"
    return in_language(*pair, language).format(count=len(units), units=between.join(units), **facts)


def checked(text: str) -> str:
    """The words of a reminder as they are sent.

    Args:
        text: As typed.

    Raises:
        MessageError: It says nothing, or too much.
    """
    said = text.strip()
    if not said:
        raise MessageError("no_reminder")
    if len(said) > LONGEST:
        raise MessageError("reminder_too_long", most=LONGEST)
    return said


def again(last: Mapping[Thing, datetime | None]) -> list[Thing]:
    """What somebody may be reminded of now.

    Args:
        last: Thing → when somebody was last reminded of it; ``None`` for never.

    Raises:
        MessageError: Of all of them somebody was reminded a moment ago.
    """
    since = clock.now() - PAUSE
    found = [one for one, at in last.items() if at is None or at <= since]
    if not found:
        raise MessageError("reminded_just_now", count=len(last), minutes=PAUSE // timedelta(minutes=1))
    return found


def remind(
    now: Act, told: Sequence[tuple[int, Words]], *, post: int = 0, channels: Sequence[str] | None = None
) -> list[Sent]:
    """Send reminders.

    Args:
        now: The act they belong to.
        told: Units and what each is told.
        post: The post inside the unit that is told alone, in the pages; 0 for the whole unit.
        channels: The channels besides the pages; ``None`` for all each unit has.

    Returns:
        What was sent, in the same order.
    """
    known = queries.channels([unit for unit, _ in told])
    sent = []
    for place, (unit, words) in enumerate(told):
        if post:
            used: tuple[str, ...] = (queries.PAGE,)
            name = send(words, actor=now.actor, post=post)
        else:
            used = tuple(one for one in known[unit] if channels is None or one in (*channels, queries.PAGE))
            name = send(words, actor=now.actor, unit=unit, channels=channels)
        sent.append(
            Sent(
                new_uid(now.at + place), clock.now(), now.actor.person, now.actor.post, words.text, used, name
            )
        )
    return sent


def counts(found: QuerySet[Any], of: str) -> dict[int, tuple[int, datetime | None]]:
    """How often somebody was reminded, and when last.

    Args:
        found: Reminders of a room.
        of: The column that says what of.

    Returns:
        Number of the thing → how often, when last; those never reminded of are not there.
    """
    told = found.values_list(of).annotate(Count("pk"), Max("at")).order_by()
    return {thing: (count, at) for thing, count, at in told}
