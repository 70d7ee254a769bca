"""Lets a page of the plan room open only for whom its plan is to be seen."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from zhangtu.desk.frame.visit import visitor
from zhangtu.people.scope import Right, Scope
from zhangtu.plans import policies

View = Callable[..., HttpResponse]


def scope_of(request: HttpRequest) -> Scope | None:
    """The scope of whoever looks; ``None`` in an office without accounts."""
    found = visitor(request)
    return None if found is None else found.scope


def may(request: HttpRequest, right: Right) -> bool:
    """Whether whoever looks may do something with plans; everybody may where nobody has an account."""
    scope = scope_of(request)
    return scope is None or right in scope.rights


def guarded(view: View) -> View:
    """A page that is not found by whom its plan is not to be seen.

    Args:
        view: The page; the plan is its ``uid``, if it is about one.
    """

    @wraps(view)
    def answer(request: HttpRequest, **named: Any) -> HttpResponse:
        scope = scope_of(request)
        policies.check_reads(scope)
        if "uid" in named:
            policies.check_seen(scope, named["uid"])
        return view(request, **named)

    return answer
