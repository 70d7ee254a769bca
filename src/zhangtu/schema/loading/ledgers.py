"""Reads a ledger: what it is called, its fields, checks and pages."""

from zhangtu.schema.keys import KEYS
from zhangtu.schema.loading.fields import read_field
from zhangtu.schema.loading.reading import Draft, Part, Places, Reading
from zhangtu.schema.nodes import Listing, Mapping, Scalar
from zhangtu.schema.specs import Check, Field, Ledger, Pages, Title
from zhangtu.schema.taking import Taking
from zhangtu.schema.troubles import Trouble

#: Whose people see a row.
SCOPES = ("unit", "post", "person")


def _read(node: Mapping, reading: Reading) -> Draft[Ledger] | None:
    notes = reading.notes
    take = Taking(node, KEYS["ledger"], notes)
    places = Places(node.place)
    name = take.name("ledger")
    title = take.title("title")
    row = take.text("row", required=True)
    for key in ("ledger", "row", "fields"):
        value = node.pairs.get(key)
        if value is not None:
            places.found[("name",) if key == "ledger" else (key,)] = (
                value if isinstance(value, Scalar) else value.place
            )
    scope = take.one_of("scope", SCOPES, "unit")
    fields = _fields(take, reading, places)
    ledger = Ledger(
        name=name,
        title=title or Title(name),
        row=row,
        scope=scope,
        shared_with=take.strings("shared_with"),
        secret=take.truth("secret"),
        key=_named(take, "key", places),
        fields=fields,
        checks=_checks(take, reading, places),
        pages=_pages(take, reading, places),
        pack=reading.pack or take.name("pack", required=False),
    )
    return Draft(ledger, places) if name else None


def _fields(take: Taking, reading: Reading, places: Places) -> tuple[Field, ...]:
    if "fields" not in take:
        reading.notes.add(take.node.place, Trouble.MISSING, key="fields")
    found: dict[int, Field] = {}
    names: set[str] = set()
    for node in take.mappings("fields"):
        own = Places(node.place)
        field = read_field(node, reading, own)
        if field is None:
            continue
        if field.no in found:
            reading.notes.add(own.at("field", field.no, "no"), Trouble.TWICE, name=field.no)
            continue
        if field.name and field.name in names:
            reading.notes.add(own.at("field", field.no, "name"), Trouble.TWICE, name=field.name)
            continue
        names.add(field.name)
        found[field.no] = field
        places.found.update(own.found)
    if "fields" in take and not any(field.removed is None for field in found.values()):
        reading.notes.add(take.place("fields"), Trouble.EMPTY)
    return tuple(found[no] for no in sorted(found))


def _named(take: Taking, key: str, places: Places) -> tuple[str, ...]:
    """Names of fields, remembering where each stood."""
    texts = take.texts(key)
    places.found.update({(key, name): place for name, place in texts})
    return tuple(name for name, _ in texts)


def _checks(take: Taking, reading: Reading, places: Places) -> tuple[Check, ...]:
    found: list[Check] = []
    for node in take.mappings("checks"):
        inner = Taking(node, KEYS["check"], reading.notes)
        forbid = inner.text("forbid", required=True)
        say = inner.title("say")
        warn = inner.truth("warn")
        if not forbid or say is None:
            continue
        if any(check.forbid == forbid for check in found):
            reading.notes.add(inner.place("forbid"), Trouble.TWICE, name=forbid)
            continue
        places.found["check", len(found)] = inner.scalar("forbid") or node.place
        found.append(Check(forbid, say, warn))
    return tuple(found)


def _pages(take: Taking, reading: Reading, places: Places) -> Pages:
    node = take.node.pairs.get("pages")
    if node is None:
        return Pages()
    if not isinstance(node, Mapping):
        reading.notes.add(node.place, Trouble.NOT_MAPPING, key="pages")
        return Pages()
    inner = Taking(node, KEYS["pages"], reading.notes)
    columns, filters = _named(inner, "columns", places), _named(inner, "filters", places)
    panels = []
    for panel in inner.items("panels"):
        if not isinstance(panel, Listing):
            reading.notes.add(panel.place, Trouble.NOT_LIST, key="panels")
            continue
        one = Taking(Mapping(panel.place, {"panels": panel}, {}), (), reading.notes)
        panels.append(_named(one, "panels", places))
    return Pages(columns, filters, tuple(panels))


PART = Part("ledger", "ledgers", _read)
