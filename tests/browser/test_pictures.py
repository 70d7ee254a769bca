"""Takes the manual's pictures anew, from the real page; into a scratch folder unless asked for."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from walk import give_name, open_sample

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(os.environ.get("ZHANGTU_PICTURES", tmp_path)).resolve()


def correct_a_little(page: Page) -> None:
    page.click("#tab-faults")
    page.locator("#panel-faults button.main").first.click()
    give_name(page)
    expect(page.locator("#tab-history .count")).to_have_text("1")
    page.click("#tab-tasks")
    page.locator("#panel-tasks [data-edit]").nth(2).click()
    page.locator(".editing [name=lead]").last.fill("镇应急办")
    page.locator(".editing button.main").click()
    expect(page.locator("#tab-history .count")).to_have_text("2")
    expect(page.locator("#status")).to_be_empty(timeout=12_000)


def test_pictures_of_the_plan_room(page: Page, browser: Browser, server: str, folder: Path) -> None:
    open_sample(page, "task_table.docx")
    address = open_sample(page, "campaign.txt")
    correct_a_little(page)
    page.locator("#panel-tasks .card").nth(3).hover()
    page.locator("#panel-tasks .card h3 a").nth(3).click()
    page.screenshot(path=folder / "plan-room.png")
    page.locator("#panel-tasks [data-edit]").nth(3).click()
    expect(page.locator(".editing")).to_be_visible()
    page.screenshot(path=folder / "correcting.png")
    page.keyboard.press("Escape")
    page.click("#tab-faults")
    page.locator("#panel-faults .card h3, #panel-faults .quote a").last.click()
    page.screenshot(path=folder / "faults.png")
    page.click("#tab-history")
    page.screenshot(path=folder / "history.png")
    page.goto("/")
    page.screenshot(path=folder / "first-page.png", full_page=True)
    for name, locale, scheme, size in (
        ("plan-room-dark", "zh-CN", "dark", (1440, 900)),
        ("plan-room-english", "en-US", "light", (1440, 900)),
        ("plan-room-traditional", "zh-TW", "light", (1440, 900)),
        ("plan-room-phone", "zh-CN", "light", (360, 740)),
    ):
        context = browser.new_context(
            base_url=server,
            locale=locale,
            color_scheme=scheme,  # type: ignore[arg-type]  # one of the words it knows
            viewport={"width": size[0], "height": size[1]},
        )
        other = context.new_page()
        other.goto(address)
        other.screenshot(path=folder / f"{name}.png")
        context.close()
    assert len(list(folder.glob("*.png"))) >= 9
