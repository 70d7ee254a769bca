"""The people of somebody's units with their posts and accounts, and the page of one of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import separator, tongue
from zhangtu.desk.office import person_deeds
from zhangtu.desk.office.room import admitted, show
from zhangtu.desk.office.words import day_of, has, span, why_not
from zhangtu.kernel.refusals import RefusedError
from zhangtu.people import actions, directory, policies, queries, rolls
from zhangtu.people.rolls import AccountView
from zhangtu.people.scope import Right

#: So many people stand on one page.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody in the list.

    Attributes:
        person: The number.
        name: What the person is called.
        posts: The posts held today, with their units.
        account: The account; ``None`` for none.
    """

    person: int
    name: str
    posts: str
    account: AccountView | None


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The people one looks after: of the own units, those without any post, or those a search finds."""
    visit = admitted(request, Right.ORGANISE, Right.ACCOUNTS, Right.GRANT)
    words, shown = request.GET.get("q", "").strip(), request.GET.get("shown", "")
    after = request.GET.get("after", "")
    found = [one for one in _numbers(visit, words) if one > (int(after) if after.isdecimal() else 0)]
    accounts = rolls.accounts(found)
    if shown:
        found = [one for one in found if _SHOWN.get(shown, _all)(accounts.get(one))]
    lines = list(_lines(visit, found[:SHOWN], accounts))
    values = {
        "words": words,
        "shown": shown,
        "lines": lines,
        "more": found[SHOWN - 1] if len(found) > SHOWN else 0,
        "total": len(found),
        "enrol": why_not(lambda: person_deeds.ENROL.check(visit, 0)),
    }
    return show(request, "office/people.html", values)


def _all(account: AccountView | None) -> bool:
    del account
    return True


_SHOWN: Mapping[str, Callable[[AccountView | None], bool]] = {
    "none": lambda account: account is None,
    "fresh": lambda account: account is not None and account.open and not account.chosen,
    "locked": lambda account: account is not None and bool(account.locked_until),
    "closed": lambda account: account is not None and not account.open,
}


def _numbers(visit: Visit, words: str) -> list[int]:
    """The people one looks after, by number, or those of them that a search finds."""
    whole = visit.scope.everywhere or Right.GRANT in visit.scope.rights
    if whole and words:
        return rolls.people_like(words, 1000)
    if whole:
        return rolls.people_like("", 5000)
    own = sorted({*rolls.people_of(visit.scope.units, visit.today), *rolls.without_posts(visit.today)})
    if not words:
        return own
    return sorted(set(own) & set(rolls.people_like(words, 1000)))


def _lines(visit: Visit, numbers: list[int], accounts: dict[int, AccountView]) -> Iterator[Line]:
    found = queries.persons(numbers)
    held = rolls.posts_of(numbers, visit.today)
    for number in numbers:
        posts = separator().join(
            f"{rolls.unit_named(one.unit, visit.today)} {one.name}" for one in held.get(number, ())
        )
        yield Line(number, found[number].name, posts, accounts.get(number))


@require_safe
def person(request: HttpRequest, person: int) -> HttpResponse:
    """Somebody's posts, absences and account."""
    return shown(request, person)


def shown(request: HttpRequest, number: int, refused: str = "", status: int = 200) -> HttpResponse:
    """The page of somebody, with why something was not done.

    Args:
        request: The request.
        number: Whose page.
        refused: Why; empty when nothing was refused.
        status: The HTTP status.

    Returns:
        The page.
    """
    visit = visit_of(request)
    found = queries.person(number)
    if found is None:
        raise Http404
    may = why_not(lambda: policies.check_account(visit.actor, number))
    mine = visit.actor.person == number
    values: dict[str, Any] = {
        "person": number,
        "name": found.name,
        "mine": mine,
        "phone": found.phone if mine or not may or _near(visit, number) else "",
        "held": list(_held(visit, number)),
        "away": [(one, span(begins, ends)) for one, begins, ends in rolls.absences_of(number, visit.today)],
        "account": rolls.accounts([number]).get(number)
        if mine or not may or has(visit, Right.GRANT)
        else None,
        "guess": found.phone if not may else "",
        "may": may,
        "deeds": [
            (one.name, one.title, why_not(partial(one.check, visit, number)))
            for one in person_deeds.DEEDS.values()
        ],
        "back": why_not(lambda: person_deeds.DEEDS["away"].check(visit, number)),
        "today": visit.today.isoformat(),
        "refused": refused,
        "typed": request.POST,
    }
    return show(request, "office/person.html", values, status=status)


def _near(visit: Visit, number: int) -> bool:
    """Whether somebody is the visitor's business; who was just entered has no post yet to tell by."""
    near = not why_not(lambda: policies.check_person(visit.actor, Right.ORGANISE, number, visit.today))
    return near or (has(visit, Right.ORGANISE) and not policies.units_of(number, visit.today))


def _held(visit: Visit, person: int) -> Iterator[tuple[int, str, str, bool]]:
    """What somebody holds or held, the newest first: post, its name, the days, whether today."""
    for one in reversed(queries.holdings(person=person)):
        if one.ends is None or one.ends > one.begins:
            name = rolls.post_named(one.post, one.begins)
            yield one.post, name, span(one.begins, one.ends), one.holds(visit.today)


@require_POST
def back(request: HttpRequest, number: int) -> HttpResponse:
    """Somebody is back."""
    visit = visit_of(request)
    found = next((one for one in directory.absences(visit.today) if one.number == number), None)
    if found is None:
        raise Http404
    try:
        actions.be_back(number, actor=visit.actor, day=day_of(request.POST.get("day", ""), visit.today))
    except RefusedError as error:
        return shown(request, found.person, error.say(tongue()), 403 if error.kind == "not_allowed" else 422)
    return redirect("office_person", found.person)
