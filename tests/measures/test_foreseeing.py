"""What measures that are only tried come to: for the office, and the units below the top with most rows."""

from dataclasses import replace

import pytest

from office import Office
from zhangtu.ledgers import actions
from zhangtu.project import foreseeing
from zhangtu.schema.specs import Measure, Title

COUNT = Measure("tried", Title("数"), "shops", "count()", at="period_end")


def test_a_preview_is_of_today_and_names_units(office: Office) -> None:
    actions.create("shops", {"name": "一"}, actor=office.eastern)
    actions.create("shops", {"name": "二"}, actor=office.eastern)
    (found,) = foreseeing.previews([COUNT])
    assert (found.whole, found.why) == (2, ("", ""))
    assert [value for _, value in found.units] == [2]


@pytest.mark.usefixtures("office")
def test_a_preview_that_can_not_be_made_says_why() -> None:
    (found,) = foreseeing.previews([replace(COUNT, of="nothing")])
    assert found.whole is None
    assert "nothing" in found.why[1]
