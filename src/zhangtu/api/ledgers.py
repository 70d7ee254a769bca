"""Routes of definitions: which ledgers there are and what their fields are."""

from django.http import HttpRequest
from ninja import Router

from zhangtu.api.answers import answers
from zhangtu.api.asked import LedgerName
from zhangtu.api.refusals import ApiError, language_of
from zhangtu.api.security import Asking, asking
from zhangtu.api.shapes import LedgerOut
from zhangtu.kernel.scripts import to_traditional
from zhangtu.ledgers import definitions, policies
from zhangtu.ledgers.compiled import InForce
from zhangtu.people.scope import Right
from zhangtu.schema.specs import Field, Title

router = Router(tags=["ledgers"])


@router.get("ledgers", response=answers(list[LedgerOut]), summary="The ledgers open to the asker")
def every(request: HttpRequest) -> list[dict[str, object]]:
    """List the ledgers in force that the asker may read."""
    asker, language = asking(request), language_of(request)
    found = [definitions.in_force(name) for name in definitions.names()]
    return [
        _ledger(force, asker, language) for force in found if policies.can(asker.scope, Right.READ, force)
    ]


@router.get("ledgers/{ledger}", response=answers(LedgerOut), summary="One ledger")
def one(request: HttpRequest, ledger: LedgerName) -> dict[str, object]:
    """Describe one ledger with its fields."""
    asker = asking(request)
    force = definitions.in_force(ledger)
    if not policies.can(asker.scope, Right.READ, force):
        raise ApiError("unknown", what=ledger)
    return _ledger(force, asker, language_of(request))


def _said(title: Title, language: str) -> str:
    if language == "en":
        return title.en or title.zh
    return (title.hant or to_traditional(title.zh)) if language == "zh-hant" else title.zh


def _ledger(force: InForce, asker: Asking, language: str) -> dict[str, object]:
    masked = policies.masked(asker.scope, force)
    return {
        "name": force.ledger.name,
        "title": _said(force.ledger.title, language),
        "definition": force.id,
        "key": list(force.ledger.key),
        "fields": [
            _field(spec, language, masked=spec.no in masked)
            for spec in force.ledger.fields
            if spec.removed is None
        ],
        "may": sorted(right.value for right in Right if policies.can(asker.scope, right, force)),
    }


def _field(spec: Field, language: str, *, masked: bool) -> dict[str, object]:
    return {
        "no": spec.no,
        "name": spec.name,
        "type": spec.type,
        "title": _said(spec.title, language),
        "required": spec.required,
        "unique": spec.unique,
        "personal": spec.personal,
        "masked": masked,
        "entered": spec.type not in ("computed", "serial") and not spec.set_by,
        "choices": {one.code: _said(one.title, language) for one in spec.of if one.removed is None},
        "target": spec.target,
    }
