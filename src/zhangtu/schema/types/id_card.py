"""The field type of id cards."""

from collections.abc import Callable
from typing import ClassVar

from zhangtu.kernel.identifiers import id_card
from zhangtu.kernel.identifiers.checked import Checked
from zhangtu.schema.types.identifier import Identifier


class IdCard(Identifier):
    """A citizen's number."""

    name: ClassVar[str] = "id_card"
    check: ClassVar[Callable[[str], Checked]] = id_card.check
    hide: ClassVar[Callable[[str], str]] = id_card.masked
