"""What things are called, in the three ways of writing; the smallest part every definition has."""

from dataclasses import dataclass

from zhangtu.kernel.refusals import Words


@dataclass(frozen=True, slots=True)
class Title:
    """What something is called.

    Attributes:
        zh: In Simplified Chinese.
        en: In English; empty where nobody gave it, the Simplified is shown then.
        hant: In Traditional Chinese; empty where it is to be made from the Simplified.
    """

    zh: str
    en: str = ""
    hant: str = ""

    @property
    def words(self) -> Words:
        """The title as a fact of a refusal, which says it in the reader's language."""
        return Words(self.zh, self.en, self.hant)
