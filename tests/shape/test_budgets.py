"""Files and functions stay small enough to be read in one go."""

import pytest
from exemptions import FILES, FUNCTIONS
from tree import files, functions, modules, name, text

FILE_LINES = 400
FUNCTION_LINES = 40


def test_files_are_short() -> None:
    long = {name(path): text(path).count("\n") for path in files(".py", ".js", ".css", ".html")}
    long = {path: lines for path, lines in long.items() if lines > FILE_LINES and path not in FILES}
    assert not long, f"split by subject what has more than {FILE_LINES} lines"


def test_functions_are_short() -> None:
    long = {}
    for path in modules("src", "tests", "tools", "bench"):
        for function, node in functions(path):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                long[f"{name(path)}::{function}"] = lines
    assert not {place: lines for place, lines in long.items() if place not in FUNCTIONS}
    stale = set(FUNCTIONS) - set(long)
    assert not stale, "these exemptions are no longer needed"


def test_file_exemptions_are_still_needed() -> None:
    needed = {name(path) for path in files() if text(path).count("\n") > FILE_LINES}
    assert not set(FILES) - needed


@pytest.mark.parametrize("exemptions", [FILES, FUNCTIONS])
def test_each_exemption_gives_a_reason(exemptions: dict[str, str]) -> None:
    assert all(len(reason.split()) >= 5 for reason in exemptions.values())
