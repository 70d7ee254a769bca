"""What every page says of an office filled with invented things, and how to begin one's own."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.kernel import clock
from zhangtu.people import policies, sampling
from zhangtu.people.actions import end_samples
from zhangtu.people.sampling import Guest

#: The cookie of a browser whose person has read it, and its word.
HIDDEN_COOKIE, HIDDEN = "zhangtu_samples", "hidden"


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip below the bar.

    Attributes:
        guests: Whom to sign in as.
        hidden: Whether this browser has put it away.
        may_end: Whether the visitor may say that the office is its own by now.
    """

    guests: tuple[Guest, ...]
    hidden: bool
    may_end: bool


def strip_of(request: HttpRequest, visit: Visit | None) -> Strip | None:
    """What a page says of invented things; ``None`` in an office of one's own."""
    found = sampling.sampled(clock.today())
    if found is None:
        return None
    hidden = request.COOKIES.get(HIDDEN_COOKIE) == HIDDEN
    may_end = visit is not None and not visit.ended and policies.can_end_samples(visit.actor, found.unit)
    return Strip(found.guests, hidden, may_end)


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Say that the office is its own by now, and go back to the page it was said on."""
    end_samples(actor=visit_of(request).actor)
    back = request.POST.get("back", "/")
    return HttpResponseRedirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/")
