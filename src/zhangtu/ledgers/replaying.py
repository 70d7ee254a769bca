"""What the journal asks of this room: its state as replayed, what follows from it, lawful removal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from zhangtu.journal import hooks
from zhangtu.journal.hooks import Mismatch, Text
from zhangtu.journal.writing import Act
from zhangtu.ledgers import attachments, clocks, definitions, drafts, filing, keys, links, serials, sql, texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.models import Attachment, Clock, Definition, File, Key, Link, Serial
from zhangtu.ledgers.sql import Stored
from zhangtu.ledgers.timeline import UNMASKING

_SLICE: Final = 2000
_raw = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


def keep_journal() -> None:
    """Register this room's answers with the journal; called once, where the house is put together."""
    hooks.keep(lambda register: "." not in register, present_rows, clear)
    hooks.keep(lambda register: register == definitions.REGISTER, present_definitions)
    hooks.keep(lambda register: register == filing.REGISTER, present_files)
    hooks.keep(lambda register: register == UNMASKING, None)
    hooks.derived("ledgers", check)
    hooks.locate(locate)


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


def present_rows(register: str, ids: Sequence[int] | None) -> Iterator[tuple[int, Mapping[str, Text]]]:
    """A ledger's rows exactly as a replay of their entries gives them.

    Args:
        register: The ledger's name.
        ids: The rows asked for; ``None`` for all.

    Yields:
        Row number, and field key → JSON text; what is empty is left out.
    """
    force = definitions.known().ledgers.get(register)
    for rows in () if force is None else _slices(force.register, ids):
        beside = _beside([row.id for row in rows])
        for row in rows:
            yield row.id, {**_raw(row.values), **_own(row), **beside.get(row.id, {})}


def _slices(register: int, ids: Sequence[int] | None) -> Iterator[list[Stored]]:
    if ids is not None:
        wanted = sorted(set(ids))
        for start in range(0, len(wanted), 500):
            found = sql.rows_of(register, wanted[start : start + 500])
            if found:
                yield found
        return
    last = 0
    while rows := sql.rows_after(register, last, _SLICE):
        yield rows
        last = rows[-1].id


def _own(row: Stored) -> dict[str, Text]:
    """What a row has besides its fields; nothing and no stand in no entry."""
    found: dict[str, Text] = {texts.UID: f'"{row.uid}"', texts.UNIT: str(row.unit)}
    if row.post:
        found[texts.POST] = str(row.post)
    if row.person:
        found[texts.PERSON] = str(row.person)
    if row.state:
        found[texts.STATE] = texts.text_of(row.state)
    if row.withdrawn:
        found[texts.WITHDRAWN] = "true"
    if row.due is not None:
        found[texts.DUE] = str(row.due)
    return found


def _beside(rows: Sequence[int]) -> dict[int, dict[str, str]]:
    """Clocks and serial numbers of rows, as entries say them."""
    found: dict[int, dict[str, str]] = {}
    for clock in _between(Clock.objects.all(), rows):
        found.setdefault(clock.row, {})[texts.CLOCK + clock.limit] = clocks.running(clock).text()
    for one in _between(Serial.objects.filter(voided=0), rows):
        key = f"{serials.KEY}{one.field}"
        found.setdefault(one.row, {})[key] = serials.text(one.unit, one.series, one.year, one.number)
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
            yield number, {name: texts.text_of(getattr(one, name)) for name in ("media", "sha256", "size")}


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


def check(rows: Mapping[str, Sequence[int]] | None) -> Iterator[Mismatch]:
    """What does not follow from the rows: keys, links, attachments, dues, folded words, series.

    Args:
        rows: Ledger's name → rows to look at; ``None`` for everything.

    Yields:
        Each mismatch.
    """
    known = definitions.known()
    for name, force in sorted(known.ledgers.items()):
        if rows is None or name in rows:
            for part in _slices(force.register, None if rows is None else rows[name]):
                yield from _follows(force, part)
    if rows is None:
        yield from _strays()
        yield from _gaps()


def _follows(force: InForce, rows: Sequence[Stored]) -> Iterator[Mismatch]:
    ids = [row.id for row in rows]
    there = {
        "key": _sets(Key.objects.all(), ids, lambda one: (one.field, one.value, one.only, one.ledger)),
        "link": _sets(Link.objects.all(), ids, lambda one: (one.field, one.target)),
        "attachment": _sets(Attachment.objects.all(), ids, lambda one: (one.field, one.sha256, one.name)),
    }
    dues = _dues(ids)
    words = sql.folded_of(ids)
    for row in rows:
        values = force.loaded(texts.objects(row.values))
        wanted = keys.of_row(force, row.id, values, withdrawn=row.withdrawn)
        follow: dict[str, set[tuple[Any, ...]]] = {
            "key": {(key.field, key.value, key.only, key.ledger) for key in wanted},
            "link": {(field, target) for _, field, target in links.of_row(force, row.id, values)},
            "attachment": {(no, sha, name) for (no, sha), name in attachments.of_row(force, values).items()},
        }
        for kind, lines in follow.items():
            for odd in sorted(lines ^ there[kind].get(row.id, set()), key=str)[:1]:
                yield Mismatch(kind, force.ledger.name, row.id, str(odd[0]))
        if row.due != dues.get(row.id):
            yield Mismatch("due", force.ledger.name, row.id, texts.DUE)
        if words.get(row.id, "") != drafts.folded(force, values):
            yield Mismatch("folded", force.ledger.name, row.id)


def _sets(lines: QuerySet[Any], rows: Sequence[int], part: Any) -> dict[int, set[tuple[Any, ...]]]:
    found: dict[int, set[tuple[Any, ...]]] = {}
    for one in _between(lines, rows):
        found.setdefault(one.row, set()).add(part(one))
    return found


def _dues(rows: Sequence[int]) -> dict[int, int]:
    """The earliest end of the clocks that run, by row."""
    found: dict[int, int] = {}
    for one in _between(Clock.objects.filter(stopped=None, due__isnull=False), rows):
        found[one.row] = min(one.due, found.get(one.row, one.due))
    return found


def _strays() -> Iterator[Mismatch]:
    """Lines about rows that are not there."""
    for kind, table in (("key", "key"), ("link", "link"), ("clock", "clock"), ("attachment", "attachment")):
        for row in sql.strays(table):
            yield Mismatch(kind, "", row)


def _gaps() -> Iterator[Mismatch]:
    """Series of numbers that do not run from one on without gaps."""
    last: dict[tuple[int, str, int], int] = {}
    for one in Serial.objects.order_by("unit", "series", "year", "number"):
        place = (one.unit, one.series, one.year)
        if one.number != last.get(place, 0) + 1:
            yield Mismatch("serial", "", one.row, str(one.field))
        last[place] = one.number
