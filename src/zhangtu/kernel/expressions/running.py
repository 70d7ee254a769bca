"""Runs a tree in Python: the reference every other engine must agree with.

A tree is turned once into functions that hold each other; each takes the row's values, where it is asked,
and, within a sub-query, the values of the row that asks.
"""

from collections.abc import Callable, Mapping
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Final
from unicodedata import normalize

from zhangtu.kernel.expressions import arithmetic, nodes
from zhangtu.kernel.expressions.days import add_days
from zhangtu.kernel.expressions.figuring import Rising
from zhangtu.kernel.expressions.functions import FUNCTIONS
from zhangtu.kernel.expressions.gathers import gathered
from zhangtu.kernel.expressions.kinds import Kind
from zhangtu.kernel.expressions.nodes import Comparing, Node, Reckoning
from zhangtu.kernel.expressions.shapes import Context, Related, Values

#: What a node becomes: values of the row, where it is asked, values of the row that asks → value. The types
#: of the values were checked when the tree was made, so within this file they are not checked again.
Run = Callable[[Values, Context, Values], Any]

_COMPARING: Final[Mapping[Comparing, Callable[[Any, Any], bool]]] = {
    Comparing.EQUAL: eq,
    Comparing.UNEQUAL: ne,
    Comparing.LESS: lt,
    Comparing.AT_MOST: le,
    Comparing.MORE: gt,
    Comparing.AT_LEAST: ge,
}
_RECKONING: Final[Mapping[Reckoning, Callable[[Any, Any], Any]]] = {
    Reckoning.PLUS: arithmetic.plus,
    Reckoning.MINUS: arithmetic.minus,
    Reckoning.TIMES: arithmetic.times,
    Reckoning.BY: arithmetic.by,
}


def runner(node: Node) -> Run:
    """Turn a tree into a function.

    Args:
        node: The tree.

    Returns:
        What runs it.
    """
    return _RUNNERS[type(node)](node)


def _literal(node: nodes.Literal) -> Run:
    value = node.value
    return lambda _values, _context, _mine: value


def _own(node: nodes.Own) -> Run:
    no = node.no
    if node.type.kind is Kind.TEXT:
        return lambda values, _context, _mine: _composed(values.get(no))
    if node.type.kind is Kind.SET:
        return lambda values, _context, _mine: values.get(no) or ()
    return lambda values, _context, _mine: values.get(no)


def _composed(text: Any) -> Any:
    return text if text is None or text.isascii() else normalize("NFC", text)


def _mine(node: nodes.Mine) -> Run:
    inner = _own(nodes.Own(node.no, node.type, node.mine))
    return lambda _values, context, mine: inner(mine, context, mine)


def _me(_node: nodes.Me) -> Run:
    return lambda _values, context, _mine: context.me


def _named(node: nodes.Named) -> Run:
    name = node.name
    return lambda _values, context, _mine: context.words[name]


def _step(node: nodes.Step) -> Run:
    through, ledger, no, kind = runner(node.through), node.ledger, node.no, node.type.kind

    def run(values: Values, context: Context, mine: Values) -> Any:
        row = through(values, context, mine)
        found = None if row is None else context.read(ledger, row, no)
        if kind is Kind.TEXT:
            return _composed(found)
        return () if kind is Kind.SET and found is None and row is not None else found

    return run


def _two(left: Run, right: Run, make: Callable[[Any, Any], Any]) -> Run:
    """Both or nothing."""

    def run(values: Values, context: Context, mine: Values) -> Any:
        one = left(values, context, mine)
        if one is None:
            return None
        other = right(values, context, mine)
        return None if other is None else make(one, other)

    return run


def _compare(node: nodes.Compare) -> Run:
    return _two(runner(node.left), runner(node.right), _COMPARING[node.how])


def _reckon(node: nodes.Reckon) -> Run:
    return _two(runner(node.left), runner(node.right), _RECKONING[node.how])


def _shift(node: nodes.Shift) -> Run:
    sign = 1 if node.how is Reckoning.PLUS else -1
    return _two(
        runner(node.left),
        runner(node.right),
        lambda day, count: add_days(day, sign * arithmetic.whole(count)),
    )


def _gap(node: nodes.Gap) -> Run:
    return _two(
        runner(node.left), runner(node.right), lambda left, right: arithmetic.count((left - right).days)
    )


def _join(node: nodes.Join) -> Run:
    return _two(runner(node.left), runner(node.right), lambda left, right: _composed(left + right))


def _negative(node: nodes.Negative) -> Run:
    inner = runner(node.inner)

    def run(values: Values, context: Context, mine: Values) -> Any:
        number = inner(values, context, mine)
        return None if number is None else number.copy_negate()

    return run


def _all(node: nodes.All) -> Run:
    parts = tuple(map(runner, node.parts))

    def run(values: Values, context: Context, mine: Values) -> bool | None:
        result: bool | None = True
        for part in parts:
            found = part(values, context, mine)
            if found is False:
                return False
            if found is None:
                result = None
        return result

    return run


