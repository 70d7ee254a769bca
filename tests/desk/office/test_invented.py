"""Pages of an office filled with invented things say so, until it is put away or the office its own."""

import pytest
from hall import Town, page

from office import CONSOLE
from zhangtu.journal import queries as journal
from zhangtu.people import actions, rolls
from zhangtu.people.refusals import PeopleRefusedError

SAID = "单位、人员和记录都是虚构的"


def _mark(town: Town) -> None:
    clerk = town.office.eastern
    account = rolls.accounts([clerk.person])[clerk.person]
    actions.mark_samples(town.office.town, [account.account], actor=CONSOLE)


def test_an_own_office_says_nothing(town: Town) -> None:
    assert SAID not in page(town.browser(town.organiser), "/office/")


def test_every_page_says_so_and_as_whom_to_come_in(town: Town) -> None:
    clerk = town.browser(town.office.eastern)
    page(clerk, "/ledgers/")
    _mark(town)
    shown = page(clerk, "/ledgers/")
    login = rolls.accounts([town.office.eastern.person])[town.office.eastern.person].login
    assert SAID in shown
    assert f"<code>{login}</code>" in shown
    assert "zhangtu init" in shown
    assert "不再当作示例" not in shown
    clerk.post("/choose", {"samples": "hidden", "back": "/ledgers/"})
    put_away = page(clerk, "/ledgers/")
    assert SAID not in put_away
    assert "再看示例数据的说明" in put_away
    assert SAID in page(town.browser(town.organiser), "/office/")
    clerk.post("/choose", {"samples": "shown"})
    assert SAID in page(clerk, "/ledgers/")


def test_the_office_says_that_it_is_its_own(town: Town) -> None:
    clerk, organiser = town.browser(town.office.eastern), town.browser(town.organiser)
    _mark(town)
    assert clerk.post("/samples/end").status_code == 403
    assert SAID in page(clerk, "/ledgers/")
    assert "不再当作示例" in page(organiser, "/office/")
    answer = organiser.post("/samples/end", {"back": "//elsewhere.invalid/"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert SAID not in page(clerk, "/ledgers/")
    entries = journal.history("people.sample", 1)
    assert [entry.action for entry in entries] == ["mark", "end"]
    with pytest.raises(PeopleRefusedError) as refused:
        actions.end_samples(actor=CONSOLE)
    assert refused.value.kind == "gone"
