"""What cannot be done, as an exception that carries its sentence in the three languages of the product."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Self

from zhangtu.kernel.problems import FieldProblem
from zhangtu.kernel.scripts import in_language, to_traditional


class Words(str):
    """What something is called, as a fact of a sentence: it is said in the sentence's language.

    As text it is the Simplified words, so that whoever only compares or stores facts needs to know nothing.

    Attributes:
        en: In English; empty where nobody gave any.
        hant: In Traditional Chinese; empty where the Simplified words are converted.
    """

    __slots__ = ("en", "hant")

    en: str
    hant: str

    def __new__(cls, zh: str, en: str = "", hant: str = "") -> Self:
        """Make them of the words in each language."""
        made = super().__new__(cls, zh)
        made.en, made.hant = en, hant
        return made

    @classmethod
    def joined(cls, several: Iterable["Words"]) -> Self:
        """Several as one list, with the marks of each language between."""
        found = list(several)
        english, traditional = ([one.say(language) for one in found] for language in ("en", "zh-hant"))
        return cls("、".join(found), ", ".join(english), "、".join(traditional))

    def say(self, language: str) -> str:
        """The words in a language; the Simplified ones where English lacks."""
        if language == "zh-hant":
            return self.hant or to_traditional(self)
        return self.en or str(self) if language == "en" else str(self)


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
        facts = {
            name: fact.say(language) if isinstance(fact, Words) else fact for name, fact in self.facts.items()
        }
        return in_language(*self.sentences[self.kind], language).format(**facts)
