"""The field type of plates."""

from collections.abc import Callable
from typing import ClassVar

from zhangtu.kernel.identifiers import plate
from zhangtu.kernel.identifiers.checked import Checked
from zhangtu.schema.types.identifier import Identifier


class Plate(Identifier):
    """A vehicle's plate."""

    name: ClassVar[str] = "plate"
    check: ClassVar[Callable[[str], Checked]] = plate.check
    hide: ClassVar[Callable[[str], str]] = plate.masked
