"""Takes the manual's pictures of the desk anew, from real pages; into a scratch folder unless asked for."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.long]
#: Picture → who opens what.
PAGES = {
    "ledgers": ("zhenlinjiang", "/ledgers/"),
    "import": ("zhenlinjiang", "/ledgers/premises/import/"),
    "designs": ("shejiyuan", "/designs/"),
    "ready-ledgers": ("shejiyuan", "/designs/ready/"),
    "collections": ("zhenlinjiang", "/collections/new"),
    "forms": ("zhenlinjiang", "/stamping/"),
    "measure": ("zhenwangshu", "/measures/premises_staff/"),
    "our-figures": ("zhenwangshu", "/measures/@mine"),
    "map-of-duties": ("zhenzhixing", "/mapping/"),
    "units": ("jiatingyu", "/office/"),
}


def test_pictures_of_the_desk(signed_in: Callable[..., Page], tmp_path: Path) -> None:
    folder = Path(os.environ.get("ZHANGTU_PICTURES", tmp_path)).resolve()
    clerk = signed_in()
    clerk.goto("/ledgers/premises/")
    names = clerk.locator("#rows tr[data-uid] td:nth-of-type(1)")
    names.nth(2).click()
    clerk.keyboard.type("祥和药房（东门店）")
    clerk.keyboard.press("Enter")
    expect(clerk.locator("#unsaved")).to_be_visible()
    clerk.screenshot(path=folder / "grid.png")
    clerk.click("[data-drop]")
    row = clerk.locator("#rows tr[data-uid]").first.get_attribute("data-uid")
    clerk.goto(f"/ledgers/premises/rows/{row}/")
    clerk.screenshot(path=folder / "row.png")
    phone = signed_in(viewport={"width": 360, "height": 740})
    phone.goto("/ledgers/premises/")
    phone.screenshot(path=folder / "grid-phone.png")
    people = {"zhenlinjiang": clerk}
    for name, (login, address) in PAGES.items():
        page = people.setdefault(login, people.get(login) or signed_in(login))
        page.goto(address)
        page.screenshot(path=folder / f"{name}.png")
    assert len(list(folder.glob("*.png"))) >= len(PAGES) + 3
