"""Reports in real Chromium: entered, signed by two posts, submitted; read on a phone in the dark."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.long]
In = Callable[..., Page]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def faults(page: Page) -> list[str]:
    """What axe finds wrong with a page."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run().then(told => told.violations.map(one => one.id))")
    return list(found)


def test_a_report_is_entered_signed_twice_and_stays_as_it_was(signed_in: In) -> None:
    clerk, chief = signed_in("zhenlinjiang"), signed_in("zhenwangshu")
    clerk.goto("/reports/")
    assert faults(clerk) == []
    clerk.get_by_role("link", name="五小经营单位监管工作专报").click()
    assert faults(clerk) == []
    whole = clerk.locator("tr.whole td").first.locator("a").inner_text()
    clerk.get_by_label(re.compile("主要做法")).fill("检查 12 次")
    clerk.get_by_label(re.compile("下步打算")).fill("继续检查")
    clerk.keyboard.press("Tab")
    clerk.keyboard.press("Enter")
    expect(clerk.locator(".text")).to_contain_text("主要做法：检查 12 次")
    clerk.get_by_role("button", name="签署，交下一岗位").click()
    expect(clerk.locator(".signs")).to_contain_text("待签署")
    chief.goto(clerk.url)
    chief.get_by_role("button", name="签署并报送").click()
    expect(chief.locator(".facts .state").first).to_have_text("已报送")
    expect(chief.locator(".history")).to_contain_text("数字截至变更记录第")
    assert chief.locator("tr.whole td").first.locator("a").inner_text() == whole


def test_a_report_is_read_on_a_phone(signed_in: In) -> None:
    page = signed_in("zhenlinjiang", viewport={"width": 360, "height": 740}, color_scheme="dark")
    page.goto("/reports/?all=1")
    page.get_by_role("link", name="五小经营单位监管工作专报").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert faults(page) == []
