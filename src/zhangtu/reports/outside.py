"""What an outside party sees of a report by its secret link."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.kernel import periods
from zhangtu.kernel.clock import today
from zhangtu.kernel.periods import Period
from zhangtu.people import queries as people
from zhangtu.reports import content, freezing
from zhangtu.reports.content import Content
from zhangtu.reports.models import Filing
from zhangtu.reports.refusals import ReportError
from zhangtu.reports.states import DONE, State

#: In whose name its receipt is entered.
PARTY: Final = Actor(machine="outside")


@dataclass(frozen=True, slots=True)
class Sent:
    """A report as it was sent out.

    Attributes:
        party: The outside party.
        unit: Who sent it.
        period: What it is about.
        submitted: When.
        received: When it was received; ``None`` while it was not.
        receipt: By whom.
        content: What it says.
    """

    party: str
    unit: str
    period: Period
    submitted: datetime
    received: datetime | None
    receipt: str
    content: Content


def opened(uid: UUID, secret: str) -> Filing:
    """The report a link opens.

    Args:
        uid: The report of a unit.
        secret: The secret part of the link.

    Raises:
        ReportError: ``bad_link``: there is none, it has expired, or the report was taken back.
    """
    filing = Filing.objects.filter(uid=uid).first()
    digest = hashlib.sha256(secret.encode()).hexdigest()
    kept = filing.link if filing is not None else ""
    if not secrets.compare_digest(kept.encode(), digest.encode()) or filing is None:
        raise ReportError("bad_link")
    if State(filing.state) not in DONE or filing.link_ends is None or filing.link_ends < today():
        raise ReportError("bad_link")
    return filing


def sent(uid: UUID, secret: str) -> Sent:
    """What a link shows: the report as submitted or restated last.

    Raises:
        ReportError: ``bad_link``.
    """
    filing = opened(uid, secret)
    last = freezing.newest(filing)
    if last is None or filing.submitted is None:
        raise ReportError("bad_link")
    return Sent(
        filing.outside, people.name_on(filing.unit), periods.parse(filing.period), filing.submitted,
        filing.received, filing.receipt, content.loaded(last.content),
    )  # fmt: skip
