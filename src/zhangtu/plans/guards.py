"""Triggers by which the database itself refuses to change or remove a correction once written."""

from typing import Any

from django.db import connections

#: The table the corrections are kept in.
TABLE = "plans_entry"
_REFUSAL = "corrections are only ever added"

_SQLITE = {
    f"{TABLE}_stays": f"BEFORE UPDATE ON {TABLE}",
    f"{TABLE}_remains": f"BEFORE DELETE ON {TABLE}",
    # INSERT OR REPLACE would slip past the one above.
    f"{TABLE}_once": f"BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id "  # noqa: S608  # our own table's name, nothing from outside
    "OR (document_id = NEW.document_id AND number = NEW.number))",
}
_POSTGRES = {
    f"{TABLE}_stays": f"BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW",
    f"{TABLE}_remains": f"BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT",
}


def statements(vendor: str) -> list[str]:
    """The statements that put the guards in place, whether or not they are there.

    Args:
        vendor: ``sqlite`` or ``postgresql``.

    Returns:
        The statements, in order.
    """
    made = []
    if vendor == "sqlite":
        for name, when in _SQLITE.items():
            made.append(f"DROP TRIGGER IF EXISTS {name}")
            made.append(f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END")
        return made
    made.append(
        f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for name, when in _POSTGRES.items():
        made.append(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}")
        made.append(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {TABLE}_refuse()")
    return made


def put_back(*, using: str, **_others: Any) -> None:
    """Put the guards in place on a database that was just migrated."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)
