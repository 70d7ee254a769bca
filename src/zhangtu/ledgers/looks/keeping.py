"""What the journal keeps of saved looks."""

from typing import Final

from zhangtu.journal.tables import Kept, Tables
from zhangtu.ledgers.models import FirstLook, Look

TABLES: Final = Tables(
    "ledgers",
    (
        Kept("ledgers.look", Look, personal=frozenset({"title", "query"})),
        Kept("ledgers.first_look", FirstLook),
    ),
)


def keep_journal() -> None:
    """Tell the journal which registers these are; doing it twice does no harm."""
    TABLES.keep()
