"""Reads .xlsx slice by slice: the list of sheets, their merged cells, their rows."""

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from zhangtu.documents.sheets.container import Container, local, parse
from zhangtu.documents.sheets.refusing import Reason, SheetError
from zhangtu.documents.sheets.slices import Block, Cell, Slices, merges
from zhangtu.documents.sheets.strings import SharedStrings

_RELATION_ID = re.compile(r"\}id$")
#: How much of a sheet may follow its rows.
_TAIL = 64 * 1024 * 1024


class XlsxBook:
    """An .xlsx workbook.

    Attributes:
        sheets: Name of each worksheet → whether it can be seen, in the workbook's order.
    """

    def __init__(self, container: Container) -> None:
        """Read what the workbook says of itself.

        Args:
            container: The opened file.

        Raises:
            SheetError: It is broken.
        """
        self._container = container
        path = self._workbook_path()
        root = parse(container.read(path), container.name)
        targets = self._targets(path)
        self._paths: dict[str, str] = {}
        self.sheets: dict[str, bool] = {}
        for sheet in root.iter("{*}sheet"):
            target, kind = targets.get(_relation(sheet), ("", ""))
            if kind != "worksheet" or not container.has(target):
                continue
            name = sheet.get("name", "")
            self._paths[name] = target
            self.sheets[name] = sheet.get("state", "visible") == "visible"
        if not self._paths:
            raise SheetError(Reason.BROKEN, name=container.name)
        settings = next(root.iter("{*}workbookPr"), None)
        self.from_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
        self._others = {kind: target for target, kind in targets.values()}
        self._strings: SharedStrings | None = None

    def _workbook_path(self) -> str:
        for target, kind in self._targets("").values():
            if kind == "officeDocument" and self._container.has(target):
                return target
        return "xl/workbook.xml"

    def _targets(self, part: str) -> dict[str, tuple[str, str]]:
        """The parts a part names: id → path and kind."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self._container.has(path):
            return {}
        root = parse(self._container.read(path), self._container.name)
        return {
            relation.get("Id", ""): (
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
                relation.get("Type", "").rpartition("/")[2],
            )
            for relation in root
            if local(relation) == "Relationship" and relation.get("TargetMode") != "External"
        }

    def merged(self, sheet: str) -> list[Block]:
        """The merged cells of a sheet.

        Args:
            sheet: Its name.

        Returns:
            Them; they stand behind the rows, so the whole part is unpacked for them once.

        Raises:
            SheetError: It is broken.
        """
        tail, found = b"", False
        for piece in self._container.stream(self._paths[sheet]):
            tail += piece
            if not found:
                end = _closes(tail)
                found = end > 0
                tail = tail[end:] if found else tail[-64:]
            if len(tail) > _TAIL:
                raise SheetError(Reason.FLOOD, name=self._container.name)
        return merges(tail) if found else []

    def rows(self, sheet: str) -> Iterator[tuple[int, list[list[Cell]]]]:
        """The rows of a sheet.

        Args:
            sheet: Its name.

        Yields:
            The number of the first row (0 for the top one) and rows that follow each other from there.

        Raises:
            SheetError: It is broken or too wide.
        """
        styles = self._others.get("styles", "")
        slices = Slices(
            self._container.read(styles) if self._container.has(styles) else b"",
            self.from_1904,
            self._texts().__getitem__,
            self._container.name,
            sheet,
        )
        yield from slices.rows(self._container.stream(self._paths[sheet]))

    def _texts(self) -> SharedStrings:
        if self._strings is None:
            path = self._others.get("sharedStrings", "")
            pieces = self._container.stream(path) if self._container.has(path) else iter(())
            self._strings = SharedStrings(pieces, self._container.name)
        return self._strings


def _closes(tail: bytes) -> int:
    """Where the rows end, one behind; 0 while they go on."""
    if b"sheetData" not in tail:
        return 0  # found out much faster than by the expression
    found = re.search(rb"</(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*/>", tail)
    return found.end() if found is not None else 0


def _relation(sheet: etree._Element) -> str:
    for key, value in sheet.attrib.items():
        if _RELATION_ID.search(str(key)):
            return str(value)
    return ""
