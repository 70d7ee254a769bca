"""What a file is called: a plain name with an ending that fits it, and how it is said in a header."""

import unicodedata
from typing import Final
from urllib.parse import quote

from zhangtu.ledgers import files
from zhangtu.ledgers.filing.kinds import KINDS

#: RFC 8187, attr-char: what may stand unescaped in an extended parameter.
_PLAIN: Final = "!#$&+-.^_`|~"


def fitting(name: str, media: str) -> str:
    """A name whose ending fits what the file is, so that a system opens it with nothing else.

    Args:
        name: Whatever it was called.
        media: What it is.

    Returns:
        The name without folders, marks and control characters; the ending added where it has another.
    """
    plain = files.plain_name(name)
    kind = KINDS.get(media)
    endings = ("bin",) if kind is None else kind.endings
    if plain.lower().endswith(tuple(f".{ending}" for ending in endings)):
        return plain
    return files.plain_name(f"{plain[: files.NAME - 6]}.{endings[0]}")


def disposition(name: str) -> str:
    """The header ``Content-Disposition`` for a file handed out to be saved (RFC 6266).

    Args:
        name: What it is called.

    Returns:
        A plain ASCII name for old programs, then the name itself (RFC 8187).
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(letter for letter in plain if letter.isalnum() or letter in "-_. ()").strip()
    stem, dot, ending = plain.rpartition(".")
    if not (stem if dot else plain).strip(" ._-()"):
        plain = f"file.{ending}" if dot and ending else "file"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe=_PLAIN)}"
