"""What the journal keeps of the room's tables."""

import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from zhangtu.journal.tables import Kept, Tables
from zhangtu.journal.writing import Act
from zhangtu.stamping.models import Form, Scan, Upload


class _Tables(Tables):
    """The room's tables; with the digest of an upload its small pictures go as well."""

    def clear(self, now: Act, register: str, row: int, fields: Sequence[str], number: int) -> None:
        """Take values about a person out of the room's tables, and pictures from beside them."""
        super().clear(now, register, row, fields, number)
        if register == "stamping.upload" and "sha256" in fields:
            for uid in Upload.objects.filter(pk=row).values_list("uid", flat=True):
                transaction.on_commit(partial(shutil.rmtree, pictures_of(uid), ignore_errors=True))


def pictures_of(uid: UUID) -> Path:
    """Where the small pictures of an upload lie; they can be made anew."""
    return Path(settings.ZHANGTU_HOME) / "scans" / uid.hex


#: A file a person can be seen in is found by its digest only: removing that lawfully removes the file.
TABLES: Final = _Tables(
    "stamping",
    (
        Kept("stamping.form", Form, personal=frozenset({"title"})),
        Kept("stamping.upload", Upload, personal=frozenset({"name", "sha256"})),
        Kept("stamping.scan", Scan, personal=frozenset({"sha256"})),
    ),
)


def keep_journal() -> None:
    """Tell the journal which registers are this room's; doing it twice does no harm."""
    TABLES.keep()
