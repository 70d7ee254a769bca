"""A page that only reads asks once for the state of units; whoever writes sees what stands there."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from town import CONSOLE, TODAY, a_unit

from zhangtu.people import actions, queries
from zhangtu.people.steadying import steadily


@pytest.mark.django_db(transaction=True)
def test_a_page_sees_one_state_of_units() -> None:
    unit = a_unit("云溪镇")
    with steadily():
        with CaptureQueriesContext(connection) as asked, steadily():
            assert queries.name_on(unit, TODAY) == "云溪镇"
            queries.forest()
        assert not any("people_mark" in one["sql"] for one in asked)
        actions.rename_unit(unit, name="青溪镇", actor=CONSOLE, day=TODAY)
        assert queries.name_on(unit, TODAY) == "云溪镇"
    assert queries.name_on(unit, TODAY) == "青溪镇"


@pytest.mark.django_db
def test_inside_a_transaction_nothing_is_remembered() -> None:
    unit = a_unit("云溪镇")
    with steadily():
        actions.rename_unit(unit, name="青溪镇", actor=CONSOLE, day=TODAY)
        assert queries.name_on(unit, date(TODAY.year + 1, 1, 1)) == "青溪镇"
