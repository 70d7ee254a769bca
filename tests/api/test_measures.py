"""Measures asked for by programs: what there are, their figures, the rows behind them."""

import pytest
from counted import count
from django.test import Client
from programs import Program

from office import Office
from zhangtu.ledgers import actions
from zhangtu.people.scope import Right

FIGURES = "/api/v1/measures/big_share/figures"
ROWS = "/api/v1/measures/big_share/rows"


@pytest.fixture
def eastern(office: Office, program: Program) -> Client:
    """The eastern clerk's program, in an office of three shops, two of them his."""
    count(office)
    for code, staff, actor in (("A", 6, office.eastern), ("B", 2, office.eastern), ("C", 9, office.western)):
        values = {"name": f"店{code}", "code": code, "staff": staff, "phone": f"1380000000{staff}"}
        actions.create("shops", values, actor=actor)
    return program(office.eastern)


def test_measures_say_what_they_count(eastern: Client) -> None:
    found = {one["name"]: one for one in eastern.get("/api/v1/measures").json()}
    assert sorted(found) == ["big_share", "shops_open", "shops_opened"]
    assert found["shops_open"]["where"] == "open"
    assert found["shops_open"]["title"] == "Open shops"
    assert eastern.get("/api/v1/measures/shops_open").json() == found["shops_open"]
    assert eastern.get("/api/v1/measures/nothing").status_code == 404


def test_figures_are_the_same_for_all_by_unit_and_period(eastern: Client, office: Office) -> None:
    asked = f"{FIGURES}?unit={office.town}&unit={office.east}&period=2026-10&period=2026-11"
    said = eastern.get(asked).json()
    assert said["fresh"]
    told = {
        (one["unit"], one["period"]): (one["value"], one["said"], one["count"]) for one in said["figures"]
    }
    assert told[office.east, "2026-11"] == ("0.5", "50.0%", 2)
    assert told[office.town, "2026-11"][1:] == ("66.7%", 3)
    assert told[office.east, "2026-10"] == (None, "—", 0)


def test_figures_are_parted_by_the_fields_the_measure_names(eastern: Client) -> None:
    said = eastern.get("/api/v1/measures/shops_open/figures?period=2026&by=grade").json()
    assert all(one["key"] is None or isinstance(one["key"], str) for one in said["figures"])
    refused = eastern.get(f"{FIGURES}?period=2026&by=phone")
    assert refused.status_code == 422
    assert refused.json()["kind"] == "not_by"


def test_rows_behind_are_those_in_scope_and_the_others_are_counted(eastern: Client, office: Office) -> None:
    said = eastern.get(f"{ROWS}?unit={office.town}&period=2026-11").json()
    assert sorted(one["name"] for one in said["rows"]) == ["店A", "店B"]
    assert (said["seen"], said["hidden"], said["next"]) == (2, 1, None)
    assert said["rows"][0]["masked"] == ["phone"]
    assert "1380000000" not in str(said)
    large = eastern.get(f"{ROWS}?period=2026-11&kind=yes&limit=1").json()
    assert [one["name"] for one in large["rows"]] == ["店A"]
    assert large["hidden"] == 1
    assert eastern.get(f"{ROWS}?period=2026-11&by=open&key=maybe").status_code == 404


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 422),
        ("period=2026-13", 422),
        ("period=2026&unit=99999", 404),
        ("period=2026&day=2026-11-01", 200),
    ],
)
def test_what_can_not_be_asked(eastern: Client, query: str, status: int) -> None:
    assert eastern.get(f"{FIGURES}?{query}").status_code == status


def test_a_token_for_another_ledger_gets_no_figure(office: Office, program: Program) -> None:
    count(office)
    narrow = program(office.eastern, Right.READ, ledgers=["papers"])
    assert narrow.get("/api/v1/measures").json() == []
    assert narrow.get(f"{FIGURES}?period=2026").status_code == 403
