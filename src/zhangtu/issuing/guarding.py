"""What of the register of papers only this room's acts change, never a grid, a form, an import or the API."""

from collections.abc import Mapping
from typing import Final

from zhangtu.issuing.values import BY, DISPATCHES
from zhangtu.issuing.wording import GUARDS
from zhangtu.ledgers import hooks
from zhangtu.ledgers.hooks import Guard, Pair, Values

_SAID: Final = (
    "title", "number", "letterhead", "sort", "day", "signer", "recipients", "copies", "urgency",
)  # fmt: skip


def guard() -> None:
    """Register the guard of the register."""
    hooks.guard(DISPATCHES, Guard(BY, GUARDS["enter"], _closed, _stays, _stays))


def _closed(_values: Values) -> Mapping[str, Pair]:
    return dict.fromkeys(_SAID, GUARDS["numbered"])


def _stays(_values: Values) -> Pair | None:
    return GUARDS["stays"]
