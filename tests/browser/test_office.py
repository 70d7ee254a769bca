"""Real Chromium goes through units, handovers, rosters and the administrators' pages of a town."""

import os
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect
from townhall import PASSWORD
from walk import violations

pytestmark = pytest.mark.browser
Come = Callable[..., Page]
#: Pages everybody has, then those of the administrators.
OWN = {
    "jiatingyu": (
        "/office/",
        "/office/units/12/",
        "/office/handovers/new",
        "/office/people/",
        "/office/roster/",
    ),
    "xitong": ("/office/system/",),
    "anquan": ("/office/grants/",),
    "shenji": ("/office/journal/", "/office/journal/1/", "/office/seals/"),
}


def unit_page(page: Page, name: str) -> None:
    """Find a unit and open its page."""
    page.goto("/office/")
    page.fill(".office [name=q]", name)
    page.keyboard.press("Enter")
    page.locator(".turns").get_by_role("link", name=name, exact=True).click()
    expect(page.locator("h1")).to_contain_text(name)


def option(page: Page, field: str, words: str) -> None:
    """Choose what has some words in it."""
    chosen = page.locator(f"select[name={field}] option", has_text=words).first
    page.select_option(f"select[name={field}]", chosen.get_attribute("value"))


def test_two_villages_merge_and_their_rows_follow(signed_in: Come) -> None:
    page = signed_in("jiatingyu")
    unit_page(page, "新桥村")
    page.get_by_role("link", name="并入另一单位").click()
    option(page, "into", "石匠村")
    page.fill("[name=day]", "2027-01-01")
    page.fill("[name=reason]", "青政发〔2026〕31号")
    page.get_by_role("button", name="先看后果").click()
    follows = page.locator(".follows")
    expect(follows).to_contain_text("撤销，由石匠村承接")
    expect(follows).to_contain_text("甄茂林")
    expect(follows.locator("tbody tr").first).to_contain_text("石匠村")
    assert not violations(page)
    page.get_by_role("button", name="确认生效").click()
    page.goto(page.url.split("?")[0] + "?day=2027-02-01")
    expect(page.locator(".notice")).to_contain_text("石匠村")
    page.goto("/office/?day=2027-02-01")
    expect(page.locator(".tree")).not_to_contain_text("新桥村")
    page.goto("/office/")
    expect(page.locator(".tree")).to_contain_text("新桥村")


@pytest.mark.long
def test_three_people_sign_a_handover_at_their_own_browsers(signed_in: Come) -> None:
    giver = signed_in("zhenlinjiang")
    giver.goto("/office/handovers/")
    giver.get_by_role("link", name="办理交接").click()
    option(giver, "receiver", "贾柏舟")
    option(giver, "witness", "甄望舒")
    giver.get_by_role("button", name="列出清单").click()
    expect(giver.locator("h1")).to_contain_text("岗位工作交接清单")
    giver.select_option("[name=kind]", "seal")
    giver.fill(".adding [name=title]", "食品安全专用章 1 枚")
    giver.get_by_role("button", name="补上").click()
    expect(giver.locator(".items")).to_contain_text("食品安全专用章")
    address = giver.url
    giver.get_by_role("button", name="我已看过清单，签字").click()
    expect(giver.locator(".signer.done")).to_have_count(1)
    receiver = signed_in("jiabaizhou")
    receiver.goto("/office/handovers/")
    expect(receiver.locator("#waiting")).to_contain_text("1")
    receiver.goto(address)
    receiver.locator(".items summary").first.click()
    receiver.locator(".items [name=reason]").first.fill("章在哪里要写明")
    receiver.get_by_role("button", name="提出异议").click()
    expect(receiver.locator(".item.objected")).to_contain_text("章在哪里要写明")
    assert not violations(receiver)
    giver.reload()
    giver.locator(".items summary").first.click()
    giver.locator(".items [name=note]").first.fill("保险柜")
    giver.get_by_role("button", name="更正").click()
    expect(giver.locator(".signer.done")).to_have_count(0)
    witness = signed_in("zhenwangshu", viewport={"width": 360, "height": 740})
    for page in (giver, receiver, witness):
        page.goto(address)
        page.get_by_role("button", name="我已看过清单，签字").click()
    expect(witness.locator(".signer.done")).to_have_count(3)
    assert witness.evaluate("document.documentElement.scrollWidth") <= 360
    witness.get_by_role("button", name="办理生效").click()
    expect(witness.locator("h1")).to_contain_text("已生效")


