"""The raw statement of the stamping room: what every list asks before it looks for forms of its own."""

from typing import Final

from zhangtu.journal.connecting import store

_PRINTED: Final = "SELECT 1 FROM stamping_form WHERE kind = %s AND subject = %s LIMIT 1"


def printed(kind: str, subject: str) -> bool:
    """Whether anything was ever printed of something; of most things nothing was."""
    return bool(store().ask(_PRINTED, (kind, subject)))
