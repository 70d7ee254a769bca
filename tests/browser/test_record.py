"""One row in real Chromium: entering, amending, two people at it, files, its past, its proof."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import photo
from playwright.sync_api import Page, Route, expect
from walk import violations

pytestmark = pytest.mark.browser
Come = Callable[..., Page]
NEW = "/ledgers/premises/rows/new"


def a_row(page: Page) -> str:
    """The address of some row."""
    page.goto("/search?q=饭店")
    found = page.locator("a[href*='/ledgers/premises/rows/']").first.get_attribute("href")
    assert found is not None
    return found


def enter(page: Page, name: str, kind: str = "restaurant") -> str:
    """Enter premises by the form; the address of its page."""
    page.goto(NEW)
    page.fill("#f-name", name)
    page.select_option("#f-kind", kind)
    page.fill("#f-village-typing", "鼓楼")
    page.locator(".picker [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.click(".saving button.main")
    page.wait_for_url(re.compile(r"/rows/[0-9a-f-]{36}/$"))
    return page.url


def test_a_row_is_entered_and_amended(signed_in: Come) -> None:
    page = signed_in()
    address = enter(page, "新开面馆")
    expect(page.locator("h1")).to_have_text("新开面馆")
    expect(page.get_by_text("已登记。")).to_be_visible()
    page.keyboard.press("e")
    page.wait_for_url("**/edit")
    page.fill("#f-area", "很大")
    page.click(".saving button.main")
    expect(page.locator("#wrong-area")).to_be_visible()
    assert page.input_value("#f-area") == "很大"
    page.fill("#f-area", "36.5")
    page.fill("#reason", "实地丈量")
    page.click(".saving button.main")
    page.wait_for_url(address)
    expect(page.locator("#field-area")).to_contain_text("36.5")
    expect(page.locator(".steps li").first).to_contain_text("实地丈量")
    assert violations(page) == []


@pytest.mark.long
def test_two_people_at_one_row(signed_in: Come) -> None:
    clerk, chief = signed_in(), signed_in("zhenwangshu")
    address = enter(clerk, "两人小店")
    for page in (clerk, chief):
        page.goto(address + "edit")
    # Different fields: both succeed.
    chief.fill("#f-note", "所长看过")
    chief.click(".saving button.main")
    chief.wait_for_url(address)
    clerk.fill("#f-staff", "4")
    clerk.click(".saving button.main")
    clerk.wait_for_url(address)
    expect(clerk.locator("#field-note")).to_contain_text("所长看过")
    # The same field: both values are shown, nothing is lost.
    for page in (clerk, chief):
        page.goto(address + "edit")
    chief.fill("#f-name", "所长小店")
    chief.click(".saving button.main")
    chief.wait_for_url(address)
    clerk.fill("#f-name", "专岗小店")
    clerk.fill("#f-area", "20")
    clerk.click(".saving button.main")
    both = clerk.locator("#control-name .beside")
    expect(both).to_contain_text("所长小店")
    expect(both).to_contain_text("专岗小店")
    assert (clerk.input_value("#f-name"), clerk.input_value("#f-area")) == ("专岗小店", "20")
    assert violations(clerk) == []
    clerk.get_by_label("用对方的").check()
    clerk.click(".saving button.main")
    clerk.wait_for_url(address)
    expect(clerk.locator("h1")).to_have_text("所长小店")
    expect(clerk.locator("#field-area")).to_contain_text("20")


@pytest.mark.long
def test_what_was_typed_survives(signed_in: Come) -> None:
    page = signed_in()
    address = enter(page, "草稿小店")
    page.goto(address + "edit")
    page.fill("#f-note", "没有保存的备注")
    page.fill("#f-owner", "赵小满")
    expect(page.get_by_text("草稿已存在这台电脑上")).to_be_visible()
    page.reload()
    assert page.input_value("#f-note") == ""
    page.click("[data-restore]")
    assert (page.input_value("#f-note"), page.input_value("#f-owner")) == ("没有保存的备注", "")
    assert "赵小满" not in page.evaluate("JSON.stringify({...localStorage})")
    # The sign-in ends meanwhile: what was typed stays on the page.
    page.fill("#f-area", "12")
    page.context.clear_cookies()
    page.click(".saving button.main")
    expect(page.locator("#status")).to_contain_text("填写的内容还在")
    assert page.input_value("#f-area") == "12"


def breaking(sent: list[str]) -> Callable[[Route], None]:
    """A line that breaks after two pieces; notes what was sent."""

    def pass_on(route: Route) -> None:
        if route.request.method == "PUT":
            sent.append(route.request.headers["content-range"])
            if len(sent) > 2:
                route.abort()
                return
        route.continue_()

    return pass_on


@pytest.mark.long
def test_a_photo_is_put_there_and_a_large_file_goes_on_after_a_break(signed_in: Come, tmp_path: Path) -> None:
    page = signed_in()
    page.goto("/ledgers/licences/rows/new")
    page.fill("#f-premises-typing", "饭店")
    page.locator(".picker [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.select_option("#f-kind", index=1)
    page.fill("#f-number", "LX-2026-1")
    page.fill("#f-valid_from", "2026-01-01")
    page.click(".saving button.main")
    page.wait_for_url(re.compile(r"/rows/[0-9a-f-]{36}/$"))
    address = page.url
    large = tmp_path / "卷宗.pdf"
    large.write_bytes(b"%PDF-1.7 " + bytes(range(256)) * 4 * 1024 * 25)
    sent: list[str] = []
    page.route("**/uploads/**", breaking(sent))
    page.set_input_files("form.uploading input[type=file]", large)
    page.click("form.uploading button")
    expect(page.locator(".progress")).to_contain_text("网络断了")
    page.unroute("**/uploads/**")
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".progress")).to_contain_text("上次没有传完：卷宗.pdf")
    again: list[str] = []
    page.on(
        "request", lambda one: again.append(one.headers["content-range"]) if one.method == "PUT" else None
    )
    page.set_input_files("form.uploading input[type=file]", large)
    page.click("form.uploading button")
    page.get_by_role("link", name="卷宗.pdf").wait_for()
    assert sent[0].startswith("bytes 0-")
    assert again[0].startswith(f"bytes {2 * 4 * 1024 * 1024}-")


@pytest.mark.long
def test_a_photo_is_shown_as_a_copy(signed_in: Come, tmp_path: Path) -> None:
    page = signed_in()
    enter(page, "照片小店")
    picture = tmp_path / "门头.jpg"
    picture.write_bytes(photo(taken="2026:11:20 09:15:02", lat=30.5, size=(800, 600)))
    page.set_input_files("form.uploading input[type=file]", picture)
    page.fill("form.uploading [name=caption]", "正门")
    page.click("form.uploading button")
    shown = page.locator(".thumb img")
    shown.wait_for()
    expect(shown).not_to_have_js_property("naturalWidth", 0)
    expect(page.locator(".file")).to_contain_text("拍摄于 2026-11-20 09:15:02")
    assert violations(page) == []
    with page.expect_download() as got:
        page.get_by_role("link", name="门头.jpg", exact=True).click()
    assert Path(got.value.path()).read_bytes() == picture.read_bytes()


@pytest.mark.long
def test_its_past_its_proof_and_what_is_masked(signed_in: Come, tmp_path: Path) -> None:
    page = signed_in("zhenwangshu")
    page.goto(a_row(page))
    address = page.url
    page.fill("#past [name=day]", "2020-01-01")
    page.click("#past button")
    expect(page.locator(".past-banner")).to_contain_text("不是现在")
    assert violations(page) == []
    page.goto(address)
    masked = page.locator("#field-phone")
    expect(masked).to_contain_text("****")
    form = page.locator("form[data-show-masked]")
    if form.count():
        form.get_by_label("联系电话").check()
        form.locator("[name=reason]").fill("电话核实")
        form.locator("button").click()
        expect(masked).not_to_contain_text("****")
        page.reload()
        expect(masked).to_contain_text("****")
        expect(page.locator(".steps li").first).to_contain_text("电话核实")
    with page.expect_download() as got:
        page.click("#proof button")
    proof = tmp_path / "proof.json"
    got.value.save_as(proof)
    command = [str(Path(sys.executable).with_name("zhangtu")), "check-proof", str(proof)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    said = json.loads(proof.read_text("utf-8"))
    said["entries"][0]["path"] = said["entries"][0]["path"][1:]
    proof.write_text(json.dumps(said), "utf-8")
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


@pytest.mark.long
def test_the_next_row_of_the_list_one_came_from(signed_in: Come) -> None:
    page = signed_in()
    page.goto("/ledgers/premises/?sort=name")
    uids = [line.get_attribute("data-uid") for line in page.locator("tr[data-uid]").all()[:3]]
    page.locator("tr[data-uid] a").first.click()
    for uid in uids[1:]:
        page.locator("[data-next]").wait_for()
        page.keyboard.press("j")
        page.wait_for_url(f"**/rows/{uid}/")
    page.locator("[data-previous]").wait_for()
    page.keyboard.press("k")
    page.wait_for_url(f"**/rows/{uids[1]}/")
    expect(page.locator("[data-back]")).to_have_attribute("href", "/ledgers/premises/?sort=name")


@pytest.mark.long
@pytest.mark.parametrize(
    "wish",
    [
        {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True},
        {"color_scheme": "dark"},
        {"locale": "en-US"},
        {"locale": "zh-TW"},
    ],
    ids=["phone", "dark", "english", "traditional"],
)
def test_pages_fit_and_can_be_used(signed_in: Come, wish: dict[str, object]) -> None:
    page = signed_in(**wish)
    page.goto(a_row(page))
    for address in (page.url, page.url + "edit", page.url + "history", page.url + "?day=2026-01-01", NEW):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert violations(page) == [], address
