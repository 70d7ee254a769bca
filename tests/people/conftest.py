"""The day on which tests of this room take place."""

from collections.abc import Iterator

import pytest
from town import TODAY

from zhangtu.kernel.clock import stopped_at


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with stopped_at(TODAY):
        yield
