"""What adoption refuses, each with a sentence that says how to mend it."""

from collections.abc import Mapping
from typing import ClassVar

from zhangtu.kernel.refusals import RefusedError
from zhangtu.plans.adopting.wording import REFUSALS


class AdoptionError(RefusedError):
    """This could not be done with the adoption of a plan, and nothing was changed."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = REFUSALS
