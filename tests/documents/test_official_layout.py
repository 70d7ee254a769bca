"""The page about the layout of official papers says the numbers they are laid out by."""

import importlib.util
from pathlib import Path

TOOL = Path(__file__).parents[2] / "tools" / "official_layout.py"


def test_the_page_is_what_the_numbers_say() -> None:
    spec = importlib.util.spec_from_file_location("official_layout", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.PAGE.read_text("utf-8") == tool.written()
