"""Signing in order; whoever signs last submits, and what the report says is kept from then on."""

from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.kernel import clock
from zhangtu.people import queries as people
from zhangtu.reports import entering, filling, finding, freezing, policies
from zhangtu.reports.content import Content
from zhangtu.reports.keeping import TABLES
from zhangtu.reports.models import Filing
from zhangtu.reports.refusals import ReportError
from zhangtu.reports.states import State
from zhangtu.reports.telling import tell
from zhangtu.schema.specs import Report


def sign(uid: UUID, *, actor: Actor, seen: str) -> State:
    """Sign a report; the last of those who sign submits it.

    Args:
        uid: The report of a unit.
        actor: Who signs.
        seen: What it looked like (``content.Content.mark``).

    Returns:
        How far it is now.

    Raises:
        ReportError: It is not the actor's turn; something must be entered or mended; it changed meanwhile; or
            the figures are being brought up to date.
    """
    with act(actor=actor) as now:
        scope = people.scope(actor)
        filing = finding.filing(uid, scope)
        report = filling.in_force(filing.report).report
        kind = policies.check_turn(scope, filing, report.sign)
        content = freezing.live(filing, scope)
        check(content, filing, report)
        if content.mark() != seen:
            raise ReportError("changed")
        signs = [*filing.signs, _sign(actor, kind)]
        if len(signs) < len(policies.signers(filing, report.sign)):
            TABLES.amend(now, filing, "sign", signs=signs, state=State.SIGNED.value)
            return State.SIGNED
        _submit(now, filing, content, signs)
        return State.SUBMITTED


def _sign(actor: Actor, kind: str) -> dict[str, object]:
    return {"kind": kind, "post": actor.post, "person": actor.person, "at": clock.now().isoformat()}


def _submit(now: Act, filing: Filing, content: Content, signs: list[dict[str, object]]) -> None:
    freezing.freeze(now, filing, content)
    TABLES.amend(
        now, filing, "submit", signs=signs, state=State.SUBMITTED.value, submitted=clock.now(),
        person=now.actor.person, post=now.actor.post,
    )  # fmt: skip
    if filing.receiver and people.unit(filing.receiver) is not None:
        tell(filing, "submitted", filing.receiver, actor=now.actor)


def check(content: Content, filing: Filing, report: Report) -> None:
    """Refuse to sign what is not there, not entered, or forbidden.

    Raises:
        ReportError: ``updating``, ``required`` or ``forbidden``.
    """
    if not content.fresh:
        raise ReportError("updating")
    keys = tuple(line.key for line in content.lines) or (content.whole.key,)
    if missing := entering.missing(filing.entered, report, keys):
        raise ReportError("required", names="、".join(one.title.zh for one in missing))
    for fault in content.faults:
        if not fault.warn:
            raise ReportError("forbidden", say=fault.say.zh, say_en=fault.say.en or fault.say.zh)


def unsign(uid: UUID, *, actor: Actor, reason: str) -> None:
    """Give a report back inside the unit, by whoever is to sign next: all sign anew.

    Args:
        uid: The report of a unit.
        actor: Who does.
        reason: Why.

    Raises:
        ReportError: It is not the actor's turn, nobody has signed, or there is no reason.
    """
    if not reason.strip():
        raise ReportError("no_reason")
    with act(actor=actor) as now:
        scope = people.scope(actor)
        filing = finding.filing(uid, scope)
        policies.check_turn(scope, filing, filling.in_force(filing.report).report.sign)
        if not filing.signs:
            raise ReportError("not_signed")
        TABLES.amend(now, filing, "unsign", signs=[], state=State.RETURNED.value, returned=reason.strip())
