"""Writes a row, its entry, keys, links and attachments in the act that is open: the only place that does."""

from collections.abc import Mapping
from typing import Any, Final

from zhangtu.journal.writing import Act, Change
from zhangtu.kernel.uids import new_uid
from zhangtu.ledgers import attachments, drafts, keys, links, sql, texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.drafts import Settled
from zhangtu.ledgers.sql import Stored

_TRUE: Final = "true"


def split(force: InForce, changed: Mapping[int, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What of a change stands open in its entry, and what lies apart.

    Args:
        force: The ledger.
        changed: Field number → JSON text.

    Returns:
        Open values and values about persons, by field key.
    """
    personal = force.personal
    if personal.isdisjoint(changed):
        return {str(no): text for no, text in changed.items()}, {}
    return (
        {str(no): text for no, text in changed.items() if no not in personal},
        {str(no): text for no, text in changed.items() if no in personal},
    )


def write(act: Act, force: InForce, row: int, action: str, changed: Mapping[int, str], **more: str) -> int:
    """Write the entry of a change.

    Args:
        act: The act it belongs to.
        force: The ledger.
        row: The row's number.
        action: One word for what is done.
        changed: Field number → JSON text.
        **more: What the row has besides its fields: key without ``@`` → JSON text.

    Returns:
        The entry's number.
    """
    values, personal = split(force, changed)
    for key, text in more.items():
        values[f"@{key}"] = text
    return act.write(Change(force.ledger.name, row, action, values, personal, force.id))


def create(act: Act, force: InForce, settled: Settled, place: Stored) -> Stored:
    """Store a new row.

    Args:
        act: The act it belongs to.
        force: Its ledger.
        settled: Its values, without errors.
        place: Where it belongs: unit, post and person of this row count.

    Returns:
        The row.
    """
    number = sql.last_row() + 1
    uid = new_uid(act.at)
    more = {"uid": f'"{uid}"', "unit": str(place.unit)}
    if place.post:
        more["post"] = str(place.post)
    if place.person:
        more["person"] = str(place.person)
    version = write(act, force, number, "create", settled.changed, **more)
    row = place._replace(
        id=number, uid=uid, ledger=force.register, version=version, values=texts.together(settled.whole)
    )
    sql.insert_rows([row], [drafts.folded(force, settled.after)])
    sql.insert_keys([key._replace(row=number) for key in settled.keys])
    links.store(force, number, {}, settled.after)
    attachments.store(force, number, {}, settled.after)
    return row


def amend(
    act: Act, force: InForce, row: Stored, settled: Settled, action: str = "amend", **more: str
) -> Stored:
    """Store what changed of a row.

    Args:
        act: The act it belongs to.
        force: Its ledger.
        row: The row as it was.
        settled: Its values, without errors.
        action: One word for what is done.
        **more: What stands in the entry besides: key without ``@`` → JSON text.

    Returns:
        The row as it is now.
    """
    version = write(act, force, row.id, action, settled.changed, **more)
    new = row._replace(version=version, values=texts.together(settled.whole))
    sql.update_row(new, drafts.folded(force, settled.after))
    if force.keyed:
        keys.store(force, row.id, settled.before, settled.after, settled.keys)
    links.store(force, row.id, settled.before, settled.after)
    attachments.store(force, row.id, settled.before, settled.after)
    return new


def move(act: Act, force: InForce, row: Stored, action: str, **columns: Any) -> Stored:
    """Store what a row has besides its fields: whose it is, whether it is withdrawn, its state, its due.

    Args:
        act: The act it belongs to.
        force: Its ledger.
        row: The row as it was.
        action: One word for what is done.
        **columns: Column → value; ``clocks`` holds key → JSON text of clocks besides.

    Returns:
        The row as it is now.
    """
    clocks: Mapping[str, str] = columns.pop("clocks", {})
    more = {name: _text(value) for name, value in columns.items() if getattr(row, name) != value}
    version = write(act, force, row.id, action, {}, **more, **clocks)
    new = row._replace(version=version, **columns)
    sql.update_row(new, drafts.folded(force, force.loaded(texts.objects(row.values))))
    return new


def _text(value: Any) -> str:
    """A column as its entry says it: what is nothing by default is emptied."""
    return texts.text_of(value) if value else texts.EMPTIED
