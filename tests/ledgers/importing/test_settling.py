"""Rows of an import that is shown lose its mark; those of one under way keep it."""

from uuid import UUID

import pytest
from django.db import connection

from office import Office
from zhangtu.ledgers import sql
from zhangtu.ledgers.importing.settling import settle

pytestmark = pytest.mark.django_db

_IMPORT = (
    "INSERT INTO ledgers_import (id, uid, ledger, entry, done, total, shown) VALUES (%s, %s, 1, 1, 0, 0, %s)"
)


def _row(number: int, pending: int) -> sql.Stored:
    return sql.Stored(number, UUID(int=number), 1, 1, 0, 0, "", False, None, 1, pending, "{}")


def test_only_rows_that_are_shown_lose_their_mark(office: Office) -> None:
    assert office
    with connection.cursor() as cursor:
        cursor.execute(_IMPORT, (1, sql.stored_uid(UUID(int=1)), True))
        cursor.execute(_IMPORT, (2, sql.stored_uid(UUID(int=2)), False))
    first = sql.last_row() + 1
    rows = [_row(first + at, 1 + (at >= 1_500)) for at in range(2_000)]
    sql.insert_rows(rows, [""] * len(rows))
    assert settle() == 1_500
    assert settle() == 0
    after = sql.rows_after(1, first - 1, 3_000)
    assert [row.pending for row in after] == [0] * 1_500 + [2] * 500
