"""The field type of credit codes."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from zhangtu.kernel.identifiers import credit_code
from zhangtu.kernel.identifiers.checked import Checked
from zhangtu.schema.types.identifier import Identifier


class CreditCode(Identifier):
    """A unified social credit code."""

    name: ClassVar[str] = "credit_code"
    check: ClassVar[Callable[[str], Checked]] = credit_code.check
    hide: ClassVar[Callable[[str], str]] = credit_code.masked
    all_right: ClassVar[Callable[[Sequence[str]], bool] | None] = credit_code.all_right
