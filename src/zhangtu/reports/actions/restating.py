"""Restating: what the ledgers say now, beside what stays, with the entries that made the difference."""

from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.people import queries as people
from zhangtu.reports import causes, content, finding, freezing, policies
from zhangtu.reports.keeping import TABLES
from zhangtu.reports.refusals import ReportError
from zhangtu.reports.states import State
from zhangtu.reports.telling import tell


def restate(uid: UUID, *, actor: Actor, reason: str) -> None:
    """Restate a submitted report (更正): what was submitted stays beside it.

    Args:
        uid: The report of a unit.
        actor: Who restates it: somebody who fills in for the unit.
        reason: Why.

    Raises:
        ReportError: The actor may not, it was not submitted, there is no reason, or nothing differs.
    """
    if not reason.strip():
        raise ReportError("no_reason")
    scope = people.scope(actor)
    with act(actor=actor, reason=reason.strip()) as now:
        filing = finding.filing(uid, scope)
        if not policies.fills(scope, filing):
            raise ReportError("may_not_fill", unit=people.name_on(filing.unit))
        policies.check_submitted(filing)
        last = freezing.newest(filing)
        assert last is not None  # it was submitted
        old, new = content.loaded(last.content), freezing.live(filing, scope)
        if not new.fresh:
            raise ReportError("updating")
        if not any(content.differences(old, new)):
            raise ReportError("nothing_changed")
        entries = [one.number for one in causes.of(filing, old, new)]
        freezing.freeze(now, filing, new, restates=True, causes=entries, reason=reason.strip())
        TABLES.amend(
            now,
            filing,
            "restate",
            state=State.SUBMITTED.value,
            received=None,
            receiving=0,
            receipt="",
            copied=None,
        )
        if filing.receiver and people.unit(filing.receiver) is not None:
            tell(filing, "restated", filing.receiver, actor=actor, reason=reason.strip())
