"""A pile of stamped forms is dropped in real Chromium and finds its rows; a torn page is picked by hand."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from ports import free_port, wait_for
from walk import violations

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]


@pytest.fixture(scope="module")
def stamped(townhall_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A copy of the office in which forms were printed, and the folder with their scans."""
    home, out = tmp_path_factory.mktemp("stamped") / "office", tmp_path_factory.mktemp("scans")
    shutil.copytree(townhall_folder, home)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    made = Path(__file__).with_name("piles.py")
    command = [sys.executable, str(made), str(home), str(out)]
    subprocess.run(command, env=environment, check=True, timeout=300)
    return home, out


@pytest.fixture(scope="module")
def townhall(stamped: tuple[Path, Path]) -> Iterator[str]:
    """The server of this office takes the place of the usual one."""
    home, port = stamped[0], free_port()
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment["ZHANGTU_HOME"] = str(home)
    command = [str(Path(sys.executable).with_name("zhangtu")), "serve", "--port", str(port)]
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for(f"http://127.0.0.1:{port}", process, home / "server.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def taken(page: Page, name: str) -> None:
    """A picture for the manual, where that is asked for."""
    folder = os.environ.get("ZHANGTU_PICTURES")
    if folder:
        page.screenshot(path=Path(folder).resolve() / f"{name}.png")


def test_a_pile_finds_its_rows(signed_in: SignIn, stamped: tuple[Path, Path]) -> None:
    page = signed_in()
    page.goto("/stamping/")
    page.set_input_files("input[name=files]", stamped[1] / "pile.pdf")
    card = page.locator("#cards li").first
    expect(card).to_contain_text("找到 3 张表", timeout=60_000)
    expect(card).to_contain_text("1 页要您看")
    taken(page, "stamped-pile")
    page.reload()
    expect(page.locator("tr", has_text="〔2026〕1号")).to_contain_text("已盖章")
    expect(page.locator("tr", has_text="〔2026〕2号")).to_contain_text("缺页")
    page.locator("#cards a").first.click()
    expect(page.locator("select[name=form-2] option:checked")).to_contain_text("〔2026〕2号")
    expect(page.locator("input[name=page-2]")).to_have_value("2")
    taken(page, "stamped-torn-page")
    assert violations(page) == []
    page.get_by_role("button", name="归档选好的页").click()
    expect(page.locator("main")).to_contain_text("全部归档")
    page.locator(".sheets a").nth(1).click()
    expect(page.locator("h1")).to_contain_text("已盖章")
    assert violations(page) == []
    with page.expect_download() as saved:
        page.get_by_role("link", name="下载 PDF").first.click()
    assert saved.value.suggested_filename.endswith(".pdf")


@pytest.mark.long
@pytest.mark.parametrize("width", [360, 1440])
def test_a_photograph_from_a_telephone_and_its_way_back(
    signed_in: SignIn, stamped: tuple[Path, Path], width: int
) -> None:
    page = signed_in(viewport={"width": width, "height": 760})
    page.goto("/stamping/")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_input_files("input[name=files]", stamped[1] / "page.jpg")
    card = page.locator("#cards li").first
    expect(card.locator(".thumbs a")).to_be_visible(timeout=60_000)
    card.locator(".thumbs a").click()
    expect(page.locator("h1")).to_contain_text("已盖章")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_text("放错了，撤回").first.click()
    page.locator("input[name=reason]").first.fill("放错了")
    page.get_by_role("button", name="撤回这一版").first.click()
    expect(page.locator("h1")).to_contain_text("已打印")
    expect(page.locator("main")).to_contain_text("已撤回")


@pytest.mark.long
def test_a_large_file_goes_in_pieces(signed_in: SignIn, stamped: tuple[Path, Path]) -> None:
    large = stamped[1] / "large.pdf"
    assert large.stat().st_size > 20 * 1024 * 1024
    page = signed_in()
    page.goto("/stamping/")
    page.set_input_files("input[name=files]", large)
    card = page.locator("#cards li").first
    expect(card).to_contain_text("找到 1 张表", timeout=120_000)
    expect(card).to_contain_text("4 页要您看")


@pytest.mark.long
def test_what_can_not_be_read_is_said_at_its_card(signed_in: SignIn, tmp_path: Path) -> None:
    page = signed_in()
    page.goto("/stamping/")
    bad = tmp_path / "坏照片.jpg"
    bad.write_bytes(b"\xff\xd8\xff\xe0" + bytes(500))
    page.set_input_files("input[name=files]", bad)
    expect(page.locator("#cards li").first.get_by_role("alert")).to_contain_text("损坏", timeout=60_000)


@pytest.mark.long
@pytest.mark.parametrize(("locale", "said"), [("en-GB", "Stamped forms"), ("zh-TW", "蓋章歸檔")])
def test_other_languages_and_the_dark(signed_in: SignIn, locale: str, said: str) -> None:
    page = signed_in("zhenlinjiang", locale=locale, color_scheme="dark")
    page.goto("/stamping/")
    expect(page.locator("h1")).to_have_text(re.compile(said))
    assert violations(page) == []


@pytest.mark.long
def test_without_a_mouse(signed_in: SignIn) -> None:
    page = signed_in()
    page.goto("/stamping/?shown=missing")
    page.locator("table.list a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/stamping/forms/**")
    page.get_by_text("打错了，作废").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("打错了")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("已作废")
