"""Reads measures: figures computed from the rows of a ledger, one a file or many together."""

from collections.abc import Iterator

from zhangtu.kernel.expressions import PLACES
from zhangtu.schema.keys import KEYS
from zhangtu.schema.loading.reading import Draft, Part, Places, Reading
from zhangtu.schema.nodes import Listing, Mapping, Scalar
from zhangtu.schema.specs import Measure, Title
from zhangtu.schema.taking import NAME, Taking
from zhangtu.schema.troubles import Trouble

#: When a stock is counted.
MOMENTS = ("period_end", "period_start")
#: How a figure is shown.
SHOWN = ("number", "share", "money", "days")
#: Which direction is the good one.
BETTER = ("up", "down")
#: Whose figures a person sees.
OPEN_TO = ("all", "own")


def _several(node: Mapping, reading: Reading) -> Iterator[Draft[Measure]]:
    """The measures of a file: by name, or a list of single ones."""
    Taking(node, ("measures",), reading.notes)
    below = node.pairs["measures"]
    if isinstance(below, Mapping):
        for name, key in below.keys.items():
            yield from _named(name, key, below, reading)
    elif isinstance(below, Listing):
        for one in below.items:
            if not isinstance(one, Mapping):
                reading.notes.add(one.place, Trouble.NOT_MAPPING, key="measures")
            else:
                draft = _read(one, reading)
                if draft is not None:
                    yield draft
    else:
        reading.notes.add(below.place, Trouble.NOT_MAPPING, key="measures")


def _named(name: str, key: Scalar, below: Mapping, reading: Reading) -> Iterator[Draft[Measure]]:
    one = below.pairs[name]
    if not isinstance(one, Mapping):
        reading.notes.add(one.place, Trouble.NOT_MAPPING, key=name)
        return
    pairs, keys = {"measure": key, **one.pairs}, {"measure": key, **one.keys}
    draft = _read(Mapping(one.place, pairs, keys), reading)
    if draft is not None:
        yield draft


def _read(node: Mapping, reading: Reading) -> Draft[Measure] | None:
    take = Taking(node, KEYS["measure"], reading.notes)
    places = Places(node.place)
    name = take.name("measure")
    title = take.title("title")
    for key in ("of", "value", "where", "at", "on", "unit", "shown"):
        value = node.pairs.get(key)
        if value is not None:
            places.found[key,] = value if isinstance(value, Scalar) else value.place
    places.found["name",] = take.place("measure")
    by = take.texts("by")
    places.found.update({("by", said): place for said, place in by})
    measure = Measure(
        name=name,
        title=title or Title(name),
        of=take.name("of"),
        value=take.text("value", required=True),
        where=take.text("where"),
        at=take.one_of("at", MOMENTS),
        on=take.text("on"),
        unit=take.text("unit"),
        by=tuple(said for said, _ in by),
        better=take.one_of("better", BETTER),
        shown=take.one_of("shown", SHOWN),
        measured_in=take.title("measured_in", required=False),
        places=_places(take, reading),
        open_to=take.one_of("open_to", OPEN_TO, "all"),
        synonyms=take.strings("synonyms"),
        help=take.title("help", required=False),
        removed=take.day("removed"),
        why=take.text("why"),
        pack=reading.pack or take.name("pack", required=False),
    )
    if ("at" in take and "on" in take) or not ("at" in take or "on" in take):
        reading.notes.add(take.place("at" if "at" in take else "measure"), Trouble.AT_OR_ON)
    return Draft(measure, places) if name and measure.value and NAME.fullmatch(measure.of) else None


def _places(take: Taking, reading: Reading) -> int | None:
    """How many digits are shown behind the point."""
    if "places" not in take:
        return None
    places = take.whole("places")
    if places is not None and not 0 <= places <= PLACES:
        reading.notes.add(
            take.place("places"), Trouble.NOT_ONE_OF, key="places", word=places, choices=f"0–{PLACES}"
        )
        return None
    return places


PART = Part("measure", "measures", _read)
SEVERAL = Part("measures", "measures", several=_several)
