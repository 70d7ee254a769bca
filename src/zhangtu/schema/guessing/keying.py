"""Which columns tell rows apart, and why: an import finds a row by them instead of bringing it twice."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from zhangtu.schema.guessing import headings
from zhangtu.schema.guessing.kinds import shown
from zhangtu.schema.guessing.sheet import Key, KeyWhy, Proposed

#: Types whose values name one thing only.
_NUMBERS: Final = frozenset({"credit_code", "id_card", "vin", "plate", "food_licence", "document_number"})
#: Types that tell apart what is called alike, the surest first.
_BESIDE: Final = ("phone", "unit", "place", "text", "date", "choice")
#: Rows from which it says something that no two are called alike.
_SAYING: Final = 3
#: So many ways are offered.
_MOST: Final = 6


def keys(columns: Sequence[Proposed], naming: int, rows: Sequence[Sequence[object]]) -> tuple[Key, ...]:
    """The ways to tell rows apart that hold for all rows there are, the best first.

    Args:
        columns: What became of each column.
        naming: The place of the column rows are called by.
        rows: The sheet's first rows.

    Returns:
        Fields that are filled in everywhere and nowhere alike, alone or two together; nothing without rows.
    """
    if not rows:
        return ()
    texts = [
        [shown(row[one.position]).strip() if one.position < len(row) else "" for row in rows]
        for one in columns
    ]
    full = [at for at, each in enumerate(texts) if all(each)]
    alone = [at for at in full if len(set(texts[at])) == len(rows)]
    found = [*_alone(columns, naming, alone), *_together(columns, naming, texts, full)]
    if len(rows) < _SAYING:
        found = [one for one in found if one.why in (KeyWhy.NUMBER, KeyWhy.CODE)]
    order = list(KeyWhy)
    found.sort(key=lambda key: order.index(key.why))
    return tuple(found[:_MOST])


def _alone(columns: Sequence[Proposed], naming: int, alone: Sequence[int]) -> Iterator[Key]:
    for at in alone:
        field = columns[at].field
        said = headings.hints(field.title.zh)
        if field.type in _NUMBERS:
            yield Key((field.name,), KeyWhy.NUMBER)
        elif field.type == "text" and "code" in said:
            yield Key((field.name,), KeyWhy.CODE)
        elif field.type == "text" and (at == naming or "naming" in said):
            yield Key((field.name,), KeyWhy.NAME)
        elif field.type == "person_name":
            yield Key((field.name,), KeyWhy.PERSON)


def _together(
    columns: Sequence[Proposed], naming: int, texts: Sequence[Sequence[str]], full: Sequence[int]
) -> Iterator[Key]:
    """What rows are called by, and what tells apart those called alike."""
    name = columns[naming].field
    if naming not in full or name.type not in {"text", "person_name", "choice", "unit"}:
        return
    beside = [at for at in full if at != naming and columns[at].field.type in _BESIDE]
    beside.sort(key=lambda at: _BESIDE.index(columns[at].field.type))
    pairs = (
        at for at in beside if len(set(zip(texts[naming], texts[at], strict=True))) == len(texts[naming])
    )
    for at in islice(pairs, 2):
        yield Key((name.name, columns[at].field.name), KeyWhy.TOGETHER)
