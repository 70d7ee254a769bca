"""The parts of an Office Open XML package: which file is the document, which its styles, lists and notes."""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from lxml import etree

from zhangtu.reading.source import UnreadableError
from zhangtu.reading.sources.archive import Archive
from zhangtu.reading.sources.sentences import Remark, Trouble
from zhangtu.reading.sources.word.names import W
from zhangtu.reading.sources.xmlparts import parse_xml

_T = TypeVar("_T")

#: The strict flavour of the format differs only in its namespace.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
#: Troubles of a side part that must not cost the document.
_BEARABLE = frozenset({Trouble.ZIP_BROKEN, Trouble.XML_BROKEN})


def main_part(archive: Archive) -> str | None:
    """Path of the package's main part.

    Args:
        archive: The package.

    Returns:
        Usually ``word/document.xml``, for a workbook ``xl/workbook.xml``; None if there is none.
    """
    if archive.has("_rels/.rels"):
        for kind, target in _relations(archive, "_rels/.rels", ""):
            if kind == "officeDocument" and archive.has(target):
                return target
    return next((path for path in ("word/document.xml", "xl/workbook.xml") if archive.has(path)), None)


@dataclass(slots=True)
class Package:
    """A Word package.

    Attributes:
        archive: The container.
        path: Path of the document part.
        remarks: Codes gathered on the way.
    """

    archive: Archive
    path: str
    remarks: set[Remark] = field(default_factory=set)
    _targets: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look up what the document part refers to."""
        folder, file = posixpath.split(self.path)
        relations = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        found: list[tuple[str, str]] = []
        if self.archive.has(relations):
            found = self._bearing(lambda: list(_relations(self.archive, relations, folder))) or []
        self._targets = dict(reversed(found))
        for kind in ("styles", "numbering", "footnotes", "endnotes"):
            self._targets.setdefault(kind, posixpath.join(folder, f"{kind}.xml"))

    def document(self) -> etree._Element:
        """The document part's root."""
        return self._root(self.path)

    def side_part(self, kind: str) -> etree._Element | None:
        """Root of a part the document refers to.

        Args:
            kind: ``styles``, ``numbering``, ``footnotes`` or ``endnotes``.

        Returns:
            None when the part is missing, or damaged: then a remark says so.
        """
        path = self._targets[kind]
        return self._bearing(lambda: self._root(path)) if self.archive.has(path) else None

    def _root(self, path: str) -> etree._Element:
        data = self.archive.read(path).replace(_STRICT, W.strip("{}").encode())
        return parse_xml(data, self.archive.name)

    def _bearing(self, read: Callable[[], _T]) -> _T | None:
        try:
            return read()
        except UnreadableError as error:
            if error.code not in _BEARABLE:
                raise
            self.remarks.add(Remark.PART_LEFT_OUT)
            return None


def _relations(archive: Archive, path: str, folder: str) -> Iterator[tuple[str, str]]:
    """Kind (last word of the type) and full path of each target inside the package."""
    for relation in parse_xml(archive.read(path), archive.name):
        target = relation.get("Target")
        if target is None or relation.get("TargetMode") == "External":
            continue
        full = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        yield (relation.get("Type") or "").rpartition("/")[2], posixpath.normpath(full)
