"""The benchmarks themselves: figures are printed as promised, texts are the same every time."""

import json
from itertools import count

import pypdfium2
import pytest

import harness
import printing
import run
import texts
from harness import Figure, at_least, at_most


def test_a_figure_is_one_line_with_all_its_names() -> None:
    line = Figure("reading", 312345.678, "characters/s", "one regex pass", 0.51234567).line()
    assert "\n" not in line
    assert json.loads(line) == {
        "name": "reading",
        "value": 312300.0,
        "unit": "characters/s",
        "against": "one regex pass",
        "ratio": 0.5123,
        "goal": None,
        "met": None,
    }


@pytest.mark.parametrize(
    ("figure", "goal", "met"),
    [
        (at_least(Figure("a", 5, "s"), 5), ">= 5", True),
        (at_least(Figure("a", 4, "s"), 5), ">= 5", False),
        (at_most(Figure("a", 5, "s"), 5), "<= 5", True),
        (at_most(Figure("a", 6, "s"), 5), "<= 5", False),
    ],
)
def test_a_goal_is_met_or_not(figure: Figure, goal: str, *, met: bool) -> None:
    assert (figure.goal, figure.met) == (goal, met)


def test_works_take_turns_and_the_middle_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three turns take 1, 9 and 2 seconds for the first; the second always takes 4."""
    calls: list[str] = []
    clock = iter([0, 1, 10, 14, 20, 29, 30, 34, 40, 42, 50, 54])
    monkeypatch.setattr(harness.time, "process_time", lambda: next(clock))
    took = harness.seconds(lambda: calls.append("ours"), lambda: calls.append("theirs"))
    assert took == [2, 4]
    assert calls == ["ours", "theirs"] * 4


def test_an_unknown_name_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["nothing"]) == 2
    assert "reading" in capsys.readouterr().err


def test_long_plans_are_the_same_every_time_and_nearly_as_long_as_asked() -> None:
    plan = texts.plan_of(100_000)
    texts.plan_of.cache_clear()
    assert texts.plan_of(100_000) == plan
    assert 80_000 < len(plan.encode()) <= 100_000 + len(plan.split("\n"))


def test_copies_differ() -> None:
    """Names of places change from copy to copy, so that nothing is answered from a memory of the first."""
    plan = texts.plan_of(400_000)
    heads = [line for line in plan.split("\n") if line.endswith("行动方案")]
    assert len(set(heads)) > 1


def test_the_pdf_has_its_text_layer() -> None:
    lines = [f"第{number}条 各单位按期报送。" for number in range(1, 61)]
    data, number = printing.pdf_of("\n".join(lines))
    with pypdfium2.PdfDocument(data) as document:
        words = [page.get_textpage().get_text_range() for page in document]
    assert len(words) == number == 3
    assert [place for place, line in zip(count(), lines, strict=False) if line not in "".join(words)] == []
