"""Files and photos that lie in the store."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, ClassVar, Final

import msgspec

from zhangtu.kernel.expressions.kinds import Kind
from zhangtu.kernel.folding import fold
from zhangtu.schema.specs import Field
from zhangtu.schema.types.blank import one_line, words_of
from zhangtu.schema.types.face import FieldType, FileRef, Looking, Read, Reader, refused
from zhangtu.schema.types.faults import FieldFault

_DIGEST: Final = re.compile("[0-9a-f]{64}")
_MOST: Final = 50
_LONGEST: Final = 200
_SEPARATORS: Final = str.maketrans(dict.fromkeys('/\\:*?"<>|', "_"))


class File(FieldType):
    """Files that were brought before; a spreadsheet cannot bring any."""

    name: ClassVar[str] = "file"
    expression_type: ClassVar[Kind | None] = None
    options: ClassVar[Mapping[str, str]] = {
        "accept": "endings that are taken, such as `pdf, docx`; any unless given",
        "many": "`yes` for several",
    }
    reads_back: ClassVar[bool] = False
    _accepted: ClassVar[str] = ""

    def reader(self, field: Field, looking: Looking) -> Reader:  # noqa: ARG002  # digests need no looking up
        """Prepare to read; see the face."""
        accept = field.options.get("accept", self._accepted)
        endings = tuple(f".{ending.strip().lower()}" for ending in accept.split(",") if ending.strip())
        most = _MOST if field.options.get("many") == "yes" else 1

        def read(given: object) -> tuple[FileRef, ...] | Read | None:
            if isinstance(given, str | None):
                return None if not words_of(given) else refused(field, FieldFault.NOT_A_FILE)
            pieces = given if isinstance(given, list | tuple) else (given,)
            if len(pieces) > most:
                return refused(field, FieldFault.ONE_ONLY, max=most)
            files = tuple(dict.fromkeys(map(_file, pieces)))
            if None in files:
                return refused(field, FieldFault.NOT_A_FILE)
            known = tuple(file for file in files if file is not None)
            if endings and not all(file.name.lower().endswith(endings) for file in known):
                return refused(field, FieldFault.FILE_KIND, accept=accept)
            return known or None

        return read

    def stored(self, value: tuple[FileRef, ...]) -> str:
        """The value as compact JSON; see the face."""
        return msgspec.json.encode([_said(file) for file in value]).decode()

    def loaded(self, stored: list[Mapping[str, str]]) -> tuple[FileRef, ...]:
        """The value of what was stored; see the face."""
        return tuple(FileRef(file["sha256"], file["name"], file.get("caption", "")) for file in stored)

    def show(self, value: tuple[FileRef, ...], field: Field, language: str) -> str:  # noqa: ARG002  # names stay
        """The names with 、 between them, captions in brackets behind."""
        return "、".join(f"{file.name}（{file.caption}）" if file.caption else file.name for file in value)

    def folded(self, value: tuple[FileRef, ...]) -> str:
        """What keys and search compare; see the face."""
        return fold(" ".join(file.name for file in value))


class Photo(File):
    """Pictures."""

    name: ClassVar[str] = "photo"
    _accepted: ClassVar[str] = "jpg, jpeg, png, webp, heic, heif"


def _file(given: Any) -> FileRef | None:
    if isinstance(given, FileRef):
        given = {"sha256": given.sha256, "name": given.name, "caption": given.caption}
    if not isinstance(given, Mapping):
        return None
    digest, name = given.get("sha256"), given.get("name")
    if not isinstance(digest, str) or not isinstance(name, str) or _DIGEST.fullmatch(digest) is None:
        return None
    words = unicodedata.normalize("NFC", one_line(name).translate(_SEPARATORS)).strip(". ")
    caption = given.get("caption", "")
    said = one_line(caption).strip() if isinstance(caption, str) else None
    if not words or len(words) > _LONGEST or said is None or len(said) > _LONGEST:
        return None
    return FileRef(digest, words, said)


def _said(file: FileRef) -> Mapping[str, str]:
    """A file as it is stored, keys sorted; without a caption as before there were any."""
    plain = {"name": file.name, "sha256": file.sha256}
    return {"caption": file.caption, **plain} if file.caption else plain
