"""The route of batches: changes made together or not at all, once however often they are sent."""

import hashlib
import json
from datetime import timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from ninja import Router

from zhangtu.api import answers
from zhangtu.api.asked import IdempotencyKey
from zhangtu.api.models import Answer
from zhangtu.api.refusals import ApiError, language_of
from zhangtu.api.security import Asking, asking
from zhangtu.api.shapes import Batch, BatchItem, BatchOut
from zhangtu.journal.writing import act, moment
from zhangtu.ledgers import actions
from zhangtu.ledgers.drafts import Draft
from zhangtu.ledgers.views import RowView

router = Router(tags=["rows"])
#: Answers are kept this long for whoever asks again.
KEPT = timedelta(days=30)


@router.post("batches", response=answers.answers(BatchOut), summary="Changes made together or not at all")
def batch(
    request: HttpRequest,
    body: Batch,
    key: IdempotencyKey,
) -> dict[str, Any]:
    """Make up to 1,000 changes in one act; sending the same again with the same key changes nothing."""
    asker = asking(request)
    digest = hashlib.sha256(request.body).hexdigest()
    language = language_of(request)
    with act(actor=asker.actor, reason=body.reason) as writing:
        there = Answer.objects.filter(asker=asker.name, key=key).first()
        if there is not None:
            if there.request != digest:
                raise ApiError("key_reused")
            said: dict[str, Any] = json.loads(there.body)
            return said
        done = _done(body, asker)
        said = {"rows": [answers.row(answers.lively(view, asker.scope), language) for view in done]}
        oldest = writing.at - int(KEPT.total_seconds()) * 1_000_000
        Answer.objects.filter(at__lt=oldest).delete()
        Answer.objects.create(
            asker=asker.name,
            key=key,
            request=digest,
            body=json.dumps(said, cls=DjangoJSONEncoder),
            at=moment(),
        )
    return said


def _done(body: Batch, asker: Asking) -> list[RowView]:
    """Make the changes; those that follow one another and are entered or amended are checked together."""
    simple = all(change.action in ("create", "amend") for change in body.changes)
    behalves = {change.behalf for change in body.changes}
    if simple and len(behalves) == 1:
        drafts = [_draft(number, change) for number, change in enumerate(body.changes, 1)]
        return actions.batch(drafts, actor=asker.actor, reason=body.reason, behalf=behalves.pop())
    return [_one(number, change, body, asker) for number, change in enumerate(body.changes, 1)]


def _draft(number: int, change: BatchItem) -> Draft:
    if (change.uid is None) is (change.action == "amend"):
        raise ApiError("bad_change", number=number)
    return Draft(change.ledger, change.values, change.unit, change.post, change.uid, change.seen)


def _one(number: int, change: BatchItem, body: Batch, asker: Asking) -> RowView:
    if change.action in ("create", "amend"):
        return actions.batch(
            [_draft(number, change)], actor=asker.actor, reason=body.reason, behalf=change.behalf
        )[0]
    if change.uid is None:
        raise ApiError("bad_change", number=number)
    done = actions.withdraw if change.action == "withdraw" else actions.restore
    return done(change.uid, actor=asker.actor, seen=change.seen, reason=body.reason)
