"""Whether something is so, or is not."""

from typing import Any, ClassVar, Final

from zhangtu.kernel.expressions.kinds import Kind
from zhangtu.kernel.folding import fold
from zhangtu.kernel.scripts import in_language
from zhangtu.schema.specs import Field
from zhangtu.schema.types.blank import SHEET_ERRORS, one_line
from zhangtu.schema.types.face import FieldType, Looking, Read, Reader, refused
from zhangtu.schema.types.faults import FieldFault

_YES: Final = ("是", "有", "对", "真", "已", "√", "✓", "✔", "☑", "✅", "y", "yes", "true", "t", "1", "1.0")
_NO: Final = (
    "否",
    "无",
    "不是",
    "没有",
    "没",
    "不",
    "假",
    "未",
    "×",
    "x",
    "✗",
    "✘",
    "☒",
    "❌",
    "n",
    "no",
    "false",
    "f",
    "0",
    "0.0",
)
_WORDS: Final = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}
_NOTHING: Final = frozenset(("", "-", "--", "/", "\\", "n/a", "#n/a", "☐", "□"))


class YesNo(FieldType):
    """Whether something is so. ``无`` says no; a dash or a blank says nothing."""

    name: ClassVar[str] = "yes_no"
    expression_type: ClassVar[Kind | None] = Kind.YES_NO

    def reader(self, field: Field, looking: Looking) -> Reader:  # noqa: ARG002  # yes and no need no looking up
        """Prepare to read; see the face."""
        known = _WORDS.get

        def read(given: Any) -> bool | Read | None:
            kind = type(given)
            if kind is bool:
                return bool(given)
            if kind is str:
                found: bool | None = known(given)
                if found is not None:
                    return found
            return _slow(given, field)

        return read

    def show(self, value: bool, field: Field, language: str) -> str:  # noqa: ARG002  # yes is yes in any field
        """是 or 否."""
        return in_language("是", "yes", language) if value else in_language("否", "no", language)

    def folded(self, value: bool) -> str:
        """What keys and search compare; see the face."""
        return "true" if value else "false"


def _slow(given: object, field: Field) -> bool | Read | None:
    if given is None:
        return None
    if isinstance(given, str):
        return _of_words(given, field)
    if isinstance(given, int | float) and given in (0, 1):
        return given == 1
    return refused(field, FieldFault.NOT_YES_NO)


def _of_words(given: str, field: Field) -> bool | Read | None:
    words = fold(one_line(given[:100]))
    if words in _NOTHING:
        return None
    if words in _WORDS:
        return _WORDS[words]
    sheet = words.upper() in SHEET_ERRORS
    return refused(field, FieldFault.SHEET_ERROR if sheet else FieldFault.NOT_YES_NO)
