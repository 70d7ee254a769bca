"""Names of rows to the outside: UUIDv7, rising with time (RFC 9562 sections 5.7 and 6.2, method 3)."""

import secrets
from typing import Final
from uuid import UUID

_VERSION: Final = 7 << 76
_VARIANT: Final = 2 << 62


def new_uid(at: int) -> UUID:
    """A new name.

    Args:
        at: The moment, microseconds since 1970 in UTC.

    Returns:
        A UUID of version 7 whose first 48 bits are the millisecond and whose next 12 its fraction.
    """
    milliseconds, micro = divmod(at, 1000)
    fraction = (micro << 12) // 1000
    return UUID(
        int=(milliseconds & 0xFFFF_FFFF_FFFF) << 80
        | _VERSION
        | fraction << 64
        | _VARIANT
        | secrets.randbits(62)
    )
