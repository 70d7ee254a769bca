"""A row as whoever asks may see it: values by name, personal ones masked, what it is called."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from zhangtu.kernel.problems import FieldProblem
from zhangtu.ledgers import showing, sql, texts
from zhangtu.ledgers.budgets import moment
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.sql import Stored

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as somebody may see it.

    Attributes:
        id: Its number, for the rooms of this house only.
        uid: Its name to the outside.
        ledger: The name of its ledger.
        title: What it is called.
        unit: The number of its unit.
        post: The number of the post it is assigned to; 0 for none.
        person: The number of the person it is about or who entered it; 0 for none.
        state: Its step; empty without a procedure.
        withdrawn: Whether it was withdrawn.
        due: The end of its earliest open limit.
        version: The number of its last entry; what ``seen`` is compared with.
        values: Field name → value; references as the uids of rows; of masked fields the mask. Empty fields
            are left out.
        masked: The names of the fields that are masked.
        live: Names and values of live fields, where they were asked for.
        warnings: What was stored although something is odd.
    """

    id: int
    uid: UUID
    ledger: str
    title: str
    unit: int
    post: int
    person: int
    state: str
    withdrawn: bool
    due: datetime | None
    version: int
    values: Mapping[str, Any]
    masked: frozenset[str] = frozenset()
    live: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    warnings: tuple[FieldProblem, ...] = ()


def title(
    force: InForce, values: Mapping[int, Any], masked: frozenset[int], language: str = "zh-hans"
) -> str:
    """What a row is called.

    Args:
        force: Its ledger.
        values: Its values by field number.
        masked: The numbers of the fields that are masked.
        language: For the titles of choices.

    Returns:
        The ledger's template filled in; empty fields leave nothing.
    """
    words = []
    for before, spec in force.template:
        words.append(before)
        value = None if spec is None else values.get(spec.no)
        if spec is not None and value is not None:
            kind = force.types[spec.no]
            words.append(
                kind.masked(value, spec) if spec.no in masked else showing.words(force, spec, value, language)
            )
    return "".join(words).strip()


def views(
    force: InForce,
    rows: Sequence[Stored],
    masked: frozenset[int],
    *,
    live: Mapping[int, Mapping[str, Any]] = MappingProxyType({}),
    warnings: tuple[FieldProblem, ...] = (),
    known: Sequence[Mapping[int, Any]] | None = None,
) -> list[RowView]:
    """Rows as somebody may see them; one more query, and only where rows refer to others.

    Args:
        force: Their ledger.
        rows: The rows.
        masked: The numbers of the fields that are masked.
        live: Row number → live values by name.
        warnings: What was odd in what was just stored.
        known: Their values, where they have been read already.

    Returns:
        The rows in the same order.
    """
    loaded = known or [force.loaded(texts.objects(row.values)) for row in rows]
    names = sql.uids(_targets(force, loaded)) if force.references else {}
    return [
        _view(force, row, values, masked, names, live.get(row.id, _NOTHING), warnings)
        for row, values in zip(rows, loaded, strict=True)
    ]


def _targets(force: InForce, loaded: Iterable[Mapping[int, Any]]) -> set[int]:
    found: set[int] = set()
    for values in loaded:
        for no in force.references.intersection(values):
            value = values[no]
            found.update(value if isinstance(value, list | tuple) else (value,))
    return found


def _view(
    force: InForce,
    row: Stored,
    values: Mapping[int, Any],
    masked: frozenset[int],
    *rest: Any,
) -> RowView:
    names, live, warnings = rest
    return RowView(
        row.id, row.uid, force.ledger.name, title(force, values, masked), row.unit, row.post, row.person,
        row.state, row.withdrawn, None if row.due is None else moment(row.due), row.version,
        named(force, values, masked, names),
        frozenset(force.numbered[no].name for no in masked if no in values),
        live, warnings,
    )  # fmt: skip


def named(
    force: InForce, values: Mapping[int, Any], masked: frozenset[int], names: Mapping[int, UUID]
) -> dict[str, Any]:
    """Values by name, masked where they are, references as uids; fields taken away are left out.

    Args:
        force: The ledger.
        values: Values by field number.
        masked: The numbers of the fields that are masked.
        names: Row number → uid, for references.

    Returns:
        Field name → value.
    """
    found: dict[str, Any] = {}
    for no, value in values.items():
        spec = force.numbered[no]
        if spec.removed is not None:
            continue
        if no in masked:
            found[spec.name] = force.types[no].masked(value, spec)
        elif no in force.references:
            found[spec.name] = _outside(value, names)
        else:
            found[spec.name] = value
    return found


def _outside(value: Any, names: Mapping[int, UUID]) -> Any:
    if isinstance(value, list | tuple):
        return tuple(names[one] for one in value if one in names)
    return names.get(value)
