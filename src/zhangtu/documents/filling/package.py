"""The parts of a workbook as a whole: found by what they are to each other, written back in their order."""

import posixpath
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from zhangtu.documents.sheets.container import Container, local, parse
from zhangtu.documents.sheets.refusing import Reason, SheetError
from zhangtu.documents.sheets.sniffing import Kind, kind_of


class Package:
    """A workbook's parts.

    Attributes:
        sheets: Name of each worksheet → path of its part, in the workbook's order.
    """

    def __init__(self, path: Path) -> None:
        """Open a workbook.

        Args:
            path: An .xlsx file.

        Raises:
            SheetError: It is none, or broken.
        """
        if kind_of(path) is not Kind.XLSX:
            raise SheetError(Reason.NOT_XLSX, name=path.name)
        self._file = path
        self._container = Container(path)
        self._changed: dict[str, bytes] = {}
        self._dropped: set[str] = set()
        targets = self.related("")
        self.workbook = next((part for part, kind in targets if kind == "officeDocument"), "xl/workbook.xml")
        root = parse(self.read(self.workbook), path.name)
        paths = self._by_id(self.workbook)
        self.sheets = {
            sheet.get("name", ""): paths[number]
            for sheet in root.iter("{*}sheet")
            for key, number in sheet.attrib.items()
            if str(key).endswith("}id") and number in paths and "worksheet" in paths[number]
        }

    def read(self, path: str) -> bytes:
        """A part's bytes as they are now."""
        if path in self._changed:
            return self._changed[path]
        return b"".join(self._container.stream(path))

    def has(self, path: str) -> bool:
        """Whether a part is there."""
        return path in self._changed or (path not in self._dropped and self._container.has(path))

    def paths(self) -> tuple[str, ...]:
        """Paths of all parts."""
        return (*self._container.paths, *(path for path in self._changed if not self._container.has(path)))

    def write(self, path: str, data: bytes) -> None:
        """Put bytes into a part, a new one where there is none."""
        if not self.has(path) or self.read(path) != data:
            self._changed[path] = data

    def drop(self, path: str) -> None:
        """Take a part away, with what is said of it elsewhere."""
        self._dropped.add(path)
        self._changed.pop(path, None)
        types = self.read("[Content_Types].xml")
        name = re.escape(("/" + path).encode())
        self.write(
            "[Content_Types].xml", re.sub(rb"<(?:\w+:)?Override\b[^>]*" + name + rb"[^>]*/>", b"", types)
        )
        relations = _relations_of(self.workbook)
        last = re.escape(posixpath.basename(path).encode())
        text = re.sub(rb"<(?:\w+:)?Relationship\b[^>]*[/\"']" + last + rb"[^>]*/>", b"", self.read(relations))
        self.write(relations, text)

    def related(self, part: str) -> list[tuple[str, str]]:
        """The parts a part names, with what they are to it (``worksheet``, ``drawing``, ``comments`` …)."""
        path = _relations_of(part)
        if not self.has(path):
            return []
        folder = posixpath.dirname(part)
        return [
            (_joined(folder, relation.get("Target", "")), relation.get("Type", "").rpartition("/")[2])
            for relation in parse(self.read(path), self._file.name)
            if local(relation) == "Relationship" and relation.get("TargetMode") != "External"
        ]

    def _by_id(self, part: str) -> dict[str, str]:
        path = _relations_of(part)
        if not self.has(path):
            return {}
        folder = posixpath.dirname(part)
        return {
            relation.get("Id", ""): _joined(folder, relation.get("Target", ""))
            for relation in parse(self.read(path), self._file.name)
            if relation.get("TargetMode") != "External"
        }

    def relate(self, part: str, target: str, kind: str) -> str:
        """Name a part in another's relations.

        Args:
            part: The part that names.
            target: The part named.
            kind: What it is to it, a full address.

        Returns:
            The id given.
        """
        path = _relations_of(part)
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        empty = f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{space}"></Relationships>'
        text = self.read(path) if self.has(path) else empty.encode()
        root = parse(text, self._file.name)
        taken = {relation.get("Id", "") for relation in root}
        number = next(f"rIdZ{at}" for at in range(1, len(taken) + 2) if f"rIdZ{at}" not in taken)
        made = etree.SubElement(root, f"{{{space}}}Relationship")
        for name, value in (("Id", number), ("Type", kind), ("Target", "/" + target)):
            made.set(name, value)
        self.write(path, etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))
        return number

    def save(self, path: Path, extra: Mapping[str, Path] | None = None) -> None:
        """Write the workbook.

        Parts nobody changed are copied byte for byte, in their order.

        Args:
            path: Where to.
            extra: Parts whose bytes lie in files.
        """
        extra = extra or {}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for name in self.paths():
                if name in self._dropped or name.endswith("/"):
                    continue
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                with out.open(entry, "w", force_zip64=True) as part:
                    if name in extra:
                        with extra[name].open("rb") as file:
                            while piece := file.read(1 << 20):
                                part.write(piece)
                    elif name in self._changed:
                        part.write(self._changed[name])
                    else:
                        for piece in self._container.stream(name):
                            part.write(piece)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _joined(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
