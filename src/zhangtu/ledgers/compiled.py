"""A ledger's definition made ready for use: readers, computed values, checks, keys, what a row is called."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, Final, cast

from zhangtu.kernel.expressions import Expression, Kind, World
from zhangtu.ledgers.worlds import computed_value
from zhangtu.schema.specs import Check, Field, Ledger
from zhangtu.schema.types import TYPES
from zhangtu.schema.types.face import FieldType, Looking, Nowhere, Reader

_BRACED: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
#: Types whose words are looked up anew for each reader: what is found depends on who asks.
_LOOKED_UP: Final = frozenset({"reference", "person", "post", "unit"})


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed field with its expression.

    Attributes:
        field: The field.
        expression: What computes it.
    """

    field: Field
    expression: Expression


@dataclass(frozen=True, slots=True)
class Checked:
    """A check with its expression.

    Attributes:
        check: The check.
        expression: What must not be true.
        reads: The numbers of the fields it rests on, those behind computed fields included.
    """

    check: Check
    expression: Expression
    reads: frozenset[int]


@dataclass(frozen=True, eq=False)
class InForce:
    """A ledger as it is in force.

    Attributes:
        ledger: The definition, expressions by name.
        id: The version of the definition, which entries name.
        register: The number of its register in the journal.
        world: What its expressions speak of.
        stored: Its stored computed fields, those that rest on others behind them.
        live: Its live computed fields.
        checks: Its checks.
        stored_ledger: The definition, expressions by number.
    """

    ledger: Ledger
    id: int
    register: int
    world: World
    stored: tuple[Computed, ...] = ()
    live: tuple[Computed, ...] = ()
    checks: tuple[Checked, ...] = ()
    stored_ledger: Ledger | None = None
    _readers: dict[int, Reader] = field(default_factory=dict, repr=False)

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The fields that are there, by name."""
        return {each.name: each for each in self.ledger.fields if each.removed is None}

    @cached_property
    def numbered(self) -> Mapping[int, Field]:
        """All fields, removed ones included, by number."""
        return {each.no: each for each in self.ledger.fields}

    @cached_property
    def types(self) -> Mapping[int, FieldType]:
        """The types of the fields, by number."""
        return {each.no: TYPES[each.type] for each in self.ledger.fields if each.type in TYPES}

    @cached_property
    def personal(self) -> frozenset[int]:
        """The numbers of the fields with values about persons."""
        return frozenset(each.no for each in self.ledger.fields if each.personal)

    @cached_property
    def required(self) -> tuple[Field, ...]:
        """The fields a row may not be without."""
        return tuple(each for each in self.fields.values() if each.required and each.type != "computed")

    @cached_property
    def defaults(self) -> tuple[Field, ...]:
        """The fields that start with a value."""
        return tuple(each for each in self.fields.values() if each.default is not None)

    @cached_property
    def references(self) -> frozenset[int]:
        """The numbers of the fields that refer to rows, removed ones included."""
        return frozenset(each.no for each in self.ledger.fields if each.type == "reference")

    @cached_property
    def attached(self) -> frozenset[int]:
        """The numbers of the fields that hold files."""
        return frozenset(each.no for each in self.ledger.fields if each.type in ("file", "photo"))

    @cached_property
    def keyed(self) -> tuple[tuple[int, tuple[int, ...], bool], ...]:
        """The keys of a row: number of the key (0: several fields together), fields, whether unique."""
        found: list[tuple[int, tuple[int, ...], bool]] = [
            (each.no, (each.no,), True) for each in self.fields.values() if each.unique
        ]
        own = tuple(self.fields[name].no for name in self.ledger.key if name in self.fields)
        if len(own) == 1 and own[0] not in {no for no, _, _ in found}:
            found.append((own[0], own, False))
        elif len(own) > 1:
            found.append((0, own, False))
        return tuple(found)

    @cached_property
    def searched(self) -> tuple[int, ...]:
        """The numbers of the fields whose folded words are kept for typed search; never personal ones."""
        return tuple(each.no for each in self.fields.values() if each.search and not each.personal)

    @cached_property
    def template(self) -> tuple[tuple[str, Field | None], ...]:
        """What a row is called: words before a field, and the field; the last words without one."""
        parts: list[tuple[str, Field | None]] = []
        at = 0
        for found in _BRACED.finditer(self.ledger.row):
            parts.append((self.ledger.row[at : found.start()], self.fields.get(found[1])))
            at = found.end()
        return (*parts, (self.ledger.row[at:], None))

    def reader(self, spec: Field, looking: Looking | None = None) -> Reader:
        """What reads a field.

        Args:
            spec: The field.
            looking: Where words are looked up and how days are counted; ``None`` for a field that needs none.

        Returns:
            The reader, made once unless what it makes of a value depends on who asks or on the file.
        """
        if looking is not None and (spec.type in _LOOKED_UP or looking.from_1904):
            return TYPES[spec.type].reader(spec, looking)
        known = self._readers.get(spec.no)
        if known is None:
            known = self._readers[spec.no] = TYPES[spec.type].reader(spec, cast("Looking", Nowhere()))
        return known

    @cached_property
    def _loaders(self) -> Mapping[int, Callable[[Any], Any]]:
        """What makes a value of what a JSON reader makes of a field's text, by number."""
        kinds = {one.field.no: one.expression.type for one in (*self.stored, *self.live)}
        return {
            no: partial(computed_value, kinds[no]) if no in kinds else kind.loaded
            for no, kind in self.types.items()
        }

    def loaded(self, plain: Mapping[int, Any]) -> dict[int, Any]:
        """Values of the JSON objects of a row; fields the definition does not know are left out."""
        loaders = self._loaders
        return {no: loaders[no](value) for no, value in plain.items() if no in loaders}

    @cached_property
    def readable(self) -> frozenset[int]:
        """The numbers of the fields expressions can read."""
        return frozenset(self.world.ledgers[self.ledger.name].numbered)

    def kind_of(self, spec: Field) -> Kind | None:
        """What expressions and lists see of a field; ``None`` for places and files."""
        shape = self.world.ledgers[self.ledger.name].numbered.get(spec.no)
        return None if shape is None else shape.type.kind
