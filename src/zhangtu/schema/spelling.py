"""Expressions of one version of a ledger, by number for comparing and by whatever names fields get."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from zhangtu.kernel.expressions import Expression, LedgerShape, World, write
from zhangtu.schema.compiling import compile_ledgers
from zhangtu.schema.specs import Ledger, Table


class Spelling:
    """What the expressions of a ledger mean, whatever its fields are called."""

    def __init__(self, ledger: Ledger, ledgers: Iterable[Ledger], tables: Iterable[Table]) -> None:
        others = [one for one in ledgers if one.name != ledger.name]
        compiled = compile_ledgers([ledger, *others], tables)
        self.ledger = ledger
        self.world = compiled.world
        self.read: dict[str, Expression] = {}
        for field in ledger.fields:
            value = compiled.values.get((ledger.name, field.no))
            if value is not None:
                self.read[field.value] = value
        for at, check in enumerate(ledger.checks):
            test = compiled.checks.get((ledger.name, at))
            if test is not None:
                self.read[check.forbid] = test

    def stored(self, text: str) -> str:
        """An expression by number; as it is where it can't be read here."""
        return self.read[text].stored() if text in self.read else text

    def named(self, text: str, names: Mapping[int, str]) -> str:
        """An expression with the names fields have now.

        Args:
            text: The expression with the names of this version.
            names: Number of a field → its name now.

        Returns:
            The very text where no name in it changed.
        """
        shape = self.world.ledgers[self.ledger.name]
        renamed = tuple(replace(one, name=names.get(one.no, one.name)) for one in shape.fields)
        if text not in self.read or renamed == shape.fields:
            return text
        ledgers = {**self.world.ledgers, shape.name: LedgerShape(shape.name, renamed)}
        new = World(ledgers, self.world.tables, self.world.words, self.world.questions)
        read = self.read[text]
        written = write(read, new)
        return text if written == write(read, self.world) else written


def with_live(ledger: Ledger, ledgers: Iterable[Ledger], tables: Iterable[Table]) -> Ledger:
    """Decide anew which computed fields are live: one may have come to rest on another that is now.

    Args:
        ledger: The ledger.
        ledgers: The other ledgers its expressions speak of.
        tables: The dated tables they speak of.

    Returns:
        The ledger; fields whose expressions can't be read here stay as they are.
    """
    others = [one for one in ledgers if one.name != ledger.name]
    values = compile_ledgers([ledger, *others], tables).values
    fields = (
        replace(field, live=values[ledger.name, field.no].live)
        if (ledger.name, field.no) in values
        else field
        for field in ledger.fields
    )
    return replace(ledger, fields=tuple(fields))
