"""What the life of a task refuses, each with a sentence that says how to mend it."""

from collections.abc import Mapping
from typing import ClassVar

from zhangtu.kernel.refusals import RefusedError
from zhangtu.plans.doing.wording import REFUSALS


class TaskError(RefusedError):
    """This could not be done with a task, and nothing was changed."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = REFUSALS
