"""Tells units about reports: by a message in the pages and through every channel they have."""

from typing import Final
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.kernel import periods
from zhangtu.messages import actions as messages
from zhangtu.messages.actions import Words
from zhangtu.people import queries as people
from zhangtu.reports.models import Filing
from zhangtu.reports.scheduling import forces
from zhangtu.reports.wording import HEADINGS, say

#: Messages are read by many, so their words are chosen once.
_LANGUAGE: Final = "zh-hans"


def called(filing: Filing) -> str:
    """What a report is called with its unit and period, in Simplified Chinese."""
    found = forces.force_of(filing.report)
    title = filing.report if found is None else found.report.title.zh
    return f"{title}（{people.name_on(filing.unit)}，{periods.parse(filing.period).label(_LANGUAGE)}）"


def words(filing: Filing, what: str, *, text: str = "", reason: str = "") -> Words:
    """What a unit is told about a report.

    Args:
        filing: The report.
        what: ``chased``, ``returned``, ``received``, ``submitted`` or ``restated``.
        text: The words; empty for those this room has for it.
        reason: Why.
    """
    title = called(filing)
    heading = say(HEADINGS[what], _LANGUAGE, title=title)
    said = text or say(HEADINGS[f"{what}_text"], _LANGUAGE, title=title, reason=reason)
    return Words(f"reports.{what}", heading, said, f"/reports/{filing.uid}/")


def tell(filing: Filing, what: str, unit: int, *, actor: Actor, reason: str = "") -> UUID:
    """Tell a unit something about a report, in the pages and through every channel it has.

    Args:
        filing: The report.
        what: ``returned``, ``received``, ``submitted`` or ``restated``.
        unit: Whom.
        actor: Who tells it.
        reason: Why.

    Returns:
        The message's name.
    """
    return messages.send(words(filing, what, reason=reason), actor=actor, unit=unit)
