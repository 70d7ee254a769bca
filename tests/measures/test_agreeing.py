"""Random measures over random pasts: the mirror says what plain Python says of the journal."""

import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from lively import FIRST, Lively, begun, lived

from office import CONSOLE, TODAY
from zhangtu.kernel.clock import stopped_at
from zhangtu.kernel.periods import PeriodKind, between, of
from zhangtu.ledgers import definitions
from zhangtu.measures import asking, queries
from zhangtu.measures.cells import OFFICE, Figures
from zhangtu.mirror import answering, client
from zhangtu.mirror.file import Allowed
from zhangtu.mirror.owning import Owner
from zhangtu.people import queries as people
from zhangtu.schema.specs import Measure, Title

CONDITIONS = {
    "stalls": (
        "open", "valid", "seen",
        "enough", "kind = 'fish'", "size > 3", "expires < today() + 40", "opened is null",
        "contains(goods, 'tea')", "not open", "due >= 1", "kind in ('fish', 'cloth') or size < cost",
        "exists(visits where stall = me and fine > 100)", "per > 1", "month(opened) = month(today())",
    ),
    "visits": (
        "passed", "late", "fine > 300", "stall.open", "stall.kind = 'fruit'", "stall.size > 2", "note = '好'",
        "day <= stall.expires", "quotas(stall.kind).per_year > 0.6", "day is null",
    ),
}  # fmt: skip
NUMBERS = {
    "stalls": ("size", "cost", "per", "due", "size * cost", "expires - today()",
               "sum(visits where stall = me, fine)", "count(goods)"),
    "visits": ("fine", "fine / 3", "stall.size", "today() - day", "stall.cost + fine"),
}  # fmt: skip
VALUES = {
    "stalls": ("kind", "place", "opened", "size", "name"),
    "visits": ("stall", "day", "note", "fine", "stall.kind"),
}
DAYS = {"stalls": ("opened", "expires"), "visits": ("day", "stall.opened")}
LATEST = {"stalls": ("size", "name", "expires"), "visits": ("fine", "note", "day")}
UNITS = {"stalls": ("", "place"), "visits": ("", "stall.place")}
KEYS = {
    "stalls": ("kind", "goods", "open", "opened", "place", "valid", "due"),
    "visits": ("passed", "stall", "stall.kind", "note", "late", "stall.goods"),
}


@st.composite
def totals(draw: st.DrawFn, ledger: str) -> str:
    """One total, all of whose forms come."""
    condition = draw(st.sampled_from(CONDITIONS[ledger]))
    number, value = draw(st.sampled_from(NUMBERS[ledger])), draw(st.sampled_from(VALUES[ledger]))
    ordered = draw(st.sampled_from([*NUMBERS[ledger], *DAYS[ledger]]))
    by, latest = DAYS[ledger][0], draw(st.sampled_from(LATEST[ledger]))
    return draw(
        st.sampled_from(
            [
                "count()", f"count({condition})", f"share({condition})",
                f"sum({number})", f"average({number})",
                f"smallest({ordered})", f"largest({ordered})", f"latest({latest} by {by})",
                f"count(distinct {value})",
            ]
        )
    )  # fmt: skip


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    """A measure; half of them reckon with two totals."""
    ledger = draw(st.sampled_from(["stalls", "visits"]))
    value = draw(totals(ledger))
    if draw(st.booleans()) and not value.startswith(("smallest", "largest", "latest")):
        other = draw(totals(ledger).filter(lambda one: not one.startswith(("smallest", "largest", "latest"))))
        value = draw(
            st.sampled_from([f"{value} / {other}", f"round({value} * 100 / {other}, 1)", f"{value} - {other}",
                             f"case when {other} > 1 then {value} end"])
        )  # fmt: skip
    stock = draw(st.sampled_from(["period_end", "period_start", ""]))
    return Measure(
        "random",
        Title("随机"),
        ledger,
        value,
        where=draw(st.sampled_from(["", "", *CONDITIONS[ledger]])),
        at=stock,
        on="" if stock else draw(st.sampled_from(DAYS[ledger])),
        unit=draw(st.sampled_from(UNITS[ledger])),
        by=(*KEYS[ledger], "@state"),
    )


PERIODS = st.one_of(
    st.sampled_from([PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR]).map(
        lambda kind: between(FIRST - timedelta(days=40), TODAY + timedelta(days=40), kind)
    ),
    st.lists(
        st.tuples(st.sampled_from(list(PeriodKind)), st.dates(FIRST, TODAY)).map(lambda one: of(*one)),
        min_size=1,
        max_size=4,
        unique=True,
    ),
)


def asked(measures_: Sequence[Measure], **words: Any) -> Figures:
    found = queries.figures(measures_, people.scope(CONSOLE), **words)
    assert found.fresh
    return found


def in_python(measures_: Sequence[Measure], **words: Any) -> Figures:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(asking.client, "ask", lambda _question: asking.NotNow(1.0))
        return asked(measures_, **words)


def raised(*_told: object) -> None:
    """Whatever the mirror would only note."""
    error = sys.exc_info()[1]
    assert error is not None
    raise AssertionError(str(error)) from error


def only_mirror(measures_: Sequence[Measure], **words: Any) -> Figures:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(asking, "_in_python", None)
        patched.setattr(answering.log, "warning", raised)
        return asked(measures_, **words)


@pytest.fixture
def lively(transactional_db: None, home: Path, tmp_path: Path) -> Any:  # noqa: ARG001 - opens the store
    definitions.forget()
    owner = Owner(home, Allowed(memory=128, threads=1))
    with stopped_at(FIRST):
        office = begun(tmp_path / "lively")
    assert owner.take()
    owner.build()
    client.settle(owner)
    yield office
    client.settle(None)
    owner.stop()
    definitions.forget()


def agree(office: Lively, draw: Any) -> None:
    """Ask both the same."""
    many = draw(st.lists(measures(), min_size=1, max_size=4))
    many = [replace(one, name=f"m{place}") for place, one in enumerate(many)]
    keys = draw(
        st.one_of(
            st.just([]), st.lists(st.sampled_from([*KEYS[many[0].of], "@state"]), max_size=2, unique=True)
        )
    )
    if len({one.of for one in many}) > 1 or sum("goods" in key for key in keys) > 1:
        keys = []
    words: dict[str, Any] = {
        "units": draw(
            st.lists(st.sampled_from([OFFICE, *office.units]), min_size=1, max_size=5, unique=True)
        ),
        "periods": draw(PERIODS),
        "by": keys,
    }
    day = draw(st.one_of(st.none(), st.dates(FIRST - timedelta(days=3), TODAY)))
    if day is not None:
        words["told"] = queries.as_of(day)
    note(f"{many} {words}")
    found, told = only_mirror(many, **words), in_python(many, **words)
    for one, other in zip(found.cells, told.cells, strict=True):
        assert one == other, f"{one}\n{other}"
    assert found == told


@pytest.mark.parametrize("seed", range(1))
def test_random_measures_of_a_random_past(lively: Lively, seed: int) -> None:
    run(lively, seed, things=60, examples=12)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1, 13))
def test_many_random_measures_of_random_pasts(lively: Lively, seed: int) -> None:
    run(lively, seed, things=250, examples=250)


def run(lively: Lively, seed: int, *, things: int, examples: int) -> None:
    lived(lively, random.Random(seed), things)  # noqa: S311 - the same past every time

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )  # fmt: skip
    @given(st.data())
    def all_agree(data: st.DataObject) -> None:
        agree(lively, data.draw)

    all_agree()
