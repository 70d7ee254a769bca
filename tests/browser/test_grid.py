"""The grid in real Chromium: find, sort, type, paste two hundred rows, mend faults, two on one row."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
In = Callable[..., Page]
#: Puts words on the clipboard as Excel would, and pastes them where the focus is.
PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const wish = {clipboardData: data, bubbles: true, cancelable: true};
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", wish));
}"""


def cell(page: Page, row: int, name: str) -> object:
    """The cell of a row (0 for the first shown) in a column."""
    heads = "[...document.querySelectorAll('table.grid thead th[data-name]')]"
    place = page.evaluate(f"name => {heads}.findIndex(head => head.dataset.name === name)", name)
    return page.locator("#rows tr[data-uid]").nth(row).locator("td").nth(place)


def test_a_cell_is_typed_undone_and_saved(signed_in: In) -> None:
    page = signed_in()
    page.goto("/ledgers/premises/")
    first = cell(page, 0, "name")
    was = first.inner_text()
    first.click()
    page.keyboard.type("新名")
    page.keyboard.press("Enter")
    expect(page.locator("#unsaved")).to_be_visible()
    first.click()
    page.keyboard.press("Control+z")
    expect(page.locator("#unsaved")).to_be_hidden()
    expect(first).to_have_text(was)
    first.click()
    page.keyboard.press("F2")
    page.keyboard.press("End")
    page.keyboard.type("（总店）")
    page.keyboard.press("Enter")
    page.fill("#unsaved [name=reason]", "按招牌更正")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text("已保存 1 行")
    expect(page.locator("#unsaved")).to_be_hidden()
    page.reload()
    expect(cell(page, 0, "name")).to_have_text(f"{was}（总店）")


def test_filters_search_and_sort_come_back_in_the_address(signed_in: In) -> None:
    page = signed_in()
    page.goto("/ledgers/premises/")
    page.select_option("select[name='f.kind']", label="药店")
    expect(page.locator("#count")).to_contain_text("共 15 条")
    page.fill("#asking [name=q]", "鑫盛")
    expect(page.locator("#count")).to_contain_text("共 5 条")
    page.goto(page.url)
    expect(page.locator("#rows tr[data-uid]")).to_have_count(5)
    page.locator("thead th[data-name=name] a").click()
    expect(page.locator("thead th[data-name=name]")).to_have_attribute("aria-sort", "ascending")
    names = page.locator("#rows tr[data-uid] td:nth-of-type(1)").all_inner_texts()
    assert names == sorted(names)


@pytest.mark.long
def test_two_hundred_rows_are_pasted_and_their_faults_mended(signed_in: In) -> None:
    page = signed_in()
    page.goto("/ledgers/premises/?q=没有这样的店")
    page.click("[data-add-row]")
    lines = [f"粘来的店{n}\t{'不知道' if n in (7, 90) else '小食杂店'}\t在营" for n in range(200)]
    page.evaluate(PASTE, "\n".join(lines))
    expect(page.locator("tr[data-fresh]")).to_have_count(200)
    cell(page, 0, "village").click()
    page.keyboard.type("石匠村")
    page.keyboard.press("Enter")
    cell(page, 0, "village").click()
    last = cell(page, 199, "village")
    last.scroll_into_view_if_needed()
    last.click(modifiers=["Shift"])
    page.keyboard.press("Control+d")
    page.click("#unsaved button.main")
    expect(page.locator("[data-faults] button")).to_have_count(2)
    expect(page.locator("td.faulty")).to_have_count(2)
    for _ in range(2):
        page.locator("[data-faults] button").first.click()
        page.evaluate(PASTE, "小食杂店")
        page.click("#unsaved button.main")
        page.wait_for_timeout(500)
    expect(page.locator("#status")).to_contain_text("已保存 200 行")
    page.goto("/ledgers/premises/?q=粘来的店")
    expect(page.locator("#count")).to_contain_text("共 200 条")


@pytest.mark.long
def test_two_people_on_one_row_lose_nothing(signed_in: In) -> None:
    mine, theirs = signed_in(), signed_in("zhenwangshu")
    for page in (mine, theirs):
        page.goto("/ledgers/premises/?sort=name")
    for page, name, words in ((mine, "zone", "学校周边"), (theirs, "name", "别人起的名")):
        where = cell(page, 3, name)
        where.click()
        page.evaluate(PASTE, words)
        expect(where).to_have_class(re.compile("typed"))
    was = cell(mine, 3, "name").inner_text()
    theirs.click("#unsaved button.main")
    expect(theirs.locator("#status")).to_contain_text("已保存 1 行")
    cell(mine, 3, "name").click()
    mine.evaluate(PASTE, "我起的名")
    mine.click("#unsaved button.main")
    dialog = mine.locator("#conflicts")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("别人起的名")
    expect(dialog).to_contain_text("我起的名")
    expect(dialog).to_contain_text("甄望舒")
    dialog.locator("button[value=ok]").click()
    mine.click("#unsaved button.main")
    expect(mine.locator("#status")).to_contain_text("已保存 1 行")
    mine.goto("/ledgers/premises/?q=我起的名")
    expect(mine.locator("#count")).to_contain_text("共 1 条")
    assert was != "我起的名"


@pytest.mark.long
def test_unsaved_cells_survive_a_closed_page(signed_in: In) -> None:
    page = signed_in()
    page.goto("/ledgers/premises/")
    cell(page, 1, "name").click()
    page.keyboard.type("没存的名")
    page.keyboard.press("Enter")
    page.reload()
    expect(cell(page, 1, "name")).to_have_text("没存的名")
    expect(page.locator("#unsaved")).to_be_visible()
    page.click("[data-drop]")
    expect(page.locator("#unsaved")).to_be_hidden()


def test_what_may_not_be_changed_says_why(signed_in: In) -> None:
    page = signed_in()
    page.goto("/ledgers/premises/")
    cell(page, 0, "licensed").click()
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text("由系统给出")


def test_a_part_of_a_title_finds_the_row_it_means_and_a_new_row_becomes_one_like_any_other(
    signed_in: In,
) -> None:
    page = signed_in()
    page.goto("/ledgers/licences/?cols=premises,number,kind,valid_from")
    was = int(re.findall(r"\d+", page.locator("#count").inner_text())[0])
    page.click("[data-add-row]")
    page.keyboard.type("鑫盛")
    # on a slow machine the sheet has come to the new row only now
    scrolled = "document.querySelector('.scroll').dispatchEvent(new Event('scroll'))"
    page.evaluate(scrolled)
    marked = page.locator("#hints [aria-selected=true]")
    expect(marked).to_contain_text("鑫盛")
    page.evaluate(scrolled)
    expect(marked).to_contain_text("鑫盛")
    page.keyboard.press("ArrowDown")
    words = marked.inner_text().split(" ")[0]
    page.keyboard.press("Tab")
    expect(page.locator("#hints")).to_be_hidden()
    page.keyboard.type("甲证〔2026〕1号")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".cell-field").select_option(index=1)
    new = page.locator("#rows tr[data-uid]").last
    new.locator("td").nth(3).click()
    page.keyboard.type("2026-01-05")
    page.keyboard.press("Enter")
    page.click("#unsaved button.main")
    expect(page.locator("#status")).to_contain_text("已保存 1 行")
    expect(page.locator("#count")).to_contain_text(f"{was + 1}")
    expect(new.locator("td").first).to_have_text(words)
    expect(new.locator("th input[name=row]")).to_be_visible()
    new.locator("th a").click()
    expect(page.locator("h1")).to_contain_text("甲证〔2026〕1号")
