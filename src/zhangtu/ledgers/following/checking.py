"""Checks what follows from rows: keys, links, attachments, dues, folded words, series of numbers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

import msgspec

from zhangtu.journal import canonical, registers
from zhangtu.journal.hooks import Mismatch
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import attachments, definitions, drafts, links, texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.following import columns, sql
from zhangtu.ledgers.models import Import, Serial

#: Rows looked at together, column by column.
_TOGETHER: Final = 240
#: The register whose rows are imports.
_IMPORT: Final = "ledgers.import"
#: What a text raises that nobody could have entered.
_FOREIGN: Final = (msgspec.MsgspecError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError)


def check(rows: Mapping[str, Sequence[int]] | None) -> Iterator[Mismatch]:
    """What does not follow from the rows: keys, links, attachments, dues, folded words, series.

    Args:
        rows: Ledger's name → rows to look at; ``None`` for everything.

    Yields:
        Each mismatch.
    """
    try:
        known = definitions.known()
    except RefusedError:
        # the definition itself is found to differ from its entries; what should follow from rows is unknown
        yield Mismatch("definition", definitions.REGISTER, 0)
        return
    for name, force in sorted(known.ledgers.items()):
        if rows is None or name in rows:
            for part in sql.parts(force.register, None if rows is None else rows[name]):
                yield from _follows(force, part)
    if rows is None:
        yield from _strays()
        yield from _gaps()
        yield from _versions(known)
        yield from _imports(known)


def _follows(force: InForce, ids: Sequence[int]) -> Iterator[Mismatch]:
    """What does not follow from some rows."""
    wanted: dict[str, set[tuple[Any, ...]]] = {table: set() for table in sql.LINES}
    dues, lines = sql.dues(ids), sql.followed(force.register, ids)
    while few := list(islice(lines, _TOGETHER)):
        twins = _twins(force, few, wanted)
        for (row, due, _, words, _), folded in zip(few, twins, strict=True):
            if due != dues.get(row):
                yield Mismatch("due", force.ledger.name, row, texts.DUE)
            if words != folded:
                yield Mismatch("folded", force.ledger.name, row)
    for table, (_, at_row, at_field) in sql.LINES.items():
        odd = wanted[table].symmetric_difference(sql.lines(table, ids))
        # one for each row is enough to say where to look
        first = {line[at_row]: line[at_field] for line in sorted(odd, key=str, reverse=True)}
        for row in sorted(first):
            yield Mismatch(table, force.ledger.name, row, str(first[row]))


def _twins(
    force: InForce, lines: Sequence[tuple[Any, ...]], wanted: Mapping[str, set[tuple[Any, ...]]]
) -> list[str]:
    """The folded words of some rows; what other tables must hold of them is added to what is wanted."""
    try:
        values = columns.read(force, [line[4] for line in lines])
        found = columns.keys_of(force, lines, values)
        twins = columns.folded(force, values, len(lines))
    except _FOREIGN:
        # a row is found to differ from its entries; what should follow from it is unknown
        if len(lines) > 1:
            return [twin for line in lines for twin in _twins(force, (line,), wanted)]
        values, found = {}, []
        twins = [drafts.folded(force, {})]
    wanted["key"].update(found)
    if force.references or force.attached:
        for place, line in enumerate(lines):
            mine = {no: column[place] for no, column in values.items() if column[place] is not None}
            wanted["link"].update(links.of_row(force, line[0], mine))
            files = attachments.of_row(force, mine)
            wanted["attachment"].update((line[0], no, sha, name) for (no, sha), name in files.items())
    return twins


def _strays() -> Iterator[Mismatch]:
    """Lines about rows that are not there."""
    for table in ("key", "link", "clock", "attachment"):
        for row in sql.strays(table):
            yield Mismatch(table, "", row)


def _gaps() -> Iterator[Mismatch]:
    """Series of numbers that do not run from one on without gaps."""
    last: dict[tuple[int, str, int], int] = {}
    for one in Serial.objects.order_by("unit", "series", "year", "number"):
        place = (one.unit, one.series, one.year)
        if one.number != last.get(place, 0) + 1:
            yield Mismatch("serial", "", one.row, str(one.field))
        last[place] = one.number


def _versions(known: definitions.Known) -> Iterator[Mismatch]:
    """Rows whose number of the last entry is another, or that hide in an import they do not come from."""
    for kind, found in (("version", sql.versions()), ("pending", sql.hidden())):
        for register, row in found:
            force = known.registered.get(register)
            yield Mismatch(kind, "" if force is None else force.ledger.name, row)


def _imports(known: definitions.Known) -> Iterator[Mismatch]:
    """Imports that are gone, strange, another's, or shown or hidden otherwise than their entries say."""
    number = registers.known(_IMPORT)
    said = {} if number is None else _said(sql.imports(number), known)
    there = {one.id: [one.entry, str(one.uid), one.ledger, one.shown] for one in Import.objects.all()}
    for row in sorted(said.keys() | there.keys()):
        if said.get(row) != there.get(row):
            yield Mismatch("import", _IMPORT, row)


def _said(entries: Iterable[tuple[int, int, str, str]], known: definitions.Known) -> dict[int, list[object]]:
    """Import → its first entry, name, register and whether it is shown, as its entries say."""
    found: dict[int, list[object]] = {}
    for row, number, action, text in entries:
        if row not in found:
            ledger, uid = _named(text)
            force = known.ledgers.get(ledger)
            found[row] = [number, uid, 0 if force is None else force.register, False]
        if action == "show":
            found[row][3] = True
    return found


def _named(text: str) -> tuple[str, str]:
    """Ledger and name of an import in the text of its first entry; nothing where that is garbled."""
    try:
        values = canonical.read(text.encode()).v
        return str(texts.value_of(bytes(values["ledger"]).decode())), str(
            texts.value_of(bytes(values["uid"]).decode())
        )
    except (canonical.MalformedError, *_FOREIGN):
        return "", ""
