"""Random well-typed expressions over random rows: Python and DuckDB must give the same answers."""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import pytest
from ground import COLUMNS, THINGS, TODAY, WORLD, Dated, Ground, connect, in_duckdb, read
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from zhangtu.kernel.expressions import parse, parse_stored, run_many, to_duckdb, write

_TEXTS = st.one_of(
    st.sampled_from(
        [
            "",
            "a",
            "A",
            "ab",
            "b",
            "é",
            "e\u0301",
            "中文",
            "賬圖",
            "𠀀",
            "\ufb01",
            "\u1100\u1161",
            "가",
            "%",
            "\\",
            "'",
        ]
    ),
    st.text(st.sampled_from("aAbBé\u0301e中𠀀\u1100\u1161\uffff '%_\\"), max_size=5),
    st.text(st.characters(exclude_categories=("Cs", "Cn", "Cc", "Co")), max_size=4),
)
_NUMBERS = st.one_of(
    st.sampled_from(
        [Decimal(one) for one in ("0", "1", "-1", "2", "3", "0.5", "-0.5", "0.000001", "2.5", "-2.5", "7")]
    ),
    st.sampled_from(
        [Decimal(one) for one in ("9999999999999999.999999", "-9999999999999999.999999", "99999999.5")]
    ),
    st.decimals(-1000, 1000, places=2, allow_nan=False),
    st.decimals(Decimal(-(10**16) + 1), Decimal(10**16 - 1), places=6, allow_nan=False),
)
_DATES = st.one_of(
    st.sampled_from([date.min, date.max, date(2024, 1, 31), date(2024, 2, 29), date(2023, 12, 31), TODAY]),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.dates(),
)
_KINDS = st.sampled_from("abc")
_SETS = st.lists(_KINDS, unique=True, max_size=3).map(tuple)
_TIMES = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001  # civil time, as stored


def _row(**fields: st.SearchStrategy[object]) -> st.SearchStrategy[dict[int, object]]:
    return st.fixed_dictionaries(
        {}, optional={int(name[1:]): st.none() | values for name, values in fields.items()}
    )


_ROWS = _row(
    f1=_TEXTS, f2=_TEXTS, f3=_KINDS, f4=st.sampled_from("AB"), f5=_NUMBERS, f6=_NUMBERS, f7=_DATES, f8=_DATES,
    f9=st.booleans(), f10=st.booleans(), f11=_SETS, f12=st.integers(1, 4), f13=_TIMES,
)  # fmt: skip
_PART_ROWS = _row(
    f1=st.integers(1, 4), f2=_KINDS, f3=_NUMBERS, f4=_DATES, f5=_TEXTS, f6=st.booleans(), f7=_SETS
)


def _dated(values: Mapping[str, st.SearchStrategy[object]]) -> st.SearchStrategy[list[Dated]]:
    begins = st.dates(date(2020, 1, 1), date(2027, 12, 31))
    one = st.tuples(begins, st.none() | begins, st.fixed_dictionaries(dict(values)))
    return st.lists(one, max_size=3, unique_by=lambda row: row[0])


_GROUNDS: st.SearchStrategy[Ground] = st.builds(
    Ground,
    st.lists(_ROWS, min_size=4, max_size=4).map(lambda rows: dict(enumerate(rows, 1))),
    st.lists(_PART_ROWS, max_size=6).map(lambda rows: dict(enumerate(rows, 1))),
    st.fixed_dictionaries(
        {
            "rates": _dated(
                {
                    "kind": _KINDS,
                    "per": st.none() | _NUMBERS,
                    "needs": _SETS,
                    "word": _TEXTS.map(lambda one: one.strip()),
                }
            ),
            "needs": _dated({"kind": _KINDS, "codes": _SETS}),
            "fees": _dated({"kind": _KINDS, "grade": st.sampled_from("AB"), "fee": _NUMBERS}),
        }
    ),
)

Draw = Callable[[st.SearchStrategy[str]], str]
_ORDER = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
_LITERAL_TEXTS = _TEXTS.map(lambda one: "'" + one.replace("'", "''") + "'")
_LITERAL_DATES = _DATES.map(lambda day: f"date '{day.isoformat()}'")
_LITERAL_NUMBERS = _NUMBERS.map(lambda number: f"{abs(number):f}")
_LITERAL_KINDS = st.sampled_from(["'a'", "'b'", "'c'"])
_PATTERNS = st.sampled_from(
    ["a*b", "[^a]+", ".", "(a|é)*", "中{1,2}.?", "\\d+", "[A-Za-z]{2,}", "", "(a|b|)(é|.)*"]
)


