"""What an expression rests on."""

from dataclasses import dataclass
from enum import StrEnum

from zhangtu.kernel.expressions import nodes
from zhangtu.kernel.expressions.kinds import Kind, Type
from zhangtu.kernel.expressions.nodes import Node


class Using(StrEnum):
    """What sort of thing is used."""

    FIELD = "field"
    #: A choice's code, of a field where one is known.
    CODE = "code"
    LEDGER = "ledger"
    TABLE = "table"
    WORD = "word"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Use:
    """One thing an expression rests on.

    Attributes:
        what: What sort of thing.
        name: The ledger of a field, or the thing's own name; a choice's code.
        no: The number of a field; 0 for other things.
        column: The column of a table; empty for other things.
    """

    what: Using
    name: str
    no: int = 0
    column: str = ""


def uses(node: Node) -> frozenset[Use]:
    """Everything a tree rests on.

    Args:
        node: The tree.

    Returns:
        Fields, codes, ledgers, tables, words and questions.
    """
    found = {use for one in nodes.walk(node) for use in _of(one)}
    return frozenset(found)


def own_fields(node: Node) -> frozenset[int]:
    """The numbers of the row's own fields a tree reads, also from within its sub-queries.

    Args:
        node: The tree.

    Returns:
        The numbers.
    """
    inside = {id(own) for one in nodes.walk(node) if isinstance(one, nodes.Gather) for own in nodes.walk(one)}
    own = {one.no for one in nodes.walk(node) if isinstance(one, nodes.Own) and id(one) not in inside}
    return frozenset(own | {one.no for one in nodes.walk(node) if isinstance(one, nodes.Mine)})


def is_live(node: Node) -> bool:
    """Whether a tree's value can change though its row does not.

    Args:
        node: The tree.

    Returns:
        Whether it asks for today, a table, other rows, words of the moment, or reads what does.
    """
    return any(_is_live(one) for one in nodes.walk(node))


def _is_live(node: Node) -> bool:
    if isinstance(node, nodes.Own | nodes.Mine):
        return node.live
    if isinstance(node, nodes.Call):
        return node.function is nodes.Function.TODAY
    return isinstance(
        node, nodes.LookUp | nodes.Gather | nodes.Step | nodes.Named | nodes.Ask | nodes.Rises | nodes.Total
    )


def _of(node: Node) -> tuple[Use, ...]:
    if isinstance(node, nodes.Own):
        return (Use(Using.FIELD, node.ledger, node.no),)
    if isinstance(node, nodes.Mine):
        return (Use(Using.FIELD, node.ledger, node.reference), Use(Using.FIELD, node.mine, node.no))
    if isinstance(node, nodes.Step):
        return (Use(Using.LEDGER, node.ledger), Use(Using.FIELD, node.ledger, node.no))
    if isinstance(node, nodes.LookUp):
        return (Use(Using.TABLE, node.table, column=node.column),)
    return _of_names(node)


def _of_names(node: Node) -> tuple[Use, ...]:
    if isinstance(node, nodes.Gather):
        return (Use(Using.LEDGER, node.ledger),)
    if isinstance(node, nodes.Named):
        return (Use(Using.WORD, node.name),)
    if isinstance(node, nodes.Ask):
        return (Use(Using.QUESTION, node.name),)
    if isinstance(node, nodes.Literal) and _is_code(node.type):
        return (Use(Using.CODE, str(node.value)),)
    return ()


def _is_code(type_: Type) -> bool:
    return type_.kind is Kind.CHOICE
