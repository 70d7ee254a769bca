"""Who asks: the bearer of a token, or a person signed in at the desk."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from zhangtu.api import tokens
from zhangtu.api.refusals import ApiError
from zhangtu.journal.actor import Actor
from zhangtu.people import queries as people
from zhangtu.people import signing
from zhangtu.people.scope import Right, Scope


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody who asks.

    Attributes:
        scope: What may be seen and done.
        name: Who it is, for idempotency keys: ``token:NAME`` or ``person:NUMBER:POST``.
    """

    scope: Scope
    name: str

    @property
    def actor(self) -> Actor:
        """Whoever the journal will name."""
        return self.scope.actor

    def must(self, right: Right) -> None:
        """Make sure of a right that concerns no ledger.

        Raises:
            ApiError: It may not be done.
        """
        if not self.scope.may(right):
            raise ApiError("not_allowed")


class Bearer(HttpBearer):
    """A token in the ``Authorization`` header."""

    def authenticate(self, request: HttpRequest, token: str) -> Asking | None:
        """Look the token up; an unknown one is nobody."""
        del request
        found = tokens.scope_of(token)
        return None if found is None else Asking(found, found.actor.machine)


class SignedIn(APIKeyCookie):
    """A person signed in at the desk; the framework checks the page's token against forgery."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Asking | None:
        """Ask the sign-in who this is; nobody signed in is nobody."""
        del key
        actor = signing.actor_of(request)
        return None if actor is None else Asking(people.scope(actor), f"person:{actor.person}:{actor.post}")


#: In this order: a token says more clearly what was meant than a cookie that happens to be there.
DOORS: list[Callable[[HttpRequest], Asking | None]] = [Bearer(), SignedIn()]


def asking(request: HttpRequest) -> Asking:
    """Who asks, once the doors have let the request in."""
    found = request.auth  # type: ignore[attr-defined]  # put there by the framework
    if not isinstance(found, Asking):
        raise ApiError("no_key")
    return found