def _join(template: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda found: template.format(*found))


@dataclass(frozen=True)
class Names:
    """What can be named at a place, by type."""

    numbers: tuple[str, ...]
    dates: tuple[str, ...]
    texts: tuple[str, ...]
    answers: tuple[str, ...]
    groups: tuple[str, ...]


_OWN = Names(
    ("size", "cost", "size", "cost", "parent.size", "limit_here", "rates(kind).per", "fees.fee"),
    ("opened", "closed", "opened", "closed", "today()", "parent.opened"),
    ("name", "note", "name", "note", "parent.name", "rates(kind).word"),
    ("done", "shown", "parent.done", "true", "false", "seen > seen", "parent = me", "kind = 'a'",
     "kind != parent.kind", "grade in ('A', 'B')"),
    ("tags", "parent.tags", "needs(kind)", "rates(kind).needs", "coalesce(needs(kind), tags)"),
)  # fmt: skip
_PART = Names(
    ("weight", "weight", "thing.size", "thing.cost", "rates(kind).per", "rates(thing.kind).per"),
    ("day", "day", "thing.opened", "today()"),
    ("label", "label", "thing.name", "rates(thing.kind).word"),
    ("fit", "fit", "thing.done", "(kind = thing.kind)", "thing.seen is null", "thing = me"),
    ("tags", "thing.tags", "rates(thing.kind).needs", "needs(kind)"),
)
_COUNTED = [
    "count(parts where {})",
    "count(parts where {}, distinct label)",
    "sum(parts where {}, weight)",
    "latest(parts where {}, weight)",
    "latest(parts where {}, weight by day)",
]


def _numbers(depth: int, at: Names = _OWN) -> st.SearchStrategy[str]:
    leaves = [_LITERAL_NUMBERS, st.sampled_from(at.numbers)]
    if not depth:
        return st.one_of(leaves)
    below, dates = _numbers(depth - 1, at), _dates(depth - 1, at)
    return st.one_of(
        *leaves,
        _join("({} {} {})", below, st.sampled_from("+-*/"), below),
        _join("-({})", below),
        _join("round({}, {})", below, st.sampled_from("0123456")),
        _join("abs({})", below),
        _join("{}({}, {})", st.sampled_from(["coalesce", "greatest", "least"]), below, below),
        _join("({} - {})", dates, dates),
        _join("days_between({}, {})", dates, dates),
        _join("{}({})", st.sampled_from(["year", "month", "day"]), dates),
        _join("length({})", _texts(depth - 1, at)),
        _join("count({})", st.sampled_from(at.groups)),
        _join("case when {} then {} else {} end", _answers(depth - 1, at), below, below),
        _join("case kind when {} then {} end", _LITERAL_KINDS, below),
        *_gathers(_COUNTED, depth, at),
    )


def _gathers(forms: list[str], depth: int, at: Names) -> list[st.SearchStrategy[str]]:
    """Sub-queries with any condition about the other row and mine; none within another."""
    if at is _PART:
        return []
    condition = st.just("thing = me") | _answers(depth - 1, _PART).map(lambda one: f"thing = me and {one}")
    return [st.tuples(st.sampled_from(forms), condition).map(lambda found: found[0].format(found[1]))]


def _dates(depth: int, at: Names = _OWN) -> st.SearchStrategy[str]:
    leaves = [_LITERAL_DATES, st.sampled_from(at.dates)]
    if not depth:
        return st.one_of(leaves)
    below, numbers = _dates(depth - 1, at), _numbers(depth - 1, at)
    small = st.integers(-40, 4000).map(str)
    return st.one_of(
        *leaves,
        _join("({} {} {})", below, st.sampled_from("+-"), numbers | small),
        _join("{}({}, {})", st.sampled_from(["add_days", "add_months", "add_years"]), below, numbers | small),
        _join("{}({}, {})", st.sampled_from(["coalesce", "greatest", "least"]), below, below),
        *_gathers(["latest(parts where {}, day)", "latest(parts where {}, day by weight)"], depth, at),
    )


