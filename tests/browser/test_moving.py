"""A finding in real Chromium: asked for, corrected on a phone, returned, corrected, re-checked, closed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from walk import violations

pytestmark = [pytest.mark.browser, pytest.mark.long]
Come = Callable[..., Page]
PHONE = {"viewport": {"width": 360, "height": 740}}


def pick(page: Page, field: str, words: str) -> None:
    box = page.locator(f"#control-{field} .picker input, input[id='{field}']").first
    box.fill(words)
    page.locator(".picker [role=option]", has_text=words).first.click()


def opened(page: Page, what: str) -> None:
    """Find the row in its ledger, and open its procedure."""
    page.goto("/ledgers/findings/")
    page.get_by_role("link", name=what).first.click()
    page.get_by_role("link", name="流程办理").click()
    expect(page.locator("h1")).to_have_text(what)


def pressed(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".notice")).to_contain_text("已办理")


def folded(page: Page, name: str) -> None:
    """Open a move that lies folded."""
    page.locator("details.step summary", has_text=name).click()


def test_a_finding_is_put_right(signed_in: Come) -> None:
    what, chief = "后厨没有防蝇设施", signed_in("zhenwangshu")
    chief.goto("/ledgers/findings/rows/new")
    chief.fill("[name=f-what]", what)
    pick(chief, "unit", "鼓楼村")
    chief.fill("[name=f-found_on]", "2026-11-20")
    chief.get_by_role("button", name="登记").click()
    chief.wait_for_url("**/rows/*/")
    chief.get_by_role("link", name="流程办理").click()
    expect(chief.locator("svg.flow .here")).to_have_count(1)
    assert violations(chief) == []
    chief.fill("[name=f-demand]", "三日内装好纱窗")
    pressed(chief, "交办整改")
    expect(chief.locator("main")).to_contain_text("整改字〔")

    village = signed_in("zhensongnian", **PHONE)
    opened(village, what)
    assert village.evaluate("document.documentElement.scrollWidth") <= 360
    village.fill("[name=f-done]", "已装")
    pressed(village, "报送整改结果")

    opened(chief, what)
    folded(chief, "退回重新整改")
    chief.fill("details.step[open] [name=reason]", "没有说明装在哪里")
    pressed(chief, "退回重新整改")

    opened(village, what)
    expect(village.locator(".answers").first).to_contain_text("没有说明装在哪里")
    village.fill("[name=f-done]", "后厨两扇窗都已装纱窗")
    pressed(village, "报送整改结果")
    expect(village.get_by_role("button", name="收回刚才的办理")).to_be_visible()
    expect(village.get_by_role("button", name="复查合格")).to_be_disabled()
    assert violations(village) == []

    opened(chief, what)
    chief.fill("[name=f-result]", "现场看过，合格")
    pressed(chief, "复查合格")
    expect(chief.locator("main")).to_contain_text("已经办结。")
    expect(chief.locator("main")).to_contain_text("按条件不经过：回头看")


def test_the_flow_chart_is_read_and_taken_away(signed_in: Come) -> None:
    page = signed_in("zhenwangshu")
    page.goto("/procedures/")
    page.get_by_role("link", name="问题整改").first.click()
    expect(page.locator("svg.flow rect")).to_have_count(5)
    assert violations(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="下载流程图").click()
    assert download.value.suggested_filename == "corrections.svg"