def _some(node: nodes.Some) -> Run:
    parts = tuple(map(runner, node.parts))

    def run(values: Values, context: Context, mine: Values) -> bool | None:
        result: bool | None = False
        for part in parts:
            found = part(values, context, mine)
            if found is True:
                return True
            if found is None:
                result = None
        return result

    return run


def _not(node: nodes.Not) -> Run:
    inner = runner(node.inner)

    def run(values: Values, context: Context, mine: Values) -> bool | None:
        found = inner(values, context, mine)
        return None if found is None else not found

    return run


def _empty(node: nodes.Empty) -> Run:
    inner = runner(node.inner)
    return lambda values, context, mine: inner(values, context, mine) is None


def _one_of(node: nodes.OneOf) -> Run:
    inner, options = runner(node.inner), tuple(map(runner, node.options))

    def run(values: Values, context: Context, mine: Values) -> bool | None:
        wanted = inner(values, context, mine)
        if wanted is None:
            return None
        result: bool | None = False
        for option in options:
            found = option(values, context, mine)
            if found is None:
                result = None
            elif found == wanted:
                return True
        return result

    return run


def _within(node: nodes.Within) -> Run:
    return _two(runner(node.inner), runner(node.group), lambda wanted, group: wanted in group)


def _case(node: nodes.Case) -> Run:
    subject = None if node.subject is None else runner(node.subject)
    branches = tuple((runner(one.test), runner(one.then)) for one in node.branches)
    otherwise = runner(node.otherwise or nodes.Literal(None, node.type))

    def run(values: Values, context: Context, mine: Values) -> Any:
        wanted = True if subject is None else subject(values, context, mine)
        for test, then in branches:
            found = test(values, context, mine)
            if found is not None and found == wanted:
                return then(values, context, mine)
        return otherwise(values, context, mine)

    return run


def _call(node: nodes.Call) -> Run:
    return FUNCTIONS[node.function](node, tuple(map(runner, node.arguments)))


def _look_up(node: nodes.LookUp) -> Run:
    table, column, keys = node.table, node.column, tuple(map(runner, node.keys))
    composed = node.type.kind is Kind.TEXT

    def run(values: Values, context: Context, mine: Values) -> Any:
        found = tuple([key(values, context, mine) for key in keys])
        if None in found:
            return None
        said = context.look_up(table, found, context.day or context.today, column)
        return _composed(said) if composed else said

    return run


def _ask(node: nodes.Ask) -> Run:
    name, arguments = node.name, tuple(map(runner, node.arguments))
    return lambda values, context, mine: context.ask(
        name, tuple([one(values, context, mine) for one in arguments])
    )


def _gather(node: nodes.Gather) -> Run:
    condition = None if node.condition is None else runner(node.condition)
    related, gather = related_rows(node), gathered(node)

    def run(values: Values, context: Context, _mine: Values) -> Any:
        rows = context.rows(related, context.me)
        if condition is not None:
            rows = [one for one in rows if condition(one, context, values)]
        return gather(rows)

    return run


def related_rows(node: nodes.Gather) -> Related:
    """Which rows a sub-query looks at.

    Args:
        node: The sub-query.

    Returns:
        The ledger, the reference and the fields it reads.
    """
    fields = {one.no for one in nodes.walk(node) if isinstance(one, nodes.Own)}
    return Related(node.ledger, node.reference.no, frozenset(fields))


def _rises(node: nodes.Rises) -> Run:
    no, bound = node.figure.no, runner(node.bound)
    reached = ge if node.how is Rising.TO else gt

    def run(values: Values, context: Context, mine: Values) -> bool | None:
        now, limit = values.get(no), bound(values, context, mine)
        if now is None or limit is None:
            return None
        before = context.before.get(no)
        return bool(reached(now, limit) and not (before is not None and reached(before, limit)))

    return run


#: What runs each node; every function takes its own kind of node.
_RUNNERS: Final[Mapping[type, Callable[[Any], Run]]] = {
    nodes.Literal: _literal,
    nodes.Own: _own,
    nodes.Mine: _mine,
    nodes.Me: _me,
    nodes.Named: _named,
    nodes.Step: _step,
    nodes.Compare: _compare,
    nodes.Reckon: _reckon,
    nodes.Shift: _shift,
    nodes.Gap: _gap,
    nodes.Join: _join,
    nodes.Negative: _negative,
    nodes.All: _all,
    nodes.Some: _some,
    nodes.Not: _not,
    nodes.Empty: _empty,
    nodes.OneOf: _one_of,
    nodes.Within: _within,
    nodes.Case: _case,
    nodes.Call: _call,
    nodes.LookUp: _look_up,
    nodes.Ask: _ask,
    nodes.Gather: _gather,
    nodes.Rises: _rises,
}
