"""The scorer counts as a person would."""

from typing import Any

from scoring import Score, score

TEXT = "一、任务\n(1)建台账，3月底前完成，甲局牵头，乙局配合。\n(2)巡查不少于2次，每月向甲局报送。\n2月30日。"


def _gold() -> dict[str, Any]:
    return {
        "tasks": [
            {
                "anchor": "建台账",
                "deadline": {"kind": "period_end", "end": "2026-03-31"},
                "lead_units": ["甲局"],
                "support_units": ["乙局"],
            },
            {"anchor": "巡查", "deadline": {"kind": "none"}, "lead_units": [], "support_units": []},
        ],
        "targets": [{"anchor": "不少于2次", "value": 2, "unit": "次"}],
        "reporting_duties": [{"anchor": "每月向甲局报送"}],
        "defects": [{"anchor": "2月30日", "kind": "invalid_date"}],
    }


def _item(words: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    end = TEXT.index("\n", start)
    plain = {"deadline": {"kind": "none"}, "lead_units": [], "support_units": []}
    return {"start": start, "end": end, **plain, **more}


def _read() -> dict[str, Any]:
    found = TEXT.index("不少于")
    fault = TEXT.index("2月30日")
    deadline = {"kind": "date", "end": "2026-03-31"}
    return {
        "items": [
            _item("(1)", deadline=deadline, lead_units=["甲局"], support_units=["乙局"]),
            _item("(2)"),
        ],
        "targets": [{"start": found, "end": found + 5, "value": 2, "unit": "次"}],
        "reports": [{"start": found + 6, "end": found + 13}],
        "problems": [{"start": fault, "end": fault + 5, "kind": "invalid_date"}],
    }


def _shares(read: dict[str, Any], gold: dict[str, Any] | None = None) -> dict[str, float]:
    whole = Score()
    score(gold or _gold(), TEXT, read, whole)
    return whole.shares()


def test_a_perfect_reading_scores_one_everywhere() -> None:
    assert set(_shares(_read()).values()) == {1.0}


def test_reading_nothing_scores_nought_where_there_is_something() -> None:
    shares = _shares({"items": [], "targets": [], "reports": [], "problems": []})
    assert shares == {**dict.fromkeys(shares, 0.0), "roles": 1.0}


def test_a_wrong_day_is_both_missed_and_extra() -> None:
    read = _read()
    read["items"][0]["deadline"] = {"kind": "date", "end": "2026-03-30"}
    assert _shares(read)["deadlines"] == 0.0


def test_swapped_roles_keep_the_units_but_lose_the_roles() -> None:
    read = _read()
    read["items"][0].update(lead_units=["乙局"], support_units=["甲局"])
    shares = _shares(read)
    assert (shares["units"], shares["roles"]) == (1.0, 0.0)


def test_a_task_too_many_costs_precision() -> None:
    read = _read()
    read["items"].append(_item("一、"))
    assert _shares(read)["tasks"] == 0.8


def test_what_is_set_aside_counts_neither_way() -> None:
    read, gold = _read(), {**_gold(), "ignore_spans": [{"from": "一、", "to": "任务"}]}
    read["items"].append(_item("一、"))
    gold["tasks"][1]["optional"] = True
    assert _shares(read, gold)["tasks"] == 1.0
    read["items"].pop(1)
    assert _shares(read, gold)["tasks"] == 1.0


def test_a_fault_of_another_kind_is_no_hit_and_one_not_annotated_is_not_counted() -> None:
    read = _read()
    read["problems"].append({"start": 0, "end": 1, "kind": "foreign_text"})
    assert _shares(read)["faults"] == 1.0
    read["problems"][0]["kind"] = "number_gap"
    assert _shares(read)["faults"] == 0.0
