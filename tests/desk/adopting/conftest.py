"""The small office of the ledgers with the core pack, its people at browsers."""

from importlib.resources import files
from pathlib import Path

import pytest
from shopping import come, office, today

from office import CONSOLE, Office
from zhangtu.ledgers import definitions
from zhangtu.schema.loading import load_pack

__all__ = ["come", "office", "today"]


@pytest.fixture
def town(office: Office) -> Office:
    """The office, with tasks, plans and targets."""
    loaded = load_pack(Path(str(files("zhangtu.packs") / "core")))
    assert loaded.pack is not None, loaded.problems
    definitions.put_in_force(loaded.pack, actor=CONSOLE, reason="开始使用")
    return office
