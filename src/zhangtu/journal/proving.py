"""Proves what the journal says about a row, in a file a stranger can check without the office."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from zhangtu.journal import canonical, hooks, registers, sealing, sql
from zhangtu.journal.actor import Actor
from zhangtu.journal.canonical import Header, Written
from zhangtu.journal.connecting import snapshot, store
from zhangtu.journal.heads import Head
from zhangtu.journal.merkle import Frontier, Subroot, inclusion
from zhangtu.journal.refusals import JournalRefusedError
from zhangtu.journal.showing import FORMAT
from zhangtu.journal.writing import Change, act

#: What is disclosed when no fields are named: every open field, no personal one.
OPEN_FIELDS: None = None


def prove(
    register: str,
    row: int,
    fields: Sequence[str] | None = OPEN_FIELDS,
    *,
    actor: Actor,
    head: Head | None = None,
) -> dict[str, Any]:
    """Make the proof of a row's entries; that it was made is an entry too.

    Args:
        register: The row's register.
        row: Its number there.
        fields: Keys of the fields to disclose, personal ones only if named; None for every open field.
        actor: Who asks.
        head: A head the other side holds already; the newest if not given.

    Returns:
        A value JSON can hold; ``showing.check`` checks it.

    Raises:
        JournalRefusedError: There is no such row, nothing is sealed yet, or no entry has such a field.
    """
    sealing.seal()
    with snapshot():
        under = head or sealing.newest()
        if under is None:
            raise JournalRefusedError("nothing_sealed")
        proof = _proof(register, row, fields, under)
    said = {
        "@fields": msgspec.json.encode(sorted(fields or ())).decode(),
        "@head": str(under.size),
    }
    with act(actor=actor) as one:
        one.write(Change(register, row, "prove", said))
    return proof


def _proof(register: str, row: int, fields: Sequence[str] | None, head: Head) -> dict[str, Any]:
    """The proof under a head."""
    number = registers.known(register)
    rows = [] if number is None else _rows(sql.of_rows(store().vendor, 1), number, row)
    rows = [one for one in rows if one[0] <= head.size]
    if not rows:
        raise JournalRefusedError("prove_nothing", register=register, row=row, size=head.size)
    contents = [canonical.read(bytes(one[11])) for one in rows]
    _check_fields(contents, fields, register, row)
    secrets = _secrets([one[0] for one in rows])
    subroot = _subroots()
    entries = []
    for one, written in zip(rows, contents, strict=True):
        header = Header(one[0], register, *one[1:10])
        entries.append(
            {
                "header": list(header),
                "fields": _fields(written, fields, secrets.get(one[0], {})),
                "path": [beside.hex() for beside in inclusion(one[0] - 1, head.size, subroot)],
            }
        )
    return {
        "format": FORMAT,
        "register": register,
        "row": row,
        "entries": entries,
        "head": msgspec.json.decode(head.line),
    }


def _check_fields(contents: Sequence[Written], fields: Sequence[str] | None, register: str, row: int) -> None:
    """Refuse a field that stands in none of the entries."""
    there = {key for written in contents for key in (*written.v, *written.p)}
    for field in fields or ():
        if field not in there:
            raise JournalRefusedError("prove_field", register=register, row=row, field=field)


def _fields(
    written: Written, fields: Sequence[str] | None, secrets: Mapping[str, tuple[bytes, str]]
) -> dict[str, Any]:
    """The fields of an entry: salt and value of those disclosed, the commitment of the others."""
    shown: dict[str, Any] = {}
    salts = canonical.salts(bytes.fromhex(written.s), len(written.v)) if written.v else []
    for salt, (key, value) in zip(salts, written.v.items(), strict=True):
        if fields is None or key in fields:
            shown[key] = {"salt": salt.hex(), "value": bytes(value).decode()}
        else:
            shown[key] = {"commitment": canonical.commitment(salt, value).hex()}
    for key, commitment in written.p.items():
        if fields is not None and key in fields and key in secrets:
            salt, text = secrets[key]
            shown[key] = {"salt": salt.hex(), "value": text}
        else:
            shown[key] = {"commitment": commitment}
    return dict(sorted(shown.items()))


def _subroots() -> Subroot:
    """Hashes of parts of the tree, each computed once."""

    @cache
    def subroot(start: int, end: int) -> bytes:
        frontier = Frontier()
        for packed in sealing.digests_between(start, end):
            frontier.extend(packed)
        return frontier.root

    return subroot


def _secrets(numbers: Sequence[int]) -> dict[int, dict[str, tuple[bytes, str]]]:
    """What is kept apart for some entries."""
    found: dict[int, dict[str, tuple[bytes, str]]] = {}
    for entry, field, salt, value in _in_parts(numbers):
        found.setdefault(entry, {})[field] = (bytes(salt), value)
    return found


def _in_parts(numbers: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """Ask for a few hundred entries at a time."""
    for at in range(0, len(numbers), 500):
        some = numbers[at : at + 500]
        yield from _rows(sql.secrets_of(len(some)), *some)


def _rows(statement: str, *given: Any) -> list[tuple[Any, ...]]:
    """Ask the store."""
    with store().cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())


def place(ledger: str, uid: str) -> tuple[str, int]:
    """Where a row stands.

    Args:
        ledger: The ledger's name.
        uid: The row's name to the outside.

    Returns:
        Register and number.

    Raises:
        JournalRefusedError: There is no such row.
    """
    found = hooks.located(ledger, uid)
    if found is None:
        raise JournalRefusedError("no_row", ledger=ledger, uid=uid)
    return found
