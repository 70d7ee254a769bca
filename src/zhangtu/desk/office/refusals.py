"""What these pages refuse before a room below is asked, each with a sentence that says how to mend it."""

from zhangtu.desk.office.wording import REFUSALS
from zhangtu.kernel.refusals import RefusedError


class OfficeError(RefusedError):
    """What was filled in cannot be read, or was changed since it was looked at."""

    sentences = REFUSALS
