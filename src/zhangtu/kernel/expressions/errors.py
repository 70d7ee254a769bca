"""An expression that is refused: where, what, and how to mend it."""

from collections.abc import Mapping
from typing import ClassVar

from zhangtu.kernel.expressions.wording import SENTENCES, say
from zhangtu.kernel.refusals import RefusedError


class ExpressionError(RefusedError):
    """A text that is no expression, or speaks of what is not there, or mixes what does not go together.

    Attributes:
        line: Its line in the text, 1 for the first.
        column: Its column in that line, 1 for the first.
    """

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = SENTENCES

    def __init__(self, kind: str, text: str, start: int, **facts: object) -> None:
        before = text[:start]
        self.line = before.count("\n") + 1
        self.column = start - (before.rfind("\n") + 1) + 1
        super().__init__(kind, problems=(), **facts)

    def say(self, language: str) -> str:
        """Say why, and how to mend it.

        Args:
            language: ``zh-hans``, ``zh-hant`` or ``en``.

        Returns:
            A sentence a clerk understands.
        """
        return say(self.kind, self.facts, language)
