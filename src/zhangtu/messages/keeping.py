"""What the journal keeps of the room's tables."""

from typing import Final

from zhangtu.journal.tables import Kept, Tables
from zhangtu.messages.models import Address, Delivery, Message, Receipt

TABLES: Final = Tables(
    "messages",
    (
        Kept("messages.message", Message, personal=frozenset({"text"})),
        Kept("messages.receipt", Receipt),
        Kept("messages.address", Address, digested=frozenset({"target", "secret"})),
        Kept("messages.delivery", Delivery),
    ),
)


def keep_journal() -> None:
    """Tell the journal which registers are this room's; doing it twice does no harm."""
    TABLES.keep()
