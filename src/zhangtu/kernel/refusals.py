"""What cannot be done, as an exception that carries its sentence in the three languages of the product."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from zhangtu.kernel.problems import FieldProblem
from zhangtu.kernel.scripts import in_language


class RefusedError(Exception):
    """Something a person asked for was not done; nothing has changed.

    Every room derives its own class with its own sentences.

    Attributes:
        kind: One word from the room's closed list.
        facts: What fills the sentence. Never a value the person may not see.
        problems: What is wrong field by field, where fields are concerned.
    """

    #: Kind → sentence in Simplified Chinese and in English; words in braces come from the facts.
    sentences: ClassVar[Mapping[str, tuple[str, str]]] = {}

    def __init__(self, kind: str, *, problems: Sequence[FieldProblem] = (), **facts: object) -> None:
        self.kind = kind
        self.facts = facts
        self.problems = tuple(problems)
        super().__init__(self.say("en"))

    def say(self, language: str) -> str:
        """Say why, and how to mend it.

        Args:
            language: ``zh-hans``, ``zh-hant`` or ``en``.

        Returns:
            A sentence a clerk understands.
        """
        return in_language(*self.sentences[self.kind], language).format(**self.facts)
