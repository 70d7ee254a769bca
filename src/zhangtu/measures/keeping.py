"""What the journal keeps of pinned measures."""

from typing import Final

from zhangtu.journal.tables import Kept, Tables
from zhangtu.measures.models import Pin

TABLES: Final = Tables("measures", (Kept("measures.pin", Pin),))


def keep_journal() -> None:
    """Tell the journal which register it is; doing it twice does no harm."""
    TABLES.keep()
