"""The definitions in force: which ledgers, tables and choices there are, and how they are changed."""

from zhangtu.ledgers.definitions.keeping import (
    LEDGER,
    REGISTER,
    Known,
    forget,
    in_force,
    known,
    names,
    of_register,
    tables,
)
from zhangtu.ledgers.definitions.office import add_field, read, remove_field, retitle, written
from zhangtu.ledgers.definitions.putting import Planned, plan, put_in_force

__all__ = [
    "LEDGER",
    "REGISTER",
    "Known",
    "Planned",
    "add_field",
    "forget",
    "in_force",
    "known",
    "names",
    "of_register",
    "plan",
    "put_in_force",
    "read",
    "remove_field",
    "retitle",
    "tables",
    "written",
]
