"""Identifiers: the fields whose numbers ``kernel.identifiers`` checks."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Final

from zhangtu.kernel.identifiers.checked import Checked
from zhangtu.kernel.problems import FieldProblem, Severity
from zhangtu.schema.specs import Field
from zhangtu.schema.types.blank import SHEET_ERRORS, words_of
from zhangtu.schema.types.face import FieldType, Looking, Many, Read, Reader, refused
from zhangtu.schema.types.faults import FieldFault

_LONGEST: Final = 100


class Identifier(FieldType):
    """A number kept in its normal form; what is wrong with it is an error or a warning of its own list."""

    #: The functions of the number's module.
    check: ClassVar[Callable[[str], Checked]]
    hide: ClassVar[Callable[[str], str]]
    #: Whether many numbers are in order as they stand; where there is a quick way to say so.
    all_right: ClassVar[Callable[[Sequence[str]], bool] | None] = None

    def reader(self, field: Field, looking: Looking) -> Reader:  # noqa: ARG002  # numbers need no looking up
        """Prepare to read; see the face."""
        check = type(self).check

        def read(given: Any) -> str | Read | None:
            if type(given) is str and given.isascii() and given.isalnum() and len(given) <= _LONGEST:
                checked = check(given)
                if checked.kind is None:
                    return checked.value
            return _slow(given, field, check)

        return read

    def many(self, field: Field) -> Many | None:  # noqa: ARG002  # numbers have no options
        """Prepare to read whole columns; see the face."""
        all_right = type(self).all_right
        if all_right is None:
            return None

        def read(given: Sequence[str]) -> tuple[Sequence[Any], list[str]] | None:
            return (given, [f'"{one}"' for one in given]) if all_right(given) else None

        return read

    def masked(self, value: str, field: Field) -> str:  # noqa: ARG002  # every number is hidden the same way
        """The number with its telling part hidden."""
        return type(self).hide(value)


def _slow(given: object, field: Field, check: Callable[[str], Checked]) -> str | Read | None:
    words = words_of(given)
    if not words:
        return None if words is not None else refused(field, FieldFault.WRONG_KIND)
    if words in SHEET_ERRORS:
        return refused(field, FieldFault.SHEET_ERROR)
    if len(words) > _LONGEST:
        return refused(field, FieldFault.TOO_LONG, max=_LONGEST)
    checked = check(words)
    if checked.kind is None:
        return checked.value
    problem = FieldProblem(field.name, checked.kind, checked.severity)
    return Read(checked.value if checked.severity is Severity.WARNING else None, (problem,))
