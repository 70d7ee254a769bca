"""Makes our typed tree from the structure of an expression; what has no node of ours is refused."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from sqlglot import exp

from zhangtu.kernel.expressions.calls import call, look_up
from zhangtu.kernel.expressions.gathering import conjuncts, gather
from zhangtu.kernel.expressions.kinds import NUMBER, ORDERED, TEXT, YES_NO, Kind
from zhangtu.kernel.expressions.leaves import leaf
from zhangtu.kernel.expressions.nodes import (
    All,
    Case,
    Compare,
    Comparing,
    Empty,
    Gap,
    Join,
    Literal,
    Negative,
    Node,
    Not,
    OneOf,
    Reckon,
    Reckoning,
    Shift,
    Some,
    When,
    Within,
)
from zhangtu.kernel.expressions.scopes import Built, Scope, fitted, gathered, paired
from zhangtu.kernel.expressions.skeleton import called

#: How many operators may stand inside each other; chains of ``and`` and ``or`` count as one.
_DEEPEST: Final = 40

_COMPARING: Final[Mapping[type[exp.Expr], Comparing]] = {
    exp.EQ: Comparing.EQUAL,
    exp.NEQ: Comparing.UNEQUAL,
    exp.LT: Comparing.LESS,
    exp.LTE: Comparing.AT_MOST,
    exp.GT: Comparing.MORE,
    exp.GTE: Comparing.AT_LEAST,
}
_RECKONING: Final[Mapping[type[exp.Expr], Reckoning]] = {
    exp.Add: Reckoning.PLUS,
    exp.Sub: Reckoning.MINUS,
    exp.Mul: Reckoning.TIMES,
    exp.Div: Reckoning.BY,
}


def build(scope: Scope, tree: exp.Expr, depth: int = 0) -> Built:
    """The node for a part of the structure.

    Args:
        scope: What can be seen.
        tree: The part.
        depth: How many parts it stands within.

    Returns:
        The node, and the number of its first word.

    Raises:
        ExpressionError: There is no such node, or its parts do not go together.
    """
    if depth > _DEEPEST:
        raise scope.error("deep", _first(tree), most=_DEEPEST)
    maker = _MAKERS.get(type(tree))
    if maker is None:
        raise scope.error("unknown_form", _first(tree))
    return maker(scope, tree, depth + 1)


def places(tree: exp.Expr) -> list[int]:
    """The numbers of the words of a plain or stepped name.

    Args:
        tree: A part of the structure.

    Returns:
        The numbers; nothing when it is anything else.
    """
    if not isinstance(tree, exp.Column):
        return []
    parts = tree.parts
    if not all(isinstance(part, exp.Identifier) and part.args.get("quoted") for part in parts):
        return []
    return [int(part.name) for part in parts]


def _first(tree: exp.Expr) -> int:
    """The number of the first word of a part."""
    found = [int(one.name) for one in tree.find_all(exp.Identifier) if one.name.isdigit()]
    found += [
        called(one.name) for one in tree.find_all(exp.Anonymous) if not isinstance(one.this, exp.Identifier)
    ]
    return min(found, default=0)


def _leaf(scope: Scope, tree: exp.Expr, _depth: int) -> Built:
    found = places(tree)
    if not found:
        raise scope.error("unknown_form", _first(tree))
    return leaf(scope, found)


def _apart(scope: Scope, tree: exp.Expr, _depth: int) -> Built:
    """Two values with nothing between them: sqlglot takes the second for a new name of the first."""
    alias = tree.args.get("alias")
    place = int(alias.name) if isinstance(alias, exp.Identifier) and alias.name.isdigit() else _first(tree)
    raise scope.error("apart", place, word=scope.words[place].text)


def _brackets(scope: Scope, tree: exp.Expr, depth: int) -> Built:
    return build(scope, tree.this, depth)


def _compare(scope: Scope, tree: exp.Expr, depth: int) -> Built:
    left, right = build(scope, tree.this, depth), build(scope, tree.expression, depth)
    how = _COMPARING[type(tree)]
    one, other, both = paired(scope, left, right)
    for side in (left, right):
        if isinstance(side.node, Literal) and side.node.value is None:
            raise scope.error("null", side.place)
    if both.kind is Kind.SET:
        raise scope.error("sets", left.place)
    if both.kind not in ORDERED and how not in (Comparing.EQUAL, Comparing.UNEQUAL):
        raise scope.error("order", left.place)
    return Built(Compare(how, one, other), left.place)


def _reckon(scope: Scope, tree: exp.Expr, depth: int) -> Built:
    left, right = build(scope, tree.this, depth), build(scope, tree.expression, depth)
    how = _RECKONING[type(tree)]
    if left.node.type.kind is Kind.DATE and how in (Reckoning.PLUS, Reckoning.MINUS):
        if right.node.type.kind is Kind.DATE and how is Reckoning.MINUS:
            return Built(Gap(left.node, right.node), left.place)
        return Built(Shift(how, left.node, fitted(scope, right, NUMBER)), left.place)
    one, other = fitted(scope, left, NUMBER), fitted(scope, right, NUMBER)
    return Built(Reckon(how, one, other), left.place)


def _join(scope: Scope, tree: exp.Expr, depth: int) -> Built:
    left, right = build(scope, tree.this, depth), build(scope, tree.expression, depth)
    return Built(Join(fitted(scope, left, TEXT), fitted(scope, right, TEXT)), left.place)


def _negative(scope: Scope, tree: exp.Expr, depth: int) -> Built:
    inner = build(scope, tree.this, depth)
    return Built(Negative(fitted(scope, inner, NUMBER)), inner.place)


def _not(scope: Scope, tree: exp.Expr, depth: int) -> Built:
    inner = build(scope, tree.this, depth)
    return Built(Not(fitted(scope, inner, YES_NO)), inner.place)


def _all(scope: Scope, tree: exp.Expr, depth: int) -> Built:
    parts = [build(scope, one, depth) for one in conjuncts(tree)]
    return Built(All(tuple(fitted(scope, one, YES_NO) for one in parts)), parts[0].place)


def _some(scope: Scope, tree: exp.Expr, depth: int) -> Built:
    chain: list[exp.Expr] = []
    while isinstance(tree, exp.Or):
        chain.append(tree.expression)
        tree = tree.this
    parts = [build(scope, one, depth) for one in (tree, *reversed(chain))]
    return Built(Some(tuple(fitted(scope, one, YES_NO) for one in parts)), parts[0].place)


def _empty(scope: Scope, tree: exp.Expr, depth: int) -> Built:
    inner = build(scope, tree.this, depth)
    if not isinstance(tree.expression, exp.Null):
        raise scope.error("is", inner.place)
    if inner.node.type.kind is Kind.SET:
        raise scope.error("empty_set", inner.place)
    return Built(Empty(inner.node), inner.place)


def _one_of(scope: Scope, tree: exp.Expr, depth: int) -> Built:
    inner = build(scope, tree.this, depth)
    group = tree.args.get("field")
    options = tree.expressions
    if group is None and len(options) == 1:
        only = build(scope, options[0], depth)
        if only.node.type.kind is Kind.SET:
            return Built(_within(scope, inner, only), inner.place)
    if group is not None:
        return Built(_within(scope, inner, build(scope, group, depth)), inner.place)
    if not options:
        raise scope.error("in_nothing", inner.place)
    given = [build(scope, one, depth) for one in options]
    for one in given:
        if isinstance(one.node, Literal) and one.node.value is None:
            raise scope.error("null", one.place)
    if inner.node.type.kind is Kind.SET:
        raise scope.error("sets", inner.place)
    nodes, _ = gathered(scope, [inner, *given])
    return Built(OneOf(nodes[0], nodes[1:]), inner.place)


def _within(scope: Scope, inner: Built, group: Built) -> Node:
    item = group.node.type.item
    if group.node.type.kind is not Kind.SET or item is None:
        raise scope.error("in_set", group.place)
    return Within(fitted(scope, inner, item), group.node)


def _case(scope: Scope, tree: exp.Expr, depth: int) -> Built:
    subject = None if tree.this is None else build(scope, tree.this, depth)
    tests = [build(scope, one.this, depth) for one in tree.args["ifs"]]
    thens = [build(scope, one.args["true"], depth) for one in tree.args["ifs"]]
    default = tree.args.get("default")
    if default is not None:
        thens.append(build(scope, default, depth))
    nodes, type_ = gathered(scope, thens)
    if subject is None:
        conditions: Sequence[Node] = [fitted(scope, one, YES_NO) for one in tests]
    else:
        if subject.node.type.kind is Kind.SET:
            raise scope.error("sets", subject.place)
        conditions = gathered(scope, [subject, *tests])[0][1:]
    branches = tuple(
        When(test, then, type_) for test, then in zip(conditions, nodes[: len(tests)], strict=True)
    )
    otherwise = nodes[-1] if default is not None else None
    place = subject.place if subject is not None else tests[0].place
    return Built(Case(None if subject is None else subject.node, branches, otherwise, type_), place)


def _call(scope: Scope, tree: exp.Expr, depth: int) -> Built:
    place = _called(scope, tree)
    if place in scope.marks and not scope.marks[place].place:
        node = gather(scope, place, tree.expressions, _inner(depth), places)
    else:
        node = call(scope, place, [build(scope, one, depth) for one in tree.expressions])
    return Built(node, place)


def _inner(depth: int) -> Callable[[Scope, exp.Expr], Built]:
    def deeper(scope: Scope, tree: exp.Expr) -> Built:
        return build(scope, tree, depth)

    return deeper


def _called(scope: Scope, tree: exp.Expr) -> int:
    if not isinstance(tree, exp.Anonymous) or isinstance(tree.this, exp.Identifier):
        raise scope.error("unknown_form", _first(tree))
    return called(tree.name)


def _column(scope: Scope, tree: exp.Expr, depth: int) -> Built:
    """``visits(kind, grade).per_year``."""
    place = _called(scope, tree.this)
    if not isinstance(tree.expression, exp.Identifier) or place in scope.marks:
        raise scope.error("unknown_form", place)
    keys = [build(scope, one, depth) for one in tree.this.expressions]
    return Built(look_up(scope, place, keys, int(tree.expression.name)), place)


_MAKERS: Final[Mapping[type[exp.Expr], Callable[[Scope, exp.Expr, int], Built]]] = {
    exp.Column: _leaf,
    exp.Alias: _apart,
    exp.Paren: _brackets,
    **dict.fromkeys(_COMPARING, _compare),
    **dict.fromkeys(_RECKONING, _reckon),
    exp.DPipe: _join,
    exp.Neg: _negative,
    exp.Not: _not,
    exp.And: _all,
    exp.Or: _some,
    exp.Is: _empty,
    exp.In: _one_of,
    exp.Case: _case,
    exp.Anonymous: _call,
    exp.Dot: _column,
}
