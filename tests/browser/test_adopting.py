"""A plan is read, its questions answered with the keyboard, adopted: every task is somebody's."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from walk import violations

pytestmark = [pytest.mark.browser, pytest.mark.long]

#: A whole plan beside the working copy, read from there where it lies; never copied.
_BESIDE = Path(__file__).parents[3] / "shared" / "gold" / "seed-c.txt"
SAMPLE = """石鼓镇食品安全整治工作方案

一、主要任务
（一）全面排查小餐饮店。由平安建设办公室牵头，各村配合，2026年12月10日前完成。
（二）落实村级巡查。由各村负责，持续推进。
（三）规范小作坊登记。由鼓楼村委会牵头，2026年2月30日前完成，持证率达到95%以上。
（四）开展宣传教育。由党政综合办牵头，每季度一次。
（五）开展回头看。2026年12月底前完成。
（六）每月5日前，各村向镇平安办报送巡查情况。

石鼓镇人民政府
2026年11月5日
"""


def read(page: Page, text: str) -> None:
    """Paste a plan and open its reading."""
    page.goto("/plans/")
    page.locator("form[data-drop] summary").click()
    page.fill("textarea[name=text]", text)
    page.locator("form[data-drop] button.main").click()
    page.wait_for_url(re.compile("/plans/[0-9a-f-]{36}/"))


def answer_one(page: Page) -> None:
    """Answer the first open question, as a clerk would: the likeliest unit, a day that is, a reason."""
    one = page.locator(".question.open").first
    if one.locator("button[name=units]").count():
        one.locator("button[name=units]").first.focus()
        page.keyboard.press("Enter")
    elif one.locator("input[name=named]").count():
        one.locator("input[name=named]").first.fill("鼓楼村")
        page.keyboard.press("Enter")
    elif one.locator("input[name=due]").count():
        one.locator("input[name=due]").fill("2027-02-28")
        page.keyboard.press("Enter")
    else:
        one.locator("input[name=reason]").fill("与任务无关，已核对")
        page.keyboard.press("Enter")


def answer_all(page: Page) -> int:
    """Answer every question; says how many there were."""
    asked = 0
    while left := page.locator(".question.open").count():
        answer_one(page)
        expect(page.locator(".question.open")).not_to_have_count(left)
        asked += 1
        assert asked < 200
    return asked


@pytest.mark.parametrize("which", ["sample", "beside"])
def test_read_answered_adopted(signed_in: Callable[..., Page], which: str) -> None:
    if which == "beside" and not _BESIDE.is_file():
        pytest.skip("no whole plan lies beside the working copy")
    page = signed_in("zhenwangshu")
    read(page, SAMPLE if which == "sample" else _BESIDE.read_text("utf-8"))
    page.locator(".adopt a").click()
    page.locator("form[action$=begin] button").click()
    if which == "sample":
        answer_one(page)
        expect(page.locator(".question.open")).to_have_count(4)
        # left and come back: what was answered is still there
        page.goto("/plans/")
        page.go_back()
        page.reload()
        expect(page.locator(".question.open")).to_have_count(4)
    assert answer_all(page) > 0
    rows = page.locator("section[aria-labelledby=tasks] tbody tr")
    asked = rows.count()
    expect(page.locator("section[aria-labelledby=tasks] .waiting")).to_have_count(0)
    page.locator("form[action$=confirm] button").click()
    page.wait_for_url(re.compile("/adopted/"))
    tasks = page.locator("table.tasks tbody tr")
    assert tasks.count() >= asked
    assert page.locator("table.tasks .lamp").count() == tasks.count()
    assert "—" not in page.locator("section h2").all_inner_texts()
    expect(page.locator("section[aria-labelledby=aims] .lamp.green")).to_have_count(0)
    expect(page.locator("section[aria-labelledby=aims] .lamp.grey").first).to_be_visible()


def test_a_report_the_plan_asks_for_is_scheduled_and_withdrawn(
    signed_in: Callable[..., Page],
) -> None:
    page = signed_in("zhenwangshu")
    read(page, SAMPLE.replace("小餐饮店", "小餐馆"))
    page.locator(".adopt a").click()
    page.locator("form[action$=begin] button").click()
    answer_all(page)
    page.locator("form[action$=confirm] button").click()
    page.wait_for_url(re.compile("/adopted/"))
    page.get_by_role("link", name="排期").first.click()
    expect(page.locator("select[name=every]")).to_have_value("month")
    expect(page.locator("input[name=number]")).to_have_value("5")
    expect(page.locator("input[name=named]")).not_to_have_value("")
    assert violations(page) == []
    page.fill("input[name=named]", "没有这个村")
    page.get_by_role("button", name="确定排期").click()
    expect(page.get_by_role("alert")).to_contain_text("没有名为“没有这个村”的单位")
    page.fill("input[name=named]", "鼓楼村")
    page.get_by_role("button", name="确定排期").click()
    expect(page.locator("main")).to_contain_text("每月 · 次期第5日前")
    expect(page.locator("main tbody th")).to_contain_text("鼓楼村")
    assert violations(page) == []
    page.locator("details.bin summary").click()
    page.fill("input[name=reason]", "改由平台直报")
    page.get_by_role("button", name="撤回排期").click()
    expect(page.get_by_role("link", name="排期").first).to_be_visible()
