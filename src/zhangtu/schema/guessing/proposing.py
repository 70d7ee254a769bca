"""Makes a whole ledger of a sheet: fields, what must be filled in, keys, list columns, panels."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from zhangtu.kernel.expressions import RESERVED
from zhangtu.schema.guessing import headings, keying, kinds
from zhangtu.schema.guessing.kinds import Column
from zhangtu.schema.guessing.likeness import likes
from zhangtu.schema.guessing.sheet import Around, Guess, Proposal, Proposed, Sheet, Why
from zhangtu.schema.specs import LAST_SHIPPED, Field, Ledger, Pages, Title
from zhangtu.schema.types.blank import one_line

#: Types that are about a person, whoever it is.
_PERSONAL: Final = frozenset({"person_name", "id_card", "phone"})
#: Types whose values name one thing only.
_NAMING: Final = frozenset({"credit_code", "id_card", "vin", "plate", "food_licence", "document_number"})
#: Types that make no list column, and types that make no filter.
_LONG: Final = frozenset({"long_text", "photo", "file"})
_FILTERS: Final = ("choice", "choices", "unit", "yes_no", "date", "person")
#: Rows from which a column without a gap is taken for one that must be filled in.
_REQUIRED_FROM: Final = 5
_LONGEST: Final = 60
_LIST: Final = 8
_PANEL: Final = 8


def propose(sheet: Sheet, around: Around | None = None) -> Proposal:
    """Propose a ledger for a sheet.

    Args:
        sheet: The sheet's headings and first rows; anything at all may stand in them.
        around: What is known already.

    Returns:
        A ledger that can be put in force as it is, and why each field is as it is.
    """
    around = around or Around()
    rows = [list(row) for row in sheet.rows]
    names: set[str] = set()
    titles: set[str] = set()
    proposed = []
    for at, path in enumerate(sheet.columns or (("名称",),)):
        cells = [row[at] if at < len(row) else "" for row in rows]
        heading = one_line(" / ".join(map(str, path)))[:200]
        seen = kinds.column(_last(path), cells, around)
        proposed.append(_proposed(at, heading, seen, (names, titles), len(rows)))
    naming = _naming(proposed)
    proposed[naming] = _as_name(proposed[naming], len(rows))
    return _assembled(sheet, tuple(proposed), naming, around, rows)


def _last(path: Sequence[object]) -> str:
    return one_line(str(path[-1]))[:200] if path else ""


def _proposed(at: int, heading: str, seen: Column, used: tuple[set[str], set[str]], rows: int) -> Proposed:
    names, titles = used
    guess = kinds.guess(seen)
    alike = likes(seen.heading, guess.type, seen.around.ledgers)
    same = next((one for one in alike if one.same_type), None)
    name, english = headings.known_name(seen.heading)
    if same is not None:
        name, english = same.field, same.title.en or english
    field = Field(
        no=LAST_SHIPPED + 1 + at,
        name=_name(name, at, names),
        type=guess.type,
        title=Title(_title(seen.heading, heading, at, titles), english),
        required=_required(seen, guess, rows),
        unique=_unique(seen, guess),
        personal=guess.type in _PERSONAL or (guess.type == "place" and "home" in seen.hints),
        of=guess.of,
        options=guess.options,
    )
    samples = tuple(text[:40] for text in dict.fromkeys(seen.texts))[:3]
    return Proposed(at, heading, field, guess.why, round(guess.share, 2), len(seen.texts), samples, alike)


def _name(wanted: str, at: int, names: set[str]) -> str:
    """A name nobody has: the usual one, else one made of the field's number."""
    number = LAST_SHIPPED + 1 + at
    tries = [wanted, f"{wanted[:30]}_{number}"] if wanted and wanted not in RESERVED else []
    name = next(one for one in (*tries, f"f{number}", f"field_{number}_{len(names)}") if one not in names)
    names.add(name)
    return name


def _title(last: str, whole: str, at: int, titles: set[str]) -> str:
    """What the column is called; where two are called alike, with the headings over it or a number."""
    short = last.strip("*＊:： ")[:_LONGEST].strip()
    for words in (
        short,
        whole.replace(" / ", "·")[-_LONGEST:].strip("·* "),
        f"{short}{at + 1}",
        f"第{at + 1}栏",
    ):
        if words and words not in titles:
            titles.add(words)
            return words
    return f"第{at + 1}栏（{len(titles)}）"


