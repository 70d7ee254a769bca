"""Every page of the desk, opened by whoever it is for: nothing axe objects to, nothing wider than a phone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
In = Callable[..., Page]
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
#: Pages only some may open: the beginning of their names → who does; the longest beginning counts.
WHO = {
    "": "zhenlinjiang",
    "design": "shejiyuan",
    "ready_": "shejiyuan",
    "office_person": "jiatingyu",
    "measure_new": "shejiyuan",
    "measures_mine": "zhenwangshu",
    "office_people": "jiatingyu",
    "office_roster": "jiatingyu",
    "office_handover": "jiatingyu",
    "office_grants": "anquan",
    "office_journal": "shenji",
    "office_seals": "shenji",
    "office_system": "xitong",
}
#: Looked at in all languages, sizes and colours besides.
FIVE = ("ledgers", "ledger_grid", "record", "collections", "office")
LOOKS = [
    {"locale": "zh-TW"},
    {"locale": "en-US"},
    {"color_scheme": "dark"},
    {"viewport": {"width": 360, "height": 740}, "has_touch": True},
    {"viewport": {"width": 3840, "height": 2160}},
]


def pages(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, str]]:
    """Every named page of the desk that is opened without naming anything but a ledger or a row."""
    for one in (resolver or get_resolver("zhangtu.desk.addresses")).url_patterns:
        address = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from pages(one, address)
        elif isinstance(one, URLPattern) and one.name and not one.name.startswith("sign_"):
            yield one.name, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", address)


def violations(page: Page) -> list[str]:
    """What axe objects to."""
    page.evaluate(AXE)
    found = page.evaluate("async () => (await axe.run()).violations")
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


def who_opens(name: str) -> str:
    return WHO[max((start for start in WHO if name.startswith(start)), key=len)]


def addresses(page: Page) -> dict[str, str]:
    """The pages that can be opened from here: their names and addresses."""
    page.goto("/ledgers/premises/")
    row = page.locator("#rows tr[data-uid]").first.get_attribute("data-uid")
    found = {}
    for name, address in pages():
        about = address.replace("{uid}", str(row)) if "/rows/" in address else address
        named = {"measures": "premises_open", "procedures": "corrections"}
        about = about.replace("{name}", named.get(address.partition("/")[0], "premises"))
        if "{" not in about:
            found[name] = "/" + about
    return found


def html(page: Page, address: str) -> bool:
    """Open a page; whether it is a whole one, and not a part of one, a file or a place forms are sent to."""
    head = page.request.get(address)
    if head.status in (405, 404) or "text/html" not in head.headers.get("content-type", ""):
        return False
    if "attachment" in head.headers.get("content-disposition", ""):
        return False
    if not head.text().lstrip().lower().startswith("<!doctype"):
        return False
    page.goto(address)
    return True


@pytest.mark.long
def test_no_page_is_objected_to(signed_in: In) -> None:
    people: dict[str, Page] = {}
    wrong, looked = {}, []
    for name, address in addresses(signed_in()).items():
        login = who_opens(name)
        page = people.setdefault(login, people.get(login) or signed_in(login))
        if not html(page, address):
            continue
        looked.append(name)
        said = violations(page)
        page.set_viewport_size({"width": 360, "height": 740})
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
            said.append("wider than a phone")
        page.set_viewport_size({"width": 1440, "height": 900})
        if said:
            wrong[name] = said
    assert wrong == {}
    assert set(FIVE) <= set(looked)
    assert len(looked) >= 20


@pytest.mark.long
@pytest.mark.parametrize(
    "wish", LOOKS, ids=lambda wish: next(iter(wish)) + str(next(iter(wish.values())))[:18]
)
def test_five_pages_in_every_look(signed_in: In, wish: dict[str, object]) -> None:
    page = signed_in(**wish)
    found = addresses(page)
    wrong = {}
    for name in FIVE:
        page.goto(found[name])
        if said := violations(page):
            wrong[name] = said
    assert wrong == {}


def test_the_first_page_is_not_objected_to(signed_in: In) -> None:
    page = signed_in()
    page.goto("/ledgers/premises/")
    assert violations(page) == []


@pytest.mark.long
@pytest.mark.parametrize(
    ("locale", "words"), [("zh-CN", "经营单位"), ("zh-TW", "經營單位"), ("en-US", "Premises")]
)
def test_three_languages(signed_in: In, locale: str, words: str) -> None:
    page = signed_in(locale=locale)
    page.goto("/ledgers/")
    assert words in page.inner_text("main")
    page.goto("/ledgers/premises/")
    heads = page.locator("table.grid thead th[data-name]").all_inner_texts()
    chinese = [head for head in heads if re.search("[\u4e00-\u9fff]", head)]
    assert (chinese == []) is (locale == "en-US")


@pytest.mark.long
def test_a_ledger_is_worked_with_keys_only(signed_in: In) -> None:
    page = signed_in()
    page.goto("/ledgers/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for _ in range(12):
        if "/ledgers/premises/" in (page.evaluate("document.activeElement.href || ''")):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ledgers/premises/")
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("F2")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+s")
    expect(page.locator("#unsaved")).to_be_hidden()
    page.keyboard.press("?")
    page.keyboard.press("Escape")
