"""What can't be done with forms and scans, as an exception with its sentence."""

from collections.abc import Mapping
from typing import ClassVar

from zhangtu.kernel.refusals import RefusedError
from zhangtu.stamping.wording import REFUSALS


class StampingError(RefusedError):
    """This could not be done with a form or a scan, and nothing was changed."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = REFUSALS
