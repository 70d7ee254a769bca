"""Keeps what a report says when it is submitted or restated, with what it rests on."""

from collections.abc import Sequence

from zhangtu.journal import queries as journal
from zhangtu.journal.writing import Act
from zhangtu.kernel import clock, periods
from zhangtu.kernel.uids import new_uid
from zhangtu.people.scope import Scope
from zhangtu.reports import content as contents
from zhangtu.reports import filling
from zhangtu.reports.content import Content
from zhangtu.reports.keeping import TABLES
from zhangtu.reports.models import Filing, Frozen


def live(filing: Filing, scope: Scope) -> Content:
    """What a report says now.

    Args:
        filing: The report.
        scope: Whoever looks.

    Raises:
        ReportError: ``not_in_use``.
        LedgerError: A ledger it rests on is not open for the reader.
    """
    wanted = filling.Wanted(
        filling.in_force(filing.report), filing.unit, periods.parse(filing.period), filing.due, filing.entered
    )
    return filling.filled(wanted, scope)


def newest(filing: Filing) -> Frozen | None:
    """What was submitted or restated last."""
    return filing.frozen.order_by("-number").first()


def freeze(
    now: Act,
    filing: Filing,
    content: Content,
    *,
    restates: bool = False,
    causes: Sequence[int] = (),
    reason: str = "",
) -> Frozen:
    """Keep what a report says, in the act that submits or restates it.

    Args:
        now: The act.
        filing: The report.
        content: What it says.
        restates: Whether it corrects the one before.
        causes: The entries that made the difference.
        reason: Why.

    Returns:
        What is kept.
    """
    size, root = journal.head()
    last = newest(filing)
    return TABLES.add(
        now, Frozen, action="restate" if restates else "submit", uid=new_uid(now.at), filing=filing,
        number=1 if last is None else last.number + 1, restates=restates, at=clock.now(),
        person=now.actor.person, post=now.actor.post, entry=content.entry, sealed=size, root=root.hex(),
        content=contents.stored(content), causes=list(causes), reason=reason,
    )  # fmt: skip
