"""The small office of the ledgers, with somebody who may design and may enter rows from another post."""

import pytest
from shopping import come, office, today

from office import CONSOLE, START, Office, somebody
from zhangtu.journal.actor import Actor
from zhangtu.people import actions as people

__all__ = ["come", "designer", "office", "today"]


@pytest.fixture
def designer(office: Office) -> Actor:
    actor = somebody(office.town, "戊五", "designer")
    clerk = people.establish_post(office.town, "镇经办岗", actor=CONSOLE, day=START, role="clerk")
    people.appoint(actor.person, clerk, actor=CONSOLE, day=START)
    return actor
