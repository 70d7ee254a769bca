"""A county with the core pack in force and letterheads of the town and a village."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from county import TODAY, County, open_county
from pytest_django.fixtures import Settings

from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions


@pytest.fixture
def county(db: None, tmp_path: Path, settings: Settings) -> Iterator[County]:
    del db
    settings.ZHANGTU_HOME = tmp_path
    definitions.forget()
    with stopped_at(TODAY):
        yield open_county()
    definitions.forget()
