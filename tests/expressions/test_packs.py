"""The expressions packs are written with: they are read, and give what a clerk would expect."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from zhangtu.kernel.expressions import (
    DATE,
    NUMBER,
    YES_NO,
    Context,
    ExpressionError,
    FieldShape,
    Kind,
    LedgerShape,
    QuestionShape,
    Related,
    TableShape,
    Type,
    Use,
    Using,
    Value,
    Values,
    World,
    parse,
    parse_stored,
    run,
    run_many,
    write,
)

CODE = Type(Kind.CHOICE)
OFFICER = Type(Kind.ROW, target="officers")
PREMISES = Type(Kind.ROW, target="premises")
UNIT = Type(Kind.ROW, target="unit")


def _choice(*codes: str) -> Type:
    return Type(Kind.CHOICE, frozenset(codes))


def _ledger(ledger: str, **fields: Type) -> LedgerShape:
    named = enumerate(fields.items(), 1)
    return LedgerShape(ledger, tuple(FieldShape(no, name, type_) for no, (name, type_) in named))


SHAPES = {
    one.name: one
    for one in (
        _ledger(
            "premises",
            kind=_choice("pharmacy", "restaurant"),
            opened=DATE,
            closed=DATE,
            status=_choice("open", "suspended", "closed"),
            grade=_choice("A", "B", "C", "D"),
            village=UNIT,
            licensed=YES_NO,
        ),
        _ledger(
            "licences",
            premises=PREMISES,
            kind=_choice("business", "food", "drug"),
            valid_from=DATE,
            expires=DATE,
        ),
        _ledger(
            "cases",
            violation=_choice("unlicensed", "expired"),
            fine=NUMBER,
            complex=YES_NO,
            track=_choice("summary", "ordinary"),
            officers=Type(Kind.SET, item=OFFICER),
            hearing_asked=YES_NO,
            party=Type(Kind.ROW, target="parties"),
        ),
        _ledger("parties", person=Type(Kind.ROW, target="person"), unit=UNIT),
        _ledger("officers", certificate_valid=YES_NO, auxiliary=YES_NO, home_village=UNIT),
        _ledger("vehicles", operating=YES_NO, covered=YES_NO),
        _ledger("claims", estimate=NUMBER, paid=NUMBER),
        _ledger("correspondents", quota=NUMBER, articles=NUMBER, late_articles=NUMBER),
        _ledger("adoptions", level=_choice("province", "city"), genre=_choice("news", "report")),
    )
}
WORLD = World(
    SHAPES,
    {
        "required": TableShape("required", {"kind": CODE}, {"licences": Type(Kind.SET, item=CODE)}),
        "visits": TableShape(
            "visits", {"kind": CODE, "grade": CODE}, {"per_year": NUMBER, "cap_per_year": NUMBER}
        ),
        "major": TableShape("major", {"violation": CODE, "fine": NUMBER}, {"major": YES_NO}),
        "adoption_points": TableShape("adoption_points", {"level": CODE, "genre": CODE}, {"points": NUMBER}),
    },
    {"my_person": Type(Kind.ROW, target="person"), "my_unit": UNIT, "premises": PREMISES,
     "in_time": NUMBER, "ended": NUMBER, "open_overdue": NUMBER},
    {"all_valid": QuestionShape("all_valid", (Type(Kind.SET, item=OFFICER),), YES_NO)},
)  # fmt: skip
TODAY = date(2026, 11, 23)
TABLES: Mapping[tuple[object, ...], Value] = {
    ("required", "pharmacy", "licences"): ("business", "drug"),
    ("visits", "restaurant", "D", "cap_per_year"): Decimal(6),
    ("major", "unlicensed", Decimal(50000), "major"): True,
    ("adoption_points", "province", "news", "points"): Decimal(8),
}
BUSINESS = {1: 7, 2: "business", 3: date(2020, 1, 1), 4: date(2030, 1, 1)}
DRUG = {1: 7, 2: "drug", 3: date(2020, 1, 1), 4: date(2026, 11, 23)}


def _context(*licences: Values) -> Context:
    def look_up(table: str, keys: tuple[Value, ...], _day: date, column: str) -> Value:
        return TABLES.get((table, *keys, column))

    def read(ledger: str, row: int, no: int) -> Value:
        return {("parties", 3, 1): 41, ("parties", 3, 2): 5, ("premises", 7, 6): 5}.get((ledger, row, no))

    def rows(related: Related, me: int) -> Iterable[Values]:
        assert related == Related("licences", 1, frozenset({1, 2, 3, 4}))
        return [one for one in licences if one[1] == me]

    words: Mapping[str, Value] = {"my_person": 40, "my_unit": 5, "premises": 7, "in_time": Decimal(9),
                                  "ended": Decimal(10), "open_overdue": Decimal(2)}  # fmt: skip
    return Context(
        TODAY, me=7, look_up=look_up, read=read, rows=rows, words=words,
        ask=lambda _name, given: given == ((21, 22),),
    )  # fmt: skip


LICENSED = (
    "count(licences where premises = me and kind in required(premises.kind) and valid_from <= today() "
    "and expires >= today(), distinct kind) >= count(required(kind))"
)

EXAMPLES: list[tuple[str, str, Values, Value]] = [
    ("premises", "opened > today()", {2: date(2026, 11, 24)}, True),
    ("cases", "major(violation, fine)", {1: "unlicensed", 2: Decimal(50000)}, True),
    ("cases", "complex", {3: False}, False),
    ("cases", "track = 'ordinary'", {4: "ordinary"}, True),
    ("cases", "count(officers) >= 2 and all_valid(officers)", {5: (21, 22)}, True),
    ("cases", "count(officers) >= 2 and all_valid(officers)", {}, False),
    ("cases", "hearing_asked", {6: True}, True),
    ("cases", "party.person = my_person or party.unit = my_unit", {7: 3}, True),
    ("cases", "in_time / (ended + open_overdue)", {}, Decimal("0.75")),
    ("premises", "status = 'open'", {4: "suspended"}, False),
    ("vehicles", "operating and not covered", {1: True, 2: False}, True),
    ("premises", "kind = 'pharmacy' and status = 'open'", {1: "pharmacy", 4: "open"}, True),
    ("premises", "case grade when 'D' then 4 when 'C' then 2 else 1 end", {5: "C"}, Decimal(2)),
    ("premises", "visits.cap_per_year", {1: "restaurant", 5: "D"}, Decimal(6)),
    ("officers", "certificate_valid and not auxiliary", {1: True, 2: True}, False),
    ("officers", "home_village = premises.village", {3: 5}, True),
    ("adoptions", "adoption_points(level, genre)", {1: "province", 2: "news"}, Decimal(8)),
    ("correspondents", "-2 * greatest(quota - articles, 0)", {1: Decimal(6), 2: Decimal(4)}, Decimal(-4)),
    ("correspondents", "-2 * greatest(quota - articles, 0)", {1: Decimal(6), 2: Decimal(9)}, Decimal(0)),
    ("correspondents", "-1 * late_articles", {3: Decimal(3)}, Decimal(-3)),
    ("premises", "add_years(closed, 3)", {3: date(2024, 2, 29)}, date(2027, 2, 28)),
]


@pytest.mark.parametrize(("ledger", "text", "values", "wanted"), EXAMPLES)
def test_examples_of_packs(ledger: str, text: str, values: Values, wanted: Value) -> None:
    expression = parse(text, WORLD, SHAPES[ledger])
    assert run(expression, values, _context()) == wanted
    assert write(expression, WORLD) == text
    assert parse_stored(expression.stored(), WORLD, SHAPES[ledger]) == expression


def test_fully_licensed_needs_every_licence_in_force() -> None:
    expression = parse(LICENSED, WORLD, SHAPES["premises"])
    pharmacy = {1: "pharmacy"}
    assert run(expression, pharmacy, _context(BUSINESS, DRUG)) is True
    assert run(expression, pharmacy, _context(BUSINESS)) is False
    assert run(expression, pharmacy, _context(BUSINESS, BUSINESS)) is False
    assert run(expression, pharmacy, replace(_context(BUSINESS, DRUG), today=date(2026, 11, 24))) is False
    assert run(expression, {1: "restaurant"}, _context(BUSINESS)) is None


def test_what_an_expression_rests_on() -> None:
    expression = parse(LICENSED, WORLD, SHAPES["premises"])
    assert expression.live
    assert expression.fields == {1}
    assert expression.uses == {
        Use(Using.LEDGER, "licences"),
        *(Use(Using.FIELD, "licences", no) for no in (1, 2, 3, 4)),
        Use(Using.FIELD, "premises", 1),
        Use(Using.TABLE, "required", column="licences"),
    }


@pytest.mark.parametrize(
    ("ledger", "text", "live"),
    [
        ("premises", "opened > today()", True),
        ("premises", "visits.cap_per_year", True),
        ("officers", "home_village = premises.village", True),
        ("premises", "add_years(closed, 3)", False),
        ("correspondents", "-1 * late_articles", False),
    ],
)
def test_live_is_what_changes_by_itself(ledger: str, text: str, *, live: bool) -> None:
    assert parse(text, WORLD, SHAPES[ledger]).live is live


def test_a_renamed_field_keeps_its_expression() -> None:
    stored = parse("opened > today()", WORLD, SHAPES["premises"]).stored()
    renamed = replace(SHAPES["premises"], fields=(FieldShape(2, "begun", DATE),))
    world = World({"premises": renamed})
    assert write(parse_stored(stored, world, renamed), world) == "begun > today()"
    with pytest.raises(ExpressionError):
        parse_stored(stored, world, replace(renamed, fields=()))


@pytest.mark.parametrize(
    ("before", "now", "to", "above"),
    [(None, "10000", True, False), ("9999", "10000", True, False), ("10000", "10001", False, True),
     ("10000", "10000", False, False), ("12000", "11000", False, False), ("9000", None, None, None)],
)  # fmt: skip
def test_rising_is_told_once(
    before: str | None, now: str | None, to: bool | None, above: bool | None
) -> None:
    old = {} if before is None else {1: Decimal(before)}
    new = {} if now is None else {1: Decimal(now)}
    context = Context(TODAY, before=old)
    for text, wanted in (("rises_to(estimate, 10000)", to), ("rises_above(estimate, 10000)", above)):
        assert run(parse(text, WORLD, SHAPES["claims"]), new, context) is wanted
    both = parse("rises_to(estimate, 10000) or rises_to(paid, 10000)", WORLD, SHAPES["claims"])
    assert run(both, new, context) in ((True,) if to else (None,))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("count()", Decimal(4)),
        ("count(licensed)", Decimal(2)),
        ("share(licensed)", Decimal("0.666667")),
        ("share(licensed) * 100 >= 60", True),
        ("count(kind = 'pharmacy') / count()", Decimal("0.25")),
        ("count(distinct kind)", Decimal(1)),
    ],
)
def test_figures_over_many_rows(text: str, wanted: Value) -> None:
    expression = parse(text, WORLD, SHAPES["premises"], many=True)
    rows: list[Values] = [{1: "pharmacy", 7: True}, {7: True}, {7: False}, {}]
    assert run_many(expression, [(one, Context(TODAY)) for one in rows]) == wanted
    assert write(expression, WORLD) == text


def test_figures_over_no_rows() -> None:
    ground: dict[str, Value] = {
        "count()": Decimal(0),
        "share(licensed)": None,
        "sum(1)": Decimal(0),
        "average(1)": None,
    }
    for text, wanted in ground.items():
        assert run_many(parse(text, WORLD, SHAPES["premises"], many=True), []) == wanted
