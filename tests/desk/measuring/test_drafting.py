"""Measures made in the browser: put together, tried on the office as it is, put in force, changed."""

import pytest
from coming import Come
from django.test import Client
from shopping import plain, text

from office import Office, somebody
from zhangtu.ledgers import actions, definitions

NEW = "/measures/@new"
FORM = {
    "of": "shops",
    "title": "大店数",
    "how": "count",
    "field0": "staff",
    "op0": "at_least",
    "value0": "5",
    "when": "period_end",
    "measured_in": "家",
    "by": ["open"],
}


@pytest.fixture
def designer(office: Office, come: Come) -> Client:
    for code, staff, actor in (("A", 6, office.eastern), ("B", 2, office.eastern), ("C", 9, office.western)):
        actions.create("shops", {"name": f"店{code}", "code": code, "staff": staff}, actor=actor)
    return come(somebody(office.town, "设计员", "designer"))


def test_a_measure_is_tried_on_the_office_and_then_put_in_force(designer: Client) -> None:
    assert "店铺" in plain(designer.get(NEW))
    assert "大于（晚于）" in plain(designer.get(f"{NEW}?of=shops"))
    tried = plain(designer.post(NEW, FORM))
    assert "2 家 全部单位" in tried
    assert "东桥村 1 家" in tried
    assert not definitions.known().measures
    unsaid = designer.post(NEW, {**FORM, "live": "yes"})
    assert unsaid.status_code == 422
    assert "请写明启用的理由" in plain(unsaid)
    done = designer.post(NEW, {**FORM, "live": "yes", "reason": "镇里要看"})
    assert done.headers["Location"] == "/measures/own_measure_1/"
    page = plain(designer.get("/measures/own_measure_1/?unit=0"))
    assert "2 家" in page
    assert "本单位自定" in page


def test_it_is_changed_after_looking_at_what_would_differ(designer: Client) -> None:
    designer.post(NEW, {**FORM, "live": "yes", "reason": "镇里要看"})
    change = "/measures/own_measure_1/change"
    assert 'value="staff &gt;= 5"' in text(designer.get(change))
    form = {**FORM, "how": "share", "share": "staff >= 5", "field0": "", "better": "up"}
    tried = plain(designer.post(change, form))
    assert "66.7%" in tried
    assert "会改这些" in tried
    designer.post(change, {**form, "live": "yes", "reason": "改成占比"})
    assert definitions.known().measures["own_measure_1"].measure.value == "share(staff >= 5)"
    assert "66.7%" in plain(designer.get("/measures/own_measure_1/?unit=0"))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "请给指标起个名字"),
        ({"value0": "很多"}, "用不了"),
        ({"how": "sum", "what": ""}, "用不了"),
        ({"where": "nothing = 1"}, "用不了"),
        ({"when": "staff"}, "用不了"),
    ],
)
def test_what_can_not_be_understood_is_said_and_what_was_typed_stays(
    designer: Client, wrong: dict[str, str], words: str
) -> None:
    answer = designer.post(NEW, {**FORM, **wrong, "help": "留着我"})
    assert answer.status_code == 422
    assert words in plain(answer)
    assert "留着我" in text(answer)


@pytest.mark.parametrize(
    ("field", "op", "value", "where"),
    [
        ("opened", "less", "2026-01-01", "opened < date '2026-01-01'"),
        ("open", "is", "否", "not open"),
        ("open", "not", "否", "open"),
        ("name", "is", "店'A", "name = '店''A'"),
        ("staff", "empty", "", "staff is null"),
    ],
)
def test_a_condition_that_is_chosen_becomes_an_expression(
    designer: Client, field: str, op: str, value: str, where: str
) -> None:
    form = {**FORM, "field0": field, "op0": op, "value0": value, "live": "yes", "reason": "试"}
    designer.post(NEW, form)
    assert definitions.known().measures["own_measure_1"].measure.where == where


def test_only_designers_make_measures_and_a_packs_are_not_changed(counted: Office, come: Come) -> None:
    chief = come(counted.chief)
    assert chief.get(NEW).status_code == 403
    assert chief.get("/measures/big_share/change").status_code == 403
    designer = come(somebody(counted.town, "设计员", "designer"))
    assert designer.get("/measures/big_share/change").status_code == 200
    assert designer.get("/measures/nothing/change").status_code == 404
    assert "phone" not in text(designer.get(f"{NEW}?of=shops"))
