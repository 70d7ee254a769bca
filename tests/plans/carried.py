"""A document as version 0.1.0 kept it: without a word in any journal."""

import json

from django.db import connection

#: The tables as that version had them.
_DOCUMENT = (
    "INSERT INTO plans_document (id, uid, title, made_by, made_at, changed_at, tasks, faults, corrected"
    "{more}) VALUES (41, %s, '旧方案', '周立新', %s, %s, 1, 0, 1{value})"
)
_VERSION = (
    "INSERT INTO plans_version (id, document_id, number, sha256, name, size, who, at) "
    "VALUES (51, 41, 1, %s, '旧.txt', 3, '', %s)"
)
_ENTRY = (
    "INSERT INTO plans_entry (id, document_id, number, version, kind, payload, withdraws, who, at) "
    "VALUES (61, 41, 1, 1, 'issued', %s, NULL, '周立新', %s)"
)


def beside(*, before: bool = False) -> None:
    """Put the document in.

    Args:
        before: Whether the tables are those of version 0.1.0 still.
    """
    moment = "2026-03-01 08:00:00.123456+00:00"
    uid = "12345678123442348234123456789012"
    payload = json.dumps({"was": None, "is": "IssuedChange", "issued": "2026-01-05"})
    more, value = ("", "") if before else (", moved_by", ", ''")
    with connection.cursor() as cursor:
        cursor.execute(_DOCUMENT.format(more=more, value=value), [uid, moment, moment])
        cursor.execute(_VERSION, ["0" * 64, moment])
        cursor.execute(_ENTRY, [payload, moment])
