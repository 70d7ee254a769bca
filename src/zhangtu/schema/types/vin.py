"""The field type of vins."""

from collections.abc import Callable
from typing import ClassVar

from zhangtu.kernel.identifiers import vin
from zhangtu.kernel.identifiers.checked import Checked
from zhangtu.schema.types.identifier import Identifier


class Vin(Identifier):
    """A vehicle's identification number."""

    name: ClassVar[str] = "vin"
    check: ClassVar[Callable[[str], Checked]] = vin.check
    hide: ClassVar[Callable[[str], str]] = vin.masked
