"""Reads one field of a ledger."""

from zhangtu.kernel.expressions import RESERVED
from zhangtu.schema.keys import KEYS
from zhangtu.schema.loading.choices import read_choices
from zhangtu.schema.loading.reading import Places, Reading
from zhangtu.schema.loading.vocabulary import OPTIONS
from zhangtu.schema.nodes import Listing, Mapping, Scalar
from zhangtu.schema.specs import LAST_SHIPPED, Choice, Field, Title
from zhangtu.schema.taking import Taking, nearest
from zhangtu.schema.troubles import Trouble
from zhangtu.schema.types import TYPES

#: Types whose values are one or several of a list.
CHOOSING = ("choice", "choices")
REFERENCE = "reference"
COMPUTED = "computed"
#: The highest number an office can give.
_LAST = 99_999
#: Keys only some types know → those types.
_ONLY: dict[str, tuple[str, ...]] = {
    "of": (*CHOOSING, REFERENCE),
    "value": (COMPUTED,),
    "live": (COMPUTED,),
}
#: Keys that say nothing about a computed field.
_NOT_COMPUTED = ("required", "unique", "default", "set_by")


def read_field(node: Mapping, reading: Reading, places: Places) -> Field | None:
    """Read a field.

    Args:
        node: Its mapping.
        reading: The circumstances.
        places: Takes where its parts stood, under ``("field", no, …)``.

    Returns:
        The field, or nothing where it has no number to know it by.
    """
    take = Taking(node, (*KEYS["field"], *OPTIONS), reading.notes)
    no = take.whole("no")
    if no is None:
        return None
    _range(no, take, reading)
    _note_places(no, node, places)
    gone = "removed" in take
    if gone and not take.text("why").strip():
        reading.notes.add(node.place, Trouble.MISSING, key="why")
    field_type = _type(take, reading, gone=gone)
    _fitting(take, field_type, reading)
    of, target = _of(take, field_type, reading)
    return Field(
        no=no,
        name=_name(take, reading, gone=gone),
        type=field_type,
        title=take.title("title", required=not gone) or Title(""),
        **{key: take.truth(key) for key in ("required", "unique", "personal", "search", "live")},
        of=of,
        target=target,
        default=take.text("default") if "default" in take else None,
        value=take.text("value", required=field_type == COMPUTED and not gone),
        set_by=take.name("set_by", required=False),
        synonyms=take.strings("synonyms"),
        help=take.title("help", required=False),
        removed=take.day("removed"),
        why=take.text("why"),
        options={key: take.text(key) for key in OPTIONS if key in take},
    )


def _note_places(no: int, node: Mapping, places: Places) -> None:
    """Note where a field and its parts stand."""
    places.found["field", no] = node.place
    for key, value in node.pairs.items():
        places.found["field", no, key] = value if isinstance(value, Scalar) else value.place


def _range(no: int, take: Taking, reading: Reading) -> None:
    last = LAST_SHIPPED if reading.shipped else _LAST
    if not 1 <= no <= last:
        reading.notes.add(take.place("no"), Trouble.BAD_NUMBER, no=no, last=last)


def _name(take: Taking, reading: Reading, *, gone: bool) -> str:
    name = take.name("name", required=not gone)
    if name.lower() in RESERVED:
        reading.notes.add(take.place("name"), Trouble.BAD_NAME, name=name)
    return name


def _type(take: Taking, reading: Reading, *, gone: bool) -> str:
    name = take.text("type", required=not gone)
    if name and name not in TYPES:
        reading.notes.add(
            take.place("type"),
            Trouble.UNKNOWN_TYPE,
            name=name,
            nearest=nearest(name, TYPES),
            known=", ".join(sorted(TYPES)),
        )
    return name


def _fitting(take: Taking, field_type: str, reading: Reading) -> None:
    """Keys that mean nothing for the type would be dropped silently: say so."""
    if field_type not in TYPES:
        return
    wrong = [key for key, types in _ONLY.items() if key in take and field_type not in types]
    if field_type == COMPUTED:
        wrong += [key for key in _NOT_COMPUTED if key in take]
    understood = TYPES[field_type].options
    wrong += [key for key in OPTIONS if key in take and key not in understood]
    for key in wrong:
        reading.notes.add(take.place(key), Trouble.NOT_FOR_TYPE, key=key, type=field_type)


def _of(take: Taking, field_type: str, reading: Reading) -> tuple[tuple[Choice, ...], str]:
    """The choices written out, and the name of the ledger, list or table they point to."""
    node = take.node.pairs.get("of")
    if node is None:
        if field_type in (*CHOOSING, REFERENCE):
            reading.notes.add(take.node.place, Trouble.MISSING, key="of")
        return (), ""
    if isinstance(node, Scalar) or field_type == REFERENCE:
        return (), take.name("of")
    if isinstance(node, Listing):
        return read_choices(node.items, reading.notes), ""
    inner = Taking(node, KEYS["of"], reading.notes)
    return read_choices(inner.items("choices"), reading.notes), inner.name("list")
