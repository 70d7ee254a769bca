"""From a clean copy of the tree through ``make run`` to the first page, as a newcomer does it."""

import os
import shutil
from pathlib import Path

import pytest
from tree import ROOT, files

from visiting import Visitor, free_port, serving

pytestmark = pytest.mark.long


def _copy(folder: Path) -> Path:
    """The tree without what a first run makes, as a clone would be."""
    target = folder / "zhangtu"
    made = shutil.ignore_patterns("*.egg-info", "__pycache__")
    shutil.copytree(ROOT / "src", target / "src", ignore=made)
    for path in files():
        place = target / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)
    return target


def test_a_clean_copy_serves_its_first_page(tmp_path: Path) -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("NOT RUN: make is not installed on this machine")
    strange = ("MAKE", "MFLAGS", "VIRTUAL_ENV", "PYTHONPATH", "ZHANGTU", "DATABASE_URL", "DJANGO")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    copy, port = _copy(tmp_path), free_port()
    with serving([make, "run", f"PORT={port}"], port, copy, environment) as address:
        _, page = Visitor().get(address)
        assert "方案解读" in page
        assert f"http://127.0.0.1:{port}" in (copy / "server.log").read_text("utf-8")
    assert (copy / "var" / "zhangtu.sqlite3").exists()
    assert not (copy / ".venv" / "dev.stamp").exists(), "only what running needs was installed"
