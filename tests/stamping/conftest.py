"""The office and the day on which tests of this room take place."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from opening import home, keep_rooms, office, today

from zhangtu.documents.scans import Part, ScannedPage, child, joining, opening
from zhangtu.stamping import placing, reading, registering

__all__ = ["home", "office", "today"]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal asks the rooms that have something in it, as in the product."""
    keep_rooms(monkeypatch)
    registering.register()


@pytest.fixture(autouse=True)
def _in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scans are opened here rather than in a child, which takes a third of a second to start.

    A test that asks for ``confined`` has the real thing.
    """
    if "confined" in request.fixturenames:
        return

    def pages(path: Path, folder: Path) -> Iterator[ScannedPage]:
        yield from (child.page_of(sheet, folder) for sheet in opening.sheets(path))

    def joined(files: Mapping[Path, Sequence[Part]]) -> None:
        opened: dict[Path, Any] = {}
        for out, parts in files.items():
            joining.join(parts, out, opened)

    monkeypatch.setattr(reading, "pages", pages)
    monkeypatch.setattr(placing, "joined", joined)


@pytest.fixture
def confined() -> None:
    """Have scans opened in the confined child."""
