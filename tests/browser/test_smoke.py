"""A clerk's first ten minutes, in real Chromium against the real server."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PLAN = """柳塘县河道清洁行动方案

一、主要任务
（一）全面排查沿河排污口。由柳塘县水务局牵头，各镇配合，2026年2月30日前完成排查并建立台账。
（二）清理河面漂浮物。由柳塘县城管局负责，每月5日前清理一次，清理率达到95%以上。
（三）开展护河宣传。由柳塘县融媒体中心负责，2026年6月底前完成。

柳塘县人民政府
2026年1月5日
"""


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "河道清洁.txt"
    path.write_text(PLAN, "utf-8")
    return path


def test_drop_see_repair_correct_undo_and_take_away(page: Page, plan_file: Path) -> None:
    page.goto("/")
    page.set_input_files("form.drop [data-file]", plan_file)
    page.wait_for_url("**/plans/**")
    expect(page.locator("#panel-tasks .card")).to_have_count(3)
    expect(page.locator("#text")).to_contain_text("2026年2月30日前")

    page.click("#tab-faults")
    page.locator("#panel-faults .card", has_text="2月30日").locator("button.main").click()
    page.fill("#naming [name=who]", "周立新")
    page.click("#naming button.main")
    expect(page.locator("#text")).to_contain_text("2026年2月28日前")
    expect(page.locator("#text .mend")).to_have_count(1)

    page.click("#tab-tasks")
    first = page.locator("#panel-tasks .card").first
    first.locator("[data-edit]").click()
    page.locator("[name=lead]").first.fill("柳塘县河长制办公室")
    page.locator(".editing button.main").click()
    expect(first).to_contain_text("柳塘县河长制办公室")
    expect(page.locator("#tab-history .count")).to_have_text("2")

    with page.expect_download() as coming:
        page.click(".take a[href$='table.xlsx']")
    book = openpyxl.load_workbook(BytesIO(coming.value.path().read_bytes()))
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert any("柳塘县河长制办公室" in cell for cell in cells)

    page.click("#tab-history")
    page.locator(".history li").first.locator("button").click()
    expect(page.locator(".history li").first).to_contain_text("周立新 于")
    expect(page.locator(".history li")).to_have_count(2)
    page.click("#tab-tasks")
    expect(first).to_contain_text("柳塘县水务局")
    expect(page.locator("#text")).to_contain_text("2026年2月28日前")


def test_what_was_saved_together_is_taken_back_together(page: Page, plan_file: Path) -> None:
    page.goto("/")
    page.set_input_files("form.drop [data-file]", plan_file)
    page.wait_for_url("**/plans/**")
    card = page.locator("#panel-tasks .card").nth(1)
    card.locator("[data-edit]").click()
    page.fill(".editing [name=title]", "河面清洁")
    page.locator(".editing [name=lead]").first.fill("柳塘县河长办")
    page.select_option(".editing [name=kind]", "continuous")
    page.locator(".editing button.main").click()
    page.fill("#naming [name=who]", "周立新")
    page.click("#naming button.main")
    expect(card).to_contain_text("河面清洁")
    expect(page.locator("#tab-history .count")).to_have_text("3")
    page.locator("#status button").click()
    expect(card).to_contain_text("清理河面漂浮物")
    expect(card).to_contain_text("柳塘县城管局")
    expect(card).to_contain_text("每月5日前")
    expect(page.locator("#status button")).to_have_text("恢复")
    page.locator("#status button").click()
    expect(card).to_contain_text("河面清洁")
    expect(page.locator("#status")).to_contain_text("已恢复")


def test_hovering_lights_up_the_other_side(page: Page, plan_file: Path) -> None:
    page.goto("/")
    page.set_input_files("form.drop [data-file]", plan_file)
    page.wait_for_url("**/plans/**")
    card = page.locator("#panel-tasks .card").nth(1)
    card.hover()
    expect(page.locator("#text .lit").first).to_contain_text("（二）")
    page.locator("#text .task", has_text="护河宣传").first.hover()
    expect(page.locator("#panel-tasks .card").nth(2)).to_have_class("card lit")


def test_hovering_brings_the_other_side_into_view(page: Page, tmp_path: Path) -> None:
    tasks = "".join(f"{n}.由柳塘县水务局负责，2026年6月{n}日前清理第{n}号河段。\n" for n in range(1, 29))
    path = tmp_path / "河段.txt"
    path.write_text(PLAN.replace("一、主要任务\n", f"一、主要任务\n{tasks}二、其他任务\n"), "utf-8")
    page.goto("/")
    page.set_input_files("form.drop [data-file]", path)
    page.wait_for_url("**/plans/**")
    last = page.locator("#panel-tasks .card").last
    expect(last).not_to_be_in_viewport()
    page.locator("#text .task", has_text="护河宣传").first.scroll_into_view_if_needed()
    page.locator("#text .task", has_text="护河宣传").first.hover()
    expect(last).to_be_in_viewport()
    page.locator("#panel-tasks .card").first.scroll_into_view_if_needed()
    expect(page.locator("#text .task").first).not_to_be_in_viewport()
    page.locator("#panel-tasks .card").first.hover()
    expect(page.locator("#text .task").first).to_be_in_viewport()


def test_a_fault_is_said_and_mended_beside_the_words(page: Page, plan_file: Path) -> None:
    page.goto("/")
    page.set_input_files("form.drop [data-file]", plan_file)
    page.wait_for_url("**/plans/**")
    page.locator("#text a.error").first.hover()
    expect(page.locator("#hint")).to_contain_text("2月30日")
    page.keyboard.press("Escape")
    expect(page.locator("#hint")).to_be_hidden()
    page.locator("#text a.error").first.focus()
    page.locator("#hint button.main").click()
    page.fill("#naming [name=who]", "周立新")
    page.click("#naming button.main")
    expect(page.locator("#text")).to_contain_text("2026年2月28日前")
    expect(page.locator(".me summary")).to_have_text("周立新")
