"""Engines made wrong on purpose: the manual's examples must notice each."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Context, Decimal
from operator import ge, le
from typing import Any

import pytest
from ground import connect, in_duckdb, read
from test_language import GROUND, examples, meant

from zhangtu.kernel.expressions import (
    arithmetic,
    columnar,
    days,
    functions,
    gathers,
    nodes,
    patterns,
    running,
)
from zhangtu.kernel.expressions.nodes import Comparing, Function, Gathering, Reckoning

Change = Callable[[pytest.MonkeyPatch], None]


def _item(table: Any, key: object, wrong: object) -> Change:
    return lambda patch: patch.setitem(table, key, wrong)


def _name(module: object, name: str, wrong: object) -> Change:
    return lambda patch: patch.setattr(module, name, wrong)


def _eager_and(node: nodes.All) -> running.Run:
    parts = [running.runner(one) for one in node.parts]
    return lambda *at: None if None in (found := [one(*at) for one in parts]) else all(found)


def _eager_or(node: nodes.Some) -> running.Run:
    parts = [running.runner(one) for one in node.parts]
    return lambda *at: any(one(*at) for one in parts)


def _two_valued_not(node: nodes.Not) -> running.Run:
    inner = running.runner(node.inner)
    return lambda *at: not inner(*at)


def _two_valued_in(node: nodes.OneOf) -> running.Run:
    inner, options = running.runner(node.inner), [running.runner(one) for one in node.options]
    return lambda *at: inner(*at) in [one(*at) for one in options]


def _all_rows(_node: nodes.Gather) -> Callable[..., Any]:
    return lambda rows: Decimal(len(list(rows)))


def _first(node: nodes.Gather) -> Callable[..., Any]:
    return lambda rows: next((row.get(node.gathered.no) for row in rows), None) if node.gathered else None


def _unconditioned(node: nodes.Gather) -> running.Run:
    return running._gather(replace(node, condition=None))


def _spilling(day: Any, count: int) -> Any:
    return days.add_days(day, 30 * count)


def _strict_greatest(_call: nodes.Call, arguments: tuple[running.Run, ...]) -> running.Run:
    return lambda *at: None if None in (found := [one(*at) for one in arguments]) else max(found)


def _swapped(left: Any, right: Any) -> Any:
    return Decimal((left - right).days)


def _begins(fits: patterns.Pattern, text: str) -> bool:
    return any(fits._first and _whole(fits, text[:end]) for end in range(len(text) + 1))


_whole = patterns.Pattern.matches


def _unlimited(sign: str, unit: str, day: str, count: str) -> str:
    return f"cast({day} {sign} {unit.format(f'cast({count} as integer)')} as date)"


def _rounding(how: str, places: int = 60) -> Context:
    return Context(prec=places, rounding=how, traps=[])


PYTHON = {
    "and without three values": _item(running._RUNNERS, nodes.All, _eager_and),
    "or without three values": _item(running._RUNNERS, nodes.Some, _eager_or),
    "not without three values": _item(running._RUNNERS, nodes.Not, _two_valued_not),
    "in without three values": _item(running._RUNNERS, nodes.OneOf, _two_valued_in),
    "half even": _name(arithmetic, "_EXACT", _rounding(ROUND_HALF_EVEN)),
    "cut off": _name(arithmetic, "_EXACT", _rounding(ROUND_DOWN)),
    "no limit": _name(arithmetic, "_LIMIT", Decimal(10) ** 40),
    "two decimals": _name(arithmetic, "_STEP", Decimal("0.01")),
    "less for more": _item(running._COMPARING, Comparing.MORE, le),
    "at least for more": _item(running._COMPARING, Comparing.MORE, ge),
    "sums for differences": _item(running._RECKONING, Reckoning.MINUS, arithmetic.plus),
    "months of 30 days": _name(functions, "add_months", _spilling),
    "days the other way": _item(
        functions.FUNCTIONS,
        Function.DAYS_BETWEEN,
        functions._two(_swapped),
    ),
    "a part fits": _name(patterns.Pattern, "matches", _begins),
    "letters of all scripts": _item(functions.FUNCTIONS, Function.UPPER, functions._one(str.upper)),
    "nothing is least": _item(functions.FUNCTIONS, Function.GREATEST, _strict_greatest),
    "distinct forgotten": _item(gathers._GATHERED, Gathering.COUNT, _all_rows),
    "any for the last": _item(gathers._GATHERED, Gathering.LATEST, _first),
    "conditions forgotten": _item(running._RUNNERS, nodes.Gather, _unconditioned),
}
DUCKDB = {
    "letters of all scripts": _item(columnar._FUNCTIONS, Function.UPPER, "upper({})"),
    "bytes for letters": _item(columnar._FUNCTIONS, Function.LENGTH, "strlen({})"),
    "days the other way": _item(columnar._FUNCTIONS, Function.DAYS_BETWEEN, "({} - {})"),
    "floats": _name(columnar, "divided", lambda left, right: f"({left} / {right})"),
    "half even": _name(columnar, "_rounded", lambda number, _places: f"round_even({number}, 0)"),
    "more decimals": _name(columnar, "number", lambda sql: sql),
    "no limit of years": _name(columnar, "shifted", _unlimited),
    "sums of nothing": _name(columnar, "summed", lambda column: f"sum({column} + 1)"),
}


def _holds_in_python() -> bool:
    return all(GROUND.in_python(read(text)) == [meant(gives)] for text, gives in examples())


def _holds_in_duckdb() -> bool:
    with closing(connect(GROUND)) as base:
        return all(in_duckdb(base, read(text)) == [meant(gives)] for text, gives in examples())


def test_unchanged_they_hold() -> None:
    assert _holds_in_python()
    assert _holds_in_duckdb()


@pytest.mark.parametrize("change", PYTHON.values(), ids=PYTHON)
def test_a_wrong_reference_is_noticed(change: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {gives: meant(gives) for _, gives in examples()}
    change(monkeypatch)
    assert not all(GROUND.in_python(read(text)) == [wanted[gives]] for text, gives in examples())


@pytest.mark.parametrize("change", DUCKDB.values(), ids=DUCKDB)
def test_a_wrong_printer_is_noticed(change: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    change(monkeypatch)
    assert not _holds_in_duckdb()
