"""Names to the outside: UUIDv7, rising with time (RFC 9562 sections 5.7 and 6.2, method 3)."""

import secrets
from typing import Final
from uuid import UUID

_VERSION: Final = 7 << 76
_VARIANT: Final = 2 << 62
_RANDOM: Final = (1 << 62) - 1


def new_uid(at: int) -> UUID:
    """A new name.

    Args:
        at: The moment, microseconds since 1970 in UTC.

    Returns:
        A UUID of version 7 whose first 48 bits are the millisecond and whose next 12 its fraction.
    """
    return UUID(int=_head(at) | secrets.randbits(62))


def new_digits(at: int, count: int) -> list[str]:
    """Many new names as digits, for bulk work.

    Args:
        at: The moment, microseconds since 1970 in UTC.
        count: How many.

    Returns:
        Names as ``new_uid`` makes them, 32 hexadecimal digits each.
    """
    head = _head(at)
    block = secrets.token_bytes(8 * count)
    return [
        f"{head | _RANDOM & int.from_bytes(block[place : place + 8]):032x}"
        for place in range(0, len(block), 8)
    ]


def _head(at: int) -> int:
    """All of a name but its random bits."""
    milliseconds, micro = divmod(at, 1000)
    fraction = (micro << 12) // 1000
    return (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | _VERSION | fraction << 64 | _VARIANT
