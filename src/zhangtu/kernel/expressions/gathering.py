"""Sub-queries, in their one form: ``count|sum|latest|exists(LEDGER where REFERENCE = me and …, FIELD)``."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlglot import exp

from zhangtu.kernel.expressions.kinds import NUMBER, ORDERED, YES_NO, Kind, Type
from zhangtu.kernel.expressions.leaves import own
from zhangtu.kernel.expressions.nodes import All, Compare, Comparing, Gather, Gathering, Me, Node, Own
from zhangtu.kernel.expressions.scopes import Built, Scope, fitted
from zhangtu.kernel.expressions.skeleton import Marks

Build = Callable[[Scope, exp.Expr], Built]
Places = Callable[[exp.Expr], Sequence[int]]


def gather(scope: Scope, place: int, parts: Sequence[exp.Expr], build: Build, places: Places) -> Node:
    """The node for a sub-query.

    Args:
        scope: What can be seen.
        place: The number of the word that opens it.
        parts: The ledger, the condition, and the fields behind.
        build: Makes a node of a part.
        places: The numbers of the words of a plain name; empty for anything else.

    Returns:
        The node.

    Raises:
        ExpressionError: It is not of the one form.
    """
    what, marks = Gathering(scope.words[place].text), scope.marks[place]
    if scope.mine is not None:
        raise scope.error("nested", place)
    ledger = scope.world.ledgers.get(scope.words[place + 2].text)
    if ledger is None:
        raise scope.unknown("ledger", place + 2, sorted(scope.world.ledgers))
    if len(parts) < 2:
        raise scope.error("points_to_me", place + 2)
    inner = replace(scope, ledger=ledger, mine=scope.ledger)
    first, rest = _pointing(inner, place, parts[1], build)
    inner = replace(inner, reference=first.no)
    condition = _condition(inner, rest, build)
    fields = [_field(inner, place, part, places) for part in parts[2:]]
    _check_form(scope, place, fields, marks)
    field = fields[0] if fields else None
    type_ = _type(inner, place, what, field)
    by = fields[1] if len(fields) > 1 else None
    ordering = by or (field if what is Gathering.LATEST else None)
    if ordering is not None and ordering.type.kind not in ORDERED:
        raise scope.error("order", place)
    return Gather(what, ledger.name, first, condition, field, marks.distinct, by, type_)


def conjuncts(tree: exp.Expr) -> list[exp.Expr]:
    """The parts of a chain of ``and``, in order; brackets end the chain.

    Args:
        tree: A structure.

    Returns:
        Its parts; the structure itself when it is no chain.
    """
    parts: list[exp.Expr] = []
    while isinstance(tree, exp.And):
        parts.append(tree.expression)
        tree = tree.this
    return [tree, *reversed(parts)]


def _pointing(scope: Scope, place: int, tree: exp.Expr, build: Build) -> tuple[Own, list[exp.Expr]]:
    first, *rest = conjuncts(tree)
    if isinstance(first, exp.EQ):
        node = build(scope, first).node
        if (
            isinstance(node, Compare)
            and node.how is Comparing.EQUAL
            and isinstance(node.left, Own)
            and isinstance(node.right, Me)
        ):
            return node.left, rest
    raise scope.error("points_to_me", place + 2)


def _condition(scope: Scope, rest: Sequence[exp.Expr], build: Build) -> Node | None:
    parts = tuple(fitted(scope, build(scope, one), YES_NO) for one in rest)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else All(parts)


def _field(scope: Scope, place: int, part: exp.Expr, places: Places) -> Own:
    found = places(part)
    if len(found) != 1:
        raise scope.error("gathered_field", found[0] if found else place)
    return own(scope, found[0])


def _check_form(scope: Scope, place: int, fields: Sequence[Own], marks: Marks) -> None:
    what = Gathering(scope.words[place].text)
    needed = 1 if what in (Gathering.SUM, Gathering.LATEST) or marks.distinct else 0
    if marks.by:
        needed = 2
    fits = (
        len(fields) == needed
        and (not marks.by or what is Gathering.LATEST)
        and (not marks.distinct or what is Gathering.COUNT)
    )
    if not fits:
        raise scope.error(f"form_{what.value}", place)


def _type(scope: Scope, place: int, what: Gathering, field: Own | None) -> Type:
    if what is Gathering.EXISTS:
        return YES_NO
    if what is Gathering.COUNT:
        if field is not None and field.type.kind is Kind.SET:
            raise scope.error("gathered_field", place)
        return NUMBER
    if field is None or field.type.kind is Kind.SET:
        raise scope.error("gathered_field", place)
    if what is Gathering.SUM and field.type.kind is not Kind.NUMBER:
        raise scope.error("sum_numbers", place)
    return field.type
