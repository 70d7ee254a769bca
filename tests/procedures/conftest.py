"""The town of the tests of procedures, on a day that stands still."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hamlet import TODAY, Town, open_town

from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with stopped_at(TODAY):
        yield


@pytest.fixture
def town(db: None, settings: Any, tmp_path: Path) -> Iterator[Town]:  # noqa: ARG001 - opens the store
    settings.ZHANGTU_HOME = tmp_path / "home"
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    definitions.forget()
    yield open_town()
    definitions.forget()
