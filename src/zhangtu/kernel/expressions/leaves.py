"""What a name, number or text of an expression means where it stands."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from zhangtu.kernel.expressions.kinds import DATE, NULL, NUMBER, TEXT, YES_NO, Kind, Type
from zhangtu.kernel.expressions.nodes import Literal, LookUp, Me, Mine, Named, Node, Own, Step
from zhangtu.kernel.expressions.scopes import Built, Scope, fitted
from zhangtu.kernel.expressions.shapes import FieldShape, TableShape
from zhangtu.kernel.expressions.words import Sort


def leaf(scope: Scope, places: Sequence[int]) -> Built:
    """The node for a word, or for two joined by a point.

    Args:
        scope: What can be seen.
        places: The numbers of the words.

    Returns:
        The node.

    Raises:
        ExpressionError: The words mean nothing here.
    """
    if len(places) > 2:
        raise scope.error("steps", places[2])
    return Built(_single(scope, places[0]) if len(places) == 1 else _stepped(scope, *places), places[0])


def own(scope: Scope, place: int) -> Own:
    """The field of the row looked at that a word means.

    Args:
        scope: What can be seen.
        place: The number of the word.

    Returns:
        The field.

    Raises:
        ExpressionError: There is no such field, or it is another row's live one.
    """
    field = scope.field(scope.ledger, place)
    if field is None:
        raise scope.unknown("field", place, sorted(scope.ledger.named))
    if scope.mine is not None:
        _stored_only(scope, field, place)
    return Own(field.no, field.type, scope.ledger.name, field.live)


def _single(scope: Scope, place: int) -> Node:
    word = scope.words[place]
    if word.sort is Sort.TEXT:
        return Literal(word.text, TEXT)
    if word.sort is Sort.NUMBER:
        return Literal(Decimal(word.text), NUMBER)
    if word.sort is Sort.KEY:
        return _key(scope, place)
    if scope.field(scope.ledger, place) is None and word.text in scope.world.words:
        return Named(word.text, scope.world.words[word.text])
    return own(scope, place)


def _key(scope: Scope, place: int) -> Node:
    word = scope.words[place].text
    if word == "date":
        try:
            return Literal(date.fromisoformat(scope.words[place + 1].text), DATE)
        except ValueError:
            raise scope.error("date", place) from None
    if word == "me":
        return Me(Type(Kind.ROW, target=(scope.mine or scope.ledger).name))
    return Literal(None, NULL) if word == "null" else Literal(word == "true", YES_NO)


def _stepped(scope: Scope, first: int, second: int) -> Node:
    """``premises.kind``: one step through a reference; or ``visits.cap``: a table by the row's own fields."""
    through = scope.field(scope.ledger, first)
    word = scope.words[first].text
    if through is None and word not in scope.world.words:
        table = scope.world.tables.get(word)
        if table is None:
            raise scope.unknown("field", first, sorted(scope.ledger.named))
        return _implied(scope, table, first, second)
    if scope.mine is not None:
        return _mine(scope, through, first, second)
    start = Named(word, scope.world.words[word]) if through is None else own(scope, first)
    field, ledger = _target(scope, start.type, first, second)
    _stored_only(scope, field, second)
    return Step(start, ledger, field.no, field.type)


def _mine(scope: Scope, through: FieldShape | None, first: int, second: int) -> Node:
    if through is None or through.no != scope.reference or scope.mine is None:
        raise scope.error("steps", first)
    field, ledger = _target(scope, through.type, first, second)
    return Mine(through.no, field.no, field.type, scope.ledger.name, ledger, field.live)


def _target(scope: Scope, type_: Type, first: int, second: int) -> tuple[FieldShape, str]:
    ledger = scope.world.ledgers.get(type_.target)
    if type_.kind is not Kind.ROW or ledger is None:
        raise scope.error("no_reference", first, word=scope.words[first].text)
    field = scope.field(ledger, second)
    if field is None:
        raise scope.unknown("field", second, sorted(ledger.named))
    return field, ledger.name


def _stored_only(scope: Scope, field: FieldShape, place: int) -> None:
    if field.live:
        raise scope.error("live", place, word=field.name)


def _implied(scope: Scope, table: TableShape, first: int, second: int) -> Node:
    column = scope.words[second].text
    if column not in table.columns:
        raise scope.unknown("column", second, sorted(table.columns))
    keys: list[Node] = []
    for name, type_ in table.keys.items():
        field = None if scope.numbered else scope.ledger.named.get(name)
        if field is None:
            raise scope.error("keys", first, word=table.name, keys=", ".join(table.keys))
        node = Own(field.no, field.type, scope.ledger.name, field.live)
        keys.append(fitted(scope, Built(node, first), type_))
    return LookUp(
        table.name, tuple(table.keys), tuple(keys), column, table.columns[column], shown=True, implied=True
    )
