"""Renews what follows from rows after their definition changed: keys and folded words."""

from collections.abc import Iterator

from zhangtu.kernel.problems import FieldProblem
from zhangtu.ledgers import drafts, keys, sql, texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.refusals import InvalidError
from zhangtu.ledgers.sql import KeyRow, Stored

_SLICE = 2000


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
                [(drafts.folded(after, after.loaded(texts.objects(r.values))), r.id) for r in rows]
            )


def _slices(force: InForce) -> Iterator[list[Stored]]:
    last = 0
    while rows := sql.rows_after(force.register, last, _SLICE):
        yield rows
        last = rows[-1].id


def _insert_keys(force: InForce, rows: list[Stored]) -> None:
    found: list[KeyRow] = []
    for row in rows:
        values = force.loaded(texts.objects(row.values))
        wanted = keys.of_row(force, row.id, values, withdrawn=row.withdrawn)
        found += wanted
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
