"""Zip containers (docx, ofd, odt) opened with limits, so that a small file cannot unpack to a flood."""

import io
import zipfile

from zhangtu.kernel.zipped import BROKEN
from zhangtu.reading.source import UnreadableError
from zhangtu.reading.sources.sentences import Trouble

#: More entries than any office document has.
MAX_ENTRIES = 5_000
#: Bytes one part may unpack to.
MAX_PART = 48 * 1024 * 1024
#: Bytes all parts together may claim or unpack to.
MAX_TOTAL = 400 * 1024 * 1024
#: Bytes unpacked per byte packed, beyond which a part of more than ``_RATIO_FROM`` bytes is refused.
MAX_RATIO = 250
_RATIO_FROM = 4 * 1024 * 1024
_CHUNK = 256 * 1024


class Archive:
    """A zip container held in memory.

    Attributes:
        name: The file's name, for sentences.
        paths: Paths of its parts as stored.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Open the container and look at what it claims.

        Args:
            data: The whole file.
            name: Its name, for sentences.

        Raises:
            UnreadableError: It is broken, encrypted, or claims more than an office document can hold.
        """
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except BROKEN as error:
            raise UnreadableError(Trouble.ZIP_BROKEN, name=name) from error
        self._entries = {entry.filename.lower(): entry for entry in entries}
        self.paths = tuple(entry.filename for entry in entries)
        self._left = MAX_TOTAL
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise UnreadableError(Trouble.ZIP_BOMB, name=name)

    def has(self, path: str) -> bool:
        """Whether a part of this path is there, upper and lower case alike."""
        return path.lower() in self._entries

    def read(self, path: str) -> bytes:
        """Unpack one part, counting what comes out.

        Args:
            path: Path of the part, upper and lower case alike.

        Returns:
            Its bytes.

        Raises:
            UnreadableError: The part is missing, broken, encrypted or larger than allowed.
        """
        entry = self._entries.get(path.lower())
        if entry is None:
            raise UnreadableError(Trouble.ZIP_BROKEN, name=self.name)
        if entry.flag_bits & 0x1:
            raise UnreadableError(Trouble.ENCRYPTED, name=self.name)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableError(Trouble.ZIP_BROKEN, name=self.name)
        self._check_size(entry.file_size, entry.compress_size)
        try:
            return self._inflate(entry)
        except BROKEN as error:
            raise UnreadableError(Trouble.ZIP_BROKEN, name=self.name) from error

    def _inflate(self, entry: zipfile.ZipInfo) -> bytes:
        pieces: list[bytes] = []
        size = 0
        with self._zip.open(entry) as part:
            while piece := part.read(_CHUNK):
                size += len(piece)
                self._left -= len(piece)
                self._check_size(size, entry.compress_size)
                pieces.append(piece)
        return b"".join(pieces)

    def _check_size(self, size: int, packed: int) -> None:
        flood = size > _RATIO_FROM and size > MAX_RATIO * max(packed, 1)
        if size > MAX_PART or self._left < 0 or flood:
            raise UnreadableError(Trouble.ZIP_BOMB, name=self.name)
