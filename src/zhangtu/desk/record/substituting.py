"""Entering for somebody else (代录): for which post, when it happened, and how the entry says so."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from zhangtu.desk.frame.visit import Visit
from zhangtu.ledgers import definitions
from zhangtu.ledgers.looking import Finder
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people import queries as people
from zhangtu.schema.types.face import Target


@dataclass(frozen=True, slots=True)
class Instead:
    """Who something is entered for.

    Attributes:
        typed: The post, as a uid or its name; empty for nobody.
        happened: The day it happened; ``None`` if that was not said.
    """

    typed: str = ""
    happened: date | None = None

    def post(self, visit: Visit) -> int:
        """The post it is entered for; 0 for none.

        Args:
            visit: Who enters.

        Raises:
            LedgerError: There is no such post in scope, or several.
        """
        if not self.typed:
            return 0
        found = Finder(visit.scope, definitions.known().ledgers).find(Target.POST, "", self.typed)
        if len(found) != 1:
            raise LedgerError("other_behalf")
        return int(found[0])

    def reason(self, words: str) -> str:
        """The reason of the entry: with the day it happened, where that was said.

        Args:
            words: The reason given.
        """
        if self.happened is None:
            return words
        return " ".join(filter(None, [words, _("（发生于 %(day)s）") % {"day": self.happened.isoformat()}]))

    @property
    def words(self) -> str:
        """What the post is called."""
        try:
            number = people.post_of_uid(UUID(self.typed))
        except ValueError:
            return self.typed
        states = people.post_states(number) if number else []
        return states[-1].name if states else ""


def read(sent: QueryDict) -> Instead:
    """Who a form is entered for."""
    try:
        happened = date.fromisoformat(sent.get("happened", ""))
    except ValueError:
        happened = None
    return Instead(sent.get("behalf", "").strip()[:100], happened)


def unit_of(typed: str, visit: Visit) -> int:
    """The unit a row is to belong to.

    Args:
        typed: Its uid, or its name.
        visit: Who enters.

    Returns:
        Its number; the visitor's own where nothing or nothing known was given.
    """
    found = Finder(visit.scope, {}).find(Target.UNIT, "", typed.strip()[:100]) if typed.strip() else ()
    return int(found[0]) if len(found) == 1 else visit.unit
