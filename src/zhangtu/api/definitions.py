"""Routes of one definition: as YAML, and another put in force against the version that was looked at."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from zhangtu.api.answers import answers
from zhangtu.api.asked import Check, IfMatch, LedgerName, version_of
from zhangtu.api.refusals import ApiError, DefinitionMovedError, DefinitionWrongError, language_of
from zhangtu.api.security import asking
from zhangtu.api.shapes import DefinitionIn, DefinitionOut, DefinitionPutOut
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.kernel.problems import Severity
from zhangtu.ledgers import definitions, recomputing
from zhangtu.ledgers.definitions import comparing
from zhangtu.people.scope import Right, Scope
from zhangtu.schema.change_wording import say_change
from zhangtu.schema.difference import Change
from zhangtu.schema.specs import Ledger

router = Router(tags=["ledgers"])


@router.get(
    "ledgers/{ledger}/definition", response=answers(DefinitionOut), summary="A ledger's definition as YAML"
)
def one(request: HttpRequest, response: HttpResponse, ledger: LedgerName) -> dict[str, Any]:
    """Give the text that is in force; `ETag` is its version."""
    _check_designer(asking(request).scope)
    force = definitions.in_force(ledger)
    response["ETag"] = f'"{force.id}"'
    return {"ledger": ledger, "definition": force.id, "text": definitions.written(ledger)}


@router.put(
    "ledgers/{ledger}/definition",
    response=answers(DefinitionPutOut),
    summary="Put another definition in force, or only say what it would change",
)
def put(
    request: HttpRequest,
    response: HttpResponse,
    ledger: LedgerName,
    *,
    body: DefinitionIn,
    match: IfMatch,
    check: Check,
) -> dict[str, Any]:
    """Put a ledger in force if nobody changed it since; with `check` nothing is changed.

    `If-Match` names the version looked at, 0 for a ledger that is not there yet. If another is in force by
    now the answer is 409, with what it changed.
    """
    asker, seen = asking(request), version_of(match)
    _check_designer(asker.scope)
    if check:
        _check_seen(ledger, seen)
        planned = comparing.tried(_read(body.text, ledger), destroys=body.destroys)
        return _told(request, response, ledger, planned.changes, changed=False)
    changes, changed = _put(ledger, body, asker.actor, seen)
    return _told(request, response, ledger, changes, changed=changed)


def _check_designer(scope: Scope) -> None:
    if not scope.may(Right.DESIGN):
        raise ApiError("not_allowed")


def _put(ledger: str, body: DefinitionIn, actor: Actor, seen: int) -> tuple[tuple[Change, ...], bool]:
    """Put it in force; nobody else can change it between the look and the act."""
    with act(actor=actor, reason=body.reason):
        _check_seen(ledger, seen)
        spec = _read(body.text, ledger)
        (planned,) = definitions.plan(spec)
        done = definitions.put_in_force(spec, actor=actor, reason=body.reason, destroys=body.destroys)
    return planned.changes, bool(done)


def _check_seen(ledger: str, seen: int) -> None:
    there = definitions.known().ledgers.get(ledger)
    now = 0 if there is None else there.id
    if now != seen:
        raise DefinitionMovedError(ledger, now, comparing.since(ledger, seen))


def _read(text: str, ledger: str) -> Ledger:
    """The ledger a text describes; what it says of other ledgers is looked up in those in force."""
    loaded = definitions.read(text, f"{ledger}.yaml")
    wrong = [problem for problem in loaded.problems if problem.severity is Severity.ERROR]
    if wrong or loaded.spec is None:
        raise DefinitionWrongError(loaded.problems)
    if loaded.ledger is None or loaded.ledger.name != ledger:
        raise ApiError("other_definition", ledger=ledger, given=loaded.spec.name)
    return loaded.ledger


def _told(
    request: HttpRequest, response: HttpResponse, ledger: str, changes: tuple[Change, ...], *, changed: bool
) -> dict[str, Any]:
    force = definitions.known().ledgers.get(ledger)
    number = 0 if force is None else force.id
    response["ETag"] = f'"{number}"'
    return {
        "ledger": ledger,
        "definition": number,
        "changed": changed,
        "changes": [say_change(one, language_of(request)) for one in changes],
        "recomputing": changed and bool(recomputing.unfinished()),
    }
