"""What can be seen from a place of an expression, and how a value is made to fit where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, NamedTuple

from zhangtu.kernel.expressions.errors import ExpressionError
from zhangtu.kernel.expressions.kinds import Kind, Type, common
from zhangtu.kernel.expressions.nodes import Literal, Node
from zhangtu.kernel.expressions.shapes import FieldShape, LedgerShape, World
from zhangtu.kernel.expressions.skeleton import Marks
from zhangtu.kernel.expressions.words import Sort, Word


class Built(NamedTuple):
    """A node and the number of the word it begins with."""

    node: Node
    place: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What can be seen.

    Attributes:
        text: The expression.
        words: Its words.
        marks: What stands beside sub-queries.
        world: Everything that can be spoken of.
        ledger: The ledger whose fields names mean.
        mine: Within a sub-query, the ledger of the row that asks; else ``None``.
        reference: Within a sub-query, the number of the field that points to me.
        numbered: Whether fields are written by number.
        many: Whether figures over many rows may be asked.
    """

    text: str
    words: Sequence[Word]
    marks: Mapping[int, Marks]
    world: World
    ledger: LedgerShape
    mine: LedgerShape | None = None
    reference: int | None = None
    numbered: bool = False
    many: bool = False

    def error(self, kind: str, place: int, **facts: object) -> ExpressionError:
        """Refuse at a word.

        Args:
            kind: What is wrong.
            place: The number of the word.
            facts: What fills the sentence.

        Returns:
            The exception, to be raised.
        """
        start = self.words[place].start if place < len(self.words) else len(self.text)
        return ExpressionError(kind, self.text, start, **facts)

    def field(self, ledger: LedgerShape, place: int) -> FieldShape | None:
        """The field a word means.

        Args:
            ledger: The ledger whose fields are looked through.
            place: The number of the word.

        Returns:
            The field; ``None`` when there is none.
        """
        word = self.words[place]
        if word.sort is Sort.NUMBERED:
            return ledger.numbered.get(int(word.text[1:]))
        if word.sort is not Sort.NAME or self.numbered:
            return None
        return ledger.named.get(word.text)

    def unknown(self, kind: str, place: int, known: Sequence[str]) -> ExpressionError:
        """Refuse a name nobody has, naming the nearest there is.

        Args:
            kind: What is wrong.
            place: The number of the word.
            known: The names there are.

        Returns:
            The exception, to be raised.
        """
        word = self.words[place].text
        near = get_close_matches(word, known, 1, 0.6) or sorted(known)[:8]
        return self.error(kind, place, word=word, near=", ".join(near) or "—")


def fitted(scope: Scope, built: Built, wanted: Type) -> Node:
    """A value where a certain type is wanted; a written text becomes the code of a choice.

    Args:
        scope: What can be seen.
        built: The value.
        wanted: The type.

    Returns:
        The value's node.

    Raises:
        ExpressionError: It does not fit; nothing is cast.
    """
    node = built.node
    if isinstance(node, Literal) and node.type.kind is Kind.TEXT and wanted.kind is Kind.CHOICE:
        if wanted.codes and node.value not in wanted.codes:
            codes = ", ".join(sorted(wanted.codes)[:12])
            raise scope.error("code", built.place, word=node.value, codes=codes)
        return Literal(node.value, wanted)
    if common(node.type, wanted) is None:
        if node.type.kind is wanted.kind:
            raise scope.error("lists", built.place)
        raise scope.error("type", built.place, has=node.type.kind, want=wanted.kind)
    return node


def paired(scope: Scope, left: Built, right: Built) -> tuple[Node, Node, Type]:
    """Two values that are to be compared or put side by side.

    Args:
        scope: What can be seen.
        left: One value.
        right: The other.

    Returns:
        Their nodes and their common type.

    Raises:
        ExpressionError: They do not go together.
    """
    if _is_written(left.node) and right.node.type.kind is Kind.CHOICE:
        left = Built(fitted(scope, left, right.node.type), left.place)
    elif _is_written(right.node) and left.node.type.kind is Kind.CHOICE:
        right = Built(fitted(scope, right, left.node.type), right.place)
    both = common(left.node.type, right.node.type)
    if both is None:
        if left.node.type.kind is right.node.type.kind:
            raise scope.error("lists", right.place)
        raise scope.error("pair", right.place, left=left.node.type.kind, right=right.node.type.kind)
    return left.node, right.node, both


def gathered(scope: Scope, builts: Sequence[Built]) -> tuple[tuple[Node, ...], Type]:
    """Several values of one type, for ``coalesce``, the branches of a ``case`` and their like.

    Args:
        scope: What can be seen.
        builts: The values, at least one.

    Returns:
        Their nodes and their common type.

    Raises:
        ExpressionError: They do not go together.
    """
    lead = next((one for one in builts if not _is_loose(one.node)), builts[0])
    nodes: list[Node] = []
    both = lead.node.type
    for one in builts:
        _, node, both = paired(scope, Built(Literal(None, both), lead.place), one)
        nodes.append(node)
    return tuple(nodes), both


#: Kinds a written text may still turn into.
_LOOSE: Final = frozenset({Kind.TEXT, Kind.NULL})


def _is_written(node: Node) -> bool:
    return isinstance(node, Literal) and node.type.kind is Kind.TEXT


def _is_loose(node: Node) -> bool:
    return isinstance(node, Literal) and node.type.kind in _LOOSE
