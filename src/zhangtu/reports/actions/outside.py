"""An outside party opens a submitted report by a secret link, without an account, and gives a receipt."""

import hashlib
import secrets
from datetime import timedelta
from typing import Final
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.kernel import clock
from zhangtu.kernel.clock import today
from zhangtu.people import queries as people
from zhangtu.reports import finding, outside, policies
from zhangtu.reports.keeping import TABLES
from zhangtu.reports.refusals import ReportError
from zhangtu.reports.states import State

#: How long a link opens.
OPENS: Final = timedelta(days=90)
_LONGEST: Final = 60


def share(uid: UUID, *, actor: Actor) -> str:
    """Make the link of the outside party anew; one made before opens no more.

    Args:
        uid: The report of a unit.
        actor: Who sends it: somebody who fills in for the unit.

    Returns:
        The secret part of the link; it is kept nowhere and told once.

    Raises:
        ReportError: The actor may not, it was not submitted, or it goes to nobody outside.
    """
    secret = secrets.token_urlsafe(24)
    with act(actor=actor) as now:
        scope = people.scope(actor)
        filing = finding.filing(uid, scope)
        if not policies.fills(scope, filing):
            raise ReportError("may_not_fill", unit=people.name_on(filing.unit))
        if not filing.outside:
            raise ReportError("not_outside")
        policies.check_submitted(filing)
        digest = hashlib.sha256(secret.encode()).hexdigest()
        TABLES.amend(now, filing, "share", link=digest, link_ends=today() + OPENS)
    return secret


def acknowledge(uid: UUID, secret: str, name: str) -> None:
    """Receive a report in the name of an outside party.

    Args:
        uid: The report of a unit.
        secret: The secret part of the link.
        name: Whoever receives it.

    Raises:
        ReportError: The link opens nothing, or there is no name.
    """
    said = " ".join(name.split())
    with act(actor=outside.PARTY) as now:
        filing = outside.opened(uid, secret)
        if not 0 < len(said) <= _LONGEST:
            raise ReportError("no_name")
        if filing.state != State.RECEIVED:
            TABLES.amend(
                now, filing, "receive", state=State.RECEIVED.value, received=clock.now(), receipt=said
            )
