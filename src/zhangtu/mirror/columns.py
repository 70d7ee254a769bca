"""Which columns the mirror keeps of a ledger: its open stored fields, and folded twins of texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import msgspec

from zhangtu.kernel.expressions import Kind, Type
from zhangtu.kernel.expressions.columnar import sql_type
from zhangtu.ledgers.compiled import InForce
from zhangtu.schema.specs import Field

#: What every row has, whatever its ledger, with DuckDB's types. ``_from`` and ``_to`` are the entries by
#: which a version came and went, ``_at`` and ``_until`` their moments; ``_pending`` the entry of the import
#: that brought the row, which hides it while the import is under way.
OWN: Final[Mapping[str, str]] = {
    "_row": "bigint", "_uid": "uuid", "_from": "bigint", "_to": "bigint", "_at": "bigint",
    "_until": "bigint", "_unit": "bigint", "_post": "bigint", "_person": "bigint", "_state": "varchar",
    "_withdrawn": "boolean", "_due": "bigint", "_pending": "bigint",
}  # fmt: skip
#: DuckDB's other name for ``varchar``: texts that are searched and sorted, as opposed to codes.
TEXT: Final = "text"
#: Which of them entries set, and by which key.
SET: Final[Mapping[str, str]] = {
    "@uid": "_uid", "@unit": "_unit", "@post": "_post", "@person": "_person", "@state": "_state",
    "@withdrawn": "_withdrawn", "@due": "_due",
}  # fmt: skip
#: What stands there while no entry said anything.
EMPTY: Final[Mapping[str, str]] = {
    "_unit": "0", "_post": "0", "_person": "0", "_state": "''", "_withdrawn": "false", "_pending": "0",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a ledger in the mirror.

    Attributes:
        no: The field's number.
        kind: What expressions see of it; ``None`` for places and files, kept as their JSON.
        type: DuckDB's type.
        twin: Whether a folded twin stands beside it.
    """

    no: int
    kind: Kind | None
    type: str
    twin: bool

    @property
    def name(self) -> str:
        """What the column is called."""
        return f"f{self.no:d}"

    @property
    def twin_name(self) -> str:
        """What the folded twin is called; null where folding changes nothing."""
        return f"g{self.no:d}"


@lru_cache(maxsize=512)
def columns(force: InForce) -> Mapping[int, Column]:
    """The fields the mirror keeps of a ledger: stored, there, and not about persons.

    Args:
        force: The ledger.

    Returns:
        Field number → column, numbers rising.
    """
    found = (_column(force, spec) for spec in force.fields.values() if not spec.live and not spec.personal)
    return {one.no: one for one in sorted(found, key=lambda one: one.no)}


def _column(force: InForce, spec: Field) -> Column:
    kind = force.kind_of(spec)
    twin = kind is Kind.TEXT or (spec.search and spec.no in force.types)
    if kind is Kind.TEXT:
        return Column(spec.no, kind, TEXT, twin)
    return Column(spec.no, kind, "varchar" if kind is None else sql_type(_type(force, spec)), twin)


def _type(force: InForce, spec: Field) -> Type:
    return force.world.ledgers[force.ledger.name].numbered[spec.no].type


def mirrored(force: InForce) -> bool:
    """Whether the mirror keeps a ledger at all: secret ones stay in the store."""
    return not force.ledger.secret


def table(force: InForce) -> str:
    """The name of a ledger's table."""
    return f"r{force.register:d}"


def types(force: InForce) -> dict[str, str]:
    """Every column of a ledger's table with its type."""
    found = dict(OWN)
    for one in columns(force).values():
        found[one.name] = one.type
        if one.twin:
            found[one.twin_name] = TEXT
    return found


def signature(force: InForce) -> str:
    """The columns of a ledger as a text: another one means that the table must be made anew, or widened."""
    return msgspec.json.encode(types(force)).decode()


def read_signature(text: str) -> dict[str, str]:
    """The columns a signature was made of."""
    return msgspec.json.decode(text, type=dict[str, str])


def number_of(name: str) -> int:
    """The number of the field a column belongs to; 0 for what every row has."""
    return int(name[1:]) if name[1:].isdecimal() else 0
