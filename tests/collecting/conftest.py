"""The town and the day on which tests of this room take place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from villages import Town, open_town

from office import TODAY
from zhangtu.collections import keeping
from zhangtu.journal import hooks
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions, replaying
from zhangtu.messages import keeping as messages
from zhangtu.people import recording


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with stopped_at(TODAY):
        yield


@pytest.fixture
def town(db: None, tmp_path: Path, settings: Any) -> Iterator[Town]:  # noqa: ARG001 - opens the store
    settings.ZHANGTU_HOME = tmp_path / "home"
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    definitions.forget()
    yield open_town(tmp_path / "sample")
    definitions.forget()


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal asks the rooms that have something in it, as in the product."""
    monkeypatch.setattr(hooks, "KEEPERS", [hooks.OWN])
    monkeypatch.setattr(hooks, "LOCATORS", [])
    monkeypatch.setattr(hooks, "CHECKS", {})
    recording.keep_journal()
    replaying.keep_journal()
    messages.keep_journal()
    keeping.keep_journal()
