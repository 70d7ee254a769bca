"""What can't be done with figures, as exceptions with their sentences."""

from collections.abc import Mapping
from typing import ClassVar

from zhangtu.kernel.refusals import RefusedError
from zhangtu.measures.wording import REFUSALS


class MeasureError(RefusedError):
    """This figure can't be had like this."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = REFUSALS
