"""Triggers by which the database itself keeps the journal append-only, on both databases."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from zhangtu.journal import epoch, hooks
from zhangtu.journal.connecting import STORE, store

_REFUSAL: Final = "the journal is only ever added to"

#: Table → when a new line is refused.
_REFUSED_LINES: Final[Mapping[str, str]] = {
    "journal_entry": "NEW.number IS DISTINCT FROM (SELECT COALESCE(MAX(number), 0) + 1 FROM journal_entry)",
    "journal_entrysecret": (
        "EXISTS (SELECT 1 FROM journal_entrysecret WHERE entry = NEW.entry AND field = NEW.field) "
        "OR EXISTS (SELECT 1 FROM journal_removal WHERE entry = NEW.entry AND field = NEW.field)"
    ),
    "journal_removal": (
        "EXISTS (SELECT 1 FROM journal_removal WHERE entry = NEW.entry AND field = NEW.field) "
        "OR NOT EXISTS (SELECT 1 FROM journal_entry WHERE number = NEW.\"by\" AND action = 'redact')"
    ),
    "journal_seal": "NEW.size <= (SELECT COALESCE(MAX(size), 0) FROM journal_seal)",
    "journal_register": "EXISTS (SELECT 1 FROM journal_register WHERE id = NEW.id OR name = NEW.name)",
    "journal_epoch": "EXISTS (SELECT 1 FROM journal_epoch WHERE id = NEW.id OR epoch = NEW.epoch)",
}
#: The same on PostgreSQL for tables many lines come into: asked of all new lines (``coming``) of a statement,
#: for to ask it of each takes longer than to add it. What is there already is kept by the tables' keys.
_REFUSED_TOGETHER: Final[Mapping[str, str]] = {
    "journal_entry": (
        "(SELECT COUNT(*) > 0 AND (MAX(c.number) - MIN(c.number) + 1 <> COUNT(*) "
        "OR MAX(c.number) < (SELECT MAX(number) FROM journal_entry) "
        "OR MIN(c.number) <> 1 + (SELECT COALESCE(MAX(e.number), 0) FROM journal_entry e "
        "WHERE e.number < (SELECT MIN(number) FROM coming))) FROM coming c)"
    ),
    "journal_entrysecret": (
        "EXISTS (SELECT 1 FROM coming c JOIN journal_removal r ON r.entry = c.entry AND r.field = c.field)"
    ),
}
#: Table → when a line that is to go is kept; everywhere else always.
_KEPT_LINES: Final[Mapping[str, str]] = {
    "journal_entrysecret": (
        "NOT EXISTS (SELECT 1 FROM journal_removal WHERE entry = OLD.entry AND field = OLD.field)"
    ),
}
#: PostgreSQL's bits of what a trigger reacts to (pg_trigger.tgtype).
_ROW, _BEFORE, _INSERT, _DELETE, _UPDATE, _TRUNCATE = 1, 2, 4, 8, 16, 32


class _Guard(NamedTuple):
    """A trigger on PostgreSQL.

    Attributes:
        table: The table it stands on.
        when: What it reacts to, as SQL.
        bits: The same as PostgreSQL notes it.
        body: The source of its function.
    """

    table: str
    when: str
    bits: int
    body: str


def _sqlite() -> dict[str, str]:
    """Every trigger on SQLite, name → its statement, exactly as the database keeps it."""
    made = {}
    for table, refused in _REFUSED_LINES.items():
        # SQLite of older systems knows no IS DISTINCT FROM; its IS NOT says the same.
        refused_here = refused.replace("IS DISTINCT FROM", "IS NOT")
        kept = f" WHEN {_KEPT_LINES[table]}" if table in _KEPT_LINES else ""
        for name, when in (
            (f"{table}_stays", f"BEFORE UPDATE ON {table}"),
            (f"{table}_remains", f"BEFORE DELETE ON {table}{kept}"),
            # INSERT OR REPLACE would slip past the one above.
            (f"{table}_follows", f"BEFORE INSERT ON {table} WHEN {refused_here}"),
        ):
            made[name] = f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    return made


def _postgresql() -> dict[str, _Guard]:
    """Every trigger on PostgreSQL by name."""
    made = {}
    refuse = f"RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; "
    for table, refused in _REFUSED_LINES.items():
        kept = f"IF {_KEPT_LINES[table]} THEN {refuse}END IF; RETURN OLD;" if table in _KEPT_LINES else refuse
        each = "FOR EACH ROW"
        made[f"{table}_stays"] = _Guard(
            table, f"BEFORE UPDATE ON {table} {each}", _ROW | _BEFORE | _UPDATE, f"BEGIN {refuse}END"
        )
        made[f"{table}_remains"] = _Guard(
            table, f"BEFORE DELETE ON {table} {each}", _ROW | _BEFORE | _DELETE, f"BEGIN {kept} END"
        )
        made[f"{table}_follows"] = _follows(table, refused, refuse)
        made[f"{table}_whole"] = _Guard(
            table, f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT", _BEFORE | _TRUNCATE, f"BEGIN {refuse}END"
        )
    return made


def _follows(table: str, refused: str, refuse: str) -> _Guard:
    """The trigger that refuses new lines on PostgreSQL."""
    together = _REFUSED_TOGETHER.get(table)
    if together is None:
        body = f"BEGIN IF {refused} THEN {refuse}END IF; RETURN NEW; END"
        return _Guard(table, f"BEFORE INSERT ON {table} FOR EACH ROW", _ROW | _BEFORE | _INSERT, body)
    when = f"AFTER INSERT ON {table} REFERENCING NEW TABLE AS coming FOR EACH STATEMENT"
    return _Guard(table, when, _INSERT, f"BEGIN IF {together} THEN {refuse}END IF; RETURN NULL; END")


def statements(vendor: str) -> list[str]:
    """The statements that put the guards in place, whether or not they are there.

    Args:
        vendor: ``sqlite`` or ``postgresql``.

    Returns:
        The statements, in order.
    """
    made = []
    if vendor == "sqlite":
        for name, statement in _sqlite().items():
            made += [f"DROP TRIGGER IF EXISTS {name}", statement]
        return made
    for name, guard in _postgresql().items():
        made += [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${guard.body}$$",
            f"DROP TRIGGER IF EXISTS {name} ON {guard.table}",
            f"CREATE TRIGGER {name} {guard.when} EXECUTE FUNCTION {name}()",
        ]
    return made


def put_back(*, using: str, **_others: Any) -> None:
    """Put the guards in place on a database that was just migrated, and give a new one its first epoch.

    Args:
        using: The database's alias.
    """
    connection = connections[using]
    if using != STORE or not set(_REFUSED_LINES) <= set(connection.introspection.table_names()):
        return
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)
    if not epoch.current():
        epoch.renew()


def missing() -> list[str]:
    """What is not as it should be about the guards.

    Returns:
        Names of triggers that are gone, altered or switched off, and of strange ones on the journal's tables
        and on those of rooms that have none (``hooks.watch``): one there could alter what is written.
    """
    connection = store()
    found = _found_sqlite(connection) if connection.vendor == "sqlite" else _found_postgresql(connection)
    wanted: Mapping[str, object] = _sqlite() if connection.vendor == "sqlite" else _postgresql()
    return sorted(name for name in {*found, *wanted} if found.get(name) != wanted.get(name))


def _is_watched(table: str) -> bool:
    """Whether the triggers of a table are looked at."""
    return table in _REFUSED_LINES or table.startswith(tuple(f"{room}_" for room in hooks.WATCHED))


def _found_sqlite(connection: BaseDatabaseWrapper) -> dict[str, object]:
    """The triggers there are on the tables looked at, name → statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: text for name, table, text in cursor.fetchall() if _is_watched(table)}


def _found_postgresql(connection: BaseDatabaseWrapper) -> dict[str, object]:
    """The triggers there are on those tables, as they would have to be declared to be what they are."""
    wanted = _postgresql()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, c.relname, t.tgtype, p.prosrc FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL "
            "AND c.relnamespace = current_schema()::regnamespace"
        )
        return {
            name: _Guard(table, wanted[name].when if name in wanted else "", bits, body)
            for name, table, bits, body in cursor.fetchall()
            if _is_watched(table)
        }
