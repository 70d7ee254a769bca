"""The database itself refuses to change the journal, and says when it no longer would."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from room import CLERK

from zhangtu.journal import guards, queries
from zhangtu.journal.writing import Change, act

pytestmark = pytest.mark.django_db

_TABLES = (
    "journal_entry",
    "journal_entrysecret",
    "journal_removal",
    "journal_seal",
    "journal_register",
    "journal_epoch",
)
_COLUMN = {
    "journal_entry": "action",
    "journal_seal": "epoch",
    "journal_register": "name",
    "journal_epoch": "epoch",
}


@pytest.fixture(autouse=True)
def _filled() -> None:
    with act(actor=CLERK, reason="why") as one:
        one.write(Change("things", 1, "create", {"1": "1"}, {"2": '"x"'}))
        one.write(Change("things", 1, "redact", {}))
    _run("INSERT INTO journal_removal (entry, field, by) VALUES (1, '2', 2)")
    _run(
        "INSERT INTO journal_seal (size, root, frontier, previous, at, epoch, key, signature) "
        "VALUES (2, '', '', '', 0, '', '', '')"
    )


def _run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def _refused(statement: str) -> None:
    # what has the key of a line that is there PostgreSQL refuses by the key itself
    with pytest.raises(DatabaseError, match=r"only ever added|duplicate key"):
        _run(statement)


@pytest.mark.parametrize("table", _TABLES)
def test_nothing_is_changed(table: str) -> None:
    _refused(f"UPDATE {table} SET {_COLUMN.get(table, 'field')} = 'x'")  # noqa: S608


@pytest.mark.parametrize("table", _TABLES)
def test_nothing_is_removed(table: str) -> None:
    where = " WHERE field = '@reason'" if "secret" in table else ""
    _refused(f"DELETE FROM {table}{where}")  # noqa: S608


def test_a_value_about_a_person_goes_only_with_its_removal() -> None:
    _run("DELETE FROM journal_entrysecret WHERE field = '2'")
    (entry,) = queries.entries_after(0, 1)
    assert entry.removed == {"2": 2}
    assert set(entry.values) == {"1", "@reason"}
    _refused("INSERT INTO journal_entrysecret (entry, field, salt, value) VALUES (1, '2', '', '1')")


@pytest.mark.parametrize(
    ("columns", "values"),
    [
        ("journal_removal (entry, field, by)", "1, '2', 2"),
        ("journal_removal (entry, field, by)", "1, '@reason', 1"),
        ("journal_removal (entry, field, by)", "1, '@reason', 9"),
        ("journal_entrysecret (entry, field, salt, value)", "1, '@reason', '', '1'"),
        ("journal_register (id, name)", "77, 'things'"),
        (
            "journal_seal (size, root, frontier, previous, at, epoch, key, signature)",
            "1, '', '', '', 0, '', '', ''",
        ),
    ],
)
@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR REPLACE"])
def test_nothing_is_written_over(verb: str, columns: str, values: str) -> None:
    if connection.vendor == "postgresql" and verb != "INSERT":
        over = "(entry, field) DO UPDATE SET value = '2'" if "secret" in columns else "DO NOTHING"
        verb, values = "INSERT", f"{values}) ON CONFLICT {over} --"
    _refused(f"{verb} INTO {columns} VALUES ({values})")


@pytest.mark.parametrize("number", [1, 2, 4, 0, -1])
def test_the_next_entry_has_the_next_number(number: int) -> None:
    _refused(
        "INSERT INTO journal_entry (number, register, row, actor, post, behalf, machine, at, action, "  # noqa: S608
        f"changes, batch, definition, digest) VALUES ({number}, 1, 1, 0, 0, 0, '', 0, '', '', 0, 0, '')"
    )


@pytest.mark.parametrize("numbers", [(3, 5), (4, 5), (2, 3), (4, 3, 6), (3, 4, 4)])
def test_entries_written_together_follow_each_other(numbers: tuple[int, ...]) -> None:
    lines = ", ".join(f"({number}, 1, 1, 0, 0, 0, '', 0, '', '', 0, 0, '')" for number in numbers)
    _refused(
        "INSERT INTO journal_entry (number, register, row, actor, post, behalf, machine, at, action, "  # noqa: S608
        f"changes, batch, definition, digest) VALUES {lines}"
    )


def test_a_removed_value_does_not_come_back_among_others() -> None:
    lines = "(1, '7', '', '1'), (1, '2', '', '1'), (1, '8', '', '1')"
    _run("DELETE FROM journal_entrysecret WHERE field = '2'")
    _refused(f"INSERT INTO journal_entrysecret (entry, field, salt, value) VALUES {lines}")  # noqa: S608


@pytest.mark.skipif("connection.vendor != 'postgresql'")
@pytest.mark.parametrize("table", _TABLES)
def test_nothing_is_emptied(table: str) -> None:
    _refused(f"TRUNCATE {table}")


def _drop(name: str, table: str) -> None:
    _run(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))


def _replace(name: str, table: str) -> None:
    if connection.vendor == "postgresql":
        _run(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
        )
    else:
        _drop(name, table)
        _run(f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} BEGIN SELECT 1; END")


def _switch_off(name: str, table: str) -> None:
    if connection.vendor == "postgresql":
        _run(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
    else:
        _drop(name, table)
        _run(f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN 0 BEGIN SELECT RAISE(ABORT, 'no'); END")


@pytest.mark.parametrize("how", [_drop, _replace, _switch_off])
@pytest.mark.parametrize("table", _TABLES)
def test_a_guard_that_is_gone_or_altered_is_noticed_and_put_back(
    table: str, how: Callable[[str, str], None]
) -> None:
    assert guards.missing() == []
    how(f"{table}_stays", table)
    assert guards.missing() == [f"{table}_stays"]
    guards.put_back(using="default")
    assert guards.missing() == []


def test_a_strange_trigger_is_noticed() -> None:
    if connection.vendor == "postgresql":
        _run("CREATE FUNCTION helpful() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")
        _run("CREATE TRIGGER helpful BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION helpful()")
    else:
        _run("CREATE TRIGGER helpful AFTER INSERT ON journal_entry BEGIN DELETE FROM journal_seal; END")
    assert guards.missing() == ["helpful"]


def test_guards_come_back_with_every_migration() -> None:
    _drop("journal_entry_stays", "journal_entry")
    call_command("migrate", "journal", verbosity=0)
    assert guards.missing() == []
