"""Tables of a room kept in the journal: what is written is what a replay gives."""

import pytest

from zhangtu.journal import hooks, queries, verifying
from zhangtu.journal.actor import Actor
from zhangtu.journal.tables import Kept, Tables
from zhangtu.journal.writing import act
from zhangtu.messages.models import Address

pytestmark = pytest.mark.django_db
CONSOLE = Actor(machine="console")
TABLES = Tables(
    "messages",
    (
        Kept(
            "sample.address", Address, personal=frozenset({"title"}), digested=frozenset({"target", "secret"})
        ),
    ),
)


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "KEEPERS", [hooks.OWN])
    monkeypatch.setattr(hooks, "CHECKS", {})
    TABLES.keep()
    TABLES.keep()


def made(*titles: str) -> list[Address]:
    lines = [
        {
            "uid": f"01970000-0000-7000-8000-00000000000{place}",
            "unit": place,
            "channel": "mail",
            "title": title,
            "target": "secret@example.org",
        }
        for place, title in enumerate(titles)
    ]
    with act(actor=CONSOLE) as now:
        return TABLES.add_many(now, Address, lines)


def ours() -> list[object]:
    return [one for one in verifying.verify().findings if "sample.address" in str(one)]


def test_keeping_twice_is_keeping_once() -> None:
    assert len(hooks.KEEPERS) == 2


def test_many_lines_have_an_entry_each_and_a_replay_gives_them() -> None:
    first, second = made("甲群", "乙群")
    assert [one.action for one in queries.history("sample.address", second.pk)] == ["create"]
    entry = queries.history("sample.address", first.pk)[0]
    assert entry.personal == {"title"}
    assert "secret@example.org" not in entry.values["target"]
    assert ours() == []


def test_what_is_the_same_is_not_written_again() -> None:
    (one,) = made("甲群")
    with act(actor=CONSOLE) as now:
        assert not TABLES.amend(now, one, "rename", title="甲群")
        assert TABLES.amend(now, one, "rename", title="")
    assert [each.action for each in queries.history("sample.address", one.pk)] == ["create", "rename"]
    assert queries.history("sample.address", one.pk)[-1].values["title"] == "null"
    assert ours() == []


def test_a_value_about_a_person_is_cleared() -> None:
    (one,) = made("甄有余的群")
    with act(actor=CONSOLE) as now:
        TABLES.clear(now, "sample.address", one.pk, ["title", "target"], 1)
    one.refresh_from_db()
    assert (one.title, one.target) == ("", "secret@example.org"), "only what is about a person"


def test_an_exchange_behind_the_journal_is_found() -> None:
    (one,) = made("甲群")
    Address.objects.filter(pk=one.pk).update(target="other@example.org")
    assert ours()
