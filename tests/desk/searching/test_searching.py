"""Searching everything: either script, the best first, what was found marked, nothing that is masked."""

import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from coming import signed_in
from django.core.cache import cache
from pytest_django.fixtures import Settings

from office import TODAY, Office, open_office
from zhangtu.desk.searching.hits import Piece, pieces, words_of
from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import actions, definitions
from zhangtu.plans import actions as plans

PLAN = """青溪镇茶鋪整治方案

（一）全面排查茶铺。由青溪镇市场所负责，2026年6月底前完成。

青溪镇人民政府
2026年1月5日
"""


@pytest.fixture
def office(db: None, tmp_path: Path, settings: Settings) -> Iterator[Office]:  # noqa: ARG001 - opens the store
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ZHANGTU_HOME = tmp_path / "home"
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    cache.clear()
    definitions.forget()
    with stopped_at(TODAY):
        made = open_office(tmp_path / "sample")
        for place, (name, note) in enumerate([("山前茶鋪", ""), ("米店", "兼卖茶叶"), ("甲<b>茶</b>", "")]):
            values = {"name": name, "note": note, "code": f"c{place}", "owner": "甄茶香"}
            actions.create("shops", values, actor=made.eastern)
        yield made
    cache.clear()
    definitions.forget()


@pytest.fixture
def search(office: Office) -> Callable[[Actor, str], str]:  # noqa: ARG001 - comes first
    browser = functools.cache(signed_in)

    def found(actor: Actor, words: str) -> str:
        answer = browser(actor).get(f"/search?q={quote(words)}")
        assert answer.status_code == 200
        return answer.content.decode()

    return found


def headings(html: str) -> list[str]:
    return re.findall(r'<h2 id="in-[^"]+">([^<]+)</h2>', html)


@pytest.mark.parametrize("words", ["茶铺", "茶鋪", "山前 茶铺"])
def test_either_script_finds_and_marks(
    office: Office, search: Callable[[Actor, str], str], words: str
) -> None:
    html = search(office.eastern, words)
    assert "<mark>茶鋪</mark>" in html.replace("</mark><mark>", "") or "<mark>山前茶鋪</mark>" in html
    assert headings(html) == ["店铺"]


def test_fields_besides_the_title_say_why_a_row_was_found(
    office: Office, search: Callable[[Actor, str], str]
) -> None:
    html = search(office.eastern, "茶叶")
    assert "备注：兼卖<mark>茶叶</mark>" in html
    assert "甲&lt;b&gt;<mark>茶</mark>&lt;/b&gt;" in search(office.eastern, "茶")


def test_only_what_is_in_scope_and_not_masked_is_found(
    office: Office, search: Callable[[Actor, str], str]
) -> None:
    assert headings(search(office.eastern, "茶")) == ["店铺"]
    assert headings(search(office.western, "茶")) == []
    assert headings(search(office.eastern, "茶香")) == []
    assert "没有找到" in search(office.western, "茶")


def test_plans_are_found_by_their_titles(office: Office, search: Callable[[Actor, str], str]) -> None:
    plans.bring_in([PLAN.encode()], "plan.txt", actor="甲一", by=office.western)
    html = search(office.western, "茶铺")
    assert headings(html) == ["方案"]
    assert "<mark>茶鋪</mark>整治方案" in html


def test_nothing_typed_says_what_to_do(office: Office, search: Callable[[Actor, str], str]) -> None:
    assert "写上字词" in search(office.eastern, "")


def test_a_long_text_is_shown_from_its_hit() -> None:
    found = pieces("甲" * 100 + "茶" + "乙" * 100, words_of("茶"))
    assert found[0] == Piece("…", hit=False)
    assert [one.text for one in found if one.hit] == ["茶"]
    assert sum(len(one.text) for one in found) == 62
