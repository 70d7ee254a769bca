"""The office and the day on which tests of this room take place."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from office import TODAY, Office, open_office
from zhangtu.documents.scans import Part, ScannedPage, child, joining, opening
from zhangtu.journal import hooks
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions, replaying
from zhangtu.people import recording
from zhangtu.stamping import placing, reading, registering


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with stopped_at(TODAY):
        yield


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.ZHANGTU_HOME = tmp_path / "home"
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    return tmp_path / "home"


@pytest.fixture
def office(db: None, tmp_path: Path) -> Iterator[Office]:  # noqa: ARG001 - opens the store
    definitions.forget()
    yield open_office(tmp_path / "sample")
    definitions.forget()


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal asks the rooms that have something in it, as in the product."""
    for name in ("KEEPERS", "LOCATORS"):
        monkeypatch.setattr(hooks, name, [hooks.OWN] if name == "KEEPERS" else [])
    monkeypatch.setattr(hooks, "CHECKS", {})
    recording.keep_journal()
    replaying.keep_journal()
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
