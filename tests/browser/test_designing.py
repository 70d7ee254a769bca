"""From an Excel file to one's own ledger with its rows in; faults mended and repeated; taken back."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from playwright.sync_api import Page, expect
from walk import violations

pytestmark = pytest.mark.browser
#: Gives the designer of the town hall a second post, from which rows may be entered, and a chief's.
_POSTS = """
import os, sys
from datetime import date
import django
django.setup()
from zhangtu.people import actions, models, queries
from zhangtu.project.beginning import CONSOLE
person = models.Person.objects.get(name="贾设方").pk
town, day = queries.find("石鼓镇")[0], date(2024, 1, 1)
for name, role in (("镇台账经办岗", "clerk"), ("镇负责人", "chief")):
    post = actions.establish_post(town, name, actor=CONSOLE, day=day, role=role)
    actions.appoint(person, post, actor=CONSOLE, day=day)
"""
_HEADS = (
    "序号", "隐患编号", "隐患描述", "排查日期", "隐患等级", "所属村（社区）", "责任人", "联系电话",
    "整改资金（万元）", "是否整改", "备注",
)  # fmt: skip
_WHAT = ("配电箱积尘未装防护门", "消防通道堆放杂物", "灭火器压力不足", "应急照明不亮", "线路老化裸露")
_DAYS = ("2026-{}-{}", "2026.{}.{}", "2026年{}月{}日", "2026/{}/{}")


@pytest.fixture(scope="module")
def townhall_folder(townhall_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town hall, its designer with two more posts."""
    home = tmp_path_factory.mktemp("posts") / "office"
    shutil.copytree(townhall_folder, home)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"ZHANGTU_HOME": str(home), "DJANGO_SETTINGS_MODULE": "zhangtu.project.settings"}
    subprocess.run([sys.executable, "-c", _POSTS], env=environment, check=True, timeout=120)
    return home


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sheet as offices keep them: title, numbering, four ways of writing days, totals, two faults."""
    path = tmp_path_factory.mktemp("sheets") / "石鼓镇安全隐患排查台账.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("2026年")
    page.merge_range(0, 0, 0, len(_HEADS) - 1, "石鼓镇安全隐患排查台账")
    page.write(1, 0, "填报单位：石鼓镇    填报日期：2026年11月")
    page.write_row(2, 0, _HEADS)
    for at in range(24):
        day = "3月5日" if at in (7, 19) else _DAYS[at % 4].format(at % 9 + 1, at + 1)
        page.write_row(
            3 + at, 0,
            (
                at + 1, f"YH-{at + 1:03}", _WHAT[at % 5], day, ("一般", "一般", "重大")[at % 3],
                ("鼓楼村", "石匠村", "新桥村")[at % 3], ("王小明", "李四海", "赵五")[at % 3],
                f"138000{at:05}", at / 10, ("是", "否")[at % 2], "" if at % 3 else "已告知业主",
            ),
        )  # fmt: skip
    page.write_row(27, 0, ("合计", "", "", "", "", "", "", "", 27.6))
    book.close()
    return path


def act_for(page: Page, post: str) -> None:
    """Choose the post to act for."""
    page.goto("/sign/post")
    page.locator("main button[name=post]", has_text=post).click()
    page.wait_for_url(lambda address: "/sign/post" not in address)


def drop(page: Page, file: Path) -> None:
    page.set_input_files("form[data-handing] input[type=file]", file)


def test_a_sheet_becomes_a_form_and_a_grid_at_once(signed_in: Callable[..., Page], sheet: Path) -> None:
    page = signed_in("shejiyuan")
    act_for(page, "台账设计岗")
    page.click("nav.places details.rest summary")
    page.click("nav.places a[href='/designs/']")
    drop(page, sheet)
    page.wait_for_url(re.compile(r"/designs/[\w-]+/$"))
    expect(page.locator("[data-card]")).to_have_count(10)
    expect(page.locator(".preview .grid td.faulty")).to_have_text(re.compile("3月5日"))
    expect(page.locator("#field-1004 .tag").first).to_have_text("本机关的单位")
    page.locator("#summary-1003").click()
    page.fill("#field-1003 [name=zh]", "等级")
    page.click("#say-1003")
    expect(page.locator(".preview th", has_text="等级").first).to_be_visible()
    expect(page.locator("#step-back")).to_be_visible()
    assert violations(page) == []


def mended(marked: Path, into: Path) -> Path:
    """The returned file with its faults mended and the column of remarks gone."""
    book = openpyxl.load_workbook(marked)
    page = book.active
    assert page is not None
    for row in page.iter_rows(min_row=4, max_row=27):
        if row[3].value == "3月5日":
            row[3].value = "2026-03-05"
    page.delete_cols(12)
    book.save(into)
    return into


@pytest.mark.long
def test_from_a_sheet_to_rows_mended_repeated_and_taken_back(
    signed_in: Callable[..., Page], sheet: Path, tmp_path: Path
) -> None:
    page = signed_in("shejiyuan")
    act_for(page, "台账设计岗")
    page.goto("/designs/")
    drop(page, sheet)
    page.wait_for_url(re.compile(r"/designs/[\w-]+/$"))
    page.click("a.button.main")
    expect(page.locator("h2", has_text="会新建台账")).to_be_visible()
    assert violations(page) == []
    page.click("#go-live")
    page.wait_for_url(re.compile(r"/import/[\w-]+/$"))
    expect(page.locator(".sums .good")).to_have_text(re.compile("22"))
    expect(page.locator(".grid td.faulty")).to_have_count(2)
    assert violations(page) == []
    with page.expect_download() as coming:
        page.locator("a", has_text="下载标好问题的原表").click()
    coming.value.save_as(marked := tmp_path / coming.value.suggested_filename)
    page.click("#go")
    page.wait_for_url(re.compile(r"/imports/[\w-]+/$"))
    expect(page.locator(".stand-done")).to_be_visible()
    assert violations(page) == []

    page.locator("a", has_text="改好了，再交一次").click()
    drop(page, mended(marked, tmp_path / "改好的.xlsx"))
    page.wait_for_url(re.compile(r"/import/[\w-]+/$"))
    expect(page.locator(".sums .good")).to_have_text(re.compile(r"^2\b"))
    page.click("#go")
    expect(page.locator(".stand-done")).to_be_visible()
    second = page.url

    act_for(page, "镇负责人")
    page.goto(second)
    page.fill(".back [name=reason]", "交错了表")
    page.locator(".back button").click()
    expect(page.locator(".stand-back")).to_be_visible()
    expect(page.locator(".standing")).to_contain_text("作废 2 条")
    page.goto(re.sub(r"import.*", "", second))
    expect(page.locator("main")).to_contain_text("22")


@pytest.mark.long
def test_fields_are_moved_and_added_with_the_keyboard_alone(signed_in: Callable[..., Page]) -> None:
    page = signed_in("shejiyuan")
    act_for(page, "台账设计岗")
    page.goto("/designs/ready/contracts/")
    assert violations(page) == []
    page.locator("button.main").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/designs/[\w-]+/$"))
    page.locator("#summary-3").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[data-card]").nth(1)).to_have_id("field-3")
    expect(page.locator("#summary-3")).to_be_focused()
    page.locator("#summary-8").focus()
    page.keyboard.press("Enter")
    page.fill("#field-8 [name=en]", "Price in all")
    page.locator("#add-title").focus()
    page.keyboard.type("保证金")
    page.keyboard.press("Enter")
    expect(page.locator("#field-1000")).to_be_visible()
    expect(page.locator("#field-8 [name=en]")).to_have_value("Price in all")
    page.locator("#step-back").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#field-1000")).to_have_count(0)


@pytest.mark.long
@pytest.mark.parametrize("wish", [{"viewport": {"width": 360, "height": 740}}, {"color_scheme": "dark"}])
def test_small_screens_dark_ones_and_english(
    signed_in: Callable[..., Page], sheet: Path, wish: dict[str, object]
) -> None:
    page = signed_in("shejiyuan", **wish)
    act_for(page, "台账设计岗")
    page.goto("/designs/")
    drop(page, sheet)
    page.wait_for_url(re.compile(r"/designs/[\w-]+/$"))
    design = page.url
    for address in (
        "/designs/",
        "/designs/ready/",
        design,
        f"{design}difference",
        "/ledgers/premises/import/",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
        assert violations(page) == []
    menu = page.locator("details.more-bar > summary")
    if menu.is_visible():  # a phone keeps the language behind the menu
        menu.click()
    page.locator("form.language button[value=en]").click()
    page.goto(design)
    expect(page.locator("a.button.main")).to_have_text("Next: check and put in force")