def _required(seen: Column, guess: Guess, rows: int) -> bool:
    if guess.type in _LONG or guess.share < 1.0:
        return False
    starred = seen.heading.strip().startswith(("*", "＊")) or seen.heading.strip().endswith(("*", "＊"))
    return len(seen.texts) == rows >= (1 if starred else _REQUIRED_FROM)


def _unique(seen: Column, guess: Guess) -> bool:
    if guess.type not in _NAMING | {"text"} or (guess.type == "text" and "code" not in seen.hints):
        return False
    return len(seen.texts) >= 3 and len(set(seen.texts)) == len(seen.texts) and guess.share == 1.0


def _naming(proposed: Sequence[Proposed]) -> int:
    """The column a row is called by: a name, else the first text, else the first of all."""

    def rank(one: Proposed) -> tuple[int, int]:
        field = one.field
        hinted = "naming" in headings.hints(field.title.zh)
        plain = field.type in {"text", "choice"} and not field.unique
        if hinted and plain and one.filled:
            return 0, one.position
        order = ("text", "person_name", "person", "unit", "place", "long_text", "document_number")
        kind = order.index(field.type) + 1 if field.type in order else len(order) + 1
        return (kind if one.filled else kind + 20), one.position

    return min(range(len(proposed)), key=lambda at: rank(proposed[at]))


def _as_name(one: Proposed, rows: int) -> Proposed:
    """The field rows are called by: words of its own, must be there, can be searched."""
    field, why = one.field, one.why
    if field.type == "choice":
        field, why = replace(field, type="text", of=()), Why.PLAIN
    required = bool(rows) and one.filled == rows and one.share == 1.0
    searched = field.type in {"text", "person_name"}
    return replace(one, field=replace(field, search=searched, required=required), why=why)


def _assembled(
    sheet: Sheet,
    proposed: tuple[Proposed, ...],
    naming: int,
    around: Around,
    rows: Sequence[Sequence[object]],
) -> Proposal:
    fields = tuple(one.field for one in proposed)
    keys = keying.keys(proposed, naming, rows)
    ledger = Ledger(
        name=free_name(around.ledgers, around.taken),
        title=Title(_called(sheet)),
        row=f"{{{fields[naming].name}}}",
        key=keys[0].fields if keys else (),
        fields=fields,
        pages=_pages(sheet, fields, naming),
    )
    return Proposal(ledger, proposed, keys, len(rows))


def free_name(ledgers: Mapping[str, object], taken: frozenset[str] = frozenset()) -> str:
    """A name no ledger has yet.

    Args:
        ledgers: Those there are, by name.
        taken: Other names that are taken.

    Returns:
        ``own_1``, or the next that is free.
    """
    return next(name for name in _names() if name not in ledgers and name not in taken)


def _names() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"own_{number}"


def _called(sheet: Sheet) -> str:
    for words in (sheet.title, sheet.name):
        said = one_line(str(words))[:_LONGEST].strip()
        if said:
            return said
    return "新台账"


def _pages(sheet: Sheet, fields: Sequence[Field], naming: int) -> Pages:
    first = fields[naming]
    listed = [first, *(one for one in fields if one is not first and one.type not in _LONG)]
    filters = [one.name for kind in _FILTERS for one in fields if one.type == kind and not one.personal]
    return Pages(tuple(one.name for one in listed[:_LIST]), tuple(filters[:6]), _panels(sheet, fields))


def _panels(sheet: Sheet, fields: Sequence[Field]) -> tuple[tuple[str, ...], ...]:
    """Columns under one wide heading stand together; else a few at a time, long words at the end."""
    groups: dict[str, list[str]] = {}
    wide = [str(path[0]) if len(path) > 1 else "" for path in sheet.columns]
    if len(set(wide) - {""}) > 1:
        for field, heading in zip(fields, wide, strict=False):
            groups.setdefault(heading, []).append(field.name)
        return tuple(map(tuple, groups.values()))
    short = [one.name for one in fields if one.type not in _LONG]
    long = [one.name for one in fields if one.type in _LONG]
    parts = [tuple(short[at : at + _PANEL]) for at in range(0, len(short), _PANEL)]
    return tuple(part for part in (*parts, tuple(long)) if part)
