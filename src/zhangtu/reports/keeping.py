"""What the journal keeps of the room's tables."""

from typing import Final

from zhangtu.journal.tables import Kept, Tables
from zhangtu.reports.models import Chase, Filing, Frozen, Scheduled

TABLES: Final = Tables(
    "reports",
    (
        Kept("reports.filing", Filing, personal=frozenset({"returned", "receipt"})),
        Kept("reports.frozen", Frozen, personal=frozenset({"reason"})),
        Kept("reports.scheduled", Scheduled),
        Kept("reports.chase", Chase, personal=frozenset({"text"})),
    ),
)


def keep_journal() -> None:
    """Tell the journal which registers are this room's; doing it twice does no harm."""
    TABLES.keep()
