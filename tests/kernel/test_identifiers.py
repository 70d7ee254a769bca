"""Numbers people and things are known by: form, check digits, what spreadsheets do to them, masks."""

import random
from collections.abc import Callable
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from premises import credit_code_of, food_licence_of, id_card_of, plate_of, vin_of
from zhangtu.kernel.identifiers import (
    credit_code,
    document_number,
    food_licence,
    id_card,
    phone,
    plate,
    vin,
)
from zhangtu.kernel.identifiers.checked import Checked, IdentifierFault
from zhangtu.kernel.identifiers.wording import IDENTIFIER_SENTENCES, say_identifier_fault
from zhangtu.kernel.problems import Severity

MODULES = (credit_code, document_number, food_licence, id_card, phone, plate, vin)
#: What makes a valid number of each kind that has a check digit, and where that stands.
MAKERS: tuple[tuple[ModuleType, Callable[[random.Random], str], int], ...] = (
    (credit_code, lambda chance: credit_code_of(chance.randrange(10**12)), 17),
    (food_licence, food_licence_of, 15),
    (id_card, id_card_of, 17),
    (vin, vin_of, 8),
)
SEEDS = st.integers(0, 10**9).map(random.Random)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
@given(st.one_of(st.text(max_size=40), st.from_regex(r"[0-9A-Z〔〕\[\]()·.+-]{1,30}", fullmatch=True)))
def test_nothing_makes_a_check_fail_and_normal_forms_stay(module: ModuleType, text: str) -> None:
    checked = module.check(text)
    assert isinstance(module.masked(checked.value), str)
    if checked.kind is None:
        assert module.check(checked.value) == checked


@pytest.mark.parametrize(("module", "make", "place"), MAKERS, ids=lambda one: getattr(one, "__name__", None))
@given(chance=SEEDS)
def test_one_wrong_character_is_noticed(
    module: ModuleType, make: Callable[[random.Random], str], place: int, chance: random.Random
) -> None:
    number = make(chance)
    assert module.check(number) == Checked(number)
    wrong = (
        number[:place]
        + chance.choice([one for one in "0123456789" if one != number[place]])
        + number[place + 1 :]
    )
    assert module.check(wrong).kind is not None


@pytest.mark.parametrize(
    ("module", "make"), [pair[:2] for pair in MAKERS], ids=lambda one: getattr(one, "__name__", None)
)
@given(chance=SEEDS)
def test_blanks_small_and_full_width_letters_do_not_matter(
    module: ModuleType, make: Callable[[random.Random], str], chance: random.Random
) -> None:
    number = make(chance)
    wide = "".join(chr(ord(one) + 0xFEE0) for one in number)
    for written in (f" {number.lower()}\u3000", wide, f"'{number}", f"{number[:6]} {number[6:]}"):
        assert module.check(written) == Checked(number)


def _credit(first: str) -> str:
    return first + credit_code.check_character(first)


@pytest.mark.parametrize("first", ["A", "N", "Y", "1", "5", "9"])
def test_credit_codes_may_begin_with_a_letter(first: str) -> None:
    assert credit_code.check(_credit(f"{first}2990101MA0ABCDE1")).kind is None


def test_the_subject_of_a_credit_code_has_a_check_of_its_own() -> None:
    code = credit_code_of(123_456)
    assert credit_code.subject_character(code[8:16]) == code[16]


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("92990101MA0ABCDE", IdentifierFault.CREDIT_CODE_LENGTH),
        ("92990101MAOABCDE1X", IdentifierFault.CREDIT_CODE_LETTER),
        ("990101600123456", IdentifierFault.CREDIT_CODE_OLD),
        ("MA0ABCDE-1", IdentifierFault.CREDIT_CODE_OLD),
        ("9.2990101E+17", IdentifierFault.DAMAGED_BY_EXCEL),
        ("929901012345678000", IdentifierFault.DAMAGED_BY_EXCEL),
        ("92990101********1X", IdentifierFault.HIDDEN),
    ],
)
def test_what_is_wrong_with_a_credit_code(given: str, kind: IdentifierFault) -> None:
    assert credit_code.check(given).kind is kind


def _card(first: str) -> str:
    return first + id_card.check_character(first)


def test_what_is_wrong_with_a_citizens_number() -> None:
    assert id_card.check(_card("99010119790230123")).kind is IdentifierFault.ID_CARD_BIRTHDAY
    assert id_card.check("99010119790228").kind is IdentifierFault.ID_CARD_LENGTH
    assert id_card.check("9901011979022812A4").kind is IdentifierFault.ID_CARD_LETTER
    for damaged in ("9.90101E+17", "9.9010119790228E17", "990101197902280000", "990101197902281200.0"):
        assert id_card.check(damaged).kind is IdentifierFault.DAMAGED_BY_EXCEL


def test_an_old_citizens_number_is_made_a_new_one() -> None:
    old = id_card.check("990101790228123")
    assert old.value == _card("99010119790228123")
    assert (old.kind, old.severity) == (IdentifierFault.ID_CARD_OLD, Severity.WARNING)
    assert id_card.check("990101050228997").value[6:10] == "1805"


