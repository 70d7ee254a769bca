"""Which kinds of files are taken, how large each may be, what their names end in: one list for all."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from zhangtu.kernel.scripts import in_language

#: Files up to here go with an ordinary form; larger ones piece by piece, and can be gone on with.
BY_FORM: Final = 20 * 1024 * 1024
_MB: Final = 1024 * 1024
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds of files that share a limit.

    Attributes:
        name: One word for it.
        words: What it is called, in Simplified and English.
        most: The largest file taken, in bytes.
    """

    name: str
    words: tuple[str, str]
    most: int


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file that is taken.

    Attributes:
        media: Its media type.
        endings: What names of it end in; the first is given to a name that ends otherwise.
        group: Whose limit holds.
        shown: Whether a re-encoded copy of it is shown on pages.
    """

    media: str
    endings: tuple[str, ...]
    group: Group
    shown: bool = False


PICTURE: Final = Group("picture", ("图片", "Pictures"), 30 * _MB)
DOCUMENT: Final = Group("document", ("文档", "Documents"), 100 * _MB)
TEXT: Final = Group("text", ("文本", "Plain text"), 20 * _MB)
ARCHIVE: Final = Group("archive", ("压缩包", "Archives"), 200 * _MB)
SOUND: Final = Group("sound", ("录音", "Sound"), 100 * _MB)
VIDEO: Final = Group("video", ("录像", "Video"), 500 * _MB)
GROUPS: Final = (PICTURE, DOCUMENT, TEXT, ARCHIVE, SOUND, VIDEO)

_LIST: Final = (
    FileKind("image/jpeg", ("jpg", "jpeg", "jpe", "jfif"), PICTURE, shown=True),
    FileKind("image/png", ("png",), PICTURE, shown=True),
    FileKind("image/webp", ("webp",), PICTURE, shown=True),
    FileKind("image/gif", ("gif",), PICTURE, shown=True),
    FileKind("image/bmp", ("bmp", "dib"), PICTURE, shown=True),
    FileKind("image/tiff", ("tif", "tiff"), PICTURE, shown=True),
    FileKind("image/heic", ("heic", "heif"), PICTURE),
    FileKind("image/heif", ("heif", "heic"), PICTURE),
    FileKind("application/pdf", ("pdf",), DOCUMENT),
    FileKind("application/ofd", ("ofd",), DOCUMENT),
    FileKind(_OFFICE + "wordprocessingml.document", ("docx", "docm", "wps"), DOCUMENT),
    FileKind(_OFFICE + "spreadsheetml.sheet", ("xlsx", "xlsm", "et"), DOCUMENT),
    FileKind(_OFFICE + "presentationml.presentation", ("pptx", "pptm", "ppsx", "dps"), DOCUMENT),
    FileKind(
        "application/x-ole-storage",
        ("doc", "xls", "ppt", "pps", "wps", "et", "dps", "msg", "dot", "xlt", "vsd"),
        DOCUMENT,
    ),
    FileKind("application/rtf", ("rtf", "doc"), DOCUMENT),
    FileKind("text/plain", ("txt", "csv", "tsv", "md", "log", "json", "ini", "yaml", "yml", "srt"), TEXT),
    FileKind("application/xml", ("xml",), TEXT),
    FileKind("application/zip", ("zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub"), ARCHIVE),
    FileKind("application/vnd.rar", ("rar",), ARCHIVE),
    FileKind("application/x-7z-compressed", ("7z",), ARCHIVE),
    FileKind("application/gzip", ("gz", "tgz"), ARCHIVE),
    FileKind("application/ogg", ("ogg", "oga", "ogv", "opus"), SOUND),
    FileKind("audio/mpeg", ("mp3",), SOUND),
    FileKind("audio/wav", ("wav",), SOUND),
    FileKind("audio/amr", ("amr",), SOUND),
    FileKind("audio/mp4", ("m4a", "mp4"), SOUND),
    FileKind("video/mp4", ("mp4", "m4v", "m4a", "3gp"), VIDEO),
    FileKind("video/quicktime", ("mov", "qt"), VIDEO),
    FileKind("video/x-msvideo", ("avi",), VIDEO),
)
#: Media type → what is said of it; a file of any other type is not taken.
KINDS: Final[Mapping[str, FileKind]] = MappingProxyType({one.media: one for one in _LIST})
#: The largest file of all.
LARGEST: Final = max(group.most for group in GROUPS)


def megabytes(size: int) -> str:
    """A size as people read it: whole megabytes, or kilobytes below one.

    Args:
        size: In bytes.

    Returns:
        For instance ``20 MB``, ``1.4 MB`` or ``320 KB``.
    """
    if size < _MB:
        return f"{max(1, -(-size // 1024))} KB"
    return f"{size / _MB:.1f}".removesuffix(".0") + " MB"


def limits(language: str) -> tuple[tuple[str, str, str], ...]:
    """What is taken, for people to read before they choose a file.

    Args:
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        For each group what it is called, how large a file may be, and the usual endings.
    """
    said = []
    for group in GROUPS:
        endings = dict.fromkeys(one.endings[0] for one in _LIST if one.group is group)
        said.append((in_language(*group.words, language), megabytes(group.most), " ".join(endings)))
    return tuple(said)


def endings() -> tuple[str, ...]:
    """Every ending that is taken, for the chooser of a browser.

    Returns:
        Endings with their dot.
    """
    return tuple(dict.fromkeys(f".{ending}" for one in _LIST for ending in one.endings))
