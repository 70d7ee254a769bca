"""What the room of messages refuses, each with a sentence that says how to mend it."""

from collections.abc import Mapping
from typing import ClassVar

from zhangtu.kernel.refusals import RefusedError
from zhangtu.messages.wording import REFUSALS


class MessageError(RefusedError):
    """This could not be sent or set, and nothing was changed."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = REFUSALS
