"""Writes a tree as text again: by name for people, by number for the store."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from zhangtu.kernel.expressions import nodes
from zhangtu.kernel.expressions.figuring import Figure
from zhangtu.kernel.expressions.kinds import Kind
from zhangtu.kernel.expressions.nodes import Node
from zhangtu.kernel.expressions.shapes import World

#: How tightly things hold together; what holds less tightly inside gets brackets.
_SOME, _ALL, _NOT, _COMPARE, _JOIN, _PLUS, _TIMES, _SIGN, _ATOM = range(1, 10)

_STRENGTH: Final[Mapping[type, int]] = {
    nodes.Some: _SOME,
    nodes.All: _ALL,
    nodes.Not: _NOT,
    nodes.Compare: _COMPARE,
    nodes.Empty: _COMPARE,
    nodes.OneOf: _COMPARE,
    nodes.Within: _COMPARE,
    nodes.Join: _JOIN,
    nodes.Shift: _PLUS,
    nodes.Gap: _PLUS,
    nodes.Negative: _SIGN,
}


def by_name(node: Node, world: World) -> str:
    """Write a tree for people.

    Args:
        node: The tree.
        world: Where the names come from.

    Returns:
        The text, fields by name.
    """

    def name(ledger: str, no: int) -> str:
        return world.ledgers[ledger].numbered[no].name

    return _Writer(name).write(node)


def by_number(node: Node) -> str:
    """Write a tree for the store.

    Args:
        node: The tree.

    Returns:
        The text, fields as ``#12``: it stays right when a field gets another name.
    """
    return _Writer(lambda _ledger, no: f"#{no}", keys_always=True).write(node)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes nodes; ``name`` gives the word for a field of a ledger; stored texts always have keys."""

    name: Callable[[str, int], str]
    keys_always: bool = False

    def write(self, node: Node) -> str:
        """Write a node."""
        return _WRITERS[type(node)](self, node)

    def inside(self, node: Node, strength: int) -> str:
        """Write a node where something holding at least so tightly is wanted."""
        text = self.write(node)
        return text if _strength(node) >= strength else f"({text})"

    def listed(self, several: tuple[Node, ...]) -> str:
        """Write nodes with commas between."""
        return ", ".join(map(self.write, several))


def _strength(node: Node) -> int:
    if isinstance(node, nodes.Reckon):
        return _PLUS if node.how in (nodes.Reckoning.PLUS, nodes.Reckoning.MINUS) else _TIMES
    if isinstance(node, nodes.Not) and isinstance(node.inner, nodes.Empty | nodes.OneOf | nodes.Within):
        return _COMPARE
    return _STRENGTH.get(type(node), _ATOM)


def _literal(_writer: _Writer, node: nodes.Literal) -> str:
    value = node.value
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    quoted = "'" + str(value).replace("'", "''") + "'"
    return f"date {quoted}" if isinstance(value, date) and node.type.kind is Kind.DATE else quoted


def _own(writer: _Writer, node: nodes.Own) -> str:
    return writer.name(node.ledger, node.no)


def _mine(writer: _Writer, node: nodes.Mine) -> str:
    return f"{writer.name(node.ledger, node.reference)}.{writer.name(node.mine, node.no)}"


def _step(writer: _Writer, node: nodes.Step) -> str:
    return f"{writer.write(node.through)}.{writer.name(node.ledger, node.no)}"


def _pair(writer: _Writer, node: nodes.Compare | nodes.Reckon | nodes.Shift | nodes.Gap | nodes.Join) -> str:
    """Two parts round a sign; the right one must hold more tightly, as chains lean to the left."""
    strength = _strength(node)
    left = strength + 1 if isinstance(node, nodes.Compare) else strength
    sign = "-" if isinstance(node, nodes.Gap) else "||" if isinstance(node, nodes.Join) else node.how.value
    return f"{writer.inside(node.left, left)} {sign} {writer.inside(node.right, strength + 1)}"


def _negative(writer: _Writer, node: nodes.Negative) -> str:
    return "-" + writer.inside(node.inner, _ATOM)


def _all(writer: _Writer, node: nodes.All) -> str:
    return " and ".join(writer.inside(one, _NOT) for one in node.parts)


