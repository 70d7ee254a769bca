"""Names of people."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from zhangtu.schema.specs import Field
from zhangtu.schema.types.blank import SHEET_ERRORS, words_of
from zhangtu.schema.types.face import FieldType, Looking, Many, Read, Reader, refused
from zhangtu.schema.types.faults import FieldFault

_LONGEST: Final = 50
_CHINESE: Final = re.compile("(?!没有|沒有|暂无|暫無|无此项)[㐀-䶿一-鿿]{2,30}")
#: Many of them, a line each.
_CHINESE_LINES: Final = re.compile(f"(?:{_CHINESE.pattern}\n)*")
_SPACED: Final = re.compile("(?<=[㐀-鿿]) (?=[㐀-鿿])")
_DOTS: Final = str.maketrans(dict.fromkeys("•・‧∙●．˙", "·"))
_FIGURES: Final = re.compile(r"(?a)[\d#@=<>{}\[\]]")
#: Surnames of two characters; what follows is hidden, the surname is not.
_DOUBLE_WORDS = (
    "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 "
    "长孙 長孫 宇文 司徒 令狐 夏侯 端木 百里 南宫 南宮"
)
_DOUBLE: Final = frozenset(_DOUBLE_WORDS.split())


class PersonName(FieldType):
    """A name. Blanks between Chinese characters are layout and go; the dot of longer names is ``·``."""

    name: ClassVar[str] = "person_name"
    options: ClassVar[Mapping[str, str]] = {"max": f"most letters; {_LONGEST} unless given"}

    def reader(self, field: Field, looking: Looking) -> Reader:  # noqa: ARG002  # names need no looking up
        """Prepare to read; see the face."""
        most = int(field.options.get("max", _LONGEST))
        chinese = _CHINESE.fullmatch

        def read(given: Any) -> str | Read | None:
            if type(given) is str and len(given) <= most and chinese(given) is not None:
                return given
            return _slow(given, field, most)

        return read

    def many(self, field: Field) -> Many | None:
        """Prepare to read whole columns; see the face."""
        most = int(field.options.get("max", _LONGEST))
        chinese = _CHINESE_LINES.fullmatch

        def read(given: Sequence[str]) -> tuple[Sequence[Any], list[str]] | None:
            if chinese("\n".join([*given, ""])) is None or max(map(len, given), default=0) > most:
                return None
            return given, [f'"{one}"' for one in given]

        return read

    def masked(self, value: str, field: Field) -> str:  # noqa: ARG002  # every name is hidden the same way
        """The surname and a star: ``张*``."""
        if value[:2] in _DOUBLE and len(value) > 2:
            return f"{value[:2]}*"
        return f"{value[:1]}*"


def _slow(given: object, field: Field, most: int) -> str | Read | None:
    words = words_of(given)
    if not words:
        return None if words is not None else refused(field, FieldFault.WRONG_KIND)
    if words in SHEET_ERRORS:
        return refused(field, FieldFault.SHEET_ERROR)
    words = _SPACED.sub("", words.translate(_DOTS))
    if "*" in words or "＊" in words:
        return refused(field, FieldFault.HIDDEN)
    if len(words) > most:
        return refused(field, FieldFault.TOO_LONG, max=most)
    return refused(field, FieldFault.NOT_A_NAME) if _FIGURES.search(words) else words
