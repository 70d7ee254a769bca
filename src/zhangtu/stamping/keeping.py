"""What the journal keeps of the room's tables."""

from typing import Final

from zhangtu.journal.tables import Kept, Tables
from zhangtu.stamping.models import Form, Scan, Upload

TABLES: Final = Tables(
    "stamping",
    (
        Kept("stamping.form", Form, personal=frozenset({"title"})),
        Kept("stamping.upload", Upload, personal=frozenset({"name"})),
        Kept("stamping.scan", Scan),
    ),
)


def keep_journal() -> None:
    """Tell the journal which registers are this room's; doing it twice does no harm."""
    TABLES.keep()
