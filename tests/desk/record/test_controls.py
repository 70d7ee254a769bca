"""What a control shows of a value is read back as that value, for every type people enter."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from zhangtu.desk.record import controls, facts
from zhangtu.schema.specs import Choice, Field, Title
from zhangtu.schema.types import TYPES, Datum, Nowhere, Place

# The clock of these tests empties the cache, which lies in a database.
pytestmark = pytest.mark.usefixtures("db")
CHOICES = (Choice("tea", Title("茶")), Choice("salt", Title("盐")))
VALUES: dict[str, Any] = {
    "text": "甲 & <乙>",
    "long_text": "一行\n两行",
    "number": Decimal("12.50"),
    "money": Decimal("1234567.80"),
    "date": date(2026, 2, 28),
    "time": datetime(2026, 2, 28, 9, 5),  # noqa: DTZ001 - civil, as rows keep it
    "choice": "salt",
    "choices": ("tea", "salt"),
    "yes_no": False,
    "place": Place("柳荫街 3 号", Decimal("30.5"), Decimal("120.25"), Datum.GCJ02),
    "person_name": "赵小满",
    "document_number": "青政办〔2026〕18号",
}
#: Found by their uids, brought as files, or made by the system: tried with whole forms.
ELSEWHERE = {"reference", "unit", "post", "person", "file", "photo", "serial", "computed"}
#: Plain words of their own shape.
IDENTIFIERS = {"credit_code", "id_card", "plate", "vin", "food_licence", "phone"}


def test_every_type_is_thought_of() -> None:
    assert set(TYPES) == {*VALUES, *ELSEWHERE, *IDENTIFIERS}


@pytest.mark.parametrize("kind", VALUES)
def test_what_is_shown_is_read_back(kind: str) -> None:
    spec = Field(1, "field", kind, Title("栏"), of=CHOICES if kind.startswith("choice") else ())
    text = controls.written(spec, VALUES[kind])
    given = text.split("、") if kind == "choices" else text
    assert TYPES[kind].read(given, spec, Nowhere()).value == VALUES[kind]


@pytest.mark.parametrize(
    ("kind", "text", "groups"),
    [
        ("credit_code", "929901017000000018", ("9299", "0101", "7000", "0000", "18")),
        ("phone", "13800000001", ("138", "0000", "0001")),
        ("phone", "0571-88000000", ()),
        ("credit_code", "12345", ()),
        ("text", "929901017000000018", ()),
    ],
)
def test_identifiers_are_shown_in_groups(kind: str, text: str, groups: tuple[str, ...]) -> None:
    assert facts.groups(kind, text) == groups
    assert "".join(groups) in ("", text)
