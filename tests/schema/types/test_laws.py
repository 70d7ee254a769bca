"""What every field type promises."""

import json
import string
import unicodedata
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from type_samples import CHOICES, VALUES, Town, field_of

from zhangtu.kernel.folding import fold
from zhangtu.kernel.identifiers.checked import IdentifierFault
from zhangtu.kernel.problems import Severity
from zhangtu.schema.types import TYPES, Read
from zhangtu.schema.types.faults import FieldFault
from zhangtu.schema.types.seen import seen_as
from zhangtu.schema.types.wording import FIELD_SENTENCES, say_field_problem

KINDS = sorted(TYPES)
READ_BACK = [kind for kind in KINDS if TYPES[kind].reads_back]
TRICKY = st.sampled_from(
    ["", " ", "无", "－", "—", "#REF!", "NaN", "sNaN", "-0", "1e400", "1E+17", "1.1E+17", "０", "一", "２",
     "2021-02-30", "2021年", "\u202e", "a\x00b", "\ud800", "，", "()", "-", "＊", "％", "万", "9" * 5000,
     "10000-01-01", "0000-00-00", "2021-01-01T00:00:00+99:99", "24:00", "1e9999999", "٣", "²", "[]", "{}"]
)  # fmt: skip
ANYTHING = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.integers(-(10**6000), 10**6000),
        st.floats(),
        st.decimals(allow_nan=True),
        st.text(max_size=60),
        st.text(string.digits + "-/.年月日,:% 万E+", max_size=25),
        TRICKY,
        st.binary(max_size=10),
        st.dates(),
        st.datetimes(),
        st.times(),
        st.timedeltas(),
        st.complex_numbers(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["sha256", "name", "lat", "lon", "address", "datum", "x"]), inner),
    ),
    max_leaves=4,
)


@pytest.mark.parametrize("kind", KINDS)
@given(thing=ANYTHING)
def test_reading_never_fails(kind: str, thing: object) -> None:
    """Either there is a value that can be kept, or an error says why not, or the field is empty."""
    field = field_of(kind)
    read = TYPES[kind].read(thing, field, Town())
    if read.value is not None:
        assert not read.refused
        assert TYPES[kind].loaded(json.loads(TYPES[kind].stored(read.value))) == read.value
    for problem in read.problems:
        assert problem.name == "one"
        for language in ("zh-hans", "zh-hant", "en"):
            assert say_field_problem(problem, "栏", language)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_what_is_stored_is_loaded(kind: str, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    stored = TYPES[kind].stored(value)
    assert TYPES[kind].loaded(json.loads(stored)) == value
    assert unicodedata.is_normalized("NFC", stored)
    assert stored == TYPES[kind].stored(TYPES[kind].loaded(json.loads(stored)))


@pytest.mark.parametrize("kind", READ_BACK)
@given(data=st.data())
def test_what_is_stored_can_be_given(kind: str, data: st.DataObject) -> None:
    """The API gives back what it was given."""
    value = data.draw(VALUES[kind])
    assert TYPES[kind].read(json.loads(TYPES[kind].stored(value)), field_of(kind), Town()) == Read(value)


@pytest.mark.parametrize("kind", READ_BACK)
@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@given(data=st.data())
def test_what_is_shown_can_be_given(kind: str, language: str, data: st.DataObject) -> None:
    """An exported sheet can be imported again, in each language."""
    value, field = data.draw(VALUES[kind]), field_of(kind)
    assert TYPES[kind].read(TYPES[kind].show(value, field, language), field, Town()) == Read(value)
    assert TYPES[kind].read(TYPES[kind].cell(value, field, language), field, Town()) == Read(value)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_what_is_folded_is_folded_and_masks_tell_less(kind: str, data: st.DataObject) -> None:
    value, field = data.draw(VALUES[kind]), field_of(kind)
    folded = TYPES[kind].folded(value)
    assert fold(folded) == folded or kind == "time"
    masked = TYPES[kind].masked(value, field)
    shown = TYPES[kind].show(value, field, "zh-hans")
    public = kind in {"food_licence", "document_number"}
    assert (masked == shown) == public


@given(st.sampled_from(["1.5", "1.50", "01.5", "+1.5", "１．５", "1.500000"]))
def test_the_same_number_is_the_same_text(given_text: str) -> None:
    for kind, text in (("number", '"1.5"'), ("money", '"1.50"')):
        value = TYPES[kind].read(given_text, field_of(kind), Town()).value
        assert TYPES[kind].stored(value) == text


@given(st.decimals(-(10**15), 10**15, places=9, allow_nan=False))
def test_a_number_has_one_stored_text(number: Decimal) -> None:
    """Equal numbers, as a cell or written in whichever way, are stored as equal texts."""
    texts = set()
    for thing in (number, f"{number:f}", f"{number:f}0", f"{number:,f}"):
        value = TYPES["number"].read(thing, field_of("number"), Town()).value
        texts.add(TYPES["number"].stored(value))
    assert len(texts) == 1


@pytest.mark.parametrize("unit", ["人", "平方米", "%", "m2", "万元", "kg"])
@given(number=VALUES["number"])
def test_a_unit_of_measure_is_shown_and_understood(unit: str, number: Decimal) -> None:
    field = field_of("number", unit=unit)
    shown = TYPES["number"].show(number, field, "zh-hans")
    assert shown.endswith(unit)
    assert TYPES["number"].read(shown, field, Town()) == Read(number)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_given_is_nothing(kind: str) -> None:
    for nothing in (None, "", "  ", "\u3000", "\n"):
        assert TYPES[kind].read(nothing, field_of(kind), Town()) == Read()


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in {"text", "long_text", "yes_no", "place"}]
)
def test_words_for_nothing_are_nothing(kind: str) -> None:
    for nothing in ("无", "－", "—", "/", " - ", "N/A"):
        assert TYPES[kind].read(nothing, field_of(kind), Town()) == Read()


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_is_explained(kind: str) -> None:
    field_type = TYPES[kind]
    assert field_type.name == kind
    assert (type(field_type).__doc__ or "").endswith(".")
    assert all(field_type.options.values())
    seen = seen_as(field_of(kind))
    assert (seen is None) == (field_type.expression_type is None)
    if seen is not None:
        assert seen.kind is field_type.expression_type
        assert bool(seen.codes) == (kind == "choice")


