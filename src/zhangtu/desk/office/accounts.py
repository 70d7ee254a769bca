"""Accounts: opened, reset with a new one-time code, closed; the slip is shown once and printed."""

from collections.abc import Callable, Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import moment_of, separator, tongue
from zhangtu.desk.office import people
from zhangtu.desk.office.room import show
from zhangtu.kernel.refusals import RefusedError
from zhangtu.people import actions, policies, queries, rolls
from zhangtu.people.actions import Slip


@require_POST
def open_one(request: HttpRequest, person: int) -> HttpResponse:
    """Open somebody's account."""
    login = request.POST.get("login", "")
    actor = visit_of(request).actor
    return _slipped(request, person, lambda: actions.open_account(person, login, actor=actor))


@require_POST
def reset(request: HttpRequest, person: int) -> HttpResponse:
    """Take the password away and give a new code; the second factor goes as well where the phone is lost."""
    actor, reason = visit_of(request).actor, request.POST.get("reason", "")
    second = bool(request.POST.get("second"))
    account = _account(person)
    return _slipped(
        request,
        person,
        lambda: actions.reset_account(account, actor=actor, second_too=second, reason=reason),
    )


@require_POST
def close(request: HttpRequest, person: int) -> HttpResponse:
    """Close somebody's account."""
    visit = visit_of(request)
    try:
        actions.close_account(_account(person), actor=visit.actor, reason=request.POST.get("reason", ""))
    except RefusedError as error:
        return people.shown(request, person, error.say(tongue()), _status(error))
    return redirect("office_person", person)


def _account(person: int) -> int:
    found = rolls.accounts([person]).get(person)
    if found is None:
        raise Http404
    return found.account


def _status(error: RefusedError) -> int:
    return 403 if error.kind in ("not_allowed", "to_itself") else 422


def _slipped(request: HttpRequest, person: int, do: Callable[[], Slip]) -> HttpResponse:
    if queries.person(person) is None:
        raise Http404
    try:
        slip = do()
    except RefusedError as error:
        return people.shown(request, person, error.say(tongue()), _status(error))
    return slips(request, [slip])


def slips(request: HttpRequest, made: Sequence[Slip], taken: int = 0) -> HttpResponse:
    """The page of slips, to be printed and cut apart; codes are shown this once and kept nowhere.

    Args:
        request: The request.
        made: The slips.
        taken: How many lines of a roster were taken in; 0 when there was none.

    Returns:
        The page, which no browser keeps.
    """
    found = queries.persons([slip.person for slip in made])
    cut = [
        {
            "unit": _units(slip.person, visit_of(request).today),
            "name": found[slip.person].name,
            "login": slip.login,
            "code": slip.code,
            "until": moment_of(slip.until),
        }
        for slip in made
    ]
    address = request.build_absolute_uri("/sign/in")
    answer = show(request, "office/slips.html", {"slips": cut, "address": address, "taken": taken})
    answer["Cache-Control"] = "no-store"
    return answer


def _units(person: int, day: date) -> str:
    """The units of somebody's posts, listed."""
    return separator().join(sorted(rolls.unit_named(unit, day) for unit in policies.units_of(person, day)))
