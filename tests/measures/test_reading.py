"""Figures and changes as people read them."""

from decimal import Decimal

import pytest

from zhangtu.kernel.periods import Period, PeriodKind
from zhangtu.measures import comparing, reading
from zhangtu.measures.cells import Cell
from zhangtu.schema.specs import Measure, Title


def measure(shown: str = "number", better: str = "", places: int | None = None, unit: str = "") -> Measure:
    told = Title(unit, "shops") if unit else None
    return Measure(
        "m", Title("指标"), "shops", "count()", shown=shown, better=better, places=places, measured_in=told
    )


@pytest.mark.parametrize(
    ("value", "spec", "chinese", "english"),
    [
        (Decimal("0.93456"), measure("share"), "93.5%", "93.5%"),
        (Decimal("0.93456"), measure("share", places=2), "93.46%", "93.46%"),
        (Decimal("0.0005"), measure("share"), "0.1%", "0.1%"),
        (Decimal(1280), measure("money"), "1,280.00 元", "CNY 1,280.00"),
        (Decimal("1280.005"), measure("money", unit="万元"), "1,280.01 万元", "1,280.01 shops"),
        (Decimal(12), measure(unit="家"), "12 家", "12 shops"),
        (Decimal("2.5"), measure("days"), "2.5 天", "2.5 days"),
        (Decimal("12345.678"), measure(), "12,345.68", "12,345.68"),
        (Decimal(100), measure(), "100", "100"),
        (Decimal("-0.001"), measure(), "0", "0"),
        (None, measure("share"), "—", "—"),
        ("甲", measure(), "甲", "甲"),
    ],
)
def test_figures(value: Decimal | None, spec: Measure, chinese: str, english: str) -> None:
    assert reading.shown(value, spec, "zh-hans") == chinese
    assert reading.shown(value, spec, "en") == english


def test_changes() -> None:
    spec = measure("share", better="up")
    one = comparing.change(Decimal("0.9"), Decimal("0.885"), spec)
    assert one is not None
    assert one.judged is comparing.Judged.BETTER
    assert comparing.say(one, spec, "zh-hans") == "上升 1.5 个百分点"
    assert comparing.say(one, spec, "zh-hant") == "上升 1.5 個百分點"
    assert comparing.say(one, spec, "en") == "up 1.5 percentage points"
    spec = measure(better="up", unit="家")
    one = comparing.change(Decimal(8), Decimal(10), spec)
    assert one is not None
    assert (one.difference, one.share, one.judged) == (Decimal(-2), Decimal("-0.2"), comparing.Judged.WORSE)
    assert comparing.say(one, spec, "zh-hans") == "下降 2 家"
    same = comparing.change(Decimal(8), Decimal(8), spec)
    assert same is not None
    assert comparing.say(same, spec, "zh-hans") == "持平"
    assert comparing.change(None, Decimal(8), spec) is None
    from_nothing = comparing.change(Decimal(8), Decimal(0), spec)
    assert from_nothing is not None
    assert from_nothing.share is None


def test_targets_are_never_reached_by_nothing() -> None:
    assert comparing.reached(Decimal(1), ">=", Decimal(1))
    assert not comparing.reached(Decimal("0.99"), ">=", Decimal(1))
    assert comparing.reached(None, "<=", Decimal(1)) is None


def test_what_stands_beside() -> None:
    cell = Cell("m", 0, Period(PeriodKind.MONTH, 2026, 11), provisional=True)
    assert reading.beside(cell, "zh-hans") == "本期未结束"
    assert reading.updating(0.999, "zh-hans") == "数据正在更新 99%"
    assert reading.updating(0.42, "en") == "being brought up to date, 42%"
