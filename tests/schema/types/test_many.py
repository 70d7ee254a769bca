"""A column read at once gives what its cells give one by one, or leaves them to be read so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhangtu.kernel.identifiers import credit_code, food_licence, phone
from zhangtu.schema.specs import Field, Title
from zhangtu.schema.types import TYPES
from zhangtu.schema.types.face import Nowhere, Read

_NAMES = ["text", "person_name", "place", "credit_code", "phone", "food_licence"]
_RIGHT = {
    "text": ["东头超市", "A b", "无", "é"],
    "person_name": ["王芳", "李国强", "没有"],
    "place": ["柳湾镇东头村3号", "无", "1-2"],
    "phone": ["13900000000", "18812345678"],
}
_SUBJECTS = ("00000001", "0000000A", "ABCDEFGH", "99999999")
_ODD = [
    "",
    " ",
    " a",
    "a ",
    "a  b",
    'a"b',
    "a\\b",
    "#N/A",
    "a\nb",
    "e\u0301",
    "\u200b",
    "无",
    "1,2",
    "*",
    "x" * 600,
]


def _right(name: str) -> list[str]:
    """Texts that are right as they stand."""
    if name == "credit_code":
        firsts = [f"92990101{subject}{credit_code.subject_character(subject)}" for subject in _SUBJECTS]
        return [first + credit_code.check_character(first) for first in firsts]
    if name == "food_licence":
        return [f"JY1990101{at:06}" + food_licence.check_digit(f"1990101{at:06}") for at in (0, 7, 123456)]
    return _RIGHT[name]


@pytest.mark.parametrize("name", _NAMES)
@settings(max_examples=60)
@given(data=st.data())
def test_many_say_what_each_says(name: str, data: st.DataObject) -> None:
    spec = Field(1, "f", name, Title("字段", "Field"))
    kind = TYPES[name]
    cells = st.sampled_from(_right(name)) | st.sampled_from(_ODD) | st.text(max_size=6)
    column = data.draw(st.lists(cells, min_size=1, max_size=5))
    many = kind.many(spec)
    assert many is not None
    found = many(column)
    each = [kind.reader(spec, Nowhere())(cell) for cell in column]  # type: ignore[arg-type]  # nothing is set
    if found is None:
        assert column != _right(name)
        return
    assert not any(isinstance(one, Read) or one is None for one in each)
    assert found[1] == [kind.stored(one) for one in each]
    assert found[0] is None or list(found[0]) == each


@pytest.mark.parametrize("name", _NAMES)
def test_a_column_in_order_is_read_at_once(name: str) -> None:
    many = TYPES[name].many(Field(1, "f", name, Title("字段", "Field")))
    assert many is not None
    found = many(_right(name)[:2] * 300)
    assert found is not None
    assert len(found[1]) == 600


@pytest.mark.parametrize("options", [{"min": "2"}, {"pattern": "[a-z]+"}])
def test_a_text_that_must_look_like_something_is_read_by_itself(options: dict[str, str]) -> None:
    assert TYPES["text"].many(Field(1, "f", "text", Title("字段", "Field"), options=options)) is None


@pytest.mark.parametrize(
    ("name", "check", "all_right"),
    [
        ("credit_code", credit_code.check, credit_code.all_right),
        ("food_licence", food_licence.check, food_licence.all_right),
        ("phone", phone.check, phone.all_right),
    ],
)
def test_one_wrong_number_among_many_is_seen(name: str, check: object, all_right: object) -> None:
    right = _right(name)
    assert callable(check)
    assert callable(all_right)
    assert all_right(right)
    assert all_right([])
    for place, number in enumerate(right):
        for at in range(len(number)):
            for letter in "0123456789AX*":
                other = number[:at] + letter + number[at + 1 :]
                found = check(other)
                sound = found.kind is None and found.value == other
                column = [*right[:place], other, *right[place + 1 :]]
                assert not all_right(column) or sound, other
                if name != "phone":
                    assert all_right(column) == (sound and not other.startswith("YB")), other
