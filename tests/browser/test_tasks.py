"""A task in real Chromium: from the town's office to a village on a phone and back, more time, and parts."""

from collections.abc import Callable
from pathlib import Path

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


def entered(page: Page, title: str, unit: str, day: str) -> None:
    """Enter a task with the form of its ledger."""
    page.goto("/tasks/")
    page.get_by_role("link", name="新建任务").click()
    page.fill("[name=f-title]", title)
    page.fill("[name=f-due]", day)
    pick(page, "lead", unit)
    page.get_by_role("button", name="登记").click()
    page.wait_for_url("**/rows/*/")


def opened(page: Page, title: str) -> None:
    page.goto("/tasks/")
    page.get_by_role("link", name=title).first.click()
    expect(page.locator("h1")).to_have_text(title)


def step(page: Page, deed: str) -> None:
    """Open a deed that lies folded, and press it."""
    page.locator(f"details#act-{deed} summary").click()


def test_from_the_office_to_the_village_and_back(signed_in: Come, tmp_path: Path) -> None:
    title, office = "清理河道漂浮物", signed_in()
    entered(office, title, "鼓楼村", "2030-12-10")
    office.goto("/tasks/")
    office.get_by_role("button", name=f"交办：{title}").click()
    expect(office.locator(".notice")).to_contain_text("已交办")
    village = signed_in("zhensongnian", **PHONE)
    village.goto("/tasks/")
    village.get_by_role("button", name=f"签收：{title}").click()
    assert village.evaluate("document.documentElement.scrollWidth") <= 360
    village.fill("#act-respond [name=words]", "已清理三公里，照片附后")
    village.reload()
    expect(village.locator("#act-respond [name=words]")).to_have_value("已清理三公里，照片附后")
    photo = tmp_path / "河道.png"
    village.screenshot(path=photo)
    village.set_input_files("#act-respond [name=file]", photo)
    village.locator("#act-respond button.main").click()
    expect(village.locator(".answers img")).to_be_visible()
    assert not violations(village)
    opened(office, title)
    step(office, "give_back")
    office.fill("#act-give_back [name=words]", "没有拍到桥下")
    office.locator("#act-give_back button.main").click()
    opened(village, title)
    expect(village.locator(".trouble")).to_contain_text("没有拍到桥下")
    expect(village.locator("#act-respond [name=words]")).to_have_value("")
    village.fill("#act-respond [name=words]", "已补拍桥下")
    village.locator("#act-respond button.main").click()
    opened(office, title)
    office.locator("#act-accept button.main").click()
    office.locator("#act-strike_off button.main").click()
    expect(office.locator("header .tag")).to_have_text("已销号")
    expect(office.get_by_role("button", name="销号")).to_have_count(0)
    assert not violations(office)


def test_more_time_is_asked_for_and_granted(signed_in: Come) -> None:
    title, office = "走访全部小作坊", signed_in()
    entered(office, title, "石匠村", "2030-12-10")
    opened(office, title)
    office.locator("#act-assign button.main").click()
    village = signed_in("jiabaizhou")
    opened(village, title)
    village.locator("#act-acknowledge button.main").click()
    step(village, "ask_extension")
    village.fill("#act-ask_extension [name=day]", "2030-12-20")
    village.fill("#act-ask_extension [name=words]", "连日降雨")
    village.locator("#act-ask_extension button.main").click()
    opened(office, title)
    office.get_by_role("button", name="同意延期").click()
    expect(office.locator("header").last).to_contain_text("原时限 2030-12-10")


def test_a_town_splits_its_task(signed_in: Come) -> None:
    title, chief = "汇总全镇整治台账", signed_in("zhenwangshu")
    entered(chief, title, "石鼓镇", "2030-12-10")
    opened(chief, title)
    chief.select_option("#act-assign [name=post]", label="食品安全专岗（甄临江）")
    chief.locator("#act-assign button.main").click()
    clerk = signed_in()
    opened(clerk, title)
    clerk.locator("#act-acknowledge button.main").click()
    clerk.get_by_role("link", name="分解", exact=True).click()
    clerk.fill("[name=title-0]", "报送本村台账")
    clerk.select_option("[name=to-0]", label="鼓楼村")
    assert not violations(clerk)
    clerk.get_by_role("button", name="分解并交办").click()
    expect(clerk.get_by_role("link", name="报送本村台账")).to_be_visible()
    village = signed_in("zhensongnian")
    village.goto("/tasks/")
    expect(village.get_by_role("button", name="签收：报送本村台账")).to_be_visible()
