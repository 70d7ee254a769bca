"""The pages about field types and identifiers say what there is."""

import re
from pathlib import Path

from zhangtu.kernel.identifiers.checked import IdentifierFault
from zhangtu.schema.types import TYPES
from zhangtu.schema.types.identifier import Identifier

REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference"


def _rows(page: str, under: str) -> list[list[str]]:
    part = (REFERENCE / page).read_text("utf-8").split(f"\n## {under}\n")[1].split("\n## ")[0]
    return [
        [cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if "`" in line
    ]


def test_every_type_and_its_options_stand_on_the_page() -> None:
    told = {
        row[0].strip("`"): set(re.findall(r"`(\w+)`", row[4])) for row in _rows("field-types.md", "Types")
    }
    assert told == {name: set(one.options) for name, one in TYPES.items()}


def test_what_expressions_see_stands_on_the_page() -> None:
    told = {row[0].strip("`"): row[3] for row in _rows("field-types.md", "Types")}
    seen = {name: str(one.expression_type or "–") for name, one in TYPES.items()}
    assert told == seen | {"computed": "its own kind"}


def test_every_option_is_explained() -> None:
    told = {name for row in _rows("field-types.md", "Options") for name in re.findall(r"`(\w+)`", row[0])}
    assert told == {option for one in TYPES.values() for option in one.options}


def test_every_identifier_stands_on_its_page() -> None:
    page = (REFERENCE / "identifiers.md").read_text("utf-8")
    told = set(re.findall(r"^\| `(\w+)`", page, re.MULTILINE))
    assert told == {name for name, one in TYPES.items() if isinstance(one, Identifier)}
    assert len(IdentifierFault) > len(told)
