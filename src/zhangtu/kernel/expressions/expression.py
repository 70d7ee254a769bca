"""An expression: read from a text, run on a row, written again by name or by number."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from zhangtu.kernel.expressions import nodes, printing
from zhangtu.kernel.expressions.arithmetic import plain
from zhangtu.kernel.expressions.building import build
from zhangtu.kernel.expressions.errors import ExpressionError
from zhangtu.kernel.expressions.figures import figure
from zhangtu.kernel.expressions.kinds import Kind, Type, Value
from zhangtu.kernel.expressions.nodes import Node
from zhangtu.kernel.expressions.running import related_rows, runner
from zhangtu.kernel.expressions.scopes import Scope
from zhangtu.kernel.expressions.shapes import Context, LedgerShape, Related, Values, World
from zhangtu.kernel.expressions.skeleton import skeleton
from zhangtu.kernel.expressions.uses import Use, is_live, own_fields, uses
from zhangtu.kernel.expressions.words import Sort, Word, cut


@dataclass(frozen=True)
class Expression:
    """What was read from a text and checked; the only thing that is ever run.

    Attributes:
        node: Its tree.
        ledger: The name of the ledger it is about.
        type: The type of what it gives.
        fields: The numbers of the row's own fields it reads.
        live: Whether it can change though the row does not: it asks for today, a table or other rows.
        uses: Everything it rests on, so that a removal can be refused with its users.
        related: The rows of other ledgers it looks at.
    """

    node: Node
    ledger: str
    type: Type = field(init=False, compare=False)
    fields: frozenset[int] = field(init=False, compare=False)
    live: bool = field(init=False, compare=False)
    uses: frozenset[Use] = field(init=False, compare=False, repr=False)
    related: frozenset[Related] = field(init=False, compare=False, repr=False)
    _run: Callable[[Values, Context, Values], Any] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "type", self.node.type)
        put(self, "fields", own_fields(self.node))
        put(self, "live", is_live(self.node))
        put(self, "uses", uses(self.node))
        gathers = (one for one in nodes.walk(self.node) if isinstance(one, nodes.Gather))
        put(self, "related", frozenset(map(related_rows, gathers)))
        figures = any(isinstance(one, nodes.Total) for one in nodes.walk(self.node))
        put(self, "_run", None if figures else runner(self.node))

    def stored(self) -> str:
        """The text that is kept: fields by number, so that it outlives their names.

        Returns:
            A text for ``parse_stored``.
        """
        return printing.by_number(self.node)


def parse(text: str, world: World, ledger: LedgerShape, *, many: bool = False) -> Expression:
    """Read an expression.

    Args:
        text: The expression, fields by name.
        world: What can be spoken of.
        ledger: The ledger whose row it is about; it need not be in the world.
        many: Whether it is a figure over many rows, as measures are.

    Returns:
        The expression.

    Raises:
        ExpressionError: It is refused; the exception says where, what, and how to mend it.
    """
    return _read(text, world, ledger, numbered=False, many=many)


def parse_stored(text: str, world: World, ledger: LedgerShape, *, many: bool = False) -> Expression:
    """Read what ``Expression.stored`` wrote.

    Args:
        text: The expression, fields by number.
        world: What can be spoken of.
        ledger: The ledger whose row it is about.
        many: Whether it is a figure over many rows.

    Returns:
        The expression.

    Raises:
        ExpressionError: What it speaks of is no longer there.
    """
    return _read(text, world, ledger, numbered=True, many=many)


def write(expression: Expression, world: World) -> str:
    """Write an expression for people.

    Args:
        expression: The expression.
        world: Where the names come from; its ledger must be in it.

    Returns:
        The text, fields by the names they have now.
    """
    return printing.by_name(expression.node, world)


def run(expression: Expression, values: Values, context: Context) -> Value:
    """Run an expression on a row.

    Args:
        expression: The expression.
        values: The row's values by field number.
        context: Where and when it is asked.

    Returns:
        Its value; ``None`` for nothing. Numbers are written the shortest way.
    """
    found: Value = expression._run(values, context, values)  # noqa: SLF001  # the one place that runs it
    return plain(found) if isinstance(found, Decimal) else found


def run_many(expression: Expression, rows: Sequence[tuple[Values, Context]]) -> Value:
    """Run a figure over many rows.

    Args:
        expression: An expression read with ``many``.
        rows: The values of each row and where it is asked.

    Returns:
        The figure.
    """
    found: Value = figure(expression.node, rows)
    return plain(found) if isinstance(found, Decimal) else found


def _read(text: str, world: World, ledger: LedgerShape, *, numbered: bool, many: bool) -> Expression:
    words = cut(text, numbered=numbered)
    found = skeleton(text, words)
    seen = World({ledger.name: ledger} | dict(world.ledgers), world.tables, world.words, world.questions)
    scope = Scope(text, words, found.marks, seen, ledger, numbered=numbered, many=many)
    node = build(scope, found.tree).node
    _check_nothing_lost(text, words, node, seen, numbered=numbered)
    if many:
        _check_figure(scope, node)
    if node.type.kind is Kind.NULL:
        raise ExpressionError("null", text, 0)
    return Expression(node, ledger.name)


def _check_figure(scope: Scope, node: Node) -> None:
    """Fields stand within totals, and no total within another."""
    totals = [one for one in nodes.walk(node) if isinstance(one, nodes.Total)]
    inside = {id(part) for total in totals for part in nodes.walk(total) if part is not total}
    if any(id(total) in inside for total in totals):
        raise scope.error("total", 0)
    if any(isinstance(one, nodes.Own) and id(one) not in inside for one in nodes.walk(node)):
        raise scope.error("many", 0)


def _check_nothing_lost(
    text: str, words: Sequence[Word], node: Node, world: World, *, numbered: bool
) -> None:
    """Write the tree again and demand every word of the text in it, brackets aside."""
    again = printing.by_number(node) if numbered else printing.by_name(node, world)
    left = Counter(map(_said, cut(again, numbered=numbered)))
    for word in words:
        said = _said(word)
        if word.text in ("(", ")") and word.sort is Sort.SIGN:
            continue
        if not left[said]:
            raise ExpressionError("lost", text, word.start, word=word.text)
        left[said] -= 1


def _said(word: Word) -> tuple[Sort, str | Decimal]:
    return word.sort, Decimal(word.text) if word.sort is Sort.NUMBER else word.text
