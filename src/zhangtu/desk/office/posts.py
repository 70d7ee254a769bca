"""The page of a post: what it was, who held it and when, who stands in for it, what it may do."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.office import post_deeds
from zhangtu.desk.office.grants import GRANT
from zhangtu.desk.office.room import show
from zhangtu.desk.office.words import day_of, has, post_kind, right_name, role_name, span, why_not
from zhangtu.kernel.refusals import RefusedError
from zhangtu.people import actions, directory, queries, rolls
from zhangtu.people.rules import roles
from zhangtu.people.scope import Right


@require_safe
def post(request: HttpRequest, post: int) -> HttpResponse:
    """A post today, with its past."""
    return _post(request, post)


def _post(request: HttpRequest, post: int, refused: str = "", status: int = 200) -> HttpResponse:
    visit = visit_of(request)
    state = post_deeds.state_of(post, visit)
    if state is None:
        raise Http404
    role = roles(visit.today).get(state.role)
    held = queries.holdings(post=post)
    people = queries.persons({one.person for one in held})
    values = {
        "post": post,
        "state": state,
        "unit": queries.name_on(state.unit, visit.today),
        "there": queries.post(post, visit.today) is not None,
        "kind": post_kind(state.kind),
        "role": role_name(state.role, visit.today),
        "rights": [right_name(one) for one in Right if one in role.rights] if role is not None else [],
        "held": [
            (one.person, people[one.person].name, span(one.begins, one.ends), one.holds(visit.today))
            for one in reversed(held)
            if one.ends is None or one.ends > one.begins
        ],
        "past": [
            (
                span(one.begins, one.ends),
                queries.name_on(one.unit, one.begins),
                one.name,
                role_name(one.role, one.begins),
            )
            for one in reversed(queries.post_states(post))
            if one.ends is None or one.ends > one.begins
        ],
        "standing": list(_standing(post, visit.today)),
        "deeds": [
            (one.name, one.title, why_not(partial(one.check, visit, post)))
            for one in (*post_deeds.DEEDS.values(), *([GRANT] if has(visit, Right.GRANT) else []))
        ],
        "today": visit.today.isoformat(),
        "refused": refused,
    }
    return show(request, "office/post.html", values, status=status)


def _standing(post: int, day: date) -> Iterator[tuple[int, bool, str, int, str]]:
    """Arrangements of standing in: number, whether for this post, the other post, its number, days."""
    for number, stood_in, deputy, begins, ends in rolls.deputies_of([post], day):
        mine = stood_in == post
        other = deputy if mine else stood_in
        yield number, mine, rolls.post_named(other, day), other, span(begins, ends)


@require_POST
def end_deputy(request: HttpRequest, number: int) -> HttpResponse:
    """End an arrangement of standing in."""
    visit = visit_of(request)
    found = next((one for one in directory.deputies(visit.today) if one.number == number), None)
    if found is None:
        raise Http404
    day = day_of(request.POST.get("day", ""), visit.today)
    try:
        actions.end_deputy(number, actor=visit.actor, day=day)
    except RefusedError as error:
        status = 403 if error.kind == "not_allowed" else 422
        return _post(request, found.post, error.say(tongue()), status)
    return redirect("office_post", found.post)
