"""The field type of phones."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from zhangtu.kernel.identifiers import phone
from zhangtu.kernel.identifiers.checked import Checked
from zhangtu.schema.types.identifier import Identifier


class Phone(Identifier):
    """A telephone number."""

    name: ClassVar[str] = "phone"
    check: ClassVar[Callable[[str], Checked]] = phone.check
    hide: ClassVar[Callable[[str], str]] = phone.masked
    all_right: ClassVar[Callable[[Sequence[str]], bool] | None] = phone.all_right
