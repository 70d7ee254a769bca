"""A ledger without rows says what to do next, and leads there."""

from coming import Come
from django.test import Client

from office import CONSOLE, START, Office, somebody
from zhangtu.ledgers import actions
from zhangtu.people import actions as people


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def test_an_empty_ledger_leads_to_entering_and_importing(office: Office, come: Come) -> None:
    shown = page(come(office.eastern), "/ledgers/papers/")
    place = shown.index("还没有记录。可以登记一条")
    assert 'href="/ledgers/papers/rows/new"' in shown[place : place + 300]
    assert 'href="/ledgers/papers/import/"' in shown[place : place + 300]


def test_shelves_say_where_to_begin_until_something_is_there(office: Office, come: Come) -> None:
    place = people.create_unit("南塘村", actor=CONSOLE, day=START, parent=office.town)
    newcomer = somebody(place, "庚七", "clerk")
    client = come(newcomer)
    assert "还没有记录。打开一本台账" in page(client, "/ledgers/")
    actions.create("shops", {"name": "一店"}, actor=newcomer)
    assert "还没有记录。打开一本台账" not in page(client, "/ledgers/")


def test_exporting_is_called_so_in_english(office: Office, come: Come) -> None:
    client = come(office.eastern)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert "<h1>Export</h1>" in page(client, "/ledgers/shops/export")
