"""Which column of a table is which field of a ledger, why, and how sure that is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from zhangtu.documents.sheets.slices import Cell
from zhangtu.documents.sheets.tables import Column
from zhangtu.documents.sheets.words import label
from zhangtu.kernel.scripts import to_traditional
from zhangtu.ledgers.compiled import InForce
from zhangtu.schema.specs import Field
from zhangtu.schema.types.face import Read

#: Stands for the unit a row belongs to, where a field's name stands otherwise.
UNIT: Final = "@unit"
#: Headings of the column that says whose a row is, where no field is called so.
_UNIT_LABELS: Final = frozenset(
    {
        "单位",
        "所属单位",
        "所属乡镇",
        "乡镇",
        "镇",
        "镇街",
        "村",
        "村(社区)",
        "社区",
        "管辖单位",
        "unit",
        "town",
        "village",
    }
)
#: Types whose values tell them: check digits, or forms nothing else has.
_TELLING: Final = frozenset({"credit_code", "id_card", "plate", "vin", "food_licence", "phone", "choice"})
#: Share of a column's values that must be right for its content to tell what it is.
_SHARE: Final = 0.9
_LEAST_VALUES: Final = 3
_BRACKETS: Final = re.compile(r"[(（〔\[].*?[)）〕\]]")


class Reason(StrEnum):
    """Why a column is taken for a field."""

    #: A person said so, now.
    PERSON = "person"
    #: It was so the last time a table like this was imported.
    SAVED = "saved"
    #: It is headed by the field's title or name.
    LABEL = "label"
    #: It is headed by another word for it.
    SYNONYM = "synonym"
    #: Its heading resembles the title.
    RESEMBLES = "resembles"
    #: Its values are of that kind and of no other.
    CONTENT = "content"
    #: It is a value the ledger works out or another act sets: left alone.
    NOT_SET = "not_set"
    #: Nothing was found for it.
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Matched:
    """What a column is taken for.

    Attributes:
        position: Its position in the table, 0 for the first.
        letters: What Excel calls it.
        title: Its headings as one.
        field: The field's name, ``@unit`` for the unit the row belongs to, empty for nothing.
        reason: Why.
        confidence: How sure that is, 0 to 1.
    """

    position: int
    letters: str
    title: str
    field: str
    reason: Reason
    confidence: float


def known_labels(force: InForce) -> frozenset[str]:
    """All headings a ledger knows, folded; they help to find the heading of a table."""
    return frozenset(words for spec in force.fields.values() for words, _, _ in _words(spec))


def _words(spec: Field) -> Iterator[tuple[str, Reason, float]]:
    title = spec.title
    for words in (title.zh, title.hant or to_traditional(title.zh), title.en, spec.name):
        if words:
            yield label(words), Reason.LABEL, 1.0
    for words in spec.synonyms:
        yield label(words), Reason.SYNONYM, 0.97


def may_set(spec: Field) -> bool:
    """Whether an import may set a field."""
    return spec.type not in {"computed", "serial", "file", "photo"} and not spec.set_by


def match(
    force: InForce,
    columns: Sequence[Column],
    samples: Sequence[Sequence[Cell]],
    saved: Mapping[str, str],
    said: Mapping[str, str],
) -> tuple[Matched, ...]:
    """Find out which column is which field.

    Args:
        force: The ledger.
        columns: The table's columns.
        samples: Its first rows, cell by column.
        saved: Folded heading → field, as it was the last time.
        said: Heading or letters of a column → field, as a person says now.

    Returns:
        One for each column; no field twice.
    """
    offers = [
        (confidence, -at, at, name, reason)
        for at, column in enumerate(columns)
        for confidence, name, reason in _offers(force, column, saved, said)
    ]
    taken: dict[int, tuple[str, Reason, float]] = {}
    used: set[str] = set()
    for confidence, _, at, name, reason in sorted(offers, reverse=True):
        if at not in taken and (name not in used or not name):
            taken[at] = (name, reason, confidence)
            used.add(name)
    _by_content(force, len(columns), samples, taken, used)
    return tuple(
        _matched(force, at, column, taken.get(at, ("", Reason.NONE, 0.0)))
        for at, column in enumerate(columns)
    )


def _matched(force: InForce, at: int, column: Column, found: tuple[str, Reason, float]) -> Matched:
    name, reason, confidence = found
    spec = force.fields.get(name)
    if spec is not None and not may_set(spec):
        name, reason = "", Reason.NOT_SET
    return Matched(at, column.letters, column.title, name, reason, confidence)


def _offers(
    force: InForce, column: Column, saved: Mapping[str, str], said: Mapping[str, str]
) -> Iterator[tuple[float, str, Reason]]:
    whole, last = label("".join(column.path)), label(column.path[-1])
    for words in (column.letters, column.title, column.path[-1]):
        if words in said:
            yield 3.0, said[words], Reason.PERSON
    if label(column.title) in saved:
        yield 2.0, saved[label(column.title)], Reason.SAVED
    for spec in force.fields.values():
        yield from _by_heading(spec, column, whole, last)
    if last in _UNIT_LABELS:
        yield 0.9, UNIT, Reason.LABEL


def _by_heading(spec: Field, column: Column, whole: str, last: str) -> Iterator[tuple[float, str, Reason]]:
    bare = {label(_BRACKETS.sub("", text)) for text in ("".join(column.path), column.path[-1])}
    for words, reason, sure in _words(spec):
        if words in {whole, last}:
            yield sure, spec.name, reason
        elif words in bare:
            yield sure - 0.05, spec.name, reason
        elif (alike := _alike(words, whole, last)) > 0:
            yield alike, spec.name, Reason.RESEMBLES


def _alike(words: str, whole: str, last: str) -> float:
    """How much a heading resembles a title: one holds the other."""
    if len(words) < 2 or not (words in whole or (len(last) > 1 and last in words)):
        return 0.0
    shorter, longer = sorted((len(words), len(last)))
    return 0.5 + 0.3 * shorter / max(longer, 1)


def _by_content(
    force: InForce,
    width: int,
    samples: Sequence[Sequence[Cell]],
    taken: dict[int, tuple[str, Reason, float]],
    used: set[str],
) -> None:
    """Look at the values of columns whose heading said nothing."""
    for at in range(width):
        if at in taken:
            continue
        values = [row[at] for row in samples if row[at] != ""]
        fits = {
            spec.name: share
            for spec in force.fields.values()
            if spec.type in _TELLING and spec.name not in used and may_set(spec)
            and (share := _share(force, spec, values)) >= _SHARE
        }  # fmt: skip
        if len(fits) == 1:
            name, share = fits.popitem()
            taken[at] = (name, Reason.CONTENT, round(0.6 * share, 2))
            used.add(name)


def _share(force: InForce, spec: Field, values: Sequence[Cell]) -> float:
    if len(values) < _LEAST_VALUES:
        return 0.0
    read = force.reader(spec)
    right = 0
    for value in values:
        found = read(value)
        right += found is not None and not (type(found) is Read and (found.refused or found.problems))
    return right / len(values)
