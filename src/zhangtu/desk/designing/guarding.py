"""What is not there is not found: one wrapper for the pages of this room."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse

from zhangtu.desk.frame.errors import refuse
from zhangtu.desk.frame.words import tongue
from zhangtu.ledgers.designing.refusing import DesignError

Given = ParamSpec("Given")
_NOT_FOUND: Final = frozenset({"no_draft", "no_ready"})
_LATE: Final = frozenset({"changed_elsewhere", "moved_on"})


def guarded(
    view: Callable[Concatenate[HttpRequest, Given], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give designs that are not there, and those changed elsewhere, the status they have elsewhere."""

    @wraps(view)
    def answer(request: HttpRequest, *given: Given.args, **named: Given.kwargs) -> HttpResponse:
        try:
            return view(request, *given, **named)
        except DesignError as error:
            if error.kind in _NOT_FOUND:
                return refuse(request, 404, error.say(tongue()))
            if error.kind in _LATE:
                return refuse(request, 409, error.say(tongue()))
            raise

    return answer
