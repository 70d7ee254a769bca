"""Holds the definitions of a pack against each other and against the packs it builds on."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from zhangtu.schema.leaves import BRACES
from zhangtu.schema.loading.fields import CHOOSING, COMPUTED, REFERENCE
from zhangtu.schema.loading.reading import Draft, Places
from zhangtu.schema.nodes import Notes
from zhangtu.schema.specs import Choice, ChoiceList, Field, Ledger, Measure, Pack, Table, Title
from zhangtu.schema.taking import nearest
from zhangtu.schema.troubles import Trouble


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a definition may name.

    Attributes:
        ledgers: Ledgers by name, those of the pack itself included.
        tables: Dated tables by name.
        lists: Shared lists of choices by name.
        measures: Measures in use, by name.
    """

    ledgers: Mapping[str, Ledger]
    tables: Mapping[str, Table]
    lists: Mapping[str, ChoiceList]
    measures: Mapping[str, Measure] = field(default_factory=dict)


def surroundings(packs: Iterable[Pack]) -> Surroundings:
    """Everything packs hold, by name."""
    gathered = list(packs)
    return Surroundings(
        {one.name: one for pack in gathered for one in pack.ledgers},
        {one.name: one for pack in gathered for one in pack.tables},
        {one.name: one for pack in gathered for one in pack.choices},
        {one.name: one for pack in gathered for one in pack.measures if one.removed is None},
    )


def link(draft: Draft[Ledger], around: Surroundings, notes: Notes) -> Draft[Ledger]:
    """Fill in the choices of a ledger's fields and check every name it uses; expressions come later.

    Args:
        draft: The ledger as read.
        around: What it may name.
        notes: Takes what is wrong.

    Returns:
        The ledger with the choices of shared lists and tables in its fields.
    """
    ledger, places = draft.spec, draft.places
    linking = _Linking(around, notes, places)
    fields = tuple(linking.field(field) for field in ledger.fields)
    ledger = replace(ledger, fields=fields)
    linking.names(ledger)
    return Draft(ledger, places)


def table_choices(table: Table) -> tuple[Choice, ...]:
    """The keys of a table with one key, as choices; a column ``title`` says what they are called."""
    found: dict[str, Choice] = {}
    for row in table.rows if len(table.keys) == 1 else ():
        code, title = row.values.get(table.keys[0]), row.values.get("title")
        if isinstance(code, str):
            found.setdefault(code, Choice(code, Title(title if isinstance(title, str) else code)))
    return tuple(found.values())


class _Linking:
    """One ledger being held against the others."""

    def __init__(self, around: Surroundings, notes: Notes, places: Places) -> None:
        self.around = around
        self.notes = notes
        self.places = places

    def field(self, field: Field) -> Field:
        """The field with its choices, its target looked up."""
        if field.removed is None and field.type == REFERENCE and field.target:
            self._target(field)
        if field.type in CHOOSING and field.target and not field.of:
            field = replace(field, of=self._choices(field))
        if field.default is not None and field.of and field.removed is None:
            self._default(field)
        return field

    def _target(self, field: Field) -> None:
        if field.target not in self.around.ledgers:
            self._unknown(Trouble.UNKNOWN_LEDGER, field.target, self.around.ledgers, "field", field.no, "of")

    def _choices(self, field: Field) -> tuple[Choice, ...]:
        shared = self.around.lists.get(field.target)
        if shared is not None:
            return shared.choices
        table = self.around.tables.get(field.target)
        if table is not None and len(table.keys) == 1:
            return table_choices(table)
        known = [
            *self.around.lists,
            *(name for name, one in self.around.tables.items() if len(one.keys) == 1),
        ]
        self._unknown(Trouble.UNKNOWN_CHOICES, field.target, known, "field", field.no, "of")
        return ()

    def _default(self, field: Field) -> None:
        usable = [choice.code for choice in field.of if choice.removed is None]
        if field.default not in usable:
            place = self.places.at("field", field.no, "default")
            self.notes.add(
                place, Trouble.BAD_DEFAULT, name=field.name, value=field.default, choices=", ".join(usable)
            )

    def _unknown(self, kind: Trouble, name: str, known: Iterable[str], *path: str | int) -> None:
        names = sorted(known)
        self.notes.add(
            self.places.at(*path), kind, name=name, nearest=nearest(name, names), known=", ".join(names)
        )

    def names(self, ledger: Ledger) -> None:
        """Check the fields that key, pages and row template name."""
        by_name = {field.name: field for field in ledger.fields if field.name}
        for name, path in _named(ledger):
            field = by_name.get(name)
            if field is None:
                present = [one for one, field in by_name.items() if field.removed is None]
                kind = Trouble.BAD_ROW if path == ("row",) else Trouble.UNKNOWN_FIELD
                self._unknown(kind, name, present, *path)
            elif field.removed is not None:
                self.notes.add(self.places.at(*path), Trouble.REMOVED_FIELD, name=name, day=field.removed)
        for name in ledger.key:
            field = by_name.get(name)
            if field is not None and field.type == COMPUTED:
                self.notes.add(self.places.at("key", name), Trouble.NOT_FOR_TYPE, key="key", type=COMPUTED)
        if re.search(r"[{}]", BRACES.sub("", ledger.row)) or (ledger.row and not BRACES.search(ledger.row)):
            self.notes.add(self.places.at("row"), Trouble.BAD_ROW, name=ledger.row, nearest="", known="")


def _named(ledger: Ledger) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for name in BRACES.findall(ledger.row):
        yield name, ("row",)
    for name in ledger.key:
        yield name, ("key", name)
    for name in ledger.pages.columns:
        yield name, ("columns", name)
    for name in ledger.pages.filters:
        yield name, ("filters", name)
    for panel in ledger.pages.panels:
        for name in panel:
            yield name, ("panels", name)
