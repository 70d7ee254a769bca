"""What exists is documented, and what is documented exists."""

import argparse
import ast
import contextlib
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from tree import ROOT, SOURCE, files, modules, name, parsed, prose, text

import reference
from zhangtu.kernel.problems import Severity
from zhangtu.project.commands import COMMANDS
from zhangtu.reading import as_json, read
from zhangtu.reading.faults.kinds import Fault
from zhangtu.reading.model import DeadlineKind, LeafKind
from zhangtu.reading.wording import FAULT_SENTENCES

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"


def _first_column(page: Path, under: str = "") -> set[str]:
    """Back-quoted words in the first column of the tables of a page, or of the part under a heading."""
    content = text(page)
    if under:
        content = content[content.index(f"\n{under}\n") :][1:]
        level = under.split(" ", maxsplit=1)[0]
        content = re.split(rf"\n#{{1,{len(level)}}} ", content)[0]
    rows = re.findall(r"^\| ([^|]*) \|", content, re.MULTILINE)
    return {word for row in rows for word in re.findall(r"`([^`]+)`", row)}


@pytest.mark.parametrize("path", list(modules("src", "tests", "tools", "bench")), ids=name)
def test_every_file_says_what_it_is_for(path: Path) -> None:
    said = ast.get_docstring(parsed(path)) or ""
    assert re.match(r".{15,}[.:?!]", said.split("\n\n")[0].replace("\n", " ")), "one opening sentence"


def _public(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Functions and classes others may use: nothing private, nothing inside what is."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if child.name.startswith("_"):
                continue
            yield child
            if isinstance(child, ast.ClassDef):
                yield from _public(child)
        else:
            yield from _public(child)


def test_everything_public_is_explained() -> None:
    silent = [
        f"{name(path)}::{node.name}"
        for path in modules("src")
        for node in _public(parsed(path))
        if ast.get_docstring(node) is None
    ]
    assert silent == []


@pytest.mark.parametrize("page", reference.pages())
def test_generated_pages_are_up_to_date(page: str) -> None:
    assert text(REFERENCE / page) == reference.pages()[page], "run `make reference`"


def test_every_fault_has_its_sentence() -> None:
    assert set(FAULT_SENTENCES) == set(Fault)


def test_leaf_kinds_are_documented() -> None:
    assert _first_column(REFERENCE / "leaf-kinds.md") == {kind.value for kind in LeafKind}


def test_settings_are_documented() -> None:
    ours = {"DATABASE_URL"}
    for path in files(".py", ".sh", ""):
        ours |= set(re.findall(r"\bZHANGTU(?:_[A-Z]+)+\b", text(path)))
    # a name in the settings file that is not asked of the environment
    ours -= {"ZHANGTU_UPLOAD_LIMIT"}
    said = {word for word in _first_column(REFERENCE / "settings.md") if re.fullmatch("[A-Z_]+", word)}
    assert said == ours


def test_make_targets_are_documented() -> None:
    targets = re.findall(r"^([a-z-]+):.*##", text(ROOT / "Makefile"), re.MULTILINE)
    assert _first_column(REFERENCE / "command-line.md", "## make") == {f"make {one}" for one in targets}


def test_every_target_says_what_it_does() -> None:
    phony = set(re.findall(r"^\.PHONY: (.+)$", text(ROOT / "Makefile"), re.MULTILINE))
    said = set(re.findall(r"^([a-z-]+):.*## \S+", text(ROOT / "Makefile"), re.MULTILINE))
    assert phony == said


def test_commands_are_documented() -> None:
    shown = {
        words.split()[1]
        for words in _first_column(REFERENCE / "command-line.md", "## zhangtu")
        if words.startswith("zhangtu ")
    }
    assert shown >= set(COMMANDS)


@pytest.mark.parametrize("command", ["read", "serve"])
def test_options_are_documented(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: set[str] = set()
    plain = argparse._ActionsContainer.add_argument

    def noting(self: argparse._ActionsContainer, *names: str, **rest: object) -> argparse.Action:
        made.update(word for word in names if word.startswith("--"))
        return plain(self, *names, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(argparse._ActionsContainer, "add_argument", noting)
    with contextlib.suppress(SystemExit):
        import_module(COMMANDS[command].module).main(["--help"])
    words = _first_column(REFERENCE / "command-line.md", f"### zhangtu {command}")
    documented = {word.split()[0] for word in words if word.startswith("--")}
    assert documented == made - {"--help"}


def _names(value: object) -> set[str]:
    """Every name in a JSON value."""
    if isinstance(value, dict):
        return set(value) | {one for inner in value.values() for one in _names(inner)}
    return {one for inner in value for one in _names(inner)} if isinstance(value, list) else set()


def test_the_json_format_is_documented() -> None:
    sample = SOURCE / "plans" / "samples" / "campaign.txt"
    printed = as_json(read(sample.read_bytes(), sample.name))
    page = text(REFERENCE / "json-format.md")
    assert sorted(word for word in _names(printed) if f'"{word}"' not in page) == []
    example = re.search(r"```json\n(.*?)```", page, re.DOTALL)
    assert example is not None
    assert set(re.findall(r'"(\w+)":', example[1])) == _names(printed)
    kinds = {kind.value for kind in DeadlineKind} | {severity.value for severity in Severity}
    assert {kind for kind in kinds if f"`{kind}`" not in page} == set()


def test_benchmarks_are_documented() -> None:
    measured = {path.stem.removeprefix("measure_") for path in (ROOT / "bench").glob("measure_*.py")}
    assert _first_column(REFERENCE / "command-line.md", "## Benchmarks") == measured


def test_rooms_are_in_the_glossary() -> None:
    rooms = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert _first_column(REFERENCE / "glossary.md", "## Rooms") == rooms


def test_the_version_is_in_the_changelog() -> None:
    version = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]["version"]
    first = re.search(r"^## (\S+)$", text(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert first is not None
    assert first[1] == version


@pytest.mark.parametrize("path", files(".md"), ids=name)
def test_links_lead_somewhere(path: Path) -> None:
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(path)):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, part = link.partition("#")
        file = (path.parent / target).resolve() if target else path
        if not file.exists() or (part and part not in _anchors(file)):
            broken.append(link)
    assert broken == []


def _anchors(page: Path) -> set[str]:
    """Names of a page's headings as links write them."""
    heads = re.findall(r"^#+ (.+)$", text(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_page_of_the_manual_can_be_reached() -> None:
    reached, todo = set(), [ROOT / "README.md"]
    while todo:
        page = todo.pop()
        if page in reached or page.suffix != ".md" or not page.exists():
            continue
        reached.add(page)
        links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text(page))
        todo += [(page.parent / link).resolve() for link in links if ":" not in link]
    assert sorted(name(page) for page in set(DOCS.rglob("*.md")) - reached) == []


def test_pages_are_short() -> None:
    generated = {REFERENCE / page for page in reference.pages()}
    # one line for each page of the desk, met by a test: it grows with the desk and nobody reads it through
    generated.add(REFERENCE / "desk-rights.md")
    long = [name(page) for page in files(".md") if page not in generated and text(page).count("\n") > 200]
    assert long == []
