"""What the receiver does: receive, return with a reason, remind who is late; and the tick of copying."""

from collections.abc import Sequence
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.kernel import clock
from zhangtu.messages import reminding
from zhangtu.messages.reminding import Chased
from zhangtu.people import queries as people
from zhangtu.reports import finding, policies
from zhangtu.reports.keeping import TABLES
from zhangtu.reports.models import Chase, Filing
from zhangtu.reports.refusals import ReportError
from zhangtu.reports.states import OPEN, State
from zhangtu.reports.telling import tell, words


def receive(uid: UUID, *, actor: Actor) -> None:
    """Receive what was submitted (签收).

    Raises:
        ReportError: The actor does not receive it, or it was not submitted.
    """
    with act(actor=actor) as now:
        scope = people.scope(actor)
        filing = finding.filing(uid, scope)
        policies.check_receive(scope, filing)
        policies.check_submitted(filing)
        if filing.state == State.RECEIVED:
            return
        TABLES.amend(
            now, filing, "receive", state=State.RECEIVED.value, received=clock.now(), receiving=actor.person
        )
        tell(filing, "received", filing.unit, actor=actor)


def give_back(uid: UUID, *, actor: Actor, reason: str) -> None:
    """Return what was submitted, with a reason; what it said then is kept.

    Raises:
        ReportError: The actor does not receive it, it was not submitted, or there is no reason.
    """
    if not reason.strip():
        raise ReportError("no_reason")
    with act(actor=actor) as now:
        scope = people.scope(actor)
        filing = finding.filing(uid, scope)
        policies.check_receive(scope, filing)
        policies.check_submitted(filing)
        TABLES.amend(
            now, filing, "return", state=State.RETURNED.value, returned=reason.strip(), signs=[],
            received=None, receiving=0, receipt="", copied=None,
        )  # fmt: skip
        tell(filing, "returned", filing.unit, actor=actor, reason=reason.strip())


def tick(uid: UUID, *, actor: Actor, done: bool = True) -> None:
    """Note that what was submitted stands in the system of the level above (已录入上级系统), or not.

    Raises:
        ReportError: The actor neither fills in for the unit nor receives, or it was not submitted.
    """
    with act(actor=actor) as now:
        scope = people.scope(actor)
        filing = finding.filing(uid, scope)
        if not policies.fills(scope, filing):
            policies.check_receive(scope, filing)
        policies.check_submitted(filing)
        if done is (filing.copied is None):
            TABLES.amend(now, filing, "tick" if done else "untick", copied=clock.now() if done else None)


def chase(uids: Sequence[UUID], text: str, *, actor: Actor, channels: Sequence[str] | None = None) -> Chased:
    """Remind units; whether each has submitted is looked up once more inside the act.

    Args:
        uids: The reports of the chosen units.
        text: The words, as shown and perhaps changed.
        actor: Who reminds.
        channels: The channels besides the pages; ``None`` for all each unit has.

    Returns:
        Who was reminded, and who was left out.

    Raises:
        ReportError: The actor does not receive one of them, or all have submitted.
        MessageError: There are no words, or those that have not submitted were reminded just now.
    """
    said = reminding.checked(text)
    with act(actor=actor) as now:
        scope = people.scope(actor)
        chosen = [finding.filing(uid, scope) for uid in dict.fromkeys(uids)]
        for one in chosen:
            policies.check_receive(scope, one)
        late = [one for one in chosen if State(one.state) in OPEN]
        if not late:
            raise ReportError("nobody_to_chase")
        told = reminding.counts(Chase.objects.filter(filing__in=late), "filing")
        late = reminding.again({one: told.get(one.pk, (0, None))[1] for one in late})
        _remind(now, late, said, channels)
        done = {one.pk for one in late}
        left = tuple(one.unit for one in chosen if one.pk not in done)
        return Chased(tuple(one.unit for one in late), left)


def _remind(now: Act, late: Sequence[Filing], text: str, channels: Sequence[str] | None) -> None:
    """Send the words to each, and keep that they were sent."""
    told = [(one.unit, words(one, "chased", text=text)) for one in late]
    for one, sent in zip(late, reminding.remind(now, told, channels=channels), strict=True):
        TABLES.add(now, Chase, action="chase", filing=one, **sent.kept())
