"""Measures in real Chromium: a row changed in the grid, the figure, its rows, the entry; a measure made."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.long]
In = Callable[..., Page]
#: Puts words on the clipboard and pastes them where the focus is.
PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const wish = {clipboardData: data, bubbles: true, cancelable: true};
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", wish));
}"""
MEASURE = "/measures/premises_open/"


def whole(page: Page) -> int:
    """The figure of the page."""
    expect(page.locator(".whole .big")).to_be_visible(timeout=15_000)
    found = re.search(r"[\d,]+", page.locator(".whole .big").inner_text())
    assert found is not None
    return int(found[0].replace(",", ""))


def column(page: Page, name: str) -> int:
    """The place of a column among those of the grid."""
    heads = "[...document.querySelectorAll('table.grid thead th[data-name]')]"
    return int(page.evaluate(f"name => {heads}.findIndex(head => head.dataset.name === name)", name))


def test_a_row_changed_in_the_grid_shows_in_the_figure_and_opens_back_to_its_entry(signed_in: In) -> None:
    chief, clerk = signed_in("zhenwangshu"), signed_in("zhenlinjiang")
    expect(chief).to_have_url(re.compile("/measures/@mine$"))
    chief.goto(MEASURE)
    before = whole(chief)
    clerk.goto("/ledgers/premises/")
    row = clerk.locator("#rows tr[data-uid]").first
    uid = row.get_attribute("data-uid")
    for said, reason, figure in (("停业", "现场已关门", before - 1), ("在营", "恢复营业", before)):
        row.locator("td").nth(column(clerk, "status")).click()
        clerk.evaluate(PASTE, said)
        clerk.fill("#unsaved [name=reason]", reason)
        clerk.keyboard.press("Enter")
        expect(clerk.locator("#status")).to_contain_text("已保存 1 行")
        expect(clerk.locator("#unsaved")).to_be_hidden()
        # no step between: the next look has it
        chief.reload()
        assert whole(chief) == figure, said
    chief.locator(".whole .big a").click()
    link = chief.locator(f"a[href*='{uid}']")
    for _page in range(5):
        expect(chief.locator("#figures table")).to_be_visible(timeout=15_000)
        if link.count():
            break
        chief.get_by_role("link", name="下一页").click()
    link.click()
    expect(chief.locator("main")).to_contain_text("恢复营业")
    expect(chief.locator("main")).to_contain_text("现场已关门")


def test_a_figure_opens_to_its_parts_its_rows_and_their_entries_by_keyboard(signed_in: In) -> None:
    page = signed_in("zhenwangshu")
    page.goto(f"{MEASURE}?by=@unit")
    town = whole(page)
    page.locator("[data-copy]").click()
    expect(page.locator("#status")).to_contain_text("已复制")
    assert f"{town}" in page.locator("#words").input_value()
    opens = page.locator("#figures table a[aria-label]").first
    part = int(opens.inner_text())
    assert 0 < part < town
    opens.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#figures")).to_contain_text(f"您能看到 {part} 条")
    first = page.locator("#figures tbody th a").first
    title = first.inner_text()
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(title)
    expect(page.locator("main")).to_contain_text("变更记录")


def test_the_choice_lives_in_the_address_and_a_colleague_sees_the_same(signed_in: In) -> None:
    chief, clerk = signed_in("zhenwangshu"), signed_in("zhenlinjiang")
    chief.goto(MEASURE)
    chief.select_option("[name=by]", "@heat")
    chief.locator(".asking button").click()
    expect(chief.locator("table.heat")).to_be_visible(timeout=15_000)
    clerk.goto(chief.url)
    said = "table.heat tbody"
    assert clerk.locator(said).inner_text() == chief.locator(said).inner_text()
    with chief.expect_download() as taken:
        chief.locator("a[download]").first.click()
    assert taken.value.suggested_filename.endswith(".xlsx")


def test_a_designer_makes_a_measure_and_a_chief_keeps_it_in_sight(signed_in: In, tmp_path: Path) -> None:
    designer = signed_in("shejiyuan")
    designer.goto("/measures/")
    designer.get_by_role("link", name="新建指标").click()
    designer.get_by_role("link", name="经营单位", exact=True).click()
    designer.fill("[name=title]", "在营药店数")
    designer.select_option("[name=field0]", "kind")
    designer.fill("[name=value0]", "药店")
    designer.select_option("[name=unit]", "village")
    designer.fill("[name=measured_in]", "家")
    designer.click("[name=try]")
    expect(designer.locator("#tried .big")).to_contain_text("家", timeout=15_000)
    designer.screenshot(path=tmp_path / "tried.png", full_page=True)
    designer.fill("[name=reason]", "例会要看")
    designer.click("[name=live]")
    expect(designer.locator("h1")).to_have_text("在营药店数")
    chief = signed_in("zhenwangshu")
    chief.goto("/measures/?q=药店")
    chief.get_by_role("link", name="在营药店数").click()
    figure = chief.locator(".whole .big").inner_text()
    chief.get_by_role("button", name="放到首页").click()
    expect(chief.get_by_role("button", name="从首页取下")).to_be_visible()
    chief.goto("/")
    expect(chief.locator(".pinned .card")).to_have_count(1)
    expect(chief.locator(".pinned .big")).to_have_text(figure)