def _texts(depth: int, at: Names = _OWN) -> st.SearchStrategy[str]:
    leaves = [_LITERAL_TEXTS, st.sampled_from(at.texts)]
    if not depth:
        return st.one_of(leaves)
    below = _texts(depth - 1, at)
    return st.one_of(
        *leaves,
        _join("({} || {})", below, below),
        _join("{}({})", st.sampled_from(["lower", "upper"]), below),
        _join("{}({}, {})", st.sampled_from(["coalesce", "greatest", "least"]), below, below),
        *_gathers(["latest(parts where {}, label)", "latest(parts where {}, label by weight)"], depth, at),
    )


def _answers(depth: int, at: Names = _OWN) -> st.SearchStrategy[str]:
    leaves = [st.sampled_from(at.answers)]
    if not depth:
        return st.one_of(leaves)
    below, numbers, dates, texts = (make(depth - 1, at) for make in (_answers, _numbers, _dates, _texts))
    return st.one_of(
        *leaves,
        _join("({} {} {})", below, st.sampled_from(["and", "or"]), below),
        _join("(not {})", below),
        _join("({} {} {})", numbers, _ORDER, numbers),
        _join("({} {} {})", dates, _ORDER, dates),
        _join("({} {} {})", texts, _ORDER, texts),
        _join(
            "(({}) {})", st.one_of(numbers, dates, texts, below), st.sampled_from(["is null", "is not null"])
        ),
        _join("({} {} ({}, {}))", numbers, st.sampled_from(["in", "not in"]), numbers, numbers),
        _join("(kind {} {})", st.sampled_from(["in", "not in"]), st.sampled_from(at.groups)),
        _join("contains({}, kind)", st.sampled_from(at.groups)),
        _join("{}({}, {})", st.sampled_from(["starts_with", "ends_with", "contains"]), texts, texts),
        _join("matches({}, '{}')", texts, _PATTERNS),
        *_gathers(["exists(parts where {})", "latest(parts where {}, fit by day)"], depth, at),
        _join("case {} when {} then {} else {} end", texts, texts, below, below),
    )


def _any(depth: int) -> st.SearchStrategy[str]:
    return st.one_of(_answers(depth), _numbers(depth), _dates(depth), _texts(depth), st.just("tags"))


def agree(ground: Ground, texts: list[str]) -> None:
    """Both engines give the same answers, and every text survives being written and read again."""
    with closing(connect(ground)) as base:
        for text in texts:
            note(text)
            expression = read(text)
            assert in_duckdb(base, expression) == ground.in_python(expression), text
            assert parse(write(expression, WORLD), WORLD, THINGS) == expression
            assert parse_stored(expression.stored(), WORLD, THINGS) == expression


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(_GROUNDS, st.lists(_any(2), min_size=4, max_size=4))
def test_both_engines_agree(ground: Ground, texts: list[str]) -> None:
    agree(ground, texts)


_ORDERED = st.sampled_from(["opened", "closed", "size", "note", "seen"])
_SINGLE = st.sampled_from(["kind", "grade", "parent", "seen", "parent.kind"])
_FIGURES = st.one_of(
    st.just("count()"),
    _join("{}({})", st.sampled_from(["count", "share"]), _answers(1)),
    _join("{}({})", st.sampled_from(["sum", "average", "smallest", "largest"]), _numbers(1)),
    _join("count(distinct {})", st.one_of(_numbers(1), _texts(1), _dates(1), _answers(1), _SINGLE)),
    _join("latest({} by {})", st.sampled_from(["size", "cost"]), _ORDERED),
    _join("days_between(smallest({}), largest({}))", _dates(1), _dates(1)),
    _join("days_between(latest(closed by {}), largest({}))", _ORDERED, _dates(1)),
    _join("length(latest(name by {}))", _ORDERED),
    _join("length({}({}))", st.sampled_from(["smallest", "largest"]), _texts(1)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(_GROUNDS, _FIGURES, _FIGURES, st.sampled_from(["+", "-", "*", "/", "<", "="]))
def test_both_engines_agree_on_figures(ground: Ground, one: str, other: str, sign: str) -> None:
    expression = parse(f"{one} {sign} {other}", WORLD, THINGS, many=True)
    rows = [(values, ground.context(me)) for me, values in ground.things.items()]
    with closing(connect(ground)) as base:
        found = base.execute(f"select {to_duckdb(expression, COLUMNS)} from things o").fetchone()  # noqa: S608
    assert found == (run_many(expression, rows),)


@pytest.mark.long
@settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
@given(_GROUNDS, st.lists(_any(3), min_size=4, max_size=4))
def test_both_engines_agree_at_length(ground: Ground, texts: list[str]) -> None:
    agree(ground, texts)
