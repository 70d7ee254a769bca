"""A room of things kept beside the journal."""

from collections.abc import Iterator

import pytest
from room import Room

from zhangtu.journal import hooks


@pytest.fixture
def room(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    del db
    for name in ("KEEPERS", "LOCATORS"):
        monkeypatch.setattr(hooks, name, [hooks.OWN] if name == "KEEPERS" else [])
    monkeypatch.setattr(hooks, "CHECKS", {})
    return Room()
