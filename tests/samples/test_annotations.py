"""The sample documents and their annotations fit each other."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "src" / "zhangtu" / "plans" / "samples"
GOLD = ROOT / "tests" / "reading" / "gold"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.txt"))
LISTS = ("tasks", "targets", "reporting_duties", "defects")
ISO = re.compile(r"\d{4}-\d\d-\d\d")


def gold_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((GOLD / f"{name}.json").read_text("utf-8"))
    return found


def text_of(name: str) -> str:
    return (SAMPLES / f"{name}.txt").read_text("utf-8")


def test_every_sample_is_listed_and_there() -> None:
    listed = [entry["file"] for entry in json.loads((SAMPLES / "samples.json").read_text("utf-8"))]
    kept = {path.name for path in SAMPLES.iterdir() if path.suffix in {".txt", ".docx", ".html"}}
    assert len(listed) == len(set(listed))
    assert set(listed) == kept


@pytest.mark.parametrize("name", NAMES)
def test_every_annotation_names_one_place(name: str) -> None:
    gold, text = gold_of(name), text_of(name)
    assert gold["source"] == f"{name}.txt"
    for kind in LISTS:
        for entry in gold[kind]:
            assert text.count(entry["anchor"]) == 1, entry["anchor"]
    for span in gold["ignore_spans"]:
        assert span["to"] in text[text.index(span["from"]) :]


@pytest.mark.parametrize("name", NAMES)
def test_tasks_quote_the_document(name: str) -> None:
    gold, text = gold_of(name), text_of(name)
    places = [text.index(task["anchor"]) for task in gold["tasks"]]
    assert places == sorted(places)
    for task in gold["tasks"]:
        deadline = task["deadline"]
        assert (deadline["kind"] == "none") == (deadline["raw"] is None)
        for quoted in [deadline["raw"] or "", *task["lead_units"], *task["support_units"]]:
            assert quoted in text
        for day in (deadline["start"], deadline["end"]):
            assert day is None or ISO.fullmatch(day)
