"""Reads dated tables: every number or list the law or the office may change."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from zhangtu.schema.keys import KEYS
from zhangtu.schema.loading.reading import Draft, Part, Places, Reading
from zhangtu.schema.nodes import Listing, Mapping, Node, Notes
from zhangtu.schema.specs import Table, TableRow, Title
from zhangtu.schema.taking import NAME, Taking, words
from zhangtu.schema.troubles import Trouble

#: How sure a row is: read in the text of the law, or to be confirmed by a person.
SURE = ("read", "to_confirm")


def _read(node: Mapping, reading: Reading) -> Draft[Table] | None:
    notes = reading.notes
    take = Taking(node, KEYS["table"], notes)
    name = take.name("table")
    title = take.title("title")
    keys = take.strings("keys")
    for key in ("keys", "rows"):
        if key not in take:
            notes.add(node.place, Trouble.MISSING, key=key)
    places = Places(node.place, {("name",): take.place("table")})
    rows: list[TableRow] = []
    for line in take.mappings("rows"):
        row = _row(line, keys, notes)
        if row is not None:
            places.found["row", len(rows)] = line.place
            rows.append(row)
    _overlaps(rows, keys, places, notes)
    return Draft(Table(name, title or Title(name), keys, tuple(rows)), places) if name else None


def _row(node: Mapping, keys: tuple[str, ...], notes: Notes) -> TableRow | None:
    take = Taking(node, (*KEYS["table row"], *node.keys), notes)
    begins = take.day("from", required=True)
    ends = take.day("to")
    authority = take.text("authority", required=True)
    sure = take.one_of("sure", SURE, "to_confirm", required=True)
    values = dict(_values(node, notes))
    for key in keys:
        if key not in values:
            notes.add(node.place, Trouble.MISSING, key=key)
    if begins is None:
        return None
    if ends is not None and ends <= begins:
        notes.add(take.place("to"), Trouble.REVERSED_DAYS)
    return TableRow(values, begins, ends, authority, sure)


def _values(node: Mapping, notes: Notes) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for name, value in node.pairs.items():
        if name in KEYS["table row"]:
            continue
        if NAME.fullmatch(name) is None:
            notes.add(node.keys[name].place, Trouble.BAD_NAME, name=name)
            continue
        read = _value(value)
        if read is None:
            notes.add(value.place, Trouble.NOT_TEXT, key=name)
        else:
            yield name, read


def _value(node: Node) -> str | tuple[str, ...] | None:
    if not isinstance(node, Listing):
        return words(node)
    items = [words(item) for item in node.items]
    return None if None in items else tuple(item for item in items if item is not None)


def _overlaps(rows: list[TableRow], keys: tuple[str, ...], places: Places, notes: Notes) -> None:
    """A look-up must have one answer: no two rows of the same keys may hold on the same day."""
    order = sorted(range(len(rows)), key=lambda at: (_key(rows[at], keys), rows[at].begins))
    for before, after in pairwise(order):
        one, two = rows[before], rows[after]
        if _key(one, keys) == _key(two, keys) and two.begins < (one.ends or date.max):
            said = ", ".join(_key(two, keys)) or "–"
            notes.add(places.at("row", after), Trouble.OVERLAP, keys=said, day=two.begins)


def _key(row: TableRow, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(row.values.get(key, "")) for key in keys)


PART = Part("table", "tables", _read)
