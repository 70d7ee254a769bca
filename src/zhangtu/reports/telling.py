"""Tells units about reports: by a message in the pages and through every channel they have."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.kernel import periods
from zhangtu.ledgers import definitions
from zhangtu.messages import actions as messages
from zhangtu.messages.actions import Words
from zhangtu.people import queries as people
from zhangtu.reports.models import Filing
from zhangtu.reports.wording import HEADINGS, say

#: Messages are read by many, so their words are chosen once.
_LANGUAGE: Final = "zh-hans"


def called(filing: Filing) -> str:
    """What a report is called with its unit and period, in Simplified Chinese."""
    found = definitions.known().reports.get(filing.report)
    title = filing.report if found is None else found.report.title.zh
    return f"{title}（{people.name_on(filing.unit)}，{periods.parse(filing.period).label(_LANGUAGE)}）"


def tell(
    filing: Filing,
    what: str,
    unit: int,
    *,
    actor: Actor,
    text: str = "",
    reason: str = "",
    channels: Iterable[str] | None = None,
) -> UUID:
    """Tell a unit something about a report.

    Args:
        filing: The report.
        what: ``chased``, ``returned``, ``received``, ``submitted`` or ``restated``.
        unit: Whom.
        actor: Who tells it.
        text: The words; empty for those this room has for it.
        reason: Why.
        channels: The channels besides the pages; ``None`` for all.

    Returns:
        The message's name.
    """
    title = called(filing)
    heading = say(HEADINGS[what], _LANGUAGE, title=title)
    words = text or say(HEADINGS[f"{what}_text"], _LANGUAGE, title=title, reason=reason)
    return messages.send(
        Words(f"reports.{what}", heading, words, f"/reports/{filing.uid}/"),
        actor=actor,
        unit=unit,
        channels=channels,
    )
