"""What the journal asks of this room: its state as replayed, what follows from it, lawful removal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from zhangtu.journal import hooks, registers
from zhangtu.journal.hooks import Text
from zhangtu.journal.writing import Act
from zhangtu.ledgers import (
    attachments,
    clocks,
    definitions,
    drafts,
    filing,
    keys,
    links,
    recomputing,
    serials,
    sql,
    texts,
)
from zhangtu.ledgers.definitions import uncovering
from zhangtu.ledgers.following import checking, standing
from zhangtu.ledgers.following import sql as following
from zhangtu.ledgers.models import Clock, Definition, File, Serial
from zhangtu.ledgers.timeline import UNMASKING


def keep_journal() -> None:
    """Register this room's answers with the journal; called once, where the house is put together."""
    hooks.keep(lambda register: "." not in register, present_rows, clear, reading=standing.READING)
    hooks.keep(
        lambda register: register == definitions.REGISTER, present_definitions, always=[definitions.REGISTER]
    )
    hooks.keep(
        lambda register: register == filing.REGISTER, present_files, clear_claims, always=[filing.REGISTER]
    )
    hooks.keep(lambda register: register in (UNMASKING, recomputing.REGISTER, uncovering.REGISTER), None)
    hooks.derived("ledgers", checking.check)
    hooks.locate(locate)
    hooks.watch("ledgers")


def locate(ledger: str, uid: str) -> tuple[str, int] | None:
    """Where a row stands in the journal.

    Args:
        ledger: The ledger's name.
        uid: The row's name to the outside.

    Returns:
        Register and row; ``None`` when there is no such row.
    """
    try:
        row = sql.row_by_uid(UUID(uid))
    except ValueError:
        return None
    force = definitions.known().ledgers.get(ledger)
    return None if row is None or force is None or row.ledger != force.register else (ledger, row.id)


def present_rows(register: str, ids: Sequence[int] | None) -> Iterator[tuple[int, standing.Standing]]:
    """A ledger's rows exactly as a replay of their entries gives them.

    Args:
        register: The ledger's name.
        ids: The rows asked for; ``None`` for all.

    Yields:
        Row number, and what stands of it.
    """
    # definitions are not asked: somebody may have changed them
    number = registers.known(register)
    if number is None:
        return
    for part in following.parts(number, ids):
        beside = _beside(part)
        for line in following.kept(number, part):
            yield line[0], (line, beside.get(line[0]))


def _raw_of(text: str) -> msgspec.Raw:
    """A text the way rows' texts are compared."""
    return msgspec.Raw(text.encode())


def _beside(rows: Sequence[int]) -> dict[int, dict[str, msgspec.Raw]]:
    """Clocks and serial numbers of rows, as entries say them."""
    found: dict[int, dict[str, msgspec.Raw]] = {}
    for clock in _between(Clock.objects.all(), rows):
        found.setdefault(clock.row, {})[texts.CLOCK + clock.limit] = _raw_of(clocks.running(clock).text())
    for one in _between(Serial.objects.filter(voided=0), rows):
        key = f"{serials.KEY}{one.field}"
        found.setdefault(one.row, {})[key] = _raw_of(serials.text(one.unit, one.series, one.year, one.number))
    return found


def _between(lines: QuerySet[Any], rows: Sequence[int]) -> Iterable[Any]:
    """The lines about rows: within a stretch where they lie close together, one by one where not."""
    if len(rows) > 500:
        wanted = set(rows)
        return (one for one in lines.filter(row__gte=rows[0], row__lte=rows[-1]) if one.row in wanted)
    return lines.filter(row__in=rows)


def present_definitions(register: str, ids: Sequence[int] | None) -> Iterator[tuple[int, Mapping[str, Text]]]:
    """Every version of every definition; see ``present_rows``."""
    del register
    chosen = Definition.objects.order_by("id")
    columns = ("kind", "name", "version", "pack", "text", "shipped", "word")
    for one in chosen if ids is None else chosen.filter(id__in=list(ids)):
        yield one.id, {name: texts.text_of(getattr(one, name)) for name in columns if getattr(one, name)}


def present_files(register: str, ids: Sequence[int] | None) -> Iterator[tuple[int, Mapping[str, Text]]]:
    """Every file brought in; see ``present_rows``."""
    del register
    wanted = None if ids is None else set(ids)
    for one in File.objects.order_by("sha256"):
        number = filing.number_of(one.sha256)
        if wanted is None or number in wanted:
            names = ("media", "sha256", "size", *(["claims"] if one.claims else []))
            yield number, {name: texts.text_of(getattr(one, name)) for name in names}


def clear_claims(act: Act, register: str, row: int, fields: Sequence[str], number: int) -> None:
    """Take what a photo says of itself out of its file; see ``clear``."""
    del act, register, number
    if "claims" in fields:
        known = [one.sha256 for one in File.objects.all() if filing.number_of(one.sha256) == row]
        File.objects.filter(sha256__in=known).update(claims="")


def clear(act: Act, register: str, row: int, fields: Sequence[str], number: int) -> None:
    """Take values about a person out of a row, its keys and its searchable words.

    Args:
        act: The act that removes them.
        register: The ledger's name.
        row: The row's number.
        fields: The keys of the fields.
        number: The entry that removes them.
    """
    del act
    force, stored = definitions.in_force(register), sql.row_by_id(row)
    if stored is None:
        return
    gone = {int(key) for key in fields if key.isdecimal()}
    whole = {no: text for no, text in texts.apart(stored.values).items() if no not in gone}
    before = force.loaded(texts.objects(stored.values))
    after = {no: value for no, value in before.items() if no not in gone}
    sql.update_row(stored._replace(values=texts.together(whole), version=number), drafts.folded(force, after))
    keys.store(force, row, before, after, keys.of_row(force, row, after, withdrawn=stored.withdrawn))
    links.store(force, row, before, after)
    attachments.store(force, row, before, after)
