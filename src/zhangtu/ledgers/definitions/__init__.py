"""The definitions in force, from ledgers to procedures, and how they are changed."""

from zhangtu.ledgers.definitions.keeping import (
    LEDGER,
    REGISTER,
    Known,
    forget,
    in_force,
    known,
    names,
    of_register,
    of_version,
    tables,
)
from zhangtu.ledgers.definitions.measuring import MeasureInForce, ReportInForce
from zhangtu.ledgers.definitions.office import add_field, read, remove_field, retitle, written
from zhangtu.ledgers.definitions.previewing import Preview, previews
from zhangtu.ledgers.definitions.proceeding import ProcedureInForce
from zhangtu.ledgers.definitions.putting import Planned, plan, put_in_force
from zhangtu.ledgers.definitions.returning import take_back

__all__ = [
    "LEDGER",
    "REGISTER",
    "Known",
    "MeasureInForce",
    "Planned",
    "Preview",
    "ProcedureInForce",
    "ReportInForce",
    "add_field",
    "forget",
    "in_force",
    "known",
    "names",
    "of_register",
    "of_version",
    "plan",
    "previews",
    "put_in_force",
    "read",
    "remove_field",
    "retitle",
    "tables",
    "take_back",
    "written",
]
