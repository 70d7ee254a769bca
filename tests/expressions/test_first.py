"""A first look: an expression is read, run and written again."""

from datetime import date

from zhangtu.kernel.expressions import DATE, Context, FieldShape, LedgerShape, World, parse, run


def test_a_check_is_read_and_run() -> None:
    shape = LedgerShape("premises", (FieldShape(8, "opened", DATE),))
    expression = parse("opened > today()", World(), shape)
    context = Context(date(2026, 1, 1))
    assert run(expression, {8: date(2026, 1, 2)}, context) is True
    assert run(expression, {}, context) is None
    assert expression.stored() == "#8 > today()"
    assert expression.live
