"""Takes from rows, slice by slice, the mark of an import that is shown: lists need not look at it then."""

from typing import Final

from django.db import transaction

from zhangtu.ledgers.importing import sql

#: Rows in one transaction, a few milliseconds; and transactions in one turn.
_SLICE: Final = 1_000
_TURN: Final = 50


def settle() -> int:
    """Go on with it.

    Rows count as shown with the mark or without: nothing is journalled, and whoever is killed loses nothing.

    Returns:
        How many rows lost their mark; 0 when none is left.
    """
    total = 0
    for _ in range(_TURN):
        with transaction.atomic():
            done = sql.settle(_SLICE)
        total += done
        if done < _SLICE:
            break
    return total
