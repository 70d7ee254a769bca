"""The county of the tests of reports, and the day on which they take place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from towns import NOVEMBER, County, open_county

from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with stopped_at(NOVEMBER):
        yield


@pytest.fixture
def county(db: None, tmp_path: Path, settings: Any) -> Iterator[County]:  # noqa: ARG001 - opens the store
    settings.ZHANGTU_HOME = tmp_path / "home"
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    definitions.forget()
    yield open_county(tmp_path / "sample")
    definitions.forget()
