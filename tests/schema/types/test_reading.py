"""What people write and paste, and what each field makes of it."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from type_samples import Town, field_of

from zhangtu.kernel.problems import FieldProblem
from zhangtu.schema.specs import Choice, Field, Title
from zhangtu.schema.types import TYPES, Datum, FileRef, Place, Read, Target
from zhangtu.schema.types.wording import say_field_problem


def read(kind: str, thing: object, **options: str) -> object:
    """The value, or the kinds of problems, or both."""
    found = TYPES[kind].read(thing, field_of(kind, **options), Town())
    kinds = [str(problem.kind) for problem in found.problems]
    return (found.value, *kinds) if kinds else found.value


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("  便民  超市\n东门店 ", "便民 超市 东门店"),
        ("a\u202eb\u200bc\x07", "abc"),
        ("e\u0301", "é"),
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        (datetime(2021, 3, 5), "2021-03-05"),  # noqa: DTZ001  # a cell has no zone
        ("无", "无"),
        ("=1+1", "=1+1"),
        ("#N/A", (None, "sheet_error")),
        (True, (None, "wrong_kind")),
        ("字" * 501, (None, "too_long")),
    ],
)
def test_text(given: object, value: object) -> None:
    assert read("text", given) == value


def test_text_keeps_to_its_options() -> None:
    assert read("text", "ab", min="3") == (None, "too_short")
    assert read("text", "abcd", max="3") == (None, "too_long")
    assert read("text", "B12", pattern="[A-Z][0-9]+") == "B12"
    assert read("text", "12", pattern="[A-Z][0-9]+") == (None, "pattern")
    assert read("text", "a" * 400 + "b", pattern="(a*)*") == (None, "pattern"), (
        "in one pass, however it is written"
    )


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("number", {"min": "NaN"}),
        ("number", {"max": "many"}),
        ("number", {"decimals": "9"}),
        ("number", {"decimals": "-1"}),
        ("text", {"max": "x"}),
        ("text", {"pattern": "("}),
        ("date", {"min": "2021-02-30"}),
        ("place", {"datum": "moon"}),
    ],
)
def test_options_that_mean_nothing_fail_when_the_definition_is_prepared(
    kind: str, options: dict[str, str]
) -> None:
    with pytest.raises((ValueError, ArithmeticError)):
        TYPES[kind].reader(field_of(kind, **options), Town())


def test_long_text_keeps_its_lines() -> None:
    assert read("long_text", "一、\r\n  二、\r三、\n") == "一、\n  二、\n三、"


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("1,234.5", "1234.5"),
        ("１，２３４", "1234"),
        ("1.5万", "15000"),
        ("2亿", "200000000"),
        ("三百六十五", "365"),
        ("85%", "0.85"),
        ("(5)", "-5"),
        ("−3", "-3"),
        ("12平方米", "12"),
        (0.1 + 0.2, "0.3"),
        (10**15, "1000000000000000"),
        ("1.5e3", "1500"),
        (Decimal("1.10"), "1.1"),
        ("负五", "-5"),
    ],
)
def test_numbers(given: object, value: str) -> None:
    assert read("number", given, unit="平方米") == Decimal(value)


@pytest.mark.parametrize(
    "given",
    [
        "1,5",
        "1.2.3",
        "约100",
        "10-20",
        "NaN",
        float("nan"),
        float("inf"),
        "１.５.",
        "五六人左右",
        "一万五",
        "十五六",
        "三五",
        "七八十",
        "二百五",
    ],
)
def test_no_numbers(given: object) -> None:
    assert read("number", given) == (None, "not_a_number")


def test_numbers_keep_to_their_options() -> None:
    assert read("number", "85%", unit="%") == 85
    assert read("number", "-1", min="0") == (None, "too_small")
    assert read("number", 101.0, max="100") == (None, "too_large")
    assert read("number", "2.5", decimals="0") == (3, "rounded")
    assert read("number", 10**17) == (None, "too_many_digits")
    assert read("number", "99999999999999999") == (None, "too_many_digits")


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("1.5万", "15000.00"),
        ("￥1,200元", "1200.00"),
        ("人民币 壹仟贰佰元叁角伍分", "1200.35"),
        ("伍拾元整", "50.00"),
        ("12元5角", "12.50"),
        (3, "3.00"),
        ("-¥5", "-5.00"),
        ("(1,000.00)", "-1000.00"),
        ("1,234,567,890,123,456.78", "1234567890123456.78"),
    ],
)
def test_money(given: object, value: str) -> None:
    assert str(read("money", given)) == value


def test_money_is_rounded_half_up_and_said_so() -> None:
    assert read("money", "0.125") == (Decimal("0.13"), "rounded")
    assert read("money", "-0.125") == (Decimal("-0.13"), "rounded")
    assert read("money", "0.1200") == Decimal("0.12")
    assert read("money", "5%") == (None, "not_a_number")
    assert read("money", "$5") == (None, "not_a_number")
    assert read("money", "壹万伍元") == (None, "not_a_number")


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("2021年3月", "day_missing"),
        ("2021.03", "day_missing"),
        (2021.03, "day_missing"),
        (2021, "day_missing"),
        (202103.0, "day_missing"),
        ("2021", "day_missing"),
        ("21-3-5", "short_year"),
        ("3月5日", "short_year"),
        ("3/5/2021", "date_order"),
        ("2021-02-30", "not_a_date"),
        ("明天", "not_a_date"),
        ("长期", "no_end"),
        ("2021-3-5至2021-4-5", "not_a_date"),
        ("2021-3-5 2021-4-5", "not_a_date"),
        (60, "not_a_date"),
        (-1, "not_a_date"),
        (True, "wrong_kind"),
        ("####", "not_a_date"),
    ],
)
def test_no_days(given: object, kind: str) -> None:
    assert read("date", given) == (None, kind)


def test_days() -> None:
    assert read("date", "二〇二一年三月五日") == date(2021, 3, 5)
    assert read("date", "2021年十二月三十一日 星期五") == date(2021, 12, 31)
    assert read("date", "44260") == (date(2021, 3, 5), "serial_day")
    assert read("date", 44260.75) == date(2021, 3, 5)
    assert read("date", "2021-03-05 08:30") == date(2021, 3, 5)
    assert read("date", "2021-03-05T23:00:00Z") == date(2021, 3, 6), "it was the next day here"
    assert read("date", 59) == date(1900, 2, 28)
    assert read("date", "2021-03-05", min="2022-01-01") == (None, "too_early")
    assert read("date", "2021-03-05", max="2021-01-01") == (None, "too_late")


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("2021-3-5 8:30", "2021-03-05T08:30"),
        ("2021年3月5日下午3点半", "2021-03-05T15:30"),
        (44260.5, "2021-03-05T12:00"),
        ("2021-03-05T10:00:00Z", "2021-03-05T18:00"),
        ("2021/3/5 23:59:59", "2021-03-05T23:59:59"),
        ("20210305 0830", None),
        ("2021-03-05", None),
        ("8:30", None),
        ("2021-03-05 25:00", None),
    ],
)
def test_moments(given: object, value: str | None) -> None:
    found = TYPES["time"].read(given, field_of("time"), Town())
    assert (None if found.value is None else TYPES["time"].stored(found.value)) == (value and f'"{value}"')
    assert found.refused == (value is None)


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("catering", "catering"),
        ("餐饮服务", "catering"),
        ("餐飲服務", "catering"),
        ("CATERING", "catering"),
        ("饭 店", "catering"),
        ("餐饮/销售", "both"),
        ("Ａ级", "A"),
        ("a", "A"),
        ("别的", (None, "not_a_choice")),
        ("已停用", (None, "choice_removed")),
        (1.0, (None, "not_a_choice")),
    ],
)
def test_choices(given: object, value: object) -> None:
    assert read("choice", given) == value


def test_the_refusal_names_the_choices_there_are_twelve_at_most() -> None:
    def said(field: Field, kind: str, language: str) -> str:
        (problem,) = TYPES[kind].read("别的", field, Town()).problems
        return say_field_problem(problem, "", language)

    field = field_of("choice")
    present = [choice.title for choice in field.of if choice.removed is None]
    for kind in ("choice", "choices"):
        chinese, english = said(field, kind, "zh-hans"), said(field, kind, "en")
        assert all(title.zh in chinese for title in present)
        assert all((title.en or title.zh) in english for title in present)
        assert "已停用" not in chinese, "a choice out of use is none to take"
    many = replace(field, of=tuple(Choice(f"c{n}", Title(f"第{n}种")) for n in range(1, 15)))
    assert "第12种……" in said(many, "choice", "zh-hans")
    assert "第13种" not in said(many, "choice", "zh-hans")


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("超市、饭店", ("catering", "shop")),
        ("餐饮/销售；超市", ("shop", "both")),
        ("餐饮/销售/超市", ("shop", "both")),
        ("超市\n超市", ("shop",)),
        (["shop", "A"], ("shop", "A")),
        ("超市、别的", (None, "not_a_choice")),
        ([], None),
        ([["shop"]], (None, "wrong_kind")),
    ],
)
def test_several_choices(given: object, value: object) -> None:
    assert read("choices", given) == value


def test_two_choices_called_alike_are_never_guessed() -> None:
    from dataclasses import replace  # noqa: PLC0415  # only here

    field = field_of("choice")
    twin = replace(field.of[1], code="twin")
    two = replace(field, of=(*field.of, twin))
    assert TYPES["choice"].read("超市", two, Town()).problems[0].kind == "several_choices"
    assert TYPES["choice"].read("twin", two, Town()) == Read("twin")


def test_yes_and_no() -> None:
    for yes in ("是", "有", "√", "Ｙ", "yes", 1, 1.0, "1", True, "TRUE"):
        assert read("yes_no", yes) is True
    for no in ("否", "无", "×", "N", 0, "0", False, "没有"):
        assert read("yes_no", no) is False
    assert read("yes_no", "也许") == (None, "not_yes_no")
    assert read("yes_no", 2) == (None, "not_yes_no")


def test_names_are_looked_up_once_each() -> None:
    town = Town()
    reader = TYPES["unit"].reader(field_of("unit"), town)
    assert [reader("东河村") for _ in range(3)] == [7, 7, 7]
    assert town.asked == [(Target.UNIT, "", "东河村")]
    assert read("unit", "新民村") == (None, "several_found")
    assert read("reference", "无名村") == (None, "not_found")
    assert read("unit", "东河村、西河村", many="yes") == (7, 8)
    assert read("unit", 7) == (None, "not_found"), "a number from outside is no number of the store"


def test_a_reference_is_looked_up_in_its_ledger() -> None:
    town = Town()
    TYPES["reference"].read(" 东河村 ", field_of("reference"), town)
    assert town.asked == [(Target.ROW, "premises", "东河村")]


@pytest.mark.parametrize(
    ("given", "value", "masked"),
    [
        ("张　三", "张三", "张*"),
        ("欧阳小明", "欧阳小明", "欧阳*"),
        ("阿里•买买提", "阿里·买买提", "阿*"),
        ("Li  Ming", "Li Ming", "L*"),
    ],
)
def test_names_of_people(given: str, value: str, masked: str) -> None:
    assert read("person_name", given) == value
    assert TYPES["person_name"].masked(value, field_of("person_name")) == masked


@pytest.mark.parametrize(("given", "kind"), [("张*", "hidden"), ("张三14000001234", "not_a_name")])
def test_no_names(given: str, kind: str) -> None:
    assert read("person_name", given) == (None, kind)


def test_places() -> None:
    spot = Place("某镇", Decimal("36.1"), Decimal("120.2"), Datum.GCJ02)
    assert read("place", "某镇（36.1, 120.2 GCJ-02）") == spot
    assert read("place", {"address": "某镇", "lat": "36.1", "lon": 120.2}, datum="gcj02") == spot
    assert read("place", "120.2,36.1") == Place("", Decimal("36.1"), Decimal("120.2"))
    assert read("place", "某镇某村") == Place("某镇某村")
    assert read("place", {"lat": 91, "lon": 181}) == (None, "outside_earth")
    assert read("place", {"lat": "x", "lon": 1}) == (None, "not_a_place")


def test_files() -> None:
    one = {"sha256": "0a" * 32, "name": "../证照.PDF"}
    assert read("file", one, accept="pdf") == (FileRef("0a" * 32, "_证照.PDF"),)
    assert read("file", [one, {**one, "name": "b.pdf"}]) == (None, "one_only")
    assert read("file", {**one, "name": "a.exe"}, accept="pdf, docx") == (None, "file_kind")
    assert read("photo", one) == (None, "file_kind")
    assert read("file", "证照.pdf") == (None, "not_a_file")


def test_computed_values_are_never_given() -> None:
    assert read("computed", "5") == (None, "computed")
    assert TYPES["computed"].stored((Decimal("1.50"), date(2021, 3, 5))) == '["1.5","2021-03-05"]'


def test_numbers_with_check_digits() -> None:
    assert read("phone", 14000001234.0) == "14000001234"
    assert read("phone", "81234567") == ("81234567", "phone_no_area")
    assert read("id_card", 990101197902281234.0) == (None, "damaged_by_excel")
    assert read("food_licence", "某旧证1号") == ("某旧证1号", "food_licence_form")
    assert read("plate", "鲁 A·12345") == "鲁A12345"


def test_sentences_say_where_what_and_how() -> None:
    problem = FieldProblem("one", "too_long", facts={"max": "500"})
    assert say_field_problem(problem, "名称", "zh-hans") == "名称：最多500个字，请缩短。"
    assert say_field_problem(problem, "名稱", "zh-hant") == "名稱：最多500個字，請縮短。"
    assert say_field_problem(problem, "Name", "en") == "Name: At most 500 letters: please shorten it."
    own = FieldProblem("one", "taken_twice", facts={"row": "9"})
    assert say_field_problem(own, "", "en", {"taken_twice": ("与{row}重复。", "As in {row}.")}) == "As in 9."
