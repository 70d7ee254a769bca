"""Renews what follows from rows after their definition changed: keys, words; says which values are stale."""

from collections.abc import Iterator
from typing import Final

from zhangtu.kernel.expressions import Type
from zhangtu.kernel.problems import FieldProblem, Severity
from zhangtu.ledgers import drafts, keys, sql, texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.refusals import InvalidError
from zhangtu.ledgers.sql import KeyRow
from zhangtu.schema.troubles import Trouble

#: Rows looked at together.
_SLICE: Final = 2000
#: A row's number, whether it is withdrawn, and its values.
_Line = tuple[int, bool, str]
#: The register whose rows are the registers of ledgers: which of them compute their stored values anew.
RECOMPUTING: Final = "ledgers.recompute"


def stale(before: InForce, after: InForce) -> bool:
    """Whether values stored in rows are no longer what the definition computes.

    Args:
        before: The ledger as it was.
        after: The ledger as it is to be.

    Returns:
        Whether there are rows, and a value is computed otherwise, newly stored, or no longer stored.
    """
    was = {one.field.no: one.expression.stored() for one in before.stored}
    now = {one.field.no: one.expression.stored() for one in after.stored}
    live = {one.field.no for one in after.live}
    changed = any(was.get(no) != text for no, text in now.items()) or not live.isdisjoint(was)
    return changed and bool(sql.rows_after(after.register, 0, 1))


def retyped(before: InForce, after: InForce) -> list[FieldProblem]:
    """Stored computed fields whose value would be of another type: what lies in rows could not be read.

    Args:
        before: The ledger as it was.
        after: The ledger as it is to be.

    Returns:
        A problem for each.
    """
    now = {one.field.no: one.expression.type for one in (*after.stored, *after.live)}
    return [
        FieldProblem(
            one.field.name,
            Trouble.TYPE_CHANGED,
            Severity.ERROR,
            {
                "no": str(no),
                "name": one.field.name,
                "before": _said(one.expression.type),
                "after": _said(now[no]),
            },
        )
        for no, one in ((one.field.no, one) for one in before.stored)
        if no in now and _said(now[no]) != _said(one.expression.type)
    ]


def _said(kind: Type) -> str:
    return kind.kind.value if kind.item is None else f"{kind.kind.value} {kind.item.kind.value}"


def renew(before: InForce, after: InForce) -> None:
    """Give rows the keys and folded words their new definition asks for.

    Args:
        before: The ledger as it was.
        after: The ledger as it is to be.

    Raises:
        InvalidError: Two rows have the same value of a field that is to be unique.
    """
    if before.keyed != after.keyed or before.personal != after.personal:
        for number in {key[0] for key in (*before.keyed, *after.keyed)}:
            sql.drop_all_keys(after.register, number)
        for rows in _slices(after):
            _insert_keys(after, rows)
    if before.searched != after.searched:
        for rows in _slices(after):
            sql.set_folded(
                [(drafts.folded(after, after.loaded(texts.objects(text))), row) for row, _, text in rows]
            )


def _slices(force: InForce) -> Iterator[list[_Line]]:
    """All rows of a ledger, some at a time; their numbers are asked for once and not for every slice."""
    numbers = sql.numbers(force.register)
    for start in range(0, len(numbers), _SLICE):
        part = numbers[start : start + _SLICE]
        yield sql.stretch(force.register, part[0], part[-1])


def _insert_keys(force: InForce, rows: list[_Line]) -> None:
    found: list[KeyRow] = []
    for row, withdrawn, text in rows:
        values = force.loaded(texts.objects(text))
        found += keys.of_row(force, row, values, withdrawn=withdrawn)
    _check_only(force, found)
    sql.insert_keys(found)


def _check_only(force: InForce, found: list[KeyRow]) -> None:
    """Refuse doubles with a sentence before the database refuses them with a number."""
    seen: set[tuple[int, str]] = set()
    for key in found:
        place = (key.field, key.value)
        if key.only and (place in seen or keys.taken(force, [key])):
            raise InvalidError([FieldProblem(force.numbered[key.field].name, "taken")])
        seen.add(place)