@pytest.mark.long
def test_pictures_of_the_office(signed_in: Come, tmp_path: Path) -> None:
    folder = Path(os.environ.get("ZHANGTU_PICTURES", tmp_path)).resolve()
    page = signed_in("jiatingyu", viewport={"width": 1200, "height": 860})
    unit_page(page, "鼓楼村")
    page.get_by_role("link", name="并入另一单位").click()
    option(page, "into", "石匠村")
    page.fill("[name=reason]", "青政发〔2026〕31号")
    page.get_by_role("button", name="先看后果").click()
    page.locator(".follows").screenshot(path=folder / "office-what-follows.png")
    page.goto("/office/handovers/new")
    option(page, "giver", "甄松年")
    page.wait_for_url("**giver=*")
    option(page, "receiver", "贾修竹")
    option(page, "witness", "甄望舒")
    page.get_by_role("button", name="列出清单").click()
    page.fill(".adding [name=title]", "协管员证章")
    page.get_by_role("button", name="补上").click()
    expect(page.locator(".items")).to_contain_text("协管员证章")
    page.screenshot(path=folder / "office-handover.png")
    page = signed_in("anquan", viewport={"width": 1200, "height": 860})
    page.goto("/office/grants/")
    page.screenshot(path=folder / "office-rights.png")
    page = signed_in("shenji", viewport={"width": 1200, "height": 860})
    page.goto("/office/seals/")
    page.get_by_role("button", name="核验全部").click()
    expect(page.locator(".verdict-word")).to_contain_text("没有发现改动", timeout=60_000)
    page.goto("/office/seals/")
    page.screenshot(path=folder / "office-verify.png")


def roster() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["石鼓镇网格员名单"])
    sheet.append(["序号", "单位", "姓名", "手机", "岗位", "角色"])
    for number, (unit, name) in enumerate((("鼓楼村", "贾新来"), ("石匠村", "甄新到")), 1):
        sheet.append([number, unit, name, f"1990002{number:04d}", "网格员", "经办"])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.long
def test_from_a_roster_to_the_first_sign_in_with_a_printed_code(
    signed_in: Come, browser: Browser, townhall: str, tmp_path: Path
) -> None:
    page = signed_in("jiatingyu")
    page.goto("/office/roster/")
    sheet = tmp_path / "名单.xlsx"
    sheet.write_bytes(roster())
    page.set_input_files("[name=file]", sheet)
    page.get_by_role("button", name="先看一遍").click()
    expect(page.locator("#preview")).to_contain_text("2")
    page.get_by_role("button", name="生效，出口令条").click()
    slips = page.locator(".slip")
    expect(slips).to_have_count(2)
    assert not violations(page)
    login = slips.first.locator("code").first.inner_text()
    code = slips.first.locator(".code").inner_text()
    page.emulate_media(media="print")
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator(".no-print").first).to_be_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    context = browser.new_context(base_url=townhall, viewport={"width": 360, "height": 740}, locale="zh-CN")
    comer = context.new_page()
    comer.goto("/sign/in")
    comer.fill("[name=login]", login)
    comer.fill("[name=secret]", code.lower())
    comer.keyboard.press("Enter")
    comer.fill("[name=password]", PASSWORD)
    comer.fill("[name=again]", PASSWORD)
    comer.keyboard.press("Enter")
    comer.wait_for_url(lambda address: "/sign/password" not in address)
    comer.goto("/office/")
    expect(comer.locator(".tree")).to_contain_text("鼓楼村")
    context.close()


@pytest.mark.long
def test_the_audit_administrator_verifies_and_compares_a_head(signed_in: Come, tmp_path: Path) -> None:
    page = signed_in("shenji")
    page.goto("/office/seals/")
    page.get_by_role("button", name="现在存证").click()
    with page.expect_download() as kept:
        page.get_by_role("link", name="下载最新存证，留在外面").click()
    head = tmp_path / "head.txt"
    kept.value.save_as(head)
    page.get_by_role("button", name="核验全部").click()
    expect(page.locator(".verdict-word")).to_contain_text("没有发现改动", timeout=60_000)
    page.goto("/office/seals/")
    page.set_input_files("[name=file]", head)
    page.get_by_role("button", name="比对").click()
    expect(page.locator(".verdict-word")).to_contain_text("没有发现改动", timeout=60_000)
    head.write_text(head.read_text("utf-8").replace('"root":"', '"root":"00', 1)[:-3], "utf-8")
    page.goto("/office/seals/")
    page.set_input_files("[name=file]", head)
    page.get_by_role("button", name="比对").click()
    expect(page.get_by_role("alert")).to_contain_text("这不是存证文件")


@pytest.mark.long
@pytest.mark.parametrize("login", OWN)
@pytest.mark.parametrize(
    "wish",
    [
        {"locale": "zh-CN"},
        {"locale": "en-US", "viewport": {"width": 360, "height": 740}},
        {"locale": "zh-TW", "color_scheme": "dark"},
    ],
    ids=["wide", "phone-english", "dark-traditional"],
)
def test_every_page_is_accessible_and_fits(signed_in: Come, login: str, wish: dict[str, object]) -> None:
    page = signed_in(login, **wish)
    for path in (*OWN["jiatingyu"][:3], *OWN[login]):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert violations(page) == [], path
        width = page.viewport_size["width"] if page.viewport_size else 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.long
def test_a_unit_is_renamed_with_the_keyboard_alone(signed_in: Come) -> None:
    page = signed_in("jiatingyu")
    page.goto("/office/")
    page.keyboard.press("f")
    page.keyboard.type("两垄村")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    for words in ("两垄村", "更名"):
        link = page.get_by_role("link", name=words, exact=True).first
        link.focus()
        page.keyboard.press("Enter")
    page.locator("[name=name]").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("两垄社区")
    page.locator("[name=reason]").focus()
    page.keyboard.type("撤村改居")
    page.keyboard.press("Enter")
    expect(page.locator(".follows")).to_contain_text("更名为“两垄社区”")
    page.get_by_role("button", name="确认生效").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("两垄社区")
