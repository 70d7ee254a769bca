"""The table in the manual and the code say the same, for every role and every right."""

import re
from pathlib import Path

import pytest
from town import CONSOLE, TODAY, a_unit, somebody

from zhangtu.journal.actor import Actor
from zhangtu.people import actions, queries
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.rules import roles, signing
from zhangtu.people.scope import Right

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "rights.md").read_text("utf-8")


def cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]


def table() -> dict[str, tuple[str, frozenset[Right]]]:
    """Role → who gives it, and its rights, as the manual says."""
    lines = [line for line in PAGE.splitlines() if line.startswith("| ")]
    head = cells(lines[0])
    found = {}
    for line in lines[1 : 1 + len(roles(TODAY))]:
        row = cells(line)
        given = {Right(right) for right, cell in zip(head[3:], row[3:], strict=True) if cell == "yes"}
        found[row[0]] = (row[2], frozenset(given))
    return found


def test_the_manual_lists_every_role_with_its_rights() -> None:
    known = {
        role.name: ("security" if role.by_grant else "organiser", role.rights)
        for role in roles(TODAY).values()
    }
    assert table() == known


def test_the_manual_explains_every_right_and_number() -> None:
    explained = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    assert {right.value for right in Right} <= explained
    numbers = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", PAGE, re.MULTILINE))
    rules = signing(TODAY)
    assert numbers == {name: str(getattr(rules, name)) for name in numbers}
    assert len(numbers) == 10


@pytest.mark.django_db
@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize("role", list(table()))
def test_each_role_may_do_what_the_table_says_and_nothing_else(role: str, right: Right) -> None:
    county = a_unit("某县")
    town = a_unit("云溪镇", county)
    actor = somebody(town, "甄一", role=role)
    scope = queries.scope(actor)
    allowed = right in table()[role][1]
    assert scope.may(right) is allowed
    assert scope.may(right, "premises") is allowed
    assert not scope.may(right, "tips", secret=True)
    assert county not in scope.units
    assert not scope.everywhere


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(table()))
def test_who_gives_a_role(role: str) -> None:
    town = a_unit("云溪镇")
    organiser = somebody(town, "甄一", role="unit_administrator", post="管理岗")
    security = somebody(town, "甄二", role="security_administrator", post="安全岗")
    clerk = somebody(town, "甄三")

    def gives(actor: Actor) -> bool:
        try:
            actions.give_role(clerk.post, role, actor=actor, day=TODAY)
        except PeopleRefusedError:
            return False
        return True

    assert gives(organiser) is (table()[role][0] == "organiser")
    assert gives(security)
    assert gives(CONSOLE)
