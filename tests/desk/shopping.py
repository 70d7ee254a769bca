"""The small office of the ledgers with its people at browsers: fixtures of the rooms about one row."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from coming import Come, come
from django.core.cache import cache
from django.http import HttpResponse
from pytest_django.fixtures import Settings

from office import TODAY, Office, open_office
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import actions, definitions
from zhangtu.ledgers.views import RowView

__all__ = ["Come", "come"]
SCRIPT = {"X-Fragment": "1"}


@pytest.fixture(autouse=True)
def today(settings: Settings) -> Iterator[date]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    with stopped_at(TODAY):
        yield TODAY
    cache.clear()


@pytest.fixture
def office(db: None, tmp_path: Path, settings: Settings) -> Iterator[Office]:  # noqa: ARG001 - opens the store
    settings.ZHANGTU_HOME = tmp_path / "home"
    settings.ZHANGTU_HOME.mkdir()
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    definitions.forget()
    yield open_office(tmp_path / "sample")
    definitions.forget()


@pytest.fixture
def shop(office: Office) -> RowView:
    values = {
        "name": "东桥店",
        "code": "E-1",
        "staff": "6",
        "rooms": "2",
        "phone": "13800000001",
        "owner": "赵小满",
    }
    return actions.create("shops", values, actor=office.eastern)


def at(shop: RowView, deed: str = "") -> str:
    """The address of a row's page, or of what is done with it."""
    return f"/ledgers/{shop.ledger}/rows/{shop.uid}/{deed}"


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def plain(answer: HttpResponse) -> str:
    """The words of a page without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text(answer)))


def form(answer: HttpResponse) -> dict[str, str | list[str]]:
    """What a browser without scripts would send of the form of a row if nothing were typed."""
    page = text(answer).partition('id="sheet"')[2].partition("</form>")[0]
    sent: dict[str, str | list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        kind = re.search(r'type="(\w+)"', tag)
        boxed = kind is not None and kind[1] in ("checkbox", "radio")
        if name is not None and not (boxed and " checked" not in tag) and 'type="file"' not in tag:
            sent[name[1]] = value[1] if value is not None else ""
    sent.update(re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', page))
    for name, body in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', body)
        sent[name] = chosen[1] if chosen is not None else ""
    return sent
