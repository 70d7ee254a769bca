"""What is open for a post in collections: those it owns; listed for a handover, and put on another post."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from zhangtu.collections.keeping import TABLES
from zhangtu.collections.models import Collection
from zhangtu.journal.writing import Act
from zhangtu.kernel.clock import SHANGHAI
from zhangtu.kernel.scripts import in_language
from zhangtu.people.hooks import Open

#: Lists are kept as they were signed, so their words are chosen once.
_LANGUAGE: Final = "zh-hans"


class Owned:
    """The answer of collections to ``people.hooks``: every collection of a post that is not closed."""

    def open_for(self, post: int, day: date) -> Iterable[Open]:
        """The collections a post owns, with when they are due.

        Args:
            post: The post.
            day: The day of the handover; what is open now is open then.

        Yields:
            The collections.
        """
        del day
        for one in Collection.objects.filter(post=post, closed=None).order_by("pk"):
            due = f"{one.due.astimezone(SHANGHAI):%Y-%m-%d}"
            note = in_language("报送时限 {due}", "due {due}", _LANGUAGE).format(due=due)
            yield Open("collection", str(one.uid), one.title, note)

    def hand(self, now: Act, post: int, into: int, references: Sequence[str]) -> None:
        """Put collections of one post on another, an entry each.

        Args:
            now: The act of the handover.
            post: The post they are handed over from.
            into: The post that takes them.
            references: The names of the collections.
        """
        wanted = [UUID(one) for one in references]
        for one in Collection.objects.filter(post=post, closed=None, uid__in=wanted).order_by("pk"):
            TABLES.amend(now, one, "hand_over", post=into)
