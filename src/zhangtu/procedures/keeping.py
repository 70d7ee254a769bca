"""What the journal keeps of rows in procedures."""

from typing import Final

from zhangtu.journal.tables import Kept, Tables
from zhangtu.procedures.models import Paper, Running

#: The register of rows in procedures; a thing's number is that of its row.
REGISTER: Final = "procedures.running"
#: The register of papers.
PAPERS: Final = "procedures.paper"
TABLES: Final = Tables("procedures", (Kept(REGISTER, Running), Kept(PAPERS, Paper)))


def keep_journal() -> None:
    """Tell the journal which register it is; doing it twice does no harm."""
    TABLES.keep()
