"""One term, one name: the glossary says which, and which words are never used for it."""

import ast
import re
from pathlib import Path

import pytest
from tree import ROOT, files, modules, name, parsed, prose, text

GLOSSARY = ROOT / "docs" / "reference" / "glossary.md"


def _rows() -> list[list[str]]:
    """The cells of the glossary's first table."""
    first = text(GLOSSARY).split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in first.splitlines() if line.startswith("| ")]
    return rows[1:]


def _forbidden() -> set[str]:
    return {word.strip() for row in _rows() for word in row[3].split(",")}


def _identifiers(tree: ast.Module) -> set[str]:
    """Names the file makes: functions, classes, arguments, variables, attributes."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.id if isinstance(node, ast.Name) else node.attr)
    return found


def _snake(identifier: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", identifier).lower()


def test_the_glossary_is_whole() -> None:
    assert len(_rows()) >= 12
    assert all(len(row) == 4 and all(cell.strip() for cell in row) for row in _rows())
    names = [row[1] for row in _rows()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("path", list(modules("src", "tools", "bench")), ids=name)
def test_code_uses_the_names_of_the_glossary(path: Path) -> None:
    words = re.compile(rf"(?:^|_)(?:{'|'.join(sorted(_forbidden()))})s?(?:_|$)")
    made = _identifiers(parsed(path)) | {path.stem}
    assert sorted(one for one in made if words.search(_snake(one))) == []


@pytest.mark.parametrize("path", [path for path in files(".md") if path != GLOSSARY], ids=name)
def test_the_manual_uses_the_names_of_the_glossary(path: Path) -> None:
    words = re.compile(rf"\b(?:{'|'.join(sorted(_forbidden()))})s?\b", re.IGNORECASE)
    assert words.findall(prose(path)) == []


def test_pages_call_things_by_their_names() -> None:
    """Addresses and classes of the style sheet are names as well."""
    words = re.compile(rf"(?:class|id|name|data-[a-z]+)=\"[^\"]*\b(?:{'|'.join(sorted(_forbidden()))})\b")
    pages = [path for path in files(".html") if "templates" in path.parts]
    assert [name(path) for path in pages if words.search(text(path))] == []
