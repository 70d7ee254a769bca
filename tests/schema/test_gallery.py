"""The ready ledgers: each stands alone, and its example could be entered as it is."""

from pathlib import Path
from typing import cast

import pytest
import yaml

import zhangtu.packs
from zhangtu.schema.loading import load_pack
from zhangtu.schema.specs import Ledger
from zhangtu.schema.types import TYPES, Looking, Nowhere

GALLERY = Path(zhangtu.packs.__file__).parent / "gallery"
NOWHERE = cast("Looking", Nowhere())
LEDGERS = load_pack(GALLERY).pack
assert LEDGERS is not None
NAMES = sorted(one.name for one in LEDGERS.ledgers)
ROWS = yaml.safe_load((GALLERY / "samples" / "rows.yaml").read_text("utf-8"))


def _ledger(name: str) -> Ledger:
    assert LEDGERS is not None
    return next(one for one in LEDGERS.ledgers if one.name == name)


def test_there_are_twenty_and_an_example_of_each() -> None:
    assert len(NAMES) == 20
    assert sorted(ROWS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_ready_ledger_needs_nothing_else(name: str) -> None:
    ledger = _ledger(name)
    assert all(field.type != "reference" and not field.target for field in ledger.fields)
    assert ledger.title.en
    assert ledger.checks
    assert len(ledger.pages.columns) <= 10
    shown = {one for panel in ledger.pages.panels for one in panel}
    left = {one.name for one in ledger.fields} - shown - set(ledger.pages.columns)
    assert left <= {"overdue", "late", "open", "ending", "waiting"}


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_a_ready_ledger_can_be_entered(name: str) -> None:
    ledger = _ledger(name)
    fields = {one.name: one for one in ledger.fields}
    given = ROWS[name]
    assert set(given) <= set(fields)
    assert {one.name for one in ledger.fields if one.required and one.default is None} <= set(given)
    for field, words in given.items():
        spec = fields[field]
        assert isinstance(words, str)
        if spec.type in {"unit", "person", "post"}:
            continue
        read = TYPES[spec.type].read(words, spec, NOWHERE)
        assert read.value is not None, (field, words)
        assert read.problems == (), (field, words)
