"""Routes of units and posts: how they stand on a day, and how they change from a day."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from zhangtu.api.answers import answers
from zhangtu.api.asked import OnePost, OneUnit, Unit
from zhangtu.api.people_shapes import (
    Away,
    Closing,
    Done,
    FromDay,
    Made,
    Merging,
    NewDeputy,
    NewHolding,
    NewPost,
    NewUnit,
    Relieving,
    Splitting,
    UnitChange,
)
from zhangtu.api.security import asking
from zhangtu.api.shapes import PostOut, UnitOut
from zhangtu.journal.writing import act
from zhangtu.people import actions
from zhangtu.people import queries as people

router = Router(tags=["units"])
_DONE = {"done": True}


@router.get("units", response=answers(list[UnitOut]), summary="The units of a day")
def units(request: HttpRequest, day: date | None = None) -> list[dict[str, object]]:
    """List all units there are on a day, today if none is given."""
    asking(request)
    return [
        {"unit": number, "name": state.name, "kind": state.kind, "parent": state.parent or None}
        for number, state in sorted(people.units(day).items())
    ]


@router.get("posts", response=answers(list[PostOut]), summary="The posts of a unit on a day")
def posts(request: HttpRequest, unit: Unit, day: date | None = None) -> list[dict[str, object]]:
    """List the posts of a unit on a day, today if none is given, with who holds them."""
    asking(request)
    found = people.posts(unit, day)
    held = {state.post: people.holders(state.post, day) for state in found}
    names = people.persons({person for persons in held.values() for person in persons})
    return [
        {
            "post": state.post,
            "unit": state.unit,
            "name": state.name,
            "kind": state.kind,
            "holders": [{"person": person, "name": names[person].name} for person in held[state.post]],
        }
        for state in found
    ]


@router.post("units", response=answers(Made, 201), summary="Create a unit from a day")
def create(request: HttpRequest, body: NewUnit) -> Status[dict[str, Any]]:
    """Create a unit."""
    return Status(201, {"number": actions.create_unit(actor=asking(request).actor, **body.dict())})


@router.patch("units/{unit}", response=answers(Done), summary="Rename or move a unit from a day")
def change(request: HttpRequest, unit: OneUnit, body: UnitChange) -> dict[str, Any]:
    """Rename a unit, put it below another, or say which unit is its office: all of it or nothing."""
    when: dict[str, Any] = {"actor": asking(request).actor, "day": body.day, "reason": body.reason}
    with act(actor=when["actor"], reason=body.reason):
        if (body.name, body.short, body.kind) != (None, None, None):
            actions.rename_unit(unit, name=body.name, short=body.short, kind=body.kind, **when)
        if body.parent is not None:
            actions.move_unit(unit, body.parent, **when)
        if body.office is not None:
            actions.set_office(unit, body.office, **when)
    return _DONE


@router.post("units/{unit}/close", response=answers(Done), summary="Close a unit from a day")
def close(request: HttpRequest, unit: OneUnit, body: Closing) -> dict[str, Any]:
    """Close a unit; its successors see what was its."""
    actions.close_unit(unit, actor=asking(request).actor, **body.dict())
    return _DONE


@router.post("units/{unit}/split", response=answers(list[Made]), summary="Split a unit from a day")
def split(request: HttpRequest, unit: OneUnit, body: Splitting) -> list[dict[str, Any]]:
    """Split a unit; everything below it goes to one of the parts."""
    parts = [
        actions.Part(part.name, part.short, part.kind, tuple(part.children), tuple(part.posts))
        for part in body.parts
    ]
    made = actions.split_unit(
        unit, parts, actor=asking(request).actor, day=body.day, keeps=body.keeps, reason=body.reason
    )
    return [{"number": number} for number in made]


@router.post("mergers", response=answers(Done), summary="Merge units into one from a day")
def merge(request: HttpRequest, body: Merging) -> dict[str, Any]:
    """Merge units into another, which sees what was theirs."""
    actions.merge_units(body.units, body.into, actor=asking(request).actor, day=body.day, reason=body.reason)
    return _DONE


@router.post("posts", response=answers(Made, 201), summary="Establish a post from a day")
def establish(request: HttpRequest, body: NewPost) -> Status[dict[str, Any]]:
    """Establish a post."""
    return Status(201, {"number": actions.establish_post(actor=asking(request).actor, **body.dict())})


@router.post("posts/{post}/abolish", response=answers(Done), summary="Abolish a post from a day")
def abolish(request: HttpRequest, post: OnePost, body: FromDay) -> dict[str, Any]:
    """Abolish a post nobody holds any longer."""
    actions.abolish_post(post, actor=asking(request).actor, **body.dict())
    return _DONE


@router.post("holdings", response=answers(Made, 201), summary="Appoint somebody to a post from a day")
def appoint(request: HttpRequest, body: NewHolding) -> Status[dict[str, Any]]:
    """Appoint a person to a post."""
    return Status(201, {"number": actions.appoint(actor=asking(request).actor, **body.dict())})


@router.post("holdings/relieve", response=answers(Done), summary="Relieve somebody of a post from a day")
def relieve(request: HttpRequest, body: Relieving) -> dict[str, Any]:
    """Relieve a person of a post."""
    actions.relieve(actor=asking(request).actor, **body.dict())
    return _DONE


@router.post("deputies", response=answers(Made, 201), summary="Have a post stand in for another")
def deputise(request: HttpRequest, body: NewDeputy) -> Status[dict[str, Any]]:
    """Set a deputy (AB角)."""
    return Status(201, {"number": actions.set_deputy(actor=asking(request).actor, **body.dict())})


@router.post("absences", response=answers(Made, 201), summary="Say that somebody is away")
def away(request: HttpRequest, body: Away) -> Status[dict[str, Any]]:
    """Note an absence; the deputy sees the work meanwhile."""
    return Status(201, {"number": actions.be_absent(actor=asking(request).actor, **body.dict())})
