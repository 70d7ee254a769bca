"""What the journal keeps of the room's tables; drafts are no part of it."""

from typing import Final

from zhangtu.collections.models import Ask, Chase, Collection, Line
from zhangtu.journal.tables import Kept, Tables

TABLES: Final = Tables(
    "collections",
    (
        Kept("collections.collection", Collection),
        Kept("collections.ask", Ask, personal=frozenset({"returned"})),
        Kept("collections.line", Line, personal=frozenset({"private"})),
        Kept("collections.chase", Chase, personal=frozenset({"text"})),
    ),
)


def keep_journal() -> None:
    """Tell the journal which registers are this room's; doing it twice does no harm."""
    TABLES.keep()
