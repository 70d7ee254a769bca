"""The project's own files, for tests that look at the whole tree. Needs no git."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "zhangtu"
_FOLDERS = ("src", "tests", "tools", "bench", "docs", "requirements", ".ci")
_GENERATED = {"__pycache__", "zhangtu.egg-info", ".hypothesis", "vendor", "var"}
_TEXT = {
    ".py",
    ".js",
    ".css",
    ".html",
    ".md",
    ".toml",
    ".txt",
    ".json",
    ".sh",
    ".po",
    ".in",
    ".csv",
    ".svg",
    "",
}


@cache
def files(*suffixes: str) -> tuple[Path, ...]:
    """All text files of the project with one of these suffixes; all text files if none is given."""
    wanted = set(suffixes) or _TEXT
    # In a work tree of its own, git keeps a file with an address here that is none of the project's.
    top = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
    below = [path for folder in _FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    return tuple(
        path
        for path in sorted(top + below)
        if path.suffix in wanted and not _GENERATED.intersection(path.relative_to(ROOT).parts)
    )


def name(path: Path) -> str:
    """The path as written in messages and exemptions: from the top of the project."""
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    """The file's words."""
    return path.read_text("utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    """A Python file's syntax tree."""
    return ast.parse(text(path))


def modules(*folders: str) -> Iterator[Path]:
    """Python files below these folders (from the top), migrations left out: a machine writes them."""
    for path in files(".py"):
        if "migrations" not in path.parts and any(name(path).startswith(f"{folder}/") for folder in folders):
            yield path


def functions(path: Path) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function of a Python file, nested ones too, with its dotted name."""

    def walk(node: ast.AST, above: str) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                yield above + child.name, child
            inner = getattr(child, "name", None)
            yield from walk(child, f"{above}{inner}." if isinstance(inner, str) else above)

    return walk(parsed(path), "")


def prose(path: Path) -> str:
    """A Markdown page without code: fences and back-quoted words are taken out."""
    without = re.sub(r"^```.*?^```", "", text(path), flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]*`", "", without)
