"""Rows in procedures: where one is, what may be done with it, and doing it."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from zhangtu.api import answers
from zhangtu.api.asked import IfMatch, Uid, version_of
from zhangtu.api.procedure_shapes import Beginning, CaseOut, MovedOut, Moving
from zhangtu.api.refusals import language_of
from zhangtu.api.security import asking
from zhangtu.api.shapes import NAME, Why
from zhangtu.procedures import actions, queries
from zhangtu.procedures.actions import Moved
from zhangtu.procedures.queries import CaseView
from zhangtu.schema.types.choice import title_in

router = Router(tags=["procedures"])
MoveName = Annotated[str, Path(..., pattern=NAME)]
_ANSWER = answers.answers(MovedOut)


@router.get("rows/{uid}/procedure", response=answers.answers(CaseOut), summary="Where a row is")
def case(request: HttpRequest, response: HttpResponse, uid: Uid) -> dict[str, Any]:
    """Tell the step of a row, who holds it, what may be done and why not; `ETag` is the row's version."""
    found = queries.case(uid, asking(request).scope)
    response["ETag"] = f'"{found.version}"'
    return _told(found, language_of(request))


@router.post("rows/{uid}/procedure", response=_ANSWER, summary="Begin the procedure of a row")
def begin(request: HttpRequest, response: HttpResponse, uid: Uid, body: Beginning) -> dict[str, Any]:
    """Begin; the procedure need not be named where the ledger has one only."""
    actor = asking(request).actor
    return _moved(response, actions.begin(uid, actor=actor, procedure=body.procedure, reason=body.reason))


@router.post("rows/{uid}/moves/{move}", response=_ANSWER, summary="Make a move")
def move(
    request: HttpRequest, response: HttpResponse, uid: Uid, move: MoveName, body: Moving, *, match: IfMatch
) -> dict[str, Any]:
    """Make a move with what it asks for; nothing is changed where it can't be made."""
    moved = actions.move(
        uid,
        move,
        body.values,
        actor=asking(request).actor,
        seen=version_of(match),
        reason=body.reason,
        made=body.papers,
    )
    return _moved(response, moved)


@router.post("rows/{uid}/procedure/take-back", response=_ANSWER, summary="Take one's own last move back")
def take_back(
    request: HttpRequest, response: HttpResponse, uid: Uid, body: Why, match: IfMatch
) -> dict[str, Any]:
    """Take it back while nobody did anything after it; numbers it gave are voided."""
    actor = asking(request).actor
    return _moved(response, actions.take_back(uid, actor=actor, seen=version_of(match), reason=body.reason))


def _moved(response: HttpResponse, moved: Moved) -> dict[str, Any]:
    response["ETag"] = f'"{moved.version}"'
    return {
        "uid": moved.uid,
        "step": moved.step,
        "post": moved.post,
        "version": moved.version,
        "diverted": moved.diverted,
        "papers": [{"name": one.name, "number": one.number} for one in moved.papers],
    }


def _told(found: CaseView, language: str) -> dict[str, Any]:
    return {
        "procedure": found.procedure.procedure.name,
        "definition": found.procedure.id,
        "newest": found.newest,
        "step": found.step.name,
        "title": title_in(found.step.title, language),
        "final": found.step.final,
        "post": found.post,
        "since": found.since,
        "path": list(found.path),
        "moves": [
            {
                "move": one.move.name,
                "title": title_in(one.move.title, language),
                "asks": list(one.asks),
                "papers": [paper.name for paper in one.move.papers if not paper.serial],
                "reason": bool(one.move.reason),
                "why_not": "" if one.why_not is None else one.why_not.say(language),
            }
            for one in found.moves
        ],
        "passed": [
            {
                "entry": one.number, "at": one.at, "deed": one.deed, "move": one.move, "step": one.step,
                "person": one.actor.person, "post": one.actor.post, "reason": one.reason,
                "skipped": list(one.skipped),
            }
            for one in found.passed
        ],
        "papers": [
            {"name": one.name, "number": one.number, "voided": one.voided} for one in found.papers
        ],
    }  # fmt: skip