def test_every_fault_has_a_sentence() -> None:
    assert set(FIELD_SENTENCES) == set(FieldFault)
    assert not {str(kind) for kind in FieldFault} & {str(kind) for kind in IdentifierFault}


def test_samples_cover_every_type() -> None:
    assert set(VALUES) == set(TYPES)
    assert len(CHOICES) > 3


@pytest.mark.parametrize("thing", [object(), timedelta(1), time(8), b"x", {1, 2}, Any])
def test_strange_things_are_refused(thing: object) -> None:
    for kind in KINDS:
        read = TYPES[kind].read(thing, field_of(kind), Town())
        assert read.value is None
        assert [problem.severity for problem in read.problems] == [Severity.ERROR]


@given(st.dates(date(1907, 1, 1), date(2090, 1, 1)))
def test_days_come_in_every_style(day: date) -> None:
    year, month, of_month = day.year, day.month, day.day
    styles = (
        f"{year}-{month}-{of_month}", f"{year}/{month}/{of_month}", f"{year}.{month}.{of_month}",
        f"{day:%Y%m%d}",
        f"{year}、{month}、{of_month}",
        f"{year}．{month}．{of_month}.",
        f"{year}年{month}月{of_month}日", f"{year} 年 {month:02} 月 {of_month:02} 日", f"{day} 08:30:00",
        day, (day - date(1899, 12, 30)).days, f"{day:%Y-%m-%d}T00:00:00",
    )  # fmt: skip
    for given_style in styles:
        assert TYPES["date"].read(given_style, field_of("date"), Town()) == Read(day)


@given(st.dates(date(1910, 1, 1), date(2090, 1, 1)))
def test_old_macintosh_files_count_from_1904(day: date) -> None:
    serial = float((day - date(1904, 1, 1)).days)
    assert TYPES["date"].read(serial, field_of("date"), Town(from_1904=True)) == Read(day)
