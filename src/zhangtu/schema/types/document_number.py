"""The field type of document numbers."""

from collections.abc import Callable
from typing import ClassVar

from zhangtu.kernel.identifiers import document_number
from zhangtu.kernel.identifiers.checked import Checked
from zhangtu.schema.types.identifier import Identifier


class DocumentNumber(Identifier):
    """The number of an official document."""

    name: ClassVar[str] = "document_number"
    check: ClassVar[Callable[[str], Checked]] = document_number.check
    hide: ClassVar[Callable[[str], str]] = document_number.masked
