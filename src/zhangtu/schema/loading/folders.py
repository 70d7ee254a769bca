"""Reads the files of a pack's folder into drafts; every file is read or named, none is dropped silently."""

import os
from collections.abc import Iterator
from pathlib import Path

from zhangtu.schema.keys import KEYS
from zhangtu.schema.loading.parts import BY_FOLDER, BY_KIND, PARTS, SAMPLES, TEMPLATES
from zhangtu.schema.loading.reading import Draft, Part, Reading
from zhangtu.schema.nodes import LARGEST, Mapping, Node, Notes, Place, compose
from zhangtu.schema.specs import Pack, Title
from zhangtu.schema.taking import NAME, Taking, nearest
from zhangtu.schema.troubles import Trouble

#: The file that says what the pack is.
PACK_FILE = "pack.yaml"
_ENDINGS = (".yaml", ".yml")
#: Files a folder may hold beside: read by people.
_IGNORED = ("README.md", "LICENSE", "__init__.py")
#: Folders system programs leave behind.
_LEFT_BEHIND = ("__pycache__",)


def definition_files(folder: Path, notes: Notes) -> Iterator[tuple[Part, Path]]:
    """The definition files of a pack, part by part.

    Args:
        folder: The pack's folder.
        notes: Takes files and folders that are not understood.

    Yields:
        The part a file belongs to, and the file.
    """
    for path in _entries(folder):
        name = path.name
        if not path.is_dir():
            if name != PACK_FILE and name not in _IGNORED:
                _strange(path, folder, notes)
        elif name in BY_FOLDER:
            yield from _below(path, folder, BY_FOLDER[name], notes)
        elif name not in (SAMPLES, TEMPLATES, *_LEFT_BEHIND):
            _strange(path, folder, notes)


def _entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _below(path: Path, folder: Path, part: Part, notes: Notes) -> Iterator[tuple[Part, Path]]:
    for file in _entries(path):
        if file.suffix in _ENDINGS and file.is_file():
            yield part, file
        elif file.name not in (*_IGNORED, *_LEFT_BEHIND):
            _strange(file, folder, notes)


def _strange(path: Path, folder: Path, notes: Notes) -> None:
    name = path.relative_to(folder).as_posix()
    known = [*BY_FOLDER, SAMPLES, TEMPLATES, PACK_FILE]
    notes.warn(Place(name, 1, 0), Trouble.UNKNOWN_FILE, name=name, nearest=nearest(path.name, known))


def file_text(path: Path, name: str, notes: Notes) -> str | None:
    """The text of a definition file.

    Args:
        path: The file.
        name: What problems call it.
        notes: Takes what keeps it from being read.

    Returns:
        Its text without a byte order mark, or nothing.
    """
    top = Place(name, 1, 1)
    try:
        with path.open("rb") as file:
            content = file.read(4 * LARGEST + 1)
    except OSError as error:
        notes.add(top, Trouble.UNREADABLE_FILE, said=os.strerror(error.errno or 0))
        return None
    if len(content) > 4 * LARGEST:
        notes.add(top, Trouble.TOO_BIG, most=LARGEST // 1000)
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        notes.add(Place(name, line, 0), Trouble.NOT_UTF8)
        return None


def read_definitions(documents: list[Node], part: Part | None, reading: Reading) -> Iterator[Draft[object]]:
    """Make drafts of the documents of a file.

    Args:
        documents: Its documents.
        part: The part its folder belongs to; ``None`` if there is no folder.
        reading: The circumstances.

    Yields:
        Drafts of the parts that are understood.
    """
    for node in documents:
        if not isinstance(node, Mapping):
            reading.notes.add(node.place, Trouble.NOT_MAPPING, key="")
            continue
        kind = next((key for key in node.pairs if key in BY_KIND), None)
        found = BY_KIND[kind] if kind else None
        if found is None:
            kinds = [one.kind for one in PARTS if part is None or one.folder == part.folder]
            reading.notes.add(node.place, Trouble.MISSING, key=" / ".join(kinds))
        elif part is not None and found.folder != part.folder:
            reading.notes.add(node.place, Trouble.WRONG_FOLDER, kind=found.kind, folder=found.folder)
        elif found.several is not None:
            yield from found.several(node, reading)
        elif found.read is None:
            reading.notes.warn(node.place, Trouble.NOT_UNDERSTOOD, kind=found.kind)
        else:
            draft = found.read(node, reading)
            if draft is not None:
                yield draft


def read_pack_file(folder: Path, notes: Notes) -> tuple[Pack, Place] | None:
    """Read ``pack.yaml``.

    Args:
        folder: The pack's folder.
        notes: Takes what is wrong.

    Returns:
        The pack without its parts, and the place of its ``needs``; nothing if it has no name.
    """
    path = folder / PACK_FILE
    top = Place(PACK_FILE, 1, 1)
    if not path.is_file():
        notes.add(top, Trouble.NO_PACK_FILE, folder=folder.name)
        return None
    text = file_text(path, PACK_FILE, notes)
    documents = [] if text is None else compose(text, PACK_FILE, notes)
    if text is not None and not any(isinstance(node, Mapping) for node in documents):
        notes.add(top, Trouble.NOT_MAPPING, key="")
    for node in documents:
        if isinstance(node, Mapping):
            return _pack(node, notes)
    return None


def _pack(node: Mapping, notes: Notes) -> tuple[Pack, Place] | None:
    take = Taking(node, KEYS["pack"], notes)
    name = take.name("pack")
    title = take.title("title")
    version = take.text("version", required=True)
    needs = []
    for said, place in take.texts("needs"):
        if NAME.fullmatch(said) is None:
            notes.add(place, Trouble.BAD_NAME, name=said)
        else:
            needs.append(said)
    return (Pack(name, title or Title(name), version, tuple(needs)), take.place("needs")) if name else None
