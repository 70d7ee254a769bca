"""What an actor may see and do: the one answer every list, file, export and API route asks for."""

from dataclasses import dataclass, field
from enum import StrEnum

from zhangtu.journal.actor import Actor


class Right(StrEnum):
    """What a post may be allowed to do."""

    READ = "read"
    ENTER = "enter"
    AMEND = "amend"
    WITHDRAW = "withdraw"
    #: Make what a plan asks the tasks of the own unit and those below.
    ADOPT = "adopt"
    IMPORT = "import"
    EXPORT = "export"
    #: See values about persons in the clear.
    UNMASK = "unmask"
    #: Remove values about persons for good.
    REDACT = "redact"
    #: Change definitions.
    DESIGN = "design"
    #: Change units, posts and who holds them.
    ORGANISE = "organise"
    #: Open and reset accounts.
    ACCOUNTS = "accounts"
    #: Give and take rights.
    GRANT = "grant"
    #: Read the journal of everything, verify, prove.
    AUDIT = "audit"
    #: Back up, restore, settings.
    OPERATE = "operate"


@dataclass(frozen=True, slots=True)
class Scope:
    """What an actor may see and do on a day.

    Attributes:
        actor: Whose scope it is.
        units: Numbers of the units whose rows are in it: the post's unit and all below, and the units those
            took over; the tree is that of the day.
        posts: Numbers of the posts acted for: the actor's own, and the one it deputises for.
        kinds: Kinds of the post's unit, for ledgers shared with a kind.
        rights: What may be done with every ledger that is not secret.
        ledgers: Ledger name → what may be done there, where that differs; secret ledgers are open only here.
        everywhere: Whether the whole office is in scope, whatever the unit (machines of the office itself).
        only: The ledgers a token is limited to; ``None`` for no such limit.
    """

    actor: Actor
    units: frozenset[int] = frozenset()
    posts: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    rights: frozenset[Right] = frozenset()
    ledgers: dict[str, frozenset[Right]] = field(default_factory=dict)
    everywhere: bool = False
    only: frozenset[str] | None = None

    def may(self, right: Right, ledger: str = "", *, secret: bool = False) -> bool:
        """Whether something may be done.

        Args:
            right: What.
            ledger: With which ledger; empty when none is concerned.
            secret: Whether that ledger is secret.

        Returns:
            Whether it may.
        """
        if ledger and self.only is not None and ledger not in self.only:
            return False
        if ledger in self.ledgers:
            return right in self.ledgers[ledger]
        return right in self.rights and not secret
