"""The long walks: languages, keyboard alone, a phone, everybody's eyes, drafts, versions, printing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from walk import give_name, open_sample, violations

pytestmark = [pytest.mark.browser, pytest.mark.long]

PLAN = """柳塘县河道清洁行动方案

一、主要任务
（一）全面排查沿河排污口。由柳塘县水务局牵头，各镇配合，2026年2月30日前完成排查并建立台账。
（二）清理河面漂浮物。由柳塘县城管局负责，每月5日前清理一次，清理率达到95%以上。
（三）开展护河宣传。由柳塘县融媒体中心负责，2026年6月底前完成。

柳塘县人民政府
2026年1月5日
"""


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=server,
        viewport={"width": 360, "height": 740},
        locale="zh-CN",
        is_mobile=True,
        has_touch=True,
        device_scale_factor=2,
    )
    yield context.new_page()
    context.close()


def bring(page: Page, folder: Path, text: str = PLAN, name: str = "方案.txt") -> None:
    path = folder / name
    path.write_text(text, "utf-8")
    page.goto("/")
    page.set_input_files("form.drop [data-file]", path)
    page.wait_for_url("**/plans/**")


def looks(page: Page, **choices: str) -> None:
    for name, value in choices.items():
        page.locator(".looks summary").click()
        page.locator(f"button[name={name}][value={value}]").click()
        expect(page.locator("html")).to_have_attribute(f"data-{name}", value)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ["任务", "问题", "修改记录"]),
        ("zh-hant", ["任務", "問題", "修改記錄"]),
        ("en", ["Tasks", "Faults", "Corrections"]),
    ],
)
def test_each_language_is_one_click_away(page: Page, language: str, words: list[str]) -> None:
    open_sample(page)
    page.click(f".language button[value={language}]")
    for word in words:
        expect(page.locator(".tabs")).to_contain_text(word)
    page.reload()
    expect(page.locator(".tabs")).to_contain_text(words[0])
    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("letters", ["normal", "large"])
def test_axe_finds_nothing_on_any_page(page: Page, theme: str, letters: str) -> None:
    page.goto("/")
    looks(page, theme=theme, letters=letters)
    assert violations(page) == []
    page.goto("/nowhere")
    assert violations(page) == []
    open_sample(page, "task_table.docx")
    for tab in ("tasks", "faults", "targets", "reports", "history"):
        page.click(f"#tab-{tab}")
        assert violations(page) == [], tab
    page.click("#tab-tasks")
    page.locator("#panel-tasks [data-edit]").first.click()
    expect(page.locator(".editing")).to_be_visible()
    assert violations(page) == []
    page.locator(".editing .more button").last.click()
    expect(page.locator("#naming")).to_be_visible()
    assert violations(page) == []
    give_name(page)
    expect(page.locator("#tab-history .count")).to_have_text("1")
    page.click("#tab-history")
    assert violations(page) == []


def test_everything_by_keyboard_alone(page: Page, tmp_path: Path) -> None:
    bring(page, tmp_path)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("#panel-tasks .card").nth(1)
    expect(second).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("#panel-tasks .card").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#text a.opens").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#panel-tasks .card").first).to_be_focused()
    page.keyboard.press("e")
    expect(page.locator(".editing [name=title]")).to_be_focused()
    page.keyboard.type("（试）")
    page.keyboard.press("Enter")
    page.keyboard.type("周立新")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-tasks .card").first).to_contain_text("（试）")
    expect(page.locator("#panel-tasks .card").first).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("漂浮物")
    expect(page.locator("#panel-tasks .card:visible")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#panel-tasks .card:visible")).to_have_count(3)
    page.locator("#tab-tasks").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-faults")).to_be_focused()
    expect(page.locator("#panel-faults")).to_be_visible()


def test_a_task_is_added_from_the_keyboard(page: Page, tmp_path: Path) -> None:
    bring(page, tmp_path)
    page.locator("[data-adding]").focus()
    page.keyboard.press("Enter")
    area = page.locator("[data-area]")
    expect(area).to_be_focused()
    page.keyboard.press("Control+Home")
    for _ in range(11):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    give_name(page)
    expect(page.locator("#panel-tasks .card")).to_have_count(4)


def test_selected_words_become_a_task_a_split_or_other_words(page: Page, tmp_path: Path) -> None:
    bring(page, tmp_path)
    piece = page.locator("#text .task", has_text="护河宣传").first
    piece.scroll_into_view_if_needed()
    select = """([from, to]) => {
      const piece = [...document.querySelectorAll('#text [data-s]')].find(
        one => one.textContent.includes(from));
      const at = piece.firstChild.data.indexOf(from);
      const range = document.createRange();
      range.setStart(piece.firstChild, at); range.setEnd(piece.firstChild, at + to);
      getSelection().removeAllRanges(); getSelection().addRange(range);
      document.dispatchEvent(new MouseEvent('mouseup'));
    }"""
    page.evaluate(select, ["完成排查并建立", 2])
    expect(page.locator("#selection")).to_be_visible()
    assert violations(page) == []
    page.evaluate(select, ["河道清洁", 4])
    expect(page.locator("#selection [name=new]")).to_have_value("河道清洁")
    page.locator("#selection [name=new]").fill("河湖清洁")
    page.locator("#selection [data-mend] button").click()
    give_name(page)
    expect(page.locator("#text")).to_contain_text("柳塘县河湖清洁行动方案")
    page.evaluate(select, ["行动方案", 4])
    page.locator("#selection [data-add] button").click()
    expect(page.locator("#panel-tasks .card")).to_have_count(4)
    page.evaluate(select, ["完成排查并建立", 4])
    page.locator("#selection [data-split] button").click()
    expect(page.locator("#panel-tasks .card")).to_have_count(5)


def test_words_of_a_link_are_selected_with_the_mouse(page: Page, tmp_path: Path) -> None:
    bring(page, tmp_path)
    address = page.url
    for link in ("#text a.opens", "#text a.error"):
        words = page.locator(link).first.inner_text()
        left, top, right = page.locator(link).first.evaluate(
            "one => { const box = one.getBoundingClientRect(); return [box.left, box.top, box.right]; }"
        )
        page.mouse.move(left + 1, top + 10)
        page.mouse.down()
        page.mouse.move(right - 1, top + 10, steps=5)
        page.mouse.up()
        expect(page.locator("#selection [data-mend] button")).to_be_visible()
        assert page.locator("#selection [name=new]").input_value() == words
        assert page.url == address
        page.keyboard.press("Escape")
    page.locator("#text a.error").first.click()
    expect(page.locator("#panel-faults .card.lit")).to_be_visible()


def test_a_phone_shows_one_pane_at_a_time_and_never_scrolls_sideways(phone: Page) -> None:
    for name in ("campaign.txt", "task_table.docx"):
        open_sample(phone, name)
        assert phone.evaluate("document.documentElement.scrollWidth") == 360
        expect(phone.locator(".right")).to_be_visible()
        expect(phone.locator(".left")).to_be_hidden()
        phone.locator("#panel-tasks .card h3 a").first.tap()
        expect(phone.locator(".left")).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth") == 360
        assert violations(phone) == []
        phone.locator("#text a.opens").first.tap()
        expect(phone.locator(".right")).to_be_visible()
        phone.locator("#panel-tasks [data-edit]").first.tap()
        expect(phone.locator(".editing")).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth") == 360
    phone.goto("/")
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    assert violations(phone) == []


@pytest.mark.parametrize("width", [640, 720, 1024, 2560, 3840])
def test_no_width_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_sample(page, "task_table.docx")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.goto("/")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_half_typed_words_survive_a_closed_tab(page: Page, tmp_path: Path) -> None:
    bring(page, tmp_path)
    address = page.url
    page.locator("#panel-tasks [data-edit]").nth(1).click()
    page.locator(".editing [name=title]").fill("写到一半")
    page.locator(".editing [name=lead]").last.fill("柳塘县河长办")
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".editing [name=title]")).to_have_value("写到一半")
    expect(page.locator(".editing [name=lead]").nth(1)).to_have_value("柳塘县河长办")
    page.locator("#panel-tasks [data-edit]").first.click()
    page.locator("#panel-tasks .card").first.locator("[name=title]").fill("又一处")
    expect(page.locator(".drafted")).to_have_count(2)
    page.reload()
    expect(page.locator(".drafted")).to_have_count(2)
    for _ in range(2):
        page.locator(".editing [data-cancel]").click()
        page.reload()
    expect(page.locator(".drafted")).to_have_count(0)
    expect(page.locator("#panel-tasks .card")).to_have_count(3)
    expect(page.locator(".editing")).to_have_count(0)


def test_pasted_words_survive_too(page: Page) -> None:
    page.goto("/")
    page.locator(".drop summary").click()
    page.fill("#pasted", PLAN)
    page.reload()
    expect(page.locator("#pasted")).to_have_value(PLAN)
    page.click(".drop button.main")
    page.wait_for_url("**/plans/**")
    page.goto("/")
    expect(page.locator("#pasted")).to_have_value("")


def test_a_new_version_is_dropped_in_and_a_conflict_settled(page: Page, tmp_path: Path) -> None:
    bring(page, tmp_path)
    page.locator("#panel-tasks [data-edit]").nth(1).click()
    page.locator(".editing [name=lead]").first.fill("柳塘县河长办")
    page.locator(".editing button.main").click()
    give_name(page)
    expect(page.locator("#tab-history .count")).to_have_text("1")
    page.click("#tab-history")
    newer = tmp_path / "新稿.txt"
    newer.write_text(PLAN.replace("柳塘县城管局", "柳塘县环卫中心"), "utf-8")
    page.set_input_files(".version [data-file]", newer)
    page.click(".version button")
    expect(page.locator(".conflicts")).to_contain_text("柳塘县环卫中心")
    expect(page.locator(".conflicts")).to_contain_text("柳塘县河长办")
    assert violations(page) == []
    page.locator(".conflicts button.main").click()
    expect(page.locator(".conflicts")).to_have_count(0)
    expect(page.locator("#panel-tasks .card").nth(1)).to_contain_text("柳塘县河长办")


def test_a_bad_file_is_said_to_be_bad_and_nothing_is_lost(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    bad = tmp_path / "方案.docx"
    bad.write_bytes(bytes(range(256)) * 20)
    page.set_input_files("form.drop [data-file]", bad)
    expect(page.locator(".drop .refusal")).to_contain_text("方案.docx")
    expect(page.locator("#status")).to_be_empty()
    assert violations(page) == []


def test_what_cannot_be_fetched_is_said_and_a_name_is_asked_once(page: Page, tmp_path: Path) -> None:
    bring(page, tmp_path)
    page.context.set_offline(True)
    page.locator("#panel-tasks [data-edit]").first.click()
    expect(page.locator("#status")).to_contain_text("没有连上")
    page.context.set_offline(False)
    page.locator("#panel-tasks [data-edit]").first.click()
    expect(page.locator("#status")).to_be_empty()
    page.select_option(".editing [name=kind]", "date")
    page.locator(".editing button.main").click()
    give_name(page)
    expect(page.locator(".refusal")).to_be_visible()
    page.fill(".editing [name=end]", "2026-03-15")
    page.locator(".editing button.main").click()
    expect(page.locator("#panel-tasks .card").first).to_contain_text("2026年3月15日前")
    expect(page.locator(".me summary")).to_have_text("周立新")


def test_a_correction_somebody_else_forestalled_keeps_its_words(page: Page, tmp_path: Path) -> None:
    bring(page, tmp_path)
    other = page.context.new_page()
    other.goto(page.url)
    for one, title in ((page, "甲的名称"), (other, "乙的名称")):
        one.locator("#panel-tasks [data-edit]").first.click()
        expect(one.locator(".editing [name=title]")).to_be_focused()
        one.fill(".editing [name=title]", title)
    page.locator(".editing button.main").click()
    give_name(page)
    expect(page.locator("#panel-tasks .card").first).to_contain_text("甲的名称")
    other.locator(".editing button.main").click()
    give_name(other, "王敏")
    other.locator(".refusal button").click()
    expect(other.locator("#panel-tasks h3").first).to_contain_text("甲的名称")
    expect(other.locator(".editing [name=title]")).to_have_value("乙的名称")
    other.locator(".editing button.main").click()
    expect(other.locator("#panel-tasks h3").first).to_contain_text("乙的名称")


def test_the_page_prints_text_and_tasks(page: Page, tmp_path: Path) -> None:
    open_sample(page)
    pdf = page.pdf(format="A4", path=tmp_path / "print.pdf")
    assert pdf.startswith(b"%PDF")
    page.emulate_media(media="print")
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator("#panel-tasks .card").first).to_be_visible()


def test_without_scripts_the_page_still_works(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    open_sample(page)
    page.locator("#panel-tasks [data-edit]").first.click()
    page.fill("[name=title]", "不用脚本改的名称")
    page.fill(".editing [name=who]", "周立新")
    page.click(".editing button.main")
    expect(page.locator("#panel-tasks .card").first).to_contain_text("不用脚本改的名称")
    context.close()


def test_a_click_into_a_task_offers_to_split_it_there(page: Page, tmp_path: Path) -> None:
    bring(page, tmp_path)
    piece = page.locator("#text span.task", has_text="完成排查并建立台账").first
    # The first line's box: a piece may run over two lines.
    left, top = piece.evaluate("one => [one.getClientRects()[0].left, one.getClientRects()[0].top]")
    page.mouse.click(left + 70, top + 8)
    expect(page.locator("#selection [data-split] button")).to_be_visible()
    expect(page.locator("#selection [data-add] button")).to_be_hidden()
    page.locator("#selection [data-split] button").click()
    give_name(page)
    expect(page.locator("#panel-tasks .card")).to_have_count(4)


@pytest.mark.parametrize(("answer", "versions"), [("version", 2), ("reading", 1)])
def test_a_file_dropped_on_an_open_document_is_asked_about(
    page: Page, tmp_path: Path, answer: str, versions: int
) -> None:
    bring(page, tmp_path)
    page.evaluate(
        """text => {
          const carried = new DataTransfer();
          carried.items.add(new File([text], '新稿.txt', {type: 'text/plain'}));
          const how = {dataTransfer: carried, bubbles: true, cancelable: true};
          document.dispatchEvent(new DragEvent('drop', how));
        }""",
        PLAN.replace("柳塘县城管局", "柳塘县环卫中心"),
    )
    expect(page.locator("#dropped")).to_contain_text("新稿.txt")
    assert violations(page) == []
    page.click(f"#dropped button[value={answer}]")
    expect(page.locator(".facts")).to_contain_text("新稿.txt")
    page.click("#tab-history")
    expect(page.locator(".versions li")).to_have_count(versions)


def test_a_form_that_is_open_stays_open_while_another_correction_is_saved(page: Page, tmp_path: Path) -> None:
    bring(page, tmp_path)
    page.locator("#panel-tasks [data-edit]").nth(1).click()
    page.locator(".editing [name=title]").fill("写到一半")
    page.locator("#text a.error").first.hover()
    page.locator("#hint button.main").click()
    give_name(page)
    expect(page.locator("#text")).to_contain_text("2026年2月28日前")
    expect(page.locator(".editing [name=title]")).to_have_value("写到一半")
