"""Routes of units and posts as they stand on a day."""

from datetime import date

from django.http import HttpRequest
from ninja import Router

from zhangtu.api.answers import answers
from zhangtu.api.asked import Unit
from zhangtu.api.security import asking
from zhangtu.api.shapes import PostOut, UnitOut
from zhangtu.people import queries as people

router = Router(tags=["units"])


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
    """List the posts of a unit on a day, today if none is given; not who holds them."""
    asking(request)
    return [
        {"post": state.post, "unit": state.unit, "name": state.name, "kind": state.kind}
        for state in people.posts(unit, day)
    ]
