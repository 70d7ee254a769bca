"""What a call means: functions, dated tables, questions, figures over many rows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from zhangtu.kernel.expressions.figuring import Figure, Rising
from zhangtu.kernel.expressions.kinds import DATE, NULL, NUMBER, ORDERED, TEXT, YES_NO, Kind, Type
from zhangtu.kernel.expressions.nodes import (
    Ask,
    Call,
    Function,
    Literal,
    LookUp,
    Node,
    Own,
    Rises,
    Total,
)
from zhangtu.kernel.expressions.patterns import PatternError, pattern
from zhangtu.kernel.expressions.scopes import Built, Scope, fitted, gathered
from zhangtu.kernel.expressions.words import PLACES

#: What goes into functions of fixed types, and what comes out.
_PLAIN: Final[Mapping[str, tuple[tuple[Type, ...], Type]]] = {
    Function.TODAY: ((), DATE),
    Function.ADD_DAYS: ((DATE, NUMBER), DATE),
    Function.ADD_MONTHS: ((DATE, NUMBER), DATE),
    Function.ADD_YEARS: ((DATE, NUMBER), DATE),
    Function.DAYS_BETWEEN: ((DATE, DATE), NUMBER),
    Function.YEAR: ((DATE,), NUMBER),
    Function.MONTH: ((DATE,), NUMBER),
    Function.DAY: ((DATE,), NUMBER),
    Function.ABS: ((NUMBER,), NUMBER),
    Function.ROUND: ((NUMBER, NUMBER), NUMBER),
    Function.LENGTH: ((TEXT,), NUMBER),
    Function.LOWER: ((TEXT,), TEXT),
    Function.UPPER: ((TEXT,), TEXT),
    Function.STARTS_WITH: ((TEXT, TEXT), YES_NO),
    Function.ENDS_WITH: ((TEXT, TEXT), YES_NO),
    Function.MATCHES: ((TEXT, TEXT), YES_NO),
}

#: Names of figures over many rows.
_FIGURES: Final = frozenset(figure.value for figure in Figure)

Maker = Callable[[Scope, int, Sequence[Built]], Node]


def call(scope: Scope, place: int, arguments: Sequence[Built]) -> Node:
    """The node for a call.

    Args:
        scope: What can be seen.
        place: The number of the word it is called by.
        arguments: What stands in its brackets.

    Returns:
        The node.

    Raises:
        ExpressionError: There is no such function, or it takes something else.
    """
    name, marks = scope.words[place].text, scope.marks.get(place)
    if scope.many and name in _FIGURES and (name != "count" or marks or not _is_set(arguments)):
        return _total(scope, place, arguments)
    if marks is not None:
        raise scope.error("gathering", marks.place, word=scope.words[marks.place].text)
    if name in _SPECIAL:
        return _SPECIAL[name](scope, place, arguments)
    if name in _PLAIN:
        return _plain(scope, place, arguments)
    if name in scope.world.tables:
        return look_up(scope, place, arguments)
    if name in scope.world.questions:
        question = scope.world.questions[name]
        return Ask(name, _given(scope, place, arguments, question.takes), question.gives)
    known = [*Function, *Rising, *scope.world.tables, *scope.world.questions]
    raise scope.unknown("function", place, sorted(known))


def look_up(scope: Scope, place: int, arguments: Sequence[Built], column: int | None = None) -> Node:
    """What a dated table says.

    Args:
        scope: What can be seen.
        place: The number of the word that names the table.
        arguments: The keys.
        column: The number of the word that names the column; ``None`` where none is written.

    Returns:
        The node.

    Raises:
        ExpressionError: There is no such table or column, or the keys are not its keys.
    """
    table = scope.world.tables.get(scope.words[place].text)
    if table is None:
        raise scope.unknown("table", place, sorted(scope.world.tables))
    if len(arguments) != len(table.keys):
        raise scope.error("keys", place, word=table.name, keys=", ".join(table.keys))
    keys = _given(scope, place, arguments, tuple(table.keys.values()))
    if column is None and len(table.columns) != 1:
        raise scope.error("which_column", place, word=table.name, columns=", ".join(table.columns))
    name = next(iter(table.columns)) if column is None else scope.words[column].text
    if name not in table.columns:
        raise scope.unknown("column", column or place, sorted(table.columns))
    return LookUp(table.name, tuple(table.keys), keys, name, table.columns[name], shown=column is not None)


def _given(scope: Scope, place: int, arguments: Sequence[Built], takes: tuple[Type, ...]) -> tuple[Node, ...]:
    if len(arguments) != len(takes):
        raise scope.error("arguments", place, word=scope.words[place].text, count=len(takes))
    return tuple(fitted(scope, one, type_) for one, type_ in zip(arguments, takes, strict=True))


def _is_set(arguments: Sequence[Built]) -> bool:
    return len(arguments) == 1 and arguments[0].node.type.kind is Kind.SET


def _plain(scope: Scope, place: int, arguments: Sequence[Built]) -> Node:
    function = Function(scope.words[place].text)
    takes, gives = _PLAIN[function.value]
    return Call(function, _given(scope, place, arguments, takes), gives)


def _round(scope: Scope, place: int, arguments: Sequence[Built]) -> Node:
    """``round(x, n)``: how many places is written, so that the type of the figure is known."""
    if len(arguments) == 1:
        raise scope.error("arguments", place, word="round", count=2)
    made = _plain(scope, place, arguments)
    places = arguments[1].node
    if not isinstance(places, Literal) or places.value not in range(PLACES + 1):
        raise scope.error("places", arguments[1].place, places=PLACES)
    return made


def _matches(scope: Scope, place: int, arguments: Sequence[Built]) -> Node:
    made = _plain(scope, place, arguments)
    written = arguments[1].node
    if not isinstance(written, Literal) or not isinstance(written.value, str):
        raise scope.error("pattern_written", arguments[1].place)
    try:
        pattern(written.value)
    except PatternError as error:
        raise scope.error(
            error.kind, arguments[1].place, character=error.place + 1, word=error.word
        ) from None
    return made


def _count(scope: Scope, place: int, arguments: Sequence[Built]) -> Node:
    if not _is_set(arguments):
        raise scope.error("count", place)
    return Call(Function.COUNT, (arguments[0].node,), NUMBER)


def _contains(scope: Scope, place: int, arguments: Sequence[Built]) -> Node:
    """``contains(text, text)`` or ``contains(set, member)``."""
    if arguments and arguments[0].node.type.kind is Kind.SET:
        group = arguments[0].node.type
        nodes = _given(scope, place, arguments, (group, group.item or NULL))
    else:
        nodes = _given(scope, place, arguments, (TEXT, TEXT))
    return Call(Function.CONTAINS, nodes, YES_NO)


def _coalesce(scope: Scope, place: int, arguments: Sequence[Built]) -> Node:
    nodes, type_ = _several(scope, place, arguments)
    return Call(Function.COALESCE, nodes, type_)


def _extreme(scope: Scope, place: int, arguments: Sequence[Built]) -> Node:
    nodes, type_ = _several(scope, place, arguments)
    if type_.kind not in ORDERED:
        raise scope.error("order", arguments[0].place)
    return Call(Function(scope.words[place].text), nodes, type_)


def _several(scope: Scope, place: int, arguments: Sequence[Built]) -> tuple[tuple[Node, ...], Type]:
    if len(arguments) < 2:
        raise scope.error("several", place, word=scope.words[place].text)
    return gathered(scope, arguments)


def _rises(scope: Scope, place: int, arguments: Sequence[Built]) -> Node:
    field, bound = _given(scope, place, arguments, (NUMBER, NUMBER))
    if not isinstance(field, Own) or scope.mine is not None:
        raise scope.error("rises", arguments[0].place)
    return Rises(Rising(scope.words[place].text), field, bound)


def _total(scope: Scope, place: int, arguments: Sequence[Built]) -> Node:
    figure = Figure(scope.words[place].text)
    if scope.mine is not None:
        raise scope.error("total", place)
    if figure is Figure.COUNT and scope.marks.get(place):
        return Total(Figure.DISTINCT, _single(scope, place, arguments))
    if not arguments and figure is Figure.COUNT:
        return Total(figure, None)
    if figure in (Figure.SMALLEST, Figure.LARGEST, Figure.LATEST):
        return _chosen(scope, place, figure, arguments)
    wanted = YES_NO if figure in (Figure.COUNT, Figure.SHARE) else NUMBER
    (inner,) = _given(scope, place, arguments, (wanted,))
    return Total(figure, inner)


def _single(scope: Scope, place: int, arguments: Sequence[Built], count: int = 1) -> Node:
    """The first of so many arguments; a set or ``null`` is no single value."""
    if len(arguments) != count:
        raise scope.error("arguments", place, word=scope.words[place].text, count=count)
    if arguments[0].node.type.kind in (Kind.SET, Kind.NULL):
        raise scope.error("gathered_field", arguments[0].place)
    return arguments[0].node


def _chosen(scope: Scope, place: int, figure: Figure, arguments: Sequence[Built]) -> Node:
    """The smallest, the largest, or the value of the last row: a value of some row as it stands there."""
    if figure is Figure.LATEST and not (
        scope.marks.get(place) and all(isinstance(one.node, Own) for one in arguments)
    ):
        raise scope.error("form_latest", place)
    inner = _single(scope, place, arguments, 2 if figure is Figure.LATEST else 1)
    for one in arguments:
        if one.node.type.kind not in ORDERED or one.node.type.kind is Kind.NULL:
            raise scope.error("order", one.place)
    return Total(figure, inner, inner.type, arguments[1].node if len(arguments) > 1 else None)


_SPECIAL: Final[Mapping[str, Maker]] = {
    Function.ROUND: _round,
    Function.MATCHES: _matches,
    Function.COUNT: _count,
    Function.CONTAINS: _contains,
    Function.COALESCE: _coalesce,
    Function.GREATEST: _extreme,
    Function.LEAST: _extreme,
    Rising.TO: _rises,
    Rising.ABOVE: _rises,
}
