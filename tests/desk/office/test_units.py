"""Units without scripts: the tree of a day, changes looked at before they are put in force, and refusals."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from hall import Town, page

from office import CONSOLE, TODAY
from zhangtu.journal import queries as journal
from zhangtu.people import actions, hooks, queries

DAY = (TODAY + timedelta(days=30)).isoformat()


def look(client: Client, path: str, **typed: Any) -> tuple[str, dict[str, Any]]:
    """Send a form to be looked at; the page, and what to send to put it in force."""
    answer = client.post(path, {"step": "look", "day": DAY, "reason": "青政发〔2026〕3号", **typed})
    said = answer.content.decode()
    assert answer.status_code == 200, said
    looked = re.search(r'name="looked" value="(\w+)"', said)
    assert looked is not None
    return said, {"day": DAY, "reason": "青政发〔2026〕3号", **typed, "looked": looked[1], "step": "go"}


def test_the_tree_and_a_search_show_any_day(town: Town) -> None:
    client = town.browser(town.office.reader)
    said = page(client, "/office/")
    assert "青溪镇" in said
    assert "东桥村" in said
    assert "还没有单位" in page(client, "/office/?day=2001-01-01")
    assert "西岭村" in page(client, "/office/?q=西岭")
    assert "西岭村" in page(client, "/office/?q=西嶺"), "either script finds it"
    assert "没有叫这个名字的单位" in page(client, "/office/?q=哪里也没有")


def test_two_villages_merge_after_what_follows_was_looked_at(town: Town) -> None:
    client, office = town.browser(town.organiser), town.office
    before = journal.last_number()
    said, go = look(client, f"/office/units/{office.east}/merge", into=office.west)
    assert "撤销，由西岭村承接" in said
    assert "乙二的岗位" in said
    assert "转到西岭村" in said
    row = re.search(r"<tr><th scope=\"row\">东桥村</th>.*?</tr>", said, re.DOTALL)
    assert row is not None
    assert ">3<" in row[0], "three rows follow"
    assert "西岭村" in row[0]
    assert journal.last_number() == before, "looking leaves no trace"
    assert queries.unit(office.east, TODAY + timedelta(days=60)) is not None
    done = client.post(f"/office/units/{office.east}/merge", go)
    assert done.headers["Location"] == f"/office/units/{office.east}/"
    assert queries.unit(office.east, TODAY + timedelta(days=60)) is None
    assert queries.unit(office.east, TODAY) is not None
    later = page(client, f"/office/units/{office.east}/?day={TODAY + timedelta(days=60)}")
    assert "西岭村" in later
    assert "承接" in later
    entry = journal.entries_after(before, 1)[0]
    assert entry.values["@reason"] == '"青政发〔2026〕3号"'


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-CN", "还没有报送的填报 2 件：仍记原单位，由西岭村接着填、接着报。"),
        ("zh-TW", "還沒有報送的填報 2 件：仍記原單位，由西岭村接著填、接著報。"),
        ("en", "2 collections not handed in yet: they stay under the old unit and 西岭村 fills them in."),
    ],
)
def test_what_is_not_finished_is_counted_before_units_merge(
    town: Town, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    asked: list[frozenset[int]] = []

    def open_ones(units: frozenset[int]) -> dict[str, int]:
        asked.append(units)
        return {"asks": 2, "plans": 0}

    monkeypatch.setitem(hooks.PENDING, "collections", open_ones)
    client, office = town.browser(town.organiser), town.office
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    shown, _ = look(client, f"/office/units/{office.east}/merge", into=office.west)
    assert said in shown
    assert 'href="/collections/"' in shown
    assert asked == [frozenset([office.east])]
    renamed, _ = look(client, f"/office/units/{office.east}/rename", name="东桥社区", short="", kind="")
    assert said not in renamed


def test_a_handover_under_way_is_counted_before_its_unit_is_gone(town: Town) -> None:
    office = town.office
    plan = actions.Plan(
        giver=office.eastern.person,
        receiver=office.western.person,
        witness=office.chief.person,
        begins=TODAY,
        posts=(office.eastern.post,),
    )
    actions.prepare_handover(plan, actor=CONSOLE)
    shown, _ = look(town.browser(town.organiser), f"/office/units/{office.east}/merge", into=office.west)
    assert "没有办完的交接 1 件：岗位转到西岭村" in shown


def test_a_unit_is_closed_not_undone_in_english(town: Town) -> None:
    client, path = town.browser(town.organiser), f"/office/units/{town.office.east}/"
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    shown = page(client, path)
    assert ">Close</a>" in shown
    assert "Undo" not in shown


def test_what_was_not_looked_at_is_not_put_in_force(town: Town) -> None:
    client, path = town.browser(town.organiser), f"/office/units/{town.office.east}/rename"
    _, go = look(client, path, name="东桥社区", short="", kind="")
    other = client.post(path, {**go, "name": "东桥新村"})
    assert other.status_code == 409
    assert "更名为“东桥新村”" in other.content.decode()
    assert queries.name_on(town.office.east, TODAY + timedelta(days=60)) == "东桥村"
    assert client.post(path, go).status_code == 302
    assert queries.name_on(town.office.east, TODAY + timedelta(days=60)) == "东桥社区"


def test_a_unit_is_created_split_moved_and_closed(town: Town) -> None:
    client, office = town.browser(town.organiser), town.office
    _, go = look(
        client, f"/office/units/{office.town}/create", name="综合办公室", short="综合办", kind="office"
    )
    made = int(client.post(f"/office/units/{office.town}/create", go).headers["Location"].split("/")[-2])
    _, go = look(client, f"/office/units/{made}/move", parent=office.west)
    client.post(f"/office/units/{made}/move", go)
    day = TODAY + timedelta(days=40)
    assert queries.unit(made, day).parent == office.west  # type: ignore[union-attr]
    posts = [state.post for state in queries.posts(office.east)]
    first = client.post(
        f"/office/units/{office.east}/split",
        {"step": "look", "day": DAY, "reason": "分村", "parts": "东桥一村\n东桥二村"},
    )
    assert "没有着落" in first.content.decode()
    assert f'value="p{posts[0]}=0"' in first.content.decode(), "now every post can be shared out"
    shares = [f"p{post}=0" for post in posts]
    said, go = look(client, f"/office/units/{office.east}/split", parts="东桥一村\n东桥二村", shares=shares)
    assert "东桥一村" in said
    assert client.post(f"/office/units/{office.east}/split", go).status_code == 302
    assert {queries.name_on(one, day) for one in queries.successors(office.east, day)} == {
        "东桥一村",
        "东桥二村",
    }
    said, go = look(client, f"/office/units/{made}/close", day=str(day))
    assert client.post(f"/office/units/{made}/close", {**go, "day": str(day)}).status_code == 302
    assert queries.unit(made, day) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": "", "reason": "x"}, "“名称”还没有填"),
        ({"name": "新名", "reason": ""}, "“原因或依据”还没有填"),
        ({"name": "新名", "reason": "x", "day": "someday"}, "要填日期"),
        ({"name": "西岭村", "reason": "x"}, "已有“西岭村”"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    town: Town, typed: dict[str, str], words: str
) -> None:
    path = f"/office/units/{town.office.east}/rename"
    answer = town.browser(town.organiser).post(path, {"step": "look", "day": DAY, **typed})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert f'value="{typed["name"]}"' in answer.content.decode()


def test_a_clerk_sees_why_nothing_can_be_changed(town: Town) -> None:
    client = town.browser(town.office.eastern)
    said = page(client, f"/office/units/{town.office.east}/")
    assert 'aria-disabled="true"' in said
    assert "管理单位和岗位" in said
    assert client.get(f"/office/units/{town.office.east}/rename").status_code == 403
    answer = client.post(f"/office/units/{town.office.east}/rename", {"step": "look", "name": "x"})
    assert answer.status_code == 403


def test_posts_are_established_held_deputised_and_abolished(town: Town) -> None:
    client, office = town.browser(town.organiser), town.office
    now = {"day": TODAY.isoformat()}
    path = f"/office/units/{office.town}/post"
    said, go = look(client, path, name="信访专岗", role="clerk", kind="", **now)
    assert "设立，角色：经办" in said
    post = int(client.post(path, go).headers["Location"].split("/")[-2])
    said, go = look(client, f"/office/posts/{post}/appoint", person=office.eastern.person, **now)
    assert "乙二任职" in said
    client.post(f"/office/posts/{post}/appoint", go)
    assert queries.holders(post) == (office.eastern.person,)
    answer = client.post(
        f"/office/posts/{post}/deputy", {**now, "deputy": office.western.post, "reason": "请假", "step": "go"}
    )
    assert answer.status_code == 302
    said = page(client, f"/office/posts/{post}/")
    assert "不在时由它代办" in said
    number = re.search(r"/office/deputies/(\d+)/end", said)
    assert number is not None
    assert client.post(f"/office/deputies/{number[1]}/end", now).status_code == 302
    refused = client.post(f"/office/posts/{post}/abolish", {**now, "reason": "不要了", "step": "look"})
    assert "还有人任职" in refused.content.decode()
    _, go = look(client, f"/office/posts/{post}/relieve", person=office.eastern.person, **now)
    client.post(f"/office/posts/{post}/relieve", go)
    _, go = look(client, f"/office/posts/{post}/abolish", **now)
    assert client.post(f"/office/posts/{post}/abolish", go).status_code == 302
    assert queries.post(post) is None


def test_guarded_roles_stay_with_the_security_administrator(town: Town) -> None:
    path = f"/office/posts/{town.office.eastern.post}/role"
    typed = {"role": "designer", "day": TODAY.isoformat(), "reason": "设计", "step": "look"}
    refused = town.browser(town.organiser).post(path, typed)
    assert refused.status_code == 422
    assert "只能由安全管理员授予" in refused.content.decode()
    client = town.browser(town.security)
    said, go = look(client, path, role="designer", day=TODAY.isoformat())
    assert "角色由经办改为台账设计员" in said
    assert client.post(path, go).status_code == 302


def test_kinds_are_said_in_words(town: Town) -> None:
    client, path = town.browser(town.organiser), f"/office/units/{town.office.east}"
    said = page(client, f"{path}/rename")
    assert '<option value="village">村</option>' in said
    _, go = look(client, f"{path}/rename", name="东桥村", short="", kind="village")
    assert go is not None
    actions.rename_unit(town.office.east, actor=CONSOLE, day=TODAY, kind="village")
    actions.rename_unit(town.office.west, actor=CONSOLE, day=TODAY, kind="our_own")
    assert "类别 村" in page(client, f"{path}/")
    assert "our_own" in page(client, f"/office/units/{town.office.west}/")
    client.cookies["django_language"] = "en"
    english = client.get(f"{path}/", headers={"Accept-Language": "en"}).content.decode()
    assert "village" not in english.replace("/village", "")
