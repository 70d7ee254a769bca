"""The real server on a fresh office, and real Chromium looking at it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from ports import free_port, wait_for

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


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("office")
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
