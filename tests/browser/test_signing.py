"""Administrators come in by their links in real Chromium; one sets a second factor and signs in again."""

import base64
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import Browser, Page, expect
from ports import free_port, wait_for

from zhangtu.kernel import clock

pytestmark = pytest.mark.browser
LINK = re.compile(r"/sign/first/\S+")
PASSWORD = "Qing-he-3721"  # noqa: S105 - of an invented person


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """A new office's address, and the links it prints."""
    home = tmp_path_factory.mktemp("new-office")
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment["ZHANGTU_HOME"] = str(home)
    port, log = free_port(), home / "server.log"
    command = [str(Path(sys.executable).with_name("zhangtu")), "serve", "--port", str(port)]
    with log.open("wb") as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=subprocess.STDOUT)
    try:
        wait_for(f"http://127.0.0.1:{port}/sign/in", process, log)
        links = LINK.findall(log.read_text("utf-8"))
        assert len(links) == 3
        yield f"http://127.0.0.1:{port}", links
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def visitor(browser: Browser, office: tuple[str, list[str]]) -> Iterator[Page]:
    context = browser.new_context(base_url=office[0], viewport={"width": 360, "height": 740}, locale="zh-CN")
    yield context.new_page()
    context.close()


def come_in(page: Page, link: str, name: str, login: str) -> None:
    page.goto(link)
    page.fill("[name=name]", name)
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).not_to_contain_text("首次进入")


def test_a_link_lets_one_person_in_once(visitor: Page, office: tuple[str, list[str]]) -> None:
    come_in(visitor, office[1][0], "安小满", "anxm")
    visitor.goto("/sign/post")
    expect(visitor.locator("main").get_by_text("系统管理员").first).to_be_visible()
    wide = visitor.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360, "it fits a phone"
    visitor.locator("main").get_by_role("button", name="退出登录").click()
    visitor.goto(office[1][0])
    expect(visitor.get_by_role("alert")).to_be_visible()
    expect(visitor.locator("[name=password]")).to_have_count(0)


def test_a_second_factor_is_asked_for_from_then_on(visitor: Page, office: tuple[str, list[str]]) -> None:
    come_in(visitor, office[1][1], "柏大年", "baidn")
    visitor.goto("/sign/factor")
    secret = visitor.locator("code").inner_text().replace(" ", "")
    visitor.fill("[name=code]", code_of(secret))
    visitor.keyboard.press("Enter")
    recovery = visitor.locator("li code")
    expect(recovery.first).to_be_visible()
    spare = recovery.first.inner_text()
    visitor.goto("/sign/post")
    visitor.locator("main").get_by_role("button", name="退出登录").click()
    visitor.goto("/sign/in")
    visitor.fill("[name=login]", "baidn")
    visitor.fill("[name=secret]", PASSWORD)
    visitor.keyboard.press("Enter")
    visitor.fill("[name=code]", "000000")
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("alert")).to_be_visible()
    visitor.fill("[name=code]", spare)
    visitor.keyboard.press("Enter")
    expect(visitor.locator("[name=code]")).to_have_count(0)
    visitor.goto("/sign/post")
    expect(visitor.locator("main").get_by_text("安全管理员").first).to_be_visible()


@pytest.mark.long
def test_pictures_of_signing_in(visitor: Page, office: tuple[str, list[str]], tmp_path: Path) -> None:
    folder = Path(os.environ.get("ZHANGTU_PICTURES", tmp_path)).resolve()
    visitor.set_viewport_size({"width": 1100, "height": 720})
    visitor.goto(office[1][2])
    visitor.screenshot(path=folder / "first-link.png")


def code_of(secret: str) -> str:
    """What an authenticator would show."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    shown = TOTP(key, 6, SHA1(), 30, enforce_key_length=False)  # noqa: S303 - RFC 6238's own
    return shown.generate(int(clock.now().timestamp())).decode()


def test_a_wrong_password_says_so_in_the_readers_language(
    browser: Browser, office: tuple[str, list[str]]
) -> None:
    for locale, words in (("zh-CN", "登录"), ("zh-TW", "登錄"), ("en-US", "Sign in")):
        context = browser.new_context(base_url=office[0], locale=locale)
        page = context.new_page()
        page.goto("/sign/in")
        expect(page.locator("h1")).to_have_text(re.compile(words))
        page.fill("[name=login]", "nobody-here")
        page.fill("[name=secret]", "wrong")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_be_visible()
        context.close()
