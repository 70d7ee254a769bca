"""Triggers by which the database itself refuses to change or remove a correction or version once written.

The journal proves what was done; these stop it from being done by mistake.
"""

from typing import Any, Final

from django.db import connections

from zhangtu.plans.keeping import KEPT, Register, columns

#: Table → the register the journal keeps it under.
TABLES: Final = {
    KEPT[register].model._meta.db_table: register  # noqa: SLF001  # Django's documented place
    for register in (Register.VERSION, Register.ENTRY)
}
_REFUSAL: Final = "versions and corrections are only ever added"


def _removal(register: Register, same: str) -> str:
    """When a line is changed lawfully: a person's name is emptied, and nothing else is different.

    Whether the journal says so is for ``verify`` to find; a trigger that looks into the journal's tables
    would keep SQLite from ever rebuilding one of them.
    """
    kept = KEPT[register]
    others = (name for name in ("id", *columns(kept.model)) if name not in kept.personal)
    emptied = (f"NEW.{name} = ''" for name in sorted(kept.personal))
    return " AND ".join((*(f"NEW.{name} {same} OLD.{name}" for name in others), *emptied))


def statements(vendor: str) -> list[str]:
    """The statements that put the guards in place, whether or not they are there.

    Args:
        vendor: ``sqlite`` or ``postgresql``.

    Returns:
        The statements, in order.
    """
    one_table = _sqlite if vendor == "sqlite" else _postgresql
    return [statement for table, register in TABLES.items() for statement in one_table(table, register)]


def _sqlite(table: str, register: Register) -> list[str]:
    guards = {
        f"{table}_stays": f"BEFORE UPDATE ON {table} WHEN NOT ({_removal(register, 'IS')})",
        f"{table}_remains": f"BEFORE DELETE ON {table}",
        # INSERT OR REPLACE would slip past the one above.
        f"{table}_once": f"BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id "  # noqa: S608  # our own tables' names, nothing from outside
        "OR (document_id = NEW.document_id AND number = NEW.number))",
    }
    made = []
    for name, when in guards.items():
        made.append(f"DROP TRIGGER IF EXISTS {name}")
        made.append(f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END")
    return made


def _postgresql(table: str, register: Register) -> list[str]:
    guards = {
        f"{table}_stays": f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW",
        f"{table}_remains": f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT",
    }
    lawful = _removal(register, "IS NOT DISTINCT FROM")
    refuse = (
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF TG_OP = 'UPDATE' THEN IF {lawful} THEN RETURN NEW; END IF; END IF; "
        f"RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    made = [refuse]
    for name, when in guards.items():
        made.append(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        made.append(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {table}_refuse()")
    return made


def put_back(*, using: str, **_others: Any) -> None:
    """Put the guards in place on a database that was just migrated."""
    connection = connections[using]
    if not set(TABLES) <= set(connection.introspection.table_names()):
        return
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)
