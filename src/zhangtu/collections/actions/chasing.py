"""Reminding units that are late: the words are shown first; who has handed in meanwhile is left out."""

from collections.abc import Sequence
from uuid import UUID

from zhangtu.collections import finding, policies
from zhangtu.collections.keeping import TABLES
from zhangtu.collections.models import Ask, Chase
from zhangtu.collections.refusals import CollectionError
from zhangtu.collections.states import DONE, State
from zhangtu.collections.telling import words
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.messages import reminding
from zhangtu.messages.reminding import Chased
from zhangtu.people import queries as people


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
        CollectionError: The actor does not own it, it is over, or all have handed in.
        MessageError: There are no words, or those that have not handed in were reminded just now.
    """
    said = reminding.checked(text)
    with act(actor=actor) as now:
        scope = people.scope(actor)
        collection = finding.collection(uid, scope)
        policies.check_own(scope, collection)
        policies.check_running(collection)
        chosen = list(collection.asks.filter(uid__in=list(asks)).order_by("pk"))
        late = [one for one in chosen if State(one.state) not in DONE]
        if not late:
            raise CollectionError("nobody_to_chase")
        told = reminding.counts(Chase.objects.filter(ask__in=late), "ask")
        late = reminding.again({one: told.get(one.pk, (0, None))[1] for one in late})
        _remind(now, late, said, channels)
        done = {one.pk for one in late}
        return Chased(
            tuple(one.unit for one in late), tuple(one.unit for one in chosen if one.pk not in done)
        )


def _remind(now: Act, late: Sequence[Ask], text: str, channels: Sequence[str] | None) -> None:
    """Send the words to each, and keep that they were sent."""
    told = [(one.unit, words(one, "chased", text=text)) for one in late]
    for one, sent in zip(late, reminding.remind(now, told, channels=channels), strict=True):
        TABLES.add(now, Chase, action="chase", ask=one, **sent.kept())
