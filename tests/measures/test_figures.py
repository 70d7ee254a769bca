"""Figures: the mirror and plain Python say the same, and every figure opens down to its rows."""

from datetime import date
from decimal import Decimal

import pytest

from office import CONSOLE, TODAY, Office
from zhangtu.kernel.periods import Period, PeriodKind, between
from zhangtu.ledgers import actions
from zhangtu.measures import asking, queries
from zhangtu.measures.cells import OFFICE, Figures
from zhangtu.mirror.owning import Owner
from zhangtu.people import queries as people
from zhangtu.schema.specs import Measure, Title

MONTHS = between(date(2026, 9, 1), TODAY, PeriodKind.MONTH)
OPENED = Measure(
    "opened_shops", Title("新开店铺"), "shops", "count()", on="opened", by=("grade", "goods", "open")
)
STAFF = Measure("staff", Title("人数"), "shops", "sum(staff)", at="period_end", by=("open",))
AVERAGE = Measure("per_shop", Title("平均人数"), "shops", "average(staff)", at="period_end")
LICENSED = Measure(
    "licensed_share", Title("持证率"), "shops", "share(licensed)", where="open", at="period_end"
)
ALL = (OPENED, STAFF, AVERAGE, LICENSED)


def both(measures: tuple[Measure, ...], monkeypatch: pytest.MonkeyPatch, **words: object) -> Figures:
    """From the mirror, which must say what the reference says."""
    scope = people.scope(CONSOLE)
    found = queries.figures(measures, scope, **words)  # type: ignore[arg-type]  # by name
    assert found.fresh
    with monkeypatch.context() as patched:
        patched.setattr(asking.client, "ask", lambda _question: asking.NotNow(1.0))
        told = queries.figures(measures, scope, **words)  # type: ignore[arg-type]  # by name
    assert found == told
    with monkeypatch.context() as patched:
        patched.setattr(asking, "_in_python", None)
        assert queries.figures(measures, scope, **words) == found  # type: ignore[arg-type]  # by name
    return found


@pytest.fixture
def rows(office: Office, owner: Owner) -> list[int]:
    assert owner.owning
    found = []
    for place in range(9):
        actor = (office.eastern, office.western, office.chief)[place % 3]
        values = {
            "name": f"店{place}", "staff": Decimal(place) / 2, "open": place % 4 != 0,
            "opened": date(2026, 9 + place % 3, 1 + place),
            "goods": [["tea"], ["tea", "salt"], []][place % 3],
        }  # fmt: skip
        row = actions.create("shops", values, actor=actor)
        found.append(row.id)
        if place % 2:
            paper = {"shop": str(row.uid), "number": f"证{place}", "expires": date(2026, 10 + place % 3, 15)}
            actions.create("papers", paper, actor=actor)
        if place == 5:
            actions.withdraw(row.uid, actor=office.chief, seen=row.version, reason="停业", although=True)
    return found


def test_counts_by_unit_and_month(office: Office, rows: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    units = (OFFICE, office.town, office.east, office.west)
    found = both(ALL, monkeypatch, units=units, periods=MONTHS)
    assert rows
    assert sum(found.values("opened_shops").values()) == 8
    november = Period(PeriodKind.MONTH, 2026, 11)
    town, east = (found.get("staff", unit, november) for unit in (office.town, office.east))
    assert town is not None
    assert town.value == Decimal("15.5")
    assert town.count == 8
    assert east is not None
    assert east.value == Decimal("4.5")
    assert town.provisional
    share = found.get("licensed_share", office.town, november)
    assert share is not None
    assert share.count == 5
    before = found.get("per_shop", office.town, MONTHS[0])
    assert before is not None
    assert before.value is None
    assert not before.count


@pytest.mark.parametrize("by", [["grade"], ["goods"], ["open"], ["goods", "open"]])
def test_by_fields(office: Office, rows: list[int], by: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert rows
    found = both((OPENED,), monkeypatch, units=[OFFICE, office.east], periods=MONTHS, by=by)
    assert found.cells


def test_a_figure_opens_to_its_rows(office: Office, rows: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    found = both(ALL, monkeypatch, units=[office.town], periods=MONTHS[-1:])
    for cell, spec in zip(found.cells, ALL, strict=True):
        for actor in (CONSOLE, office.chief, office.eastern):
            scope = people.scope(actor)
            opened = queries.rows_behind(cell, scope, measure=spec)
            assert opened.fresh
            assert opened.seen == len(opened.rows)
            assert opened.seen + opened.hidden == cell.count
            assert set(opened.rows) <= set(rows)
    assert opened.hidden


def test_nothing_known_is_not_none_there(
    office: Office, rows: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anybody wrote in a ledger it has no stock; what happened then is known since."""
    assert rows
    found = both((STAFF, OPENED), monkeypatch, units=(office.town,), periods=MONTHS)
    assert list(found.values("staff", office.town).values()) == [None, None, Decimal("15.5")]
    assert all(value is not None for value in found.values("opened_shops", office.town).values())
