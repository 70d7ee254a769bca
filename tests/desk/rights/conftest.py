"""The small office of the ledgers, with its people at browsers."""

import pytest
from set_once import set_once
from shopping import come, office, shop, today

__all__ = ["come", "office", "shop", "today"]


@pytest.fixture(autouse=True)
def _set_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may have a paper is asked here, not what is on it."""
    set_once(monkeypatch)
