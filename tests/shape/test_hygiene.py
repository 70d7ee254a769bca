"""Things that must not stand anywhere in the tree."""

import re
import tomllib

import pytest
from tree import ROOT, SOURCE, files, name, text

#: The names of registries are put together here so that this file does not hold them.
REGISTRIES = "|".join(
    ("py" + "pi", "python" + "hosted", "npm" + "js", "deb" + r"\.debian", "golang" + "proxy")
)
FORBIDDEN = {
    "an absolute path of somebody's machine": re.compile(
        r"(?<![\w.:/-])/(?:home|root|Users|work|farm|mnt|srv|tmp)/[\w.]", re.IGNORECASE
    ),
    "the address of a package registry": re.compile(rf"//[\w.-]*(?:{REGISTRIES})", re.IGNORECASE),
    "work left in a comment": re.compile(
        r"(?:#|//|<!--|\{#|/\*)\s*(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b"
    ),
    "a merge that was not finished": re.compile(r"^(?:<{7}|>{7}|={7})(?: |$)", re.MULTILINE),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nowhere_stands(what: str) -> None:
    found = {}
    for path in files():
        hit = FORBIDDEN[what].search(text(path))
        if hit is not None:
            found[name(path)] = hit.group(0)
    assert not found, what


def test_nothing_is_called_utils() -> None:
    drawers = {"utils", "util", "helpers", "misc", "common", "tools"}
    found = [name(path) for path in SOURCE.rglob("*") if path.stem in drawers]
    assert not found, "a helper lives with its subject, or in kernel under a name"


def test_every_room_is_placed_in_the_layers() -> None:
    settings = tomllib.loads(text(ROOT / "pyproject.toml"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    assert contract["exhaustive"] is True
    placed = {room.strip() for layer in contract["layers"] for room in layer.split("|")}
    rooms = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert placed == rooms


def test_the_past_is_not_blamed_on_a_tool() -> None:
    """Code and docs speak of the product, not of how or by whom it was written."""
    words = re.compile(
        r"\b(?:Chat" + r"GPT|Clau" + r"de|Co" + r"pilot|language mo" + r"del)\b", re.IGNORECASE
    )
    assert not [name(path) for path in files() if words.search(text(path))]


def test_pages_and_scripts_fetch_nothing_from_elsewhere() -> None:
    fetched = re.compile(r"(?:src|href)=[\"'](?:https?:)?//|url\(\s*[\"']?(?:https?:)?//|@import")
    found = [name(path) for path in files(".html", ".css", ".js") if fetched.search(text(path))]
    assert not found, "an office may have no way to the internet"
