"""Saved looks: whose they are, who shares them, what may be changed, and that the journal keeps them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from office import CONSOLE, TODAY, Office, open_office, somebody
from zhangtu.journal.actor import Actor
from zhangtu.journal.verifying import verify
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions
from zhangtu.ledgers.looks import actions, queries
from zhangtu.ledgers.looks.refusals import LookError
from zhangtu.ledgers.models import Look
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people import queries as people


@pytest.fixture
def office(db: None, tmp_path: Path, settings: object) -> Iterator[Office]:  # noqa: ARG001 - opens the store
    settings.SECRET_KEY = "only for tests"  # type: ignore[attr-defined]  # noqa: S105 - no secret
    definitions.forget()
    with stopped_at(TODAY):
        yield open_office(tmp_path / "sample")
    definitions.forget()


def titles(actor: Actor) -> list[str]:
    return [one.title for one in queries.looks("shops", people.scope(actor))]


def test_a_look_is_for_its_owner_alone(office: Office) -> None:
    made = actions.save("shops", " 大 店 ", "f.staff=>=20", actor=office.eastern)
    assert (made.title, made.query, made.own, made.shared) == ("大 店", "f.staff=>=20", True, False)
    assert titles(office.eastern) == ["大 店"]
    assert titles(office.reader) == titles(office.chief) == []
    with pytest.raises(LookError, match="no such view"):
        queries.look(made.uid, people.scope(office.chief))


def test_a_shared_look_goes_to_the_unit_and_below(office: Office) -> None:
    actions.save("shops", "全镇", "group=open", actor=office.chief, shared=True)
    village = actions.save("shops", "东桥", "", actor=office.eastern, shared=True)
    assert titles(office.eastern) == ["东桥", "全镇"]
    assert titles(office.reader) == ["全镇", "东桥"]
    assert titles(office.western) == titles(office.chief) == ["全镇"]
    with pytest.raises(LookError):
        queries.look(village.uid, people.scope(office.western))


def test_others_do_not_change_it(office: Office) -> None:
    made = actions.save("shops", "全镇", "q=1", actor=office.chief, shared=True)
    for act in (
        lambda: actions.amend(made.uid, actor=office.eastern, title="我的"),
        lambda: actions.remove(made.uid, actor=office.eastern),
    ):
        with pytest.raises(LookError) as refused:
            act()
        assert refused.value.kind == "not_yours"
    manager = somebody(office.town, "戊五", "unit_administrator")
    assert actions.amend(made.uid, actor=manager, title="全镇店铺").title == "全镇店铺"


def test_renaming_sharing_and_removing(office: Office) -> None:
    made = actions.save("shops", "一", "q=1", actor=office.eastern)
    assert actions.amend(made.uid, actor=office.eastern, title="二", query="q=2", shared=True).shared
    assert titles(office.reader) == ["二"]
    actions.amend(made.uid, actor=office.eastern, shared=False)
    assert titles(office.reader) == []
    actions.remove(made.uid, actor=office.eastern)
    assert titles(office.eastern) == []
    assert actions.save("shops", "二", "", actor=office.eastern).title == "二"


@pytest.mark.parametrize(
    ("title", "query", "kind"),
    [("", "", "no_title"), ("长" * 41, "", "no_title"), ("有", "", "taken"), ("新", "q" * 4001, "too_long")],
)
def test_what_cannot_be_saved(office: Office, title: str, query: str, kind: str) -> None:
    actions.save("shops", "有", "", actor=office.eastern)
    with pytest.raises(LookError) as refused:
        actions.save("shops", title, query, actor=office.eastern)
    assert refused.value.kind == kind
    assert all(refused.value.say(language) for language in ("zh-hans", "zh-hant", "en"))


def test_a_ledger_out_of_reach_has_no_looks(office: Office) -> None:
    with pytest.raises(LedgerError):
        actions.save("tips", "暗", "", actor=office.eastern)
    with pytest.raises(LookError) as refused:
        actions.save("shops", "程序", "", actor=CONSOLE)
    assert refused.value.kind == "no_person"


def test_the_one_a_ledger_opens_with(office: Office) -> None:
    first = actions.save("shops", "一", "", actor=office.eastern)
    second = actions.save("shops", "二", "", actor=office.eastern)

    def opened() -> list[str]:
        return [one.title for one in queries.looks("shops", people.scope(office.eastern)) if one.first]

    assert opened() == []
    actions.open_with("shops", first.uid, actor=office.eastern)
    assert opened() == ["一"]
    actions.open_with("shops", second.uid, actor=office.eastern)
    assert opened() == ["二"]
    actions.open_with("shops", None, actor=office.eastern)
    assert opened() == []


def test_the_journal_replays_to_what_is_stored(office: Office) -> None:
    made = actions.save("shops", "一", "q=茶", actor=office.eastern, shared=True)
    actions.open_with("shops", made.uid, actor=office.eastern)
    actions.amend(made.uid, actor=office.eastern, title="二")
    actions.remove(made.uid, actor=office.eastern)
    assert verify().sound
    Look.objects.update(query="q=盐")
    assert not verify().sound
