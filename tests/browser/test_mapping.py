"""The map of duties in real Chromium: walked by keys, shut and opened, mended, and read on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from walk import violations

pytestmark = [pytest.mark.browser, pytest.mark.long]
Come = Callable[..., Page]
PHONE = {"viewport": {"width": 360, "height": 740}}


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label')"))


def test_a_chief_walks_the_map_and_finds_what_it_lacks(signed_in: Come) -> None:
    chief = signed_in("zhenzhixing")
    chief.goto("/mapping/")
    assert violations(chief) == []
    law = chief.locator("[data-node]").first
    law.focus()
    chief.keyboard.press("ArrowRight")
    assert focused(chief).startswith("权责事项")
    chief.keyboard.press("ArrowRight")
    assert focused(chief).startswith("岗位")
    chief.keyboard.press("ArrowLeft")
    assert focused(chief).startswith("权责事项")
    law.focus()
    chief.keyboard.press("-")
    chief.wait_for_url("**flip=**")
    expect(chief.get_by_role("link", name="展开：").first).to_be_visible()
    # whoever shut it stands on it again
    assert focused(chief).startswith("法律法规")
    chief.get_by_role("link", name="没有落实到岗位的事项").click()
    expect(chief.locator("h1")).to_have_text("账图缺漏清单")
    chief.get_by_role("link", name="小作坊整改复查").click()
    expect(chief.locator("h1")).to_contain_text("小作坊整改复查")


def test_a_phone_shows_an_indented_list(signed_in: Come) -> None:
    phone = signed_in("zhenzhixing", **PHONE)
    phone.goto("/mapping/?level=section")
    expect(phone.locator(".indented")).to_be_visible()
    expect(phone.locator("svg.map").first).to_be_hidden()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.locator(".indented").get_by_role("link", name="收起：青禾县小餐饮").click()
    expect(phone.locator(".indented").get_by_role("link", name="展开：青禾县小餐饮")).to_be_visible()
    assert violations(phone) == []


def test_paper_is_a3_across_with_a_heading(signed_in: Come) -> None:
    chief = signed_in("zhenzhixing")
    chief.goto("/mapping/?level=bureau")
    chief.emulate_media(media="print")
    expect(chief.locator("h1")).to_be_visible()
    expect(chief.get_by_role("button", name="打印")).to_be_hidden()
    paper = chief.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 1191" in paper or b"/MediaBox [0 0 1190" in paper
