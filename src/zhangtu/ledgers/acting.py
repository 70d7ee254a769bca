"""What every change of rows has at hand: whose scope, the definitions in force, where words are found."""

from dataclasses import dataclass

from zhangtu.journal.actor import Actor
from zhangtu.ledgers import definitions, drafts, policies, views
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.drafts import Around, Settled
from zhangtu.ledgers.looking import Finder
from zhangtu.ledgers.sql import Stored
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope


@dataclass(frozen=True, slots=True)
class Desk:
    """What every action has at hand.

    Attributes:
        scope: Of whoever acts.
        known: The definitions in force.
        finder: Where words are looked up.
        by: The procedure, score or draw that acts; empty for people.
    """

    scope: Scope
    known: definitions.Known
    finder: Finder
    by: str = ""

    def around(self, force: InForce) -> Around:
        """What a draft may ask."""
        blind = policies.masked(self.scope, force)
        return Around(self.known.ledgers, self.known.tables, self.finder, force.personal, blind, self.by)

    def view(self, force: InForce, row: Stored, settled: Settled | None = None) -> RowView:
        """The row as whoever acts may see it; what was just settled need not be read again."""
        if settled is None:
            return views.views(force, [row], force.personal)[0]
        known = [drafts.read_back(force, settled)]
        return views.views(force, [row], force.personal, warnings=settled.warnings, known=known)[0]


def desk_of(actor: Actor, by: str = "", behalf: int = 0) -> Desk:
    """What an action of somebody has at hand.

    Args:
        actor: Who acts.
        by: The procedure, score or draw that acts; empty for people.
        behalf: The post it is done for by somebody else; 0 for none.

    Raises:
        LedgerError: It may not be done for that post.
    """
    scope = people.scope(actor)
    policies.check_behalf(scope, behalf)
    known = definitions.known()
    return Desk(scope, known, Finder(scope, known.ledgers), by)
