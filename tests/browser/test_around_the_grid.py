"""Around the sheet, in real Chromium: filters, groups, picked rows changed and put back, a chat, a phone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Come = Callable[..., Page]
_AXE = Path(__file__).with_name("vendor") / "axe.min.js"
_GRID = "/ledgers/premises/?view=all"


def check_axe(page: Page) -> None:
    """Nothing on the page keeps anybody out."""
    page.evaluate(_AXE.read_text("utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_filters_keep_totals_links_and_words_above_the_grid_up_to_date(signed_in: Come) -> None:
    page = signed_in()
    page.goto(f"{_GRID}&cols=name,kind,village,area,staff")
    page.locator("[name='f.name']").click()
    expect(page.locator("#values-name option").first).to_be_attached()
    page.keyboard.type("=顺发饭店1号")
    expect(page.locator("#count")).to_have_text(re.compile("共 1 条"))
    expect(page.locator("#totals")).to_contain_text("1 条")
    expect(page.locator("#chips")).to_contain_text("名称：顺发饭店1号")
    expect(page.locator("a", has_text="导出").first).to_have_attribute("href", re.compile("f.name=%3D"))
    page.locator("#chips a").first.click()
    expect(page.locator("[name='f.name']")).to_have_value("")


@pytest.mark.long
def test_groups_are_chosen_and_open_into_their_rows(signed_in: Come) -> None:
    page = signed_in()
    page.goto(_GRID)
    page.locator(".shape > summary").click()
    page.locator(".shaping select[name=group]").first.select_option(label="类别")
    check_axe(page)
    page.locator(".shaping button.main").click()
    expect(page.locator("tr.band").first).to_contain_text("条")
    check_axe(page)
    page.locator("tr.band a").first.click()
    expect(page.locator("tr[data-uid]").first).to_be_visible()


@pytest.mark.long
def test_picked_rows_are_changed_and_put_back(signed_in: Come) -> None:
    page = signed_in()
    page.goto(f"{_GRID}&cols=name,staff")
    boxes = page.locator("tr[data-uid] input[name=row]")
    expect(page.locator("#picked")).to_be_hidden()
    boxes.nth(0).check()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(page.locator("[data-picked]")).to_have_text("选中 3 条")
    check_axe(page)
    page.locator("#picked button[value=act]").click()
    page.locator("[data-field]").select_option(label="从业人数")
    page.locator("[data-value]").fill("77")
    check_axe(page)
    page.locator(".acts button.main").click()
    expect(page.locator(".done")).to_contain_text("3 条")
    page.locator(".done button").click()
    expect(page.locator(".done")).to_contain_text("已撤销")
    page.goto(f"{_GRID}&cols=name,staff&f.staff=77")
    expect(page.locator("tr.none")).to_be_visible()


@pytest.mark.long
def test_on_a_phone_rows_are_cards_and_buttons_unfold(signed_in: Come) -> None:
    page = signed_in(viewport={"width": 360, "height": 740}, color_scheme="dark")
    page.goto(_GRID)
    expect(page.locator("table.cards")).to_be_visible()
    expect(page.locator("#deeds")).to_be_hidden()
    page.locator(".fold").click()
    expect(page.locator("#deeds")).to_be_visible()
    page.locator(".filters-fold").click()
    expect(page.locator(".filters [name='f.name']")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    check_axe(page)


@pytest.mark.long
def test_text_for_a_chat_is_copied_or_selected(signed_in: Come) -> None:
    page = signed_in(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/ledgers/premises/copy?cols=name,staff&f.kind=药店")
    page.locator("[data-copy=words]").click()
    expect(page.locator("#status")).to_contain_text("文字已复制")
    assert "【经营单位】" in page.evaluate("navigator.clipboard.readText()")
    expect(page.locator("#picture")).to_be_visible()
    check_axe(page)


@pytest.mark.long
@pytest.mark.parametrize("address", ["chart?by=kind", "chart?by=opened", "export", "views/", "shape"])
def test_pages_around_the_grid_keep_nobody_out(signed_in: Come, address: str) -> None:
    page = signed_in(color_scheme="dark", locale="en-US")
    page.goto(f"/ledgers/premises/{address}")
    check_axe(page)


def test_slash_searches_everywhere_and_f_in_this_ledger(signed_in: Come) -> None:
    page = signed_in()
    page.goto("/ledgers/premises/")
    page.keyboard.press("f")
    expect(page.locator("#asking [name=q]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.locator("#rows tr[data-uid] td").first.click()
    page.keyboard.press("Control+Shift+F")
    expect(page.locator("#asking [name=q]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("在本台账里找")


@pytest.mark.long
def test_slash_searches_everywhere_and_f_among_the_tasks_of_a_plan(signed_in: Come, tmp_path: Path) -> None:
    page = signed_in()
    path = tmp_path / "方案.txt"
    path.write_text("河道清洁方案\n一、主要任务\n（一）由县水务局牵头，2026年6月底前完成排查。\n", "utf-8")
    page.goto("/plans/")
    page.set_input_files("form.drop [data-file]", path)
    page.wait_for_url("**/plans/*-*/**")
    page.locator("#main").focus()
    page.keyboard.press("f")
    expect(page.locator("#panel-tasks [data-slash]")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
