"""Routes of handovers: prepared, looked through, objected to, signed by three, put in force by one act."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from zhangtu.api.answers import answers
from zhangtu.api.asked import ItemNumber, OneHandover
from zhangtu.api.people_shapes import (
    Done,
    HandoverOut,
    ItemChange,
    Made,
    NewHandover,
    OutsideItem,
    Scan,
    Signing,
)
from zhangtu.api.refusals import ApiError, language_of
from zhangtu.api.security import asking
from zhangtu.api.shapes import Why
from zhangtu.people import actions, handing, papers
from zhangtu.people.actions.taking_part import readable
from zhangtu.people.handing import HandoverView, Side

router = Router(tags=["handovers"])
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _told(seen: HandoverView) -> dict[str, Any]:
    plain = ("giver", "receiver", "witness", "proxy", "mentor", "into", "begins", "code")
    return {
        "number": seen.id,
        **{name: getattr(seen, name) for name in plain},
        "posts": list(seen.posts),
        "state": seen.state.value,
        "signed": sorted(side.value for side in seen.signed),
        "items": [
            {
                "no": item.no,
                "kind": item.kind,
                "reference": item.reference,
                "title": item.title,
                "note": item.note,
                "state": item.state.value,
                "reason": item.reason,
            }
            for item in seen.items
        ],
    }


@router.post("handovers", response=answers(HandoverOut, 201), summary="Prepare a handover")
def prepare(request: HttpRequest, body: NewHandover) -> Status[dict[str, Any]]:
    """List everything open of the posts; nothing moves yet."""
    asked = body.dict()
    reason = asked.pop("reason")
    plan = actions.Plan(**{**asked, "posts": tuple(asked["posts"])})
    number = actions.prepare_handover(plan, actor=asking(request).actor, reason=reason)
    return Status(201, _told(handing.handover(number)))


@router.get("handovers/{handover}", response=answers(HandoverOut), summary="A handover with its list")
def one(request: HttpRequest, handover: OneHandover) -> dict[str, Any]:
    """Show a handover to those who take part in it or set up the posts."""
    return _told(readable(handover, asking(request).actor))


@router.get("handovers/{handover}/form", response=answers(None), summary="The printed form, as a Word file")
def form(request: HttpRequest, handover: OneHandover) -> HttpResponse:
    """Write the form with its code and the lines for three signatures."""
    seen = readable(handover, asking(request).actor)
    language = language_of(request)
    response = HttpResponse(papers.handover_form(seen, language), content_type=_WORD)
    response["Content-Disposition"] = f'attachment; filename="{seen.code}.docx"'
    return response


@router.post(
    "handovers/{handover}/items", response=answers(Made, 201), summary="Add a thing outside the system"
)
def add(request: HttpRequest, handover: OneHandover, body: OutsideItem) -> Status[dict[str, Any]]:
    """Add a seal, a key, papers, an account or a contact."""
    number = actions.add_outside(handover, body.kind, body.title, actor=asking(request).actor, note=body.note)
    return Status(201, {"number": number})


@router.post(
    "handovers/{handover}/items/{no}", response=answers(Done), summary="Object to, amend or remove an item"
)
def item(request: HttpRequest, handover: OneHandover, no: ItemNumber, body: ItemChange) -> dict[str, Any]:
    """Change one item; signatures given before no longer count."""
    actor = asking(request).actor
    if body.what == "amend":
        actions.amend_item(handover, no, actor=actor, title=body.title, note=body.note)
    elif body.what == "object":
        actions.object_item(handover, no, body.reason, actor=actor)
    else:
        actions.remove_item(handover, no, body.reason, actor=actor)
    return {"done": True}


@router.post("handovers/{handover}/renew", response=answers(HandoverOut), summary="List anew what is open")
def renew(request: HttpRequest, handover: OneHandover) -> dict[str, Any]:
    """Put what came up since the list was made on it."""
    actor = asking(request).actor
    actions.renew_list(handover, actor=actor)
    return _told(readable(handover, actor))


@router.post("handovers/{handover}/sign", response=answers(HandoverOut), summary="Sign, each side for itself")
def sign(request: HttpRequest, handover: OneHandover, body: Signing) -> dict[str, Any]:
    """Sign the list as it is."""
    actor = asking(request).actor
    if not actor.person:
        raise ApiError("not_allowed")
    actions.sign(handover, Side(body.side), actor=actor)
    return _told(readable(handover, actor))


@router.post("handovers/{handover}/scan", response=answers(HandoverOut), summary="Bring the signed form back")
def scan(request: HttpRequest, handover: OneHandover, body: Scan) -> dict[str, Any]:
    """Name the file of the stamped form and the code that stands on it."""
    actor = asking(request).actor
    actions.sign_by_scan(handover, body.sha256, body.code, actor=actor)
    return _told(readable(handover, actor))


@router.post("handovers/{handover}/put-in-force", response=answers(HandoverOut), summary="Put it in force")
def put_in_force(request: HttpRequest, handover: OneHandover, body: Why) -> dict[str, Any]:
    """Hand everything over in one act, once all three have signed."""
    actor = asking(request).actor
    readable(handover, actor)
    actions.put_in_force(handover, actor=actor, reason=body.reason)
    return _told(handing.handover(handover))


@router.post("handovers/{handover}/drop", response=answers(Done), summary="Give it up")
def drop(request: HttpRequest, handover: OneHandover, body: Why) -> dict[str, Any]:
    """Give a prepared handover up; nothing moves."""
    actions.drop_handover(handover, actor=asking(request).actor, reason=body.reason)
    return {"done": True}
