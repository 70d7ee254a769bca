"""What can't be done in a procedure, as an exception with its sentences."""

from collections.abc import Mapping
from typing import ClassVar

from zhangtu.kernel.refusals import RefusedError
from zhangtu.procedures.wording import REFUSALS


class ProcedureError(RefusedError):
    """This could not be done in a procedure, and nothing was changed."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = REFUSALS
