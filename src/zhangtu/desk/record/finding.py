"""The row a page is about, and what the page before wanted said on the next one."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhangtu.desk.frame.page import wants_fragment
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.ledgers import definitions, queries
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.views import RowView

_SAID = "record_said"


def opened(request: HttpRequest, name: str, uid: UUID) -> tuple[Visit, InForce, RowView]:
    """The row of an address, for whoever opens it.

    Args:
        request: The request.
        name: The name of the ledger in the address.
        uid: The row.

    Returns:
        Who opens it, its ledger, and the row.

    Raises:
        LedgerError: There is no such row of that ledger in scope.
    """
    visit = visit_of(request)
    row = queries.row(uid, visit.scope)
    if row.ledger != name:
        raise LedgerError("no_row")
    return visit, definitions.in_force(name), row


def done(request: HttpRequest, name: str, uid: UUID, said: Sequence[str], undo: str = "") -> HttpResponse:
    """Go to the page of a row, which then says what was done.

    Args:
        request: The request.
        name: The ledger.
        uid: The row.
        said: Sentences.
        undo: The name of the address that takes it back; empty for none.
    """
    request.session[_SAID] = {"uid": str(uid), "said": list(said), "undo": undo}
    to = reverse("record", args=(name, uid))
    return JsonResponse({"to": to}) if wants_fragment(request) else redirect(to, permanent=False)


def left_to_say(request: HttpRequest, uid: UUID) -> tuple[list[str], str]:
    """What the page before wanted said about a row, once: sentences, and how it is taken back."""
    kept = request.session.get(_SAID)
    if not isinstance(kept, dict) or kept.get("uid") != str(uid):
        return [], ""
    del request.session[_SAID]
    return list(kept["said"]), str(kept["undo"])
