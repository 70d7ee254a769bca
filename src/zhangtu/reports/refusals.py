"""What the room of reports refuses, each with a sentence that says how to mend it."""

from collections.abc import Mapping
from typing import ClassVar

from zhangtu.kernel.refusals import RefusedError
from zhangtu.reports.wording import REFUSALS


class ReportError(RefusedError):
    """This could not be done with a report, and nothing was changed."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = REFUSALS
