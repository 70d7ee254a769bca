"""The change feed: what happened behind an entry, for programs that keep a copy."""

from django.http import HttpRequest
from ninja import Router

from zhangtu.api.answers import answers
from zhangtu.api.asked import After, Epoch, Limit
from zhangtu.api.refusals import ApiError
from zhangtu.api.security import asking
from zhangtu.api.shapes import FeedOut
from zhangtu.journal import epoch as epochs
from zhangtu.ledgers.feed import feed

router = Router(tags=["changes"])


@router.get("changes", response=answers(FeedOut), summary="What happened behind an entry, nothing skipped")
def changes(
    request: HttpRequest,
    after: After,
    epoch: Epoch,
    limit: Limit,
) -> dict[str, object]:
    """Read the feed; begin anew when the store was restored or moved, for its numbers count anew then."""
    asker, now = asking(request), epochs.current()
    if (epoch and epoch != now) or (after and not epoch):
        raise ApiError("other_epoch", epoch=now)
    found = feed(after, limit, asker.scope)
    return {
        "epoch": now,
        "changes": [
            {
                "number": one.number,
                "ledger": one.ledger,
                "uid": one.uid,
                "action": one.action,
                "at": one.at.isoformat(),
                "fields": list(one.fields),
            }
            for one in found.changes
        ],
        "next": found.next,
        "last": found.last,
    }
