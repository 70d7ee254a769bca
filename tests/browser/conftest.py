"""The real server on a fresh office, and real Chromium looking at it."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from ports import free_port, wait_for
from townhall import PASSWORD

#: Keeps Chromium from calling anybody but the page under test.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# A loaded machine may take its time; a page that is right gets there.
expect.set_options(timeout=20_000)


def serving(home: Path) -> Iterator[str]:
    """Start the real server on an office; its address while it runs."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment["ZHANGTU_HOME"] = str(home)
    log = (home / "server.log").open("wb")
    command = [str(Path(sys.executable).with_name("zhangtu")), "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process, home / "server.log")
        yield address
    finally:
        process.terminate()
        process.wait(20)
        log.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serving(tmp_path_factory.mktemp("office"))


# For a module and no longer: while it is open Django refuses to touch its database in this process.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A desktop-sized page in Simplified Chinese; the test fails on any script error or refused content."""
    context = browser.new_context(base_url=server, viewport={"width": 1440, "height": 900}, locale="zh-CN")
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    yield opened
    context.close()
    assert not wrong


@pytest.fixture(scope="session")
def townhall_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office full of invented life, made once for all workers; walks work on copies of it."""
    # A worker's folder lies in that of the whole run; whoever is alone has a folder of its own.
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    ours = tmp_path_factory.getbasetemp()
    home = (ours if alone else ours.parent) / "townhall"
    with home.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.with_suffix(".made").exists():
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
            program = Path(__file__).with_name("townhall.py")
            command = [sys.executable, str(program), str(home), "120"]
            subprocess.run(command, env=environment, check=True, timeout=300)
            home.with_suffix(".made").touch()
    return home


@pytest.fixture(scope="module")
def townhall(townhall_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on a copy of that office; see ``townhall.LOGINS`` for who may sign in."""
    home = tmp_path_factory.mktemp("copied") / "office"
    shutil.copytree(townhall_folder, home)
    yield from serving(home)


@pytest.fixture
def signed_in(browser: Browser, townhall: str) -> Iterator[Callable[..., Page]]:
    """Signs somebody in: login, and what else a browser's context takes; errors of scripts fail the test."""
    contexts, wrong = [], []

    def come(login: str = "zhenlinjiang", **wish: Any) -> Page:
        usual = {"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN"}
        context = browser.new_context(base_url=townhall, **{**usual, **wish})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
        page.goto("/sign/in")
        page.fill("[name=login]", login)
        page.fill("[name=secret]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address: "/sign/in" not in address)
        if "/sign/post" in page.url:
            page.locator("main button[name=post]").first.click()
        return page

    yield come
    for context in contexts:
        context.close()
    assert not wrong