@pytest.mark.parametrize(
    "good",
    ["鲁A12345", "鲁A·12345", "鲁 ad12345", "鲁AF1234", "鲁AD12345", "鲁A12345D", "鲁A1234挂",
     "沪A0001领", "使000001", "京X0001应急", "WJ京0001", "鲁A1234学", "粤Z1234港", "鲁0112345"],
)  # fmt: skip
def test_plates(good: str) -> None:
    assert plate.check(good).kind is None


@given(SEEDS)
def test_made_plates_are_plates(chance: random.Random) -> None:
    number = plate_of(chance)
    assert plate.check(f"{number[:2]}·{number[2:]}") == Checked(number)


@pytest.mark.parametrize("bad", ["鲁I12345", "鲁A1234", "鲁AO1234I", "A12345", "鲁A**345"])
def test_no_plates(bad: str) -> None:
    assert plate.check(bad).kind in {IdentifierFault.PLATE_FORM, IdentifierFault.HIDDEN}


def test_a_plate_without_province_is_only_warned_about() -> None:
    assert plate.check("VA12345") == Checked("VA12345", IdentifierFault.PLATE_NO_PROVINCE, Severity.WARNING)


@given(SEEDS)
def test_vehicles_and_licences_are_warned_about_never_refused(chance: random.Random) -> None:
    number = vin_of(chance)
    other = "0" if number[8] != "0" else "1"
    assert vin.check(f"{number[:8]}{other}{number[9:]}").severity is Severity.WARNING
    licence = food_licence_of(chance)
    assert food_licence.check(licence[:-1] + str((int(licence[-1]) + 1) % 10)).severity is Severity.WARNING
    assert food_licence.check("某卫食证字第 1 号").severity is Severity.WARNING
    assert food_licence.check("YB19901010000011").kind is None


@pytest.mark.parametrize(
    ("given", "normal"),
    [
        ("某执催字[2019]第 3 号", "某执催字〔2019〕3号"),
        ("某政办发【2021】012号", "某政办发〔2021〕12号"),
        ("某政办发（2021）5", "某政办发〔2021〕5号"),
        ("某 发〔２０２１〕 ５号", "某发〔2021〕5号"),
        ("某发〔二〇二一〕5号", "某发〔2021〕5号"),
        ("某罚决字〔2021〕5-1号", "某罚决字〔2021〕5-1号"),
    ],
)
def test_document_numbers_have_one_form(given: str, normal: str) -> None:
    assert document_number.check(given) == Checked(normal)


@pytest.mark.parametrize(
    "bad", ["某发5号", "〔2021〕5号", "某发〔21〕5号", "某发〔2021〕0号", "2021年5月", ""]
)
def test_no_document_numbers(bad: str) -> None:
    assert document_number.check(bad).kind is not None


@pytest.mark.parametrize(
    ("given", "normal"),
    [
        ("140 0000 1234", "14000001234"), ("+86 14000001234", "14000001234"),
        ("0086-14000001234", "14000001234"),
        ("86-14000001234", "14000001234"),
        ("14000001234.0", "14000001234"), ("(099)81234567", None), ("0999-81234567", "0999-81234567"),
        ("(0999)8123 4567", "0999-81234567"), ("010-81234567", "010-81234567"),
        ("0999-81234567转801", "0999-81234567-801"),
        ("0999-81234567-801", "0999-81234567-801"),
        ("12345", "12345"), ("110", "110"), ("400-000-1234", "4000001234"), ("+85200001234", "+85200001234"),
    ],
)  # fmt: skip
def test_telephone_numbers_have_one_form(given: str, normal: str | None) -> None:
    checked = phone.check(given)
    assert (checked.value if checked.kind is None else None) == normal


def test_what_is_wrong_with_a_telephone_number() -> None:
    assert phone.check("14000001234、14000005678").kind is IdentifierFault.PHONE_SEVERAL
    assert phone.check("81234567") == Checked("81234567", IdentifierFault.PHONE_NO_AREA, Severity.WARNING)
    lost = phone.check("99981234567")
    assert (lost.value, lost.kind) == ("0999-81234567", IdentifierFault.PHONE_ZERO_LOST)
    assert phone.check("1.4E+10").kind is IdentifierFault.DAMAGED_BY_EXCEL
    assert phone.check("1400000123").kind is IdentifierFault.PHONE_FORM
    assert phone.check("140****1234").kind is IdentifierFault.HIDDEN


def test_masks_show_what_is_usual() -> None:
    assert phone.masked("14000001234") == "140****1234"
    assert phone.masked("0999-81234567-801") == "0999-****4567"
    assert plate.masked("鲁A12345") == "鲁A**345"
    card = _card("99010119790228123")
    assert id_card.masked(card) == f"990101********{card[-4:]}"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
@given(text=st.text(max_size=30))
def test_masks_never_fail(module: ModuleType, text: str) -> None:
    assert isinstance(module.masked(text), str)


def test_every_fault_has_a_sentence_without_holes() -> None:
    assert set(IDENTIFIER_SENTENCES) == set(IdentifierFault)
    for kind in IdentifierFault:
        for language in ("zh-hans", "zh-hant", "en"):
            said = say_identifier_fault(kind, language)
            assert said
            assert "{" not in said
