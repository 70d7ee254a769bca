"""Tells the journal which registers imports and exports write: events, without a present state to compare."""

from typing import Final

from zhangtu.journal import hooks
from zhangtu.ledgers.importing import applying, remembering

#: Imports, what columns were taken for, exports.
EVENTS: Final = frozenset({applying.REGISTER, remembering.REGISTER, "ledgers.export"})


def register() -> None:
    """Register them; ``project.wiring`` asks for it once."""
    hooks.keep(lambda register: register in EVENTS, None)
