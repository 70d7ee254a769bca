"""What the people room refuses, each with a sentence that says how to mend it."""

from zhangtu.kernel.refusals import RefusedError
from zhangtu.kernel.scripts import in_language
from zhangtu.people.wording import REFUSALS, Pair


class PeopleRefusedError(RefusedError):
    """Units, posts, people or accounts were not changed; facts may be words in two languages."""

    sentences = REFUSALS

    def say(self, language: str) -> str:
        """Say why, and how to mend it.

        Args:
            language: ``zh-hans``, ``zh-hant`` or ``en``.

        Returns:
            A sentence a clerk understands.
        """
        facts = {
            name: in_language(*fact, language) if isinstance(fact, Pair) else fact
            for name, fact in self.facts.items()
        }
        return in_language(*self.sentences[self.kind], language).format(**facts)
