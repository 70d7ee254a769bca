"""Which passwords are good enough."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangtu.people import codes
from zhangtu.people.passwords import check_password, is_common
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.rules import signing

RULES = signing(date(2026, 1, 1))


@pytest.mark.parametrize("password", ["Qiu-tian 26", "天高云淡Aa12", "correct horse battery", "x9#Lm2$Kp"])
def test_good(password: str) -> None:
    check_password(password, RULES, ["甄有才", "13800000000", "云溪镇"])


@pytest.mark.parametrize(
    ("password", "kind"),
    [
        ("aB3$", "password_short"),
        ("abcdefgh", "password_short"),
        ("Abcdefg1", "password_common"),
        ("P@ssw0rd", "password_common"),
        ("Admin@123", "password_common"),
        ("Password2026", "password_common"),
        ("aaaaaaaaaaaaaaaa", "password_common"),
        ("1234567890123456", "password_common"),
        ("Aa@13800000000", "password_named"),
        ("云溪鎮Aa12345!", "password_named"),
        ("ZhenYC-2026!", "password_named"),
    ],
)
def test_not_good(password: str, kind: str) -> None:
    with pytest.raises(PeopleRefusedError) as refused:
        check_password(password, RULES, ["甄有才", "13800000000", "云溪镇", "zhenyc"])
    assert refused.value.kind == kind
    assert password not in str(refused.value)


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    assert is_common(text) in (True, False)


def test_codes_are_typed_as_people_type() -> None:
    code = codes.new_code()
    stored = codes.hashed(code)
    assert codes.matches(code.lower().replace("-", ""), stored)
    assert not codes.matches(code[:-1], stored)
    assert not codes.matches("", stored)
    assert not codes.matches("", "")


def test_no_two_codes_are_alike() -> None:
    made = [codes.new_code() for _ in range(200)]
    assert len(set(made)) == len(made)


def test_codes_have_no_letters_that_look_alike() -> None:
    assert not set("".join(codes.new_code() for _ in range(50))) & set("01OIL")
