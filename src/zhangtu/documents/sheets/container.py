"""The parts of a zipped workbook, opened with limits so that a small file cannot unpack to a flood."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from lxml import etree

from zhangtu.documents.sheets.refusing import Reason, SheetError
from zhangtu.kernel.zipped import BROKEN

#: More parts than any workbook has.
MAX_PARTS = 20_000
#: Bytes a part may hold that is read as a whole (styles, workbook, relations).
MAX_SMALL = 32 * 1024 * 1024
#: Bytes a part may unpack to that is read as a stream: 400,000 rows of 30 columns are about 700 million.
MAX_LARGE = 4 * 1024 * 1024 * 1024
#: Bytes unpacked per byte packed beyond which a part of more than ``_RATIO_FROM`` bytes is refused.
MAX_RATIO = 400
_RATIO_FROM = 16 * 1024 * 1024
_CHUNK = 1024 * 1024
_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


class Container:
    """A zip file's parts.

    Attributes:
        name: The file's name, for sentences.
        paths: Paths of its parts as stored.
    """

    def __init__(self, path: Path) -> None:
        """Open a zip file.

        Args:
            path: The file.

        Raises:
            SheetError: It is no zip file, or claims more parts than a workbook has.
        """
        self.name = path.name
        try:
            self._zip = zipfile.ZipFile(path)
            entries = self._zip.infolist()
        except BROKEN as error:
            raise SheetError(Reason.BROKEN, name=self.name) from error
        self._entries = {entry.filename.lower(): entry for entry in entries}
        self.paths = tuple(entry.filename for entry in entries)
        if len(entries) > MAX_PARTS:
            raise SheetError(Reason.FLOOD, name=self.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def has(self, path: str) -> bool:
        """Whether a part is there, upper and lower case alike."""
        return path.lower() in self._entries

    def read(self, path: str) -> bytes:
        """Unpack a small part as a whole.

        Args:
            path: Its path, upper and lower case alike.

        Returns:
            Its bytes, at most ``MAX_SMALL``.

        Raises:
            SheetError: It is missing, broken, encrypted or too large.
        """
        pieces: list[bytes] = []
        size = 0
        for piece in self.stream(path):
            size += len(piece)
            if size > MAX_SMALL:
                raise SheetError(Reason.FLOOD, name=self.name)
            pieces.append(piece)
        return b"".join(pieces)

    def stream(self, path: str) -> Iterator[bytes]:
        """Unpack a part piece by piece, counting what comes out.

        Args:
            path: Its path, upper and lower case alike.

        Yields:
            Its bytes in order.

        Raises:
            SheetError: It is missing, broken, encrypted or a flood.
        """
        entry = self._entries.get(path.lower())
        if entry is None:
            raise SheetError(Reason.BROKEN, name=self.name)
        if entry.flag_bits & 0x1:
            raise SheetError(Reason.ENCRYPTED, name=self.name)
        size = 0
        try:
            with self._zip.open(entry) as part:
                while piece := part.read(_CHUNK):
                    size += len(piece)
                    self._check(size, entry.compress_size)
                    yield piece
        except BROKEN as error:
            raise SheetError(Reason.BROKEN, name=self.name) from error

    def _check(self, size: int, packed: int) -> None:
        if size > MAX_LARGE or (size > _RATIO_FROM and size > MAX_RATIO * max(packed, 1)):
            raise SheetError(Reason.FLOOD, name=self.name)


def parse(data: bytes, name: str) -> etree._Element:
    """Parse one XML part without entities and without network.

    Args:
        data: The part.
        name: The file's name, for sentences.

    Returns:
        Its root element.

    Raises:
        SheetError: It declares a document type, or is not well-formed.
    """
    if any(word in data for word in _DECLARATIONS):
        raise SheetError(Reason.ENTITIES, name=name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise SheetError(Reason.BROKEN, name=name) from error
    return root


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
