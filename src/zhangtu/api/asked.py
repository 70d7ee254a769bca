"""What requests may carry in their address and headers, with the limits of each."""

from typing import Annotated
from uuid import UUID

from ninja.params.functions import Header, Path, Query

from zhangtu.api.refusals import ApiError
from zhangtu.api.shapes import LARGEST, NAME

LedgerName = Annotated[str, Path(..., pattern=NAME)]
Uid = Annotated[UUID, Path(...)]
Digest = Annotated[str, Path(..., pattern=r"^[0-9a-f]{64}$")]
Unit = Annotated[int, Query(..., ge=1, le=LARGEST)]
OneUnit = Annotated[int, Path(..., ge=1, le=LARGEST)]
OnePost = Annotated[int, Path(..., ge=1, le=LARGEST)]
OneHandover = Annotated[int, Path(..., ge=1, le=LARGEST)]
ItemNumber = Annotated[int, Path(..., ge=1, le=100_000)]
After = Annotated[int, Query(0, ge=0, le=LARGEST, description="`next` of the answer before; 0 to begin")]
Epoch = Annotated[str, Query("", max_length=60, description="`epoch` of the answer before; empty to begin")]
Limit = Annotated[int, Query(500, ge=1, le=5000, description="how many entries to look at")]
IfMatch = Annotated[
    str,
    Header(
        "", alias="If-Match", max_length=30, description="the version that was looked at, as ETag gave it"
    ),
]
IdempotencyKey = Annotated[
    str,
    Header(..., alias="Idempotency-Key", min_length=8, max_length=80, pattern=r"^[A-Za-z0-9_.:\-]+$"),
]
Check = Annotated[bool, Query(False, description="only say what would change; nothing is changed")]


def version_of(given: str) -> int:
    """The version in ``If-Match``.

    Args:
        given: The header as it came.

    Raises:
        ApiError: It is missing, or no version.
    """
    if not given:
        raise ApiError("no_version")
    plain = given.strip().removeprefix("W/").strip('"')
    if not (plain.isascii() and plain.isdigit()) or len(plain) > 18:
        raise ApiError("bad_version")
    return int(plain)
