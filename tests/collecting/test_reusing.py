"""Columns that are known already are found by title, synonym and values, and reused or explained."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from villages import NAMES, Town, ask_of, look, open_town, plan, sourced

from zhangtu.collections import actions, reusing
from zhangtu.collections.forms import Wanted
from zhangtu.collections.refusals import CollectionError
from zhangtu.collections.states import Shape
from zhangtu.ledgers import definitions
from zhangtu.mirror import client
from zhangtu.mirror.file import Allowed
from zhangtu.mirror.owning import Owner
from zhangtu.people import queries as people

SHOPS = tuple(f"{name}第{number}店" for name in NAMES[:2] for number in (1, 2, 3))


def found(town: Town, wanted: Wanted, base: str = "") -> list[tuple[str, str, str, str]]:
    matches = reusing.known(wanted, base, people.scope(town.clerk))
    return [(one.ledger, one.field.name, one.why, one.source) for one in matches]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted("店名"), [("shops", "name", "title", "")]),
        (Wanted("字 号"), [("shops", "name", "synonym", "")]),
        (Wanted("聯繫方式", "phone"), [("shops", "phone", "synonym", "")]),
        (Wanted("Staff", "number"), [("shops", "staff", "title", "")]),
        (Wanted("人数", "long_text"), []),
        (Wanted("备注", "long_text"), []),
        (Wanted("垃圾桶数", "number"), []),
        (Wanted("举报内容"), []),
    ],
)
def test_by_title_and_synonym(town: Town, wanted: Wanted, expected: list[Any]) -> None:
    assert found(town, wanted) == expected


def test_by_values_whatever_the_heading(town: Town) -> None:
    assert found(town, Wanted("受检户", samples=SHOPS)) == [("shops", "name", "overlap", "")]
    assert found(town, Wanted("受检户", samples=(*SHOPS[:2], *"甲乙丙丁戊"))) == []
    assert found(town, Wanted("店名", samples=(*SHOPS[:1], *"甲乙丙丁戊"))) == [], "other things stand there"
    assert found(town, Wanted("负责人姓名", samples=("甄有余",) * 9)) == [], "nothing tells of masked values"


def test_only_rows_of_the_scope_are_compared(town: Town) -> None:
    scope = people.scope(town.helpers[4])
    assert reusing.known(Wanted("受检户", samples=SHOPS), "", scope) == []


def test_what_a_form_reaches_can_be_reused(town: Town) -> None:
    assert found(town, Wanted("店名"), "papers") == [("shops", "name", "title", "shop.name")]
    assert found(town, Wanted("有效期至", "date"), "papers") == [("papers", "expires", "synonym", "expires")]
    assert found(town, Wanted("有效期至", "date"), "shops") == [("papers", "expires", "synonym", "")]


def test_it_is_reused_or_explained(town: Town) -> None:
    wanted = (*sourced(["name"]), Wanted("人数", "number"))
    with pytest.raises(CollectionError) as wrong:
        actions.send_out(plan(town, columns=wanted), actor=town.clerk)
    assert "人数（店铺·从业人数）" in wrong.value.say("zh-hans")
    uid = actions.send_out(
        plan(town, columns=(*sourced(["name"]), Wanted("人数", "number", why="按月末在岗人数"))),
        actor=town.clerk,
    )
    form = look(ask_of(town, uid, 0), town.helpers[0]).form
    assert [(one.own, one.why) for one in form.columns] == [(False, ""), (True, "按月末在岗人数")]


def test_own_columns_beside_the_rows_of_a_ledger(town: Town) -> None:
    columns = (*sourced(["name"]), Wanted("垃圾桶数", "number", required=True))
    uid = actions.send_out(plan(town, columns=columns), actor=town.clerk)
    ask, helper = ask_of(town, uid, 0), town.helpers[0]
    line = look(ask, helper).lines[0]
    actions.type_in(ask, line.key, {"c1": "2"}, actor=helper, seen=0)
    with pytest.raises(CollectionError):
        actions.type_in(ask, line.key, {"name": "改名"}, actor=helper, seen=0)
    after = look(ask, helper).lines[0]
    assert after.cells["c1"].text == "2"
    assert after.open, "what came prefilled is still to be confirmed"


@pytest.fixture
def mirrored(transactional_db: None, tmp_path: Path, settings: Any) -> Iterator[Town]:  # noqa: ARG001
    settings.ZHANGTU_HOME = tmp_path / "home"
    settings.ZHANGTU_HOME.mkdir()
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    definitions.forget()
    made = open_town(tmp_path / "sample")
    owner = Owner(settings.ZHANGTU_HOME, Allowed(memory=128, threads=1))
    assert owner.take()
    owner.build()
    client.settle(owner)
    yield made
    client.settle(None)
    owner.stop()
    definitions.forget()


def test_the_mirror_says_the_same(mirrored: Town) -> None:
    assert found(mirrored, Wanted("受检户", samples=SHOPS)) == [("shops", "name", "overlap", "")]
    assert found(mirrored, Wanted("店名", samples=(*SHOPS[:1], *"甲乙丙丁戊"))) == []
    scope = people.scope(mirrored.helpers[4])
    assert reusing.known(Wanted("受检户", samples=SHOPS), "", scope) == []


def test_one_line_forms_need_no_ledger(town: Town) -> None:
    wanted = (Wanted("本月走访户数", "number"),)
    uid = actions.send_out(plan(town, base="", shape=Shape.ONE, columns=wanted), actor=town.clerk)
    assert len(look(ask_of(town, uid, 0), town.helpers[0]).lines) == 1
