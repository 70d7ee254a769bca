"""An act ends as a block of Django does: what waits for the commit runs, a refused one undoes all."""

from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction
from room import CLERK

from zhangtu.journal import queries
from zhangtu.journal.connecting import HERE
from zhangtu.journal.writing import Act, Change, act

pytestmark = pytest.mark.django_db(transaction=True)


def _write() -> int:
    with act(actor=CLERK) as one:
        return one.write(Change("things", 1, "create", {"1": "1"}))


def test_what_waits_for_the_commit_runs_when_the_act_is_over() -> None:
    seen: list[tuple[int, bool]] = []
    with act(actor=CLERK) as one:
        one.write(Change("things", 1, "create", {"1": "1"}))
        with act(actor=CLERK):
            transaction.on_commit(lambda: seen.append((queries.last_number(), connection.in_atomic_block)))
        assert seen == []
    assert seen == [(1, False)]
    assert _write() == 2
    assert len(seen) == 1


def test_what_waits_for_a_commit_that_never_comes_is_forgotten() -> None:
    seen: list[int] = []
    with suppress(ZeroDivisionError), act(actor=CLERK):
        transaction.on_commit(lambda: seen.append(1))
        raise ZeroDivisionError
    assert _write() == 1
    assert seen == []


def _orphan(one: Act) -> None:
    one.write(Change("things", 1, "create", {"1": "1"}))
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO children (parent) VALUES (7)")


def test_a_commit_the_database_refuses_undoes_the_act() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE parents (id integer PRIMARY KEY)")
        cursor.execute(
            "CREATE TABLE children (parent integer REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)"
        )
    try:
        with pytest.raises(IntegrityError), act(actor=CLERK) as one:
            _orphan(one)
        assert (connection.in_atomic_block, connection.get_autocommit(), HERE.connection) == (
            False,
            True,
            None,
        )
        assert queries.last_number() == 0
        assert _write() == 1
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE children")
            cursor.execute("DROP TABLE parents")


def test_an_act_in_a_block_of_django_ends_with_it() -> None:
    with suppress(ZeroDivisionError), transaction.atomic():
        assert _write() == 1
        assert connection.in_atomic_block
        raise ZeroDivisionError
    assert queries.last_number() == 0
    with act(actor=CLERK), transaction.atomic(), suppress(ZeroDivisionError), transaction.atomic():
        _write()
        raise ZeroDivisionError
    assert queries.last_number() == 0
