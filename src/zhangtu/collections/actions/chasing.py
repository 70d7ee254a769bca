"""Reminding units that are late: the words are shown first; who has handed in meanwhile is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from zhangtu.collections import finding, policies
from zhangtu.collections.actions.making import LONGEST
from zhangtu.collections.keeping import TABLES
from zhangtu.collections.models import Ask, Chase
from zhangtu.collections.refusals import CollectionError
from zhangtu.collections.states import DONE, State
from zhangtu.collections.telling import tell
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.kernel import clock
from zhangtu.kernel.uids import new_uid
from zhangtu.messages import queries as messages
from zhangtu.people import queries as people

#: A unit is not reminded again within this time: two colleagues, or a second press, make one message.
PAUSE: Final = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Chased:
    """What became of a reminder.

    Attributes:
        reminded: The units that were reminded.
        left_out: Those left out, because they have handed in meanwhile, or were reminded just now.
    """

    reminded: tuple[int, ...]
    left_out: tuple[int, ...]


def chase(
    uid: UUID, asks: Sequence[UUID], text: str, *, actor: Actor, channels: Sequence[str] | None = None
) -> Chased:
    """Remind units. Whether each has handed in is looked up once more inside the act.

    Args:
        uid: The collection.
        asks: What the chosen units were asked.
        text: The words, as shown and perhaps changed.
        actor: Who reminds.
        channels: The channels besides the pages; ``None`` for all each unit has.

    Returns:
        Who was reminded, and who was left out.

    Raises:
        CollectionError: The actor does not own it, it is over, there are no words, all have handed in, or
            those that have not were reminded just now.
    """
    if not text.strip():
        raise CollectionError("no_words")
    if len(text) > LONGEST:
        raise CollectionError("too_long", most=LONGEST)
    with act(actor=actor) as now:
        scope = people.scope(actor)
        collection = finding.collection(uid, scope)
        policies.check_own(scope, collection)
        policies.check_running(collection)
        chosen = list(collection.asks.filter(uid__in=list(asks)).order_by("pk"))
        late = [one for one in chosen if State(one.state) not in DONE]
        if not late:
            raise CollectionError("nobody_to_chase")
        late = _not_just_now(late)
        _remind(now, late, text.strip(), channels)
        done = {one.pk for one in late}
        return Chased(
            tuple(one.unit for one in late), tuple(one.unit for one in chosen if one.pk not in done)
        )


def _not_just_now(late: Sequence[Ask]) -> list[Ask]:
    """Those that were not reminded a moment ago.

    Raises:
        CollectionError: All of them were.
    """
    since = Chase.objects.filter(ask__in=list(late), at__gt=clock.now() - PAUSE)
    told = set(since.values_list("ask_id", flat=True))
    left = [one for one in late if one.pk not in told]
    if not left:
        raise CollectionError("chased_just_now", count=len(told), minutes=PAUSE // timedelta(minutes=1))
    return left


def _remind(now: Act, late: Sequence[Ask], text: str, channels: Sequence[str] | None) -> None:
    """Send the words to each, and keep that they were sent."""
    known = messages.channels([one.unit for one in late])
    for place, one in enumerate(late):
        used = [name for name in known[one.unit] if channels is None or name in (*channels, "page")]
        message = tell(one, "chased", actor=now.actor, text=text, channels=channels)
        TABLES.add(
            now, Chase, action="chase", uid=new_uid(now.at + place), ask=one, at=clock.now(),
            person=now.actor.person, post=now.actor.post, text=text, channels=used, message=message,
        )  # fmt: skip