def _some(writer: _Writer, node: nodes.Some) -> str:
    return " or ".join(writer.inside(one, _ALL) for one in node.parts)


def _not(writer: _Writer, node: nodes.Not) -> str:
    inner = node.inner
    if isinstance(inner, nodes.Empty):
        return f"{writer.inside(inner.inner, _JOIN)} is not null"
    if isinstance(inner, nodes.OneOf | nodes.Within):
        return _membership(writer, inner, "not in")
    return "not " + writer.inside(inner, _NOT)


def _empty(writer: _Writer, node: nodes.Empty) -> str:
    return f"{writer.inside(node.inner, _JOIN)} is null"


def _member(writer: _Writer, node: nodes.OneOf | nodes.Within) -> str:
    return _membership(writer, node, "in")


def _membership(writer: _Writer, node: nodes.OneOf | nodes.Within, word: str) -> str:
    group = (
        f"({writer.listed(node.options)})" if isinstance(node, nodes.OneOf) else _group(writer, node.group)
    )
    return f"{writer.inside(node.inner, _JOIN)} {word} {group}"


def _group(writer: _Writer, node: Node) -> str:
    return f"({writer.write(node)})" if isinstance(node, nodes.Case) else writer.write(node)


def _case(writer: _Writer, node: nodes.Case) -> str:
    parts = ["case"]
    if node.subject is not None:
        parts.append(writer.write(node.subject))
    parts += [
        f"when {writer.write(branch.test)} then {writer.write(branch.then)}" for branch in node.branches
    ]
    if node.otherwise is not None:
        parts.append(f"else {writer.write(node.otherwise)}")
    return " ".join([*parts, "end"])


def _call(writer: _Writer, node: nodes.Call) -> str:
    return f"{node.function.value}({writer.listed(node.arguments)})"


def _look_up(writer: _Writer, node: nodes.LookUp) -> str:
    keys = "" if node.implied and not writer.keys_always else f"({writer.listed(node.keys)})"
    return f"{node.table}{keys}" + (f".{node.column}" if node.shown else "")


def _ask(writer: _Writer, node: nodes.Ask) -> str:
    return f"{node.name}({writer.listed(node.arguments)})"


def _gather(writer: _Writer, node: nodes.Gather) -> str:
    text = f"{node.what.value}({node.ledger} where {writer.write(node.reference)} = me"
    if isinstance(node.condition, nodes.All):
        text += f" and {writer.write(node.condition)}"
    elif node.condition is not None:
        text += f" and {writer.inside(node.condition, _NOT)}"
    if node.gathered is not None:
        text += f", {'distinct ' if node.distinct else ''}{writer.write(node.gathered)}"
    if node.by is not None:
        text += f" by {writer.write(node.by)}"
    return text + ")"


def _rises(writer: _Writer, node: nodes.Rises) -> str:
    return f"{node.how.value}({writer.write(node.figure)}, {writer.write(node.bound)})"


def _total(writer: _Writer, node: nodes.Total) -> str:
    if node.inner is None:
        return f"{node.what.value}()"
    inner = writer.write(node.inner)
    if node.what is Figure.DISTINCT:
        return f"count(distinct {inner})"
    by = "" if node.by is None else f" by {writer.write(node.by)}"
    return f"{node.what.value}({inner}{by})"


#: How each node is written; every function takes the writer and its own kind of node.
_WRITERS: Final[Mapping[type, Callable[..., str]]] = {
    nodes.Literal: _literal,
    nodes.Own: _own,
    nodes.Mine: _mine,
    nodes.Me: lambda _writer, _node: "me",
    nodes.Named: lambda _writer, node: node.name,
    nodes.Step: _step,
    nodes.Compare: _pair,
    nodes.Reckon: _pair,
    nodes.Shift: _pair,
    nodes.Gap: _pair,
    nodes.Join: _pair,
    nodes.Negative: _negative,
    nodes.All: _all,
    nodes.Some: _some,
    nodes.Not: _not,
    nodes.Empty: _empty,
    nodes.OneOf: _member,
    nodes.Within: _member,
    nodes.Case: _case,
    nodes.Call: _call,
    nodes.LookUp: _look_up,
    nodes.Ask: _ask,
    nodes.Gather: _gather,
    nodes.Rises: _rises,
    nodes.Total: _total,
}
